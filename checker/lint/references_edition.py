"""dangling-reference: a name in a policy edition that the edition does not define."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.lint.names import named
from checker.project.project import Project
from rsp.ref import Ref
from rsp.standard import ActivityRule

_DECIDERS = ("declaration", "any-required", "required: <standard>", "threshold: <id>")


def rule(project: Project) -> Iterator[Diagnostic]:
    """Clauses, conditions, thresholds and standards that an edition names and lacks."""
    edition, data = project.edition, project.edition.data
    conditions = {condition.id for condition in data.conditions}
    for clause in edition.clauses.values():
        if clause.when is not None:
            at = project.refs[f"clause/{clause.id}"]
            yield from named("condition", clause.when, conditions, at, (f"clause/{clause.id}",))
    at = _data(project)
    for index, threshold in enumerate(data.thresholds):
        here = at.at("thresholds", index)
        yield from named("clause", threshold.clause, edition.clauses, here.at("clause"))
        for spot, name in enumerate(threshold.also):
            yield from named("clause", name, edition.clauses, here.at("also", spot))
    yield from _conditions(project, at)
    for name in ("train", "deploy", "store"):
        activity: ActivityRule = getattr(data.activities, name)
        yield from _activity(project, activity, at.at("activities", name))


def _data(project: Project) -> Ref:
    """Where the edition's data stands."""
    for threshold in project.edition.data.thresholds:
        return Ref(document=project.refs[f"threshold/{threshold.id}"].document)
    return Ref(document=f"edition:{project.edition.id}/thresholds.yaml")


def _conditions(project: Project, at: Ref) -> Iterator[Diagnostic]:
    edition = project.edition
    thresholds = {threshold.id for threshold in edition.data.thresholds}
    for index, condition in enumerate(edition.data.conditions):
        here = at.at("conditions", index, "decided_by")
        kind, _, about = condition.decided_by.partition(": ")
        if kind == "required":
            yield from named("standard", about, edition.standards, here)
        elif kind == "threshold":
            yield from named("threshold", about, thresholds, here)
        elif condition.decided_by not in _DECIDERS[:2]:
            yield from named("way to decide a condition", condition.decided_by, _DECIDERS, here)


def _activity(project: Project, activity: ActivityRule, at: Ref) -> Iterator[Diagnostic]:
    edition = project.edition
    yield from named("clause", activity.because, edition.clauses, at.at("because"))
    for index, name in enumerate(activity.clauses):
        yield from named("clause", name, edition.clauses, at.at("clauses", index))
    for index, name in enumerate(activity.standards):
        yield from named("standard", name, edition.standards, at.at("standards", index))

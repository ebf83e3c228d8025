"""dangling-reference: a name in one file that no other file defines."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from checker.diagnostics.diagnostic import EVERYTHING, Diagnostic
from checker.diagnostics.make import diagnose
from checker.lint.walk import controls, reaches, requirements
from checker.project.project import Project
from rsp.ref import Ref

_BUILT_IN = ("nil-return", "reviewer-answer")


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every name that is used and not defined."""
    yield from catalog_rule(project)
    yield from _settings(project)
    yield from _inventory(project)
    yield from _people(project)
    yield from _decisions(project)


def catalog_rule(project: Project) -> Iterator[Diagnostic]:
    """Names that a catalog uses and neither it nor the edition defines."""
    known = project.catalog.controls
    types = {*project.catalog.types, *_BUILT_IN}
    for control, at in controls(project):
        own = {requirement.id for requirement in control.evidence}
        for index, link in enumerate(control.implements):
            here = at.at("implements", index)
            yield from _named(
                "clause", link.clause, project.edition.clauses, here.at("clause"), reaches(control)
            )
            for spot, name in enumerate(link.by):
                yield from _named("requirement", name, own, here.at("by", spot), reaches(control))
        for index, edge in enumerate(control.depends_on):
            here = at.at("depends_on", index, "control")
            yield from _named("control", edge.control, known, here, reaches(control))
        for index, group in enumerate(control.any_of):
            for spot, name in enumerate(group.of):
                here = at.at("any_of", index, "of", spot)
                yield from _named("requirement", name, own, here, reaches(control))
    for control, requirement, at in requirements(project):
        yield from _named("evidence type", requirement.type, types, at.at("type"), reaches(control))
        for name, join in requirement.with_.items():
            here = at.at("with", name, "type")
            yield from _named("evidence type", join.type, types, here, reaches(control))


def _settings(project: Project) -> Iterator[Diagnostic]:
    at, settings = project.refs["settings"], project.settings
    yield from _named("party", settings.organization, project.parties, at.at("organization"))
    for name, values in settings.parameters.items():
        here = at.at("parameters", name)
        found = list(_named("control", name, project.catalog.controls, here))
        yield from found
        if not found:
            defined = project.catalog.controls[name].parameters
            for parameter in values:
                yield from _named(
                    "parameter", parameter, defined, here.at(parameter), (f"control/{name}",)
                )
    conditions = {condition.id for condition in project.edition.data.conditions}
    for index, declared in enumerate(settings.conditions):
        here = at.at("conditions", index, "condition")
        yield from _named("condition", declared.condition, conditions, here)
    for index, used in enumerate(settings.permissions):
        here = at.at("permissions", index, "clause")
        yield from _named("clause", used.clause, project.edition.clauses, here)
    models = {asset.id for asset in project.assets.values() if asset.type == "model"}
    for index, activated in enumerate(settings.activated):
        yield from _named("model", activated.model, models, at.at("activated", index, "model"))


def _inventory(project: Project) -> Iterator[Diagnostic]:
    models = {asset.id for asset in project.assets.values() if asset.type == "model"}
    for things in (project.assets, project.events):
        for key, thing in things.items():
            if not isinstance(thing.models, tuple):
                continue
            for index, model in enumerate(thing.models):
                here = project.refs[key].at("models", index)
                yield from _named("model", model, models, here)


def _people(project: Project) -> Iterator[Diagnostic]:
    for name, party in project.parties.items():
        for index, membership in enumerate(party.member_of):
            here = project.refs[f"party/{name}"].at("member_of", index, "party")
            yield from _named("party", membership.party, project.parties, here)


def _decisions(project: Project) -> Iterator[Diagnostic]:
    thresholds = {threshold.id for threshold in project.edition.data.thresholds}
    for name, determination in project.determinations.items():
        at = project.refs[f"determination/{name}"]
        yield from _named("threshold", determination.threshold, thresholds, at.at("threshold"))
        if determination.supersedes is not None:
            here = at.at("supersedes", "determination")
            target = determination.supersedes.determination
            yield from _named("determination", target, project.determinations, here)
    for name, deviation in project.deviations.items():
        at = project.refs[f"deviation/{name}"]
        reach = (f"clause/{deviation.clause}",)
        known = project.edition.clauses
        yield from _named("clause", deviation.clause, known, at.at("clause"), ())
        for index, control in enumerate(deviation.compensating):
            here = at.at("compensating", index)
            yield from _named("control", control, project.catalog.controls, here, reach)
        if deviation.renews is not None:
            yield from _named(
                "deviation", deviation.renews, project.deviations, at.at("renews"), reach
            )


def _named(
    kind: str,
    name: str,
    defined: Collection[str],
    at: Ref,
    reach: tuple[str, ...] = (EVERYTHING,),
) -> Iterator[Diagnostic]:
    if name in defined:
        return
    close = difflib.get_close_matches(name, sorted(defined), n=1)
    yield diagnose(
        "dangling-reference",
        at,
        f"there is no {kind} {name!r}",
        help=f"Did you mean {close[0]!r}?" if close else f"Define it, or name one of the {kind}s.",
        reaches=reach,
    )

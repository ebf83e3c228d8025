"""unknown-party: somebody is named who is not among the parties, and so counts for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from checker.diagnostics.diagnostic import Diagnostic, Fix
from checker.diagnostics.make import diagnose
from checker.lint.names import short
from checker.lint.walk import controls
from checker.project.project import Project
from rsp.ref import Ref
from rsp.requirement import IndependentOf


def rule(project: Project) -> Iterator[Diagnostic]:
    """Approvers, operators, reviewers and owners that the parties file lacks.

    The assessment already gives them no weight, so the diagnostic reaches no verdict by itself.
    """
    for name, at, what in _named(project):
        if name not in project.parties:
            near = get_close_matches(name, sorted(project.parties), n=1)
            yield diagnose(
                "unknown-party",
                at,
                f"{name!r} {what} and is not among the parties",
                help="add the party, or name one that is there",
                fix=_other(at, name, near[0]) if near else None,
                reaches=(),
            )


def _other(at: Ref, name: str, near: str) -> Fix:
    title = f"write {near} instead of {short(name)}"
    return Fix(at=at, replacement=near, title=title, replaces=name, sure=False)


def _named(project: Project) -> Iterator[tuple[str, Ref, str]]:
    """Every name of a party, its place, and what the party does there."""
    for key, asset in project.assets.items():
        if asset.operated_by is not None:
            yield asset.operated_by, project.refs[key].at("operated_by"), f"operates {key}"
    for id, determination in project.determinations.items():
        for index, approval in enumerate(determination.approvals):
            at = project.refs[f"determination/{id}"].at("approvals", index)
            yield approval.party, at.at("party"), f"approves {id}"
            yield approval.role, at.at("role"), f"is a role in which {id} is approved"
    for index, review in enumerate(project.own_reviews):
        yield review.by, project.refs[f"review/{index}"].at("by"), "reviewed a link"
    for index, entry in enumerate(project.changes):
        yield entry.by, project.refs[f"change/{index}"].at("by"), "accepted a change"
    yield from _offices(project)
    yield from _owners(project)


def _offices(project: Project) -> Iterator[tuple[str, Ref, str]]:
    """The roles that the edition lets approve a determination."""
    at = project.refs["settings"].at("parties")
    if any(one.approvals for one in project.determinations.values()):
        for role in project.edition.data.determination.approvals:
            yield role, at, "has to approve determinations"


def _owners(project: Project) -> Iterator[tuple[str, Ref, str]]:
    """Owners whom a producer has to be independent of; nobody is, of someone unknown."""
    seen: set[str] = set()
    for control, _ in controls(project):
        wants = any(IndependentOf.OWNER in one.independent_of for one in control.evidence)
        if wants and control.owner not in seen:
            seen.add(control.owner)
            at = project.refs["settings"].at("parties")
            yield (
                control.owner,
                at,
                f"owns {control.id}, whose evidence is to be independent of it,",
            )

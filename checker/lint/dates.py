"""dates-reversed: what ends before it starts, or is decided before it is known."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import EVERYTHING, Diagnostic
from checker.diagnostics.make import diagnose
from checker.project.project import Project
from rsp.ref import Ref
from rsp.time import Moment


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every pair of dates in the wrong order."""
    yield from _period(project)
    for key, asset in project.assets.items():
        at, service = project.refs[key].at("in_service"), asset.in_service
        if service.to is not None and service.to.latest <= service.from_.earliest:
            yield _reversed(at.at("to"), f"{key} leaves service before it enters it")
    for name, party in project.parties.items():
        for index, one in enumerate(party.member_of):
            here = project.refs[f"party/{name}"].at("member_of", index, "to")
            if one.from_ and one.to and one.to.latest <= one.from_.earliest:
                yield _reversed(here, f"{name} leaves {one.party} before it joins")
    for name, determination in project.determinations.items():
        at = project.refs[f"determination/{name}"]
        if _before(determination.decided_at, determination.assessed_at):
            yield _reversed(at.at("decided_at"), f"{name} is decided before it is assessed")
        for index, approval in enumerate(determination.approvals):
            if _before(approval.date, determination.assessed_at):
                here = at.at("approvals", index, "date")
                yield _reversed(here, f"{approval.party} approves {name} before it is assessed")


def _period(project: Project) -> Iterator[Diagnostic]:
    at, period, closed = project.refs["settings"], project.settings.period, project.settings.closed
    if period.end is not None and period.end.latest <= period.start.earliest:
        yield _reversed(at.at("period", "end"), "the period ends before it starts")
    if closed is None:
        return
    here = at.at("closed", "as_of")
    if closed.as_of.latest <= period.start.earliest:
        yield _reversed(here, "the assessment is closed before its period starts")
    elif period.end is not None and period.end.latest < closed.as_of.earliest:
        yield _reversed(here, "the assessment is closed at a date after its period")


def _before(one: Moment, other: Moment) -> bool:
    """Whether one is over before the other begins: the same day is in order."""
    return one.latest <= other.earliest and one.earliest < other.earliest


def _reversed(at: Ref, message: str) -> Diagnostic:
    return diagnose(
        "dates-reversed",
        at,
        message,
        help="correct the one that is wrong",
        reaches=(EVERYTHING,),
    )

"""Which changes are accepted: by an entry that is new in the comparison, of somebody who may.

An entry that the base has already was about an earlier change: it accepts nothing again. Who may
is decided by both sides, so that a change cannot bring its own approver along.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from checker.assess.overlay import owners_of, roles_of
from checker.assess.parties import Parties
from checker.compare.change import Change
from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.diff.both import Both, Found
from checker.diff.policy import change_id
from checker.project.project import Project
from rsp.change import ChangeApproval
from rsp.ref import Ref
from rsp.value import Value


class Acceptances(Value, frozen=True, kw_only=True):
    """The changes that are accepted, and what is wrong with entries that accept nothing."""

    by_change: dict[str, tuple[ChangeApproval, Ref]]
    """By the id of the change: the entry, and where it stands in the head."""
    diagnostics: tuple[Diagnostic, ...]


def acceptances(both: Both, found: tuple[Found, ...], clock: datetime) -> Acceptances:
    """What the new entries of the head accept at an instant."""
    open_ = {change_id(one.change): one.change for one in found if one.change.kind.loosens}
    accepted: dict[str, tuple[ChangeApproval, Ref]] = {}
    diagnostics = []
    for entry, at in _new(both):
        change = open_.get(entry.change)
        if change is None:
            diagnostics.append(_idle(entry, at))
            continue
        defects = tuple(dict.fromkeys(_defects(both, change, entry, clock)))
        if defects:
            diagnostics.append(_refused(change, at, defects))
        else:
            accepted.setdefault(entry.change, (entry, at))
    return Acceptances(by_change=accepted, diagnostics=tuple(diagnostics))


def _new(both: Both) -> Iterator[tuple[ChangeApproval, Ref]]:
    """A second copy of an entry that the base has is no decision of its own."""
    known = frozenset(both.base.changes)
    for index, entry in enumerate(both.head.changes):
        if entry not in known:
            yield entry, both.head.refs[f"change/{index}"]


def _defects(both: Both, change: Change, entry: ChangeApproval, clock: datetime) -> Iterator[str]:
    if entry.date.earliest > clock:
        yield f"it is dated {entry.date}, which is yet to come"
    for side, project in (("base", both.base), ("head", both.head)):
        parties = Parties(project.parties, project.settings.organization)
        if not parties.knows(entry.by):
            yield f"{entry.by} is not among the parties of the {side}"
            continue
        roles = roles_of(project)
        if not any(parties.holds(entry.by, role, entry.date) for role in roles):
            who = " or ".join(roles) or "nobody, as the edition names no role"
            yield f"it takes {who}, held on that date by the parties of the {side}"
        if _concerned(both, change) & parties.belongs(entry.by, entry.date.earliest):
            yield f"{entry.by} answers for what changes, or asked for it"


def _concerned(both: Both, change: Change) -> frozenset[str]:
    """Who cannot accept a change: owners of what it is about, who requested it, whom it is
    about."""
    kind, _, rest = change.path.partition("/")
    sides = (both.base, both.head)
    if kind in ("control", "type", "clause"):
        return frozenset().union(*(owners_of(side, change) for side in sides))
    if kind == "party":
        return frozenset((rest.partition("/")[0],))
    if kind == "deviation":
        return frozenset(_of_deviation(sides, rest.partition("/")[0]))
    if change.path.startswith("settings/parameters/"):
        return frozenset(_owners(sides, change.path.split("/")[2]))
    return frozenset()


def _of_deviation(sides: tuple[Project, ...], name: str) -> Iterator[str]:
    for side in sides:
        one = side.deviations.get(name)
        if one is not None:
            yield one.requester
            yield from _owners(sides, one.control or "")


def _owners(sides: tuple[Project, ...], control: str) -> Iterator[str]:
    for side in sides:
        found = side.catalog.controls.get(control)
        if found is not None:
            yield found.owner


def _idle(entry: ChangeApproval, at: Ref) -> Diagnostic:
    return diagnose(
        "change-matches-nothing",
        at,
        f"no change of the comparison that asks for less is {entry.change}",
        help="copy the id that rsp diff states; should the change differ by now, look at it again",
        reaches=(),
    )


def _refused(change: Change, at: Ref, defects: tuple[str, ...]) -> Diagnostic:
    return diagnose(
        "change-not-approved",
        at,
        f"{change.what} at {change.path} is not accepted: {'; '.join(defects)}",
        help="have it accepted by somebody who may, or take the change back",
        reaches=(),
    )

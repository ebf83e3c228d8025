"""From what was found on both sides to the comparison."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from checker.compare.change import Change, Kind, Spot, changed
from checker.diagnostics.diagnostic import Diagnostic, Location
from checker.diff.accept import Acceptances
from checker.diff.both import Both, Found, Tried, placed
from checker.diff.model import (
    Accepted,
    CaseApart,
    Counts,
    Finding,
    Moved,
    Place,
    Policy,
    PolicyChange,
    SideName,
)
from checker.diff.policy import change_id, in_order
from checker.diff.reasons import because
from checker.report.model import Exit
from rsp.ref import Ref
from rsp.value import Value

Locate = Callable[[Ref], Location]

FailOn = Literal["weaker", "posture"]

_FIRST = 3
_BECOMES = re.compile(
    r" goes from (?:sha256:[0-9a-f]{32} to .*?|.*? to sha256:[0-9a-f]{32})(?=;|\Z)"
)
_GONE = re.compile(r": sha256:[0-9a-f]{32}(?=;|\Z)")


class Places(Value, frozen=True, kw_only=True):
    """The two tables that turn a reference into a place."""

    base: Locate
    head: Locate


def policy_part(found: Sequence[Found], accepted: Acceptances, places: Places) -> Policy:
    """Every change with its places and its approval."""
    changes = tuple(_change(one, accepted, places) for one in found)
    return Policy(changes=changes, counts=_counts(changes))


def unexplained(
    both: Both, found: tuple[Found, ...], moved: Sequence[Moved], *, explained: bool
) -> tuple[Found, ...]:
    """With a change of its own where something passes by the head alone and nothing found says
    why: then a rule called something harmless that is not. `explained` is whether something else
    does: files of the base were out of order, or links have been reviewed since."""
    eased = [one for one in moved if one.how == "eased"]
    if not eased or explained or any(one.change.kind.loosens for one in found):
        return found
    names = ", ".join(f"{one.id} ({one.before} to {one.after})" for one in eased[:_FIRST])
    change = changed(
        Kind.UNDECIDABLE, "unexplained-pass", Spot(path="posture"), None,
        [f"{one.kind} {one.subject} {one.id} {one.before} {one.after}" for one in eased],
        f"passes by the policy of the head alone: {names}",
    )  # fmt: skip
    return in_order([*found, placed(both, change, "settings", "")])


def findings(
    side: SideName, diagnostics: Iterable[Diagnostic], locate: Locate
) -> tuple[Finding, ...]:
    """Diagnostics with their places."""
    found = []
    for one in diagnostics:
        at = locate(one.at)
        found.append(
            Finding(
                side=side, code=one.code, level=one.level.value, message=one.message,
                help=one.help, file=at.file, line=at.line, column=at.column,
            )
        )  # fmt: skip
    return tuple(found)


def exit_of(
    fail_on: Sequence[FailOn],
    policy: Policy | None,
    moved: Sequence[Moved],
    diagnostics: Sequence[Finding],
) -> Exit:
    """The highest code that applies: 3 for files that cannot be used, 1 for what was asked."""
    errors = [one for one in diagnostics if one.level == "error"]
    if errors:
        first = errors[0]
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        return Exit(code=3, because=f"{count} in files, first: {first.code} in the {first.side}")
    open_ = open_changes(policy)
    if "weaker" in fail_on and open_:
        count = "1 change asks" if open_ == 1 else f"{open_} changes ask"
        return Exit(code=1, because=f"{count} for less, or may, and nobody has accepted it")
    worse = [one for one in moved if _falls(one)]
    eased = [one for one in moved if one.how == "eased"]
    if "posture" in fail_on and worse:
        return Exit(code=1, because=f"worse by the policy of the head: {_named(worse)}")
    if "posture" in fail_on and eased and (open_ or policy is None):
        return Exit(code=1, because=f"passes by the policy of the head alone: {_named(eased)}")
    return Exit(code=0, because="the two sides were compared")


def open_changes(policy: Policy | None) -> int:
    """How many changes are weaker or undecidable, and not accepted."""
    changes = policy.changes if policy is not None else ()
    return sum(
        1 for one in changes if one.accepted is None and one.kind in ("weaker", "undecidable")
    )


def _falls(one: Moved) -> bool:
    return one.how == "worse" and one.kind in ("gate", "standard")


def _named(found: Sequence[Moved]) -> str:
    names = [one.id if one.subject is None else f"{one.id} of {one.subject}" for one in found]
    more = len(names) - _FIRST
    return ", ".join(names[:_FIRST]) + (f" and {more} more" if more > 0 else "")


def _counts(changes: Sequence[PolicyChange]) -> Counts:
    def of(kind: str) -> int:
        return sum(1 for one in changes if one.kind == kind)

    return Counts(
        weaker=of("weaker"),
        undecidable=of("undecidable"),
        stronger=of("stronger"),
        neutral=of("neutral"),
        accepted=sum(1 for one in changes if one.accepted is not None),
    )


def _change(found: Found, accepted: Acceptances, places: Places) -> PolicyChange:
    change = found.change
    id = change_id(change)
    return PolicyChange(
        id=id,
        kind=change.kind.value,
        change=change.what,
        at=change.path,
        was=change.was,
        becomes=change.becomes,
        sentence=_said(change),
        because=because(change, shown=_shows(found)),
        base=_place(places.base(found.base), there=_there(change, old=True)),
        head=_place(places.head(found.head), there=_there(change, old=False)),
        cases=tuple(_case(one, places) for one in found.cases),
        accepted=_acceptance(id, accepted, places),
    )


def _said(change: Change) -> str:
    """The sentence without digests, which `was` and `becomes` state."""
    return _GONE.sub("", _BECOMES.sub(" is another", change.sentence))


def _shows(found: Found) -> bool:
    words = ("true", "false") if found.change.what.startswith("scope-") else ("false", "true")
    return any((one.old, one.new) == words for one in found.cases)


def _there(change: Change, *, old: bool) -> bool:
    return (change.was if old else change.becomes) is not None


def _place(at: Location, *, there: bool) -> Place:
    return Place(file=at.file, line=at.line, column=at.column, there=there)


def _case(one: Tried, places: Places) -> CaseApart:
    at = (places.base if one.base else places.head)(one.at)
    side: SideName = "base" if one.base else "head"
    return CaseApart(name=one.name, side=side, file=at.file, line=at.line, old=one.old, new=one.new)


def _acceptance(id: str, accepted: Acceptances, places: Places) -> Accepted | None:
    found = accepted.by_change.get(id)
    if found is None:
        return None
    entry, ref = found
    at = places.head(ref)
    return Accepted(
        by=entry.by, date=str(entry.date), because=entry.because, file=at.file, line=at.line
    )

"""The two versions of an expression that changed, tried on the cases of both sides."""

from __future__ import annotations

from checker.compare.change import Change
from checker.diff.both import Trials, Tried
from checker.testing.apart import Shelf
from rsp.requirement import Requirement


def trials(base: Shelf, head: Shelf) -> Trials:
    """Tries what a change names; nothing for a change of another kind."""

    def tried(change: Change) -> tuple[Tried, ...]:
        kind, control, _, requirement, field = (*change.path.split("/"), "", "", "", "")[:5]
        before, after = (one.requirement(control, requirement) for one in (base, head))
        if kind != "control" or before is None or after is None:
            return ()
        scope = field == "where"
        old = _text(before, change.old, scope=scope)
        new = _text(after, change.new, scope=scope)
        if old is None or new is None:
            return ()
        return tuple(
            Tried(name=one.name, at=one.at, base=shelf is base, old=one.old, new=one.new)
            for shelf in (base, head)
            for one in shelf.judge(control, requirement, old, new, scope=scope)
        )

    return tried


def _text(requirement: Requirement, pointer: str | None, *, scope: bool) -> str | None:
    """The `where`, empty where there is none, or the rule of the validation a pointer leads to."""
    if scope:
        return requirement.where or ""
    steps = (pointer or "").split("/")
    if len(steps) < 5 or steps[3] != "validations" or not steps[4].isdigit():
        return None
    index = int(steps[4])
    found = requirement.validations
    return found[index].rule if index < len(found) else None

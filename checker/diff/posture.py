"""What changes in today's verdicts: the same evidence by the policy of either side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from checker.diff.model import How, Moved
from checker.diff.standing import BETTER, PASSES, Key, Standing

_KINDS: tuple[Literal["standard", "clause", "control", "instance"], ...] = (
    "standard", "clause", "control", "instance",
)  # fmt: skip
_RANKS: dict[How, int] = {"eased": 0, "worse": 1, "better": 2, "other": 3}


def moved(base: Standing, head: Standing) -> tuple[Moved, ...]:
    """What moved: gate, standards, clauses, controls, instances; of each kind what eased first."""
    found = []
    if base.gate != head.gate:
        how = _how("gate", base.gate, head.gate)
        one = Moved(
            kind="gate", subject=None, id="gate", before=base.gate, after=head.gate, how=how
        )
        found.append(one)
    for kind in _KINDS:
        ones = _of_kind(kind, base.words[kind], head.words[kind])
        found += sorted(ones, key=lambda one: (_RANKS[one.how], one.subject or "", one.id))
    return tuple(found)


def _of_kind(
    kind: Literal["standard", "clause", "control", "instance"],
    before: Mapping[Key, str],
    after: Mapping[Key, str],
) -> Iterator[Moved]:
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        how = _how(kind, was, now)
        if how == "other" and (was is None or now is None):
            continue
        subject, id = key
        yield Moved(kind=kind, subject=subject or None, id=id, before=was, after=now, how=how)


def _how(kind: str, was: str | None, now: str | None) -> How:
    """A thing that is gone keeps nothing from passing; one that is new and fails is worse."""
    passed, passes = (word is None or word in PASSES[kind] for word in (was, now))
    if not passed and passes:
        return "eased"
    if passed and not passes:
        return "worse"
    if passed or was is None or now is None:
        return "other"
    order = BETTER[kind]
    return "worse" if order.index(now) < order.index(was) else "better"

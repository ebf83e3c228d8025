"""Rules for what a requirement reads: validations, and the records they are joined with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.expressions import reads, same, tightened
from checker.compare.fields import Rule, label, of_fields, opaque
from checker.compare.limits import between
from rsp.requirement import Join, Requirement, Validation

Numbered = tuple[int, Validation]
Fits = Callable[[Numbered, Numbered], bool]

_BELONG: tuple[Fits, ...] = (
    lambda old, new: same(old[1].rule, new[1].rule),
    lambda old, new: tightened(old[1].rule, new[1].rule),
    lambda old, new: tightened(new[1].rule, old[1].rule),
    lambda old, new: old[1].message == new[1].message,
    lambda old, new: old[0] == new[0],
)
"""What makes an old and a new validation one that changed, the surest first."""


def validations(old: Requirement, new: Requirement, name: str, spot: Spot) -> Iterator[Change]:
    """What changed in each validation, and those that came or went."""
    before, after = list(enumerate(old.validations)), list(enumerate(new.validations))
    for fits in _BELONG:
        for one in list(before):
            other = next((each for each in after if fits(one, each)), None)
            if other is not None:
                before.remove(one)
                after.remove(other)
                yield from _pair(one[1], other[1], spot.item(one[0], one[0], other[0]))
    for at, gone in before:
        yield changed(Kind.WEAKER, "validation-removed", spot.item(at, at, None), gone.rule, None)
    for at, come in after:
        yield changed(Kind.STRONGER, "validation-added", spot.item(at, None, at), None, come.rule)


def joins(old: Requirement, new: Requirement, name: str, spot: Spot) -> Iterator[Change]:
    """A joined record matters where a validation reads it."""
    kept = [
        one.rule
        for one in old.validations
        if any(same(one.rule, two.rule) for two in new.validations)
    ]
    for each in sorted({*old.with_, *new.with_}):
        before, after = old.with_.get(each), new.with_.get(each)
        here = spot.item(each, each if before else None, each if after else None)
        read = any(reads(rule, each) for rule in kept)
        if before is not None and after is not None:
            yield from of_fields(before, after, here, JOIN)
        elif before is None:
            kind = Kind.UNDECIDABLE if read else Kind.NEUTRAL
            yield changed(kind, "join-added", here, None, after)
        else:
            kind = Kind.UNDECIDABLE if read else Kind.NEUTRAL
            yield changed(kind, "join-removed", here, before, None)


def _pair(old: Validation, new: Validation, spot: Spot) -> Iterator[Change]:
    yield from of_fields(old, new, spot, VALIDATION)


def _rule(old: Validation, new: Validation, name: str, spot: Spot) -> Iterator[Change]:
    if same(old.rule, new.rule):
        return
    kind, what = Kind.UNDECIDABLE, "expression-changed"
    if tightened(old.rule, new.rule):
        kind, what = Kind.STRONGER, "expression-narrowed"
    elif tightened(new.rule, old.rule):
        kind, what = Kind.WEAKER, "expression-widened"
    yield changed(kind, what, spot, old.rule, new.rule)


def _within(old: Join, new: Join, name: str, spot: Spot) -> Iterator[Change]:
    if old.within != new.within:
        yield between("within", old.within, new.within, spot, Kind.UNDECIDABLE)


VALIDATION: dict[str, Rule] = {"rule": _rule, "message": label("message-changed")}
JOIN: dict[str, Rule] = {"type": opaque("join-type-changed"), "within": _within}

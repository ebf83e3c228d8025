"""What carries each clause that a control implements, in two versions of it (R14)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from checker.compare.change import Change, Kind, Spot, changed
from rsp.control import Control


def carrying(control: Control, clause: str) -> frozenset[str]:
    """Requirements that carry a clause: those named with their alternatives, or all."""
    named_by = [one.by for one in control.implements if one.clause == clause]
    if not named_by:
        return frozenset()
    if not all(named_by):
        return frozenset(one.id for one in control.evidence)
    named = {name for by in named_by for name in by}
    for group in control.any_of:
        if named & set(group.of):
            named |= set(group.of)
    return frozenset(named)


def links(old: Control, new: Control, name: str, spot: Spot) -> Iterator[Change]:
    """Clauses that came or went, and what carries those that stayed."""
    before = {one.clause: at for at, one in reversed(list(enumerate(old.implements)))}
    after = {one.clause: at for at, one in reversed(list(enumerate(new.implements)))}
    for clause in sorted({*before, *after}):
        here = spot.item(clause, before.get(clause), after.get(clause))
        if clause not in after:
            yield changed(Kind.WEAKER, "link-removed", here, clause, None)
        elif clause not in before:
            yield changed(Kind.STRONGER, "link-added", here, None, clause)
        else:
            yield from _carried(old, new, clause, here.at("by"))
            yield from _reviewed(old, new, clause, here.at("reviewed"))
            yield from _rest(old, new, clause, here)


def _carried(old: Control, new: Control, clause: str, spot: Spot) -> Iterator[Change]:
    """What a removed or added requirement does, its own change says."""
    kept = {one.id for one in old.evidence} & {one.id for one in new.evidence}
    before, after = carrying(old, clause), carrying(new, clause)
    was, becomes = (", ".join(sorted(side)) or "nothing" for side in (before, after))
    less, more = (before - after) & kept, (after - before) & kept
    if less and not more:
        yield changed(Kind.WEAKER, "by-narrowed", spot, was, becomes)
    elif more and not less:
        yield changed(Kind.STRONGER, "by-widened", spot, was, becomes)
    elif _by(old, clause) != _by(new, clause):
        kind = Kind.NEUTRAL if before == after else Kind.UNDECIDABLE
        yield changed(kind, "by-changed", spot, was, becomes)


def _reviewed(old: Control, new: Control, clause: str, spot: Spot) -> Iterator[Change]:
    stamps = [
        ", ".join(
            one.reviewed.stamp for one in side.implements if one.clause == clause and one.reviewed
        )
        or None
        for side in (old, new)
    ]
    if stamps[0] != stamps[1]:
        yield changed(Kind.NEUTRAL, "review-changed", spot, *stamps)


def _rest(old: Control, new: Control, clause: str, spot: Spot) -> Iterator[Change]:
    """Fields of a link that nothing above reads."""
    before, after = (
        [replace(one, by=(), reviewed=None) for one in side.implements if one.clause == clause]
        for side in (old, new)
    )
    if any(one not in after for one in before) or any(one not in before for one in after):
        yield changed(Kind.UNDECIDABLE, "field-changed", spot, before, after)


def _by(control: Control, clause: str) -> set[frozenset[str]]:
    return {frozenset(one.by) for one in control.implements if one.clause == clause}

"""Rules for the limits of a requirement, each as far as its operation reads it (R2 to R5, R8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.durations import Order, of_limits
from checker.compare.fields import Rule
from rsp.requirement import Limit, Operation, Requirement

Reads = Callable[[Requirement], bool]

_KINDS = {Order.LESS: Kind.STRONGER, Order.MORE: Kind.WEAKER, Order.UNDECIDABLE: Kind.UNDECIDABLE}
_WORDS = {Order.LESS: "shorter", Order.MORE: "longer", Order.UNDECIDABLE: "changed"}


def limit(what: str, *, added: Callable[[Requirement], Kind], read: Reads) -> Rule:
    """A limit of which a longer one is weaker; `added` says what having one at all does."""

    def rule(old: Requirement, new: Requirement, name: str, spot: Spot) -> Iterator[Change]:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            return
        found = between(what, before, after, spot, added(new))
        if read(old) or read(new):
            if before is None or after is None:
                found = _agreed(found, added(old), added(new))
            yield found
        else:
            yield changed(Kind.NEUTRAL, found.what, spot, before, after)

    return rule


def between(
    what: str, before: Limit | None, after: Limit | None, spot: Spot, added: Kind
) -> Change:
    """The change from one limit to another that is not equal to it."""
    if before is None:
        return changed(added, f"{what}-added", spot, None, after)
    if after is None:
        return changed(added.reverse, f"{what}-removed", spot, before, None)
    order = of_limits(before, after)
    if order is Order.SAME:
        return changed(Kind.NEUTRAL, f"{what}-rewritten", spot, before, after)
    return changed(_KINDS[order], f"{what}-{_WORDS[order]}", spot, before, after)


def _agreed(found: Change, old: Kind, new: Kind) -> Change:
    """What both versions of the requirement agree that it does, else undecidable."""
    if old is new:
        return found
    return msgspec.structs.replace(found, kind=Kind.UNDECIDABLE)


def always(kind: Kind) -> Callable[[Requirement], Kind]:
    """The same for every requirement."""
    return lambda requirement: kind


def of(*operations: Operation) -> Reads:
    """Requirements of these operations."""
    return lambda requirement: requirement.operation in operations


def every(requirement: Requirement) -> bool:
    """All requirements."""
    return True


def fresh(requirement: Requirement) -> Kind:
    """What adding a `max_age` does.

    For an event it only lets a nil return reach further (R5). Elsewhere it refuses what is old, and
    lets a fresh record from before the window count, or a longer stretch at its end (R4, R8).
    """
    return Kind.WEAKER if requirement.operation is Operation.EVENT else Kind.UNDECIDABLE


LIMITS: dict[str, Rule] = {
    "max_age": limit("max-age", added=fresh, read=every),
    "cadence": limit("cadence", added=always(Kind.UNDECIDABLE), read=of(Operation.INSTANTS)),
    "tolerance": limit("tolerance", added=always(Kind.WEAKER), read=of(Operation.CONTINUOUS)),
    "max_lag": limit("max-lag", added=always(Kind.STRONGER), read=every),
    "correct_within": limit(
        "correct-within",
        added=always(Kind.WEAKER),
        read=of(Operation.INSTANTS, Operation.CONTINUOUS),
    ),
    "grace": limit("grace", added=always(Kind.WEAKER), read=every),
}

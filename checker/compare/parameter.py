"""What changed between two versions of a parameter: its bounds, its default, who sets it."""

from __future__ import annotations

from collections.abc import Iterator

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.durations import Order, of_durations
from checker.compare.fields import Rule, label, of_fields, opaque
from rsp.control import Parameter, Stricter
from rsp.time import Duration, TimeError

Bound = str | int | float | bool

_WIDER, _NARROWER = "parameter-bound-wider", "parameter-bound-narrower"


def parameter_changes(old: Parameter, new: Parameter, spot: Spot) -> Iterator[Change]:
    """Every difference between two versions of one parameter."""
    yield from of_fields(old, new, spot, PARAMETER)


def _bound(tighter: Order) -> Rule:
    """A bound that lets values through: absent, all of them."""

    def rule(old: Parameter, new: Parameter, name: str, spot: Spot) -> Iterator[Change]:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            return
        if before is None:
            yield changed(Kind.STRONGER, _NARROWER, spot, before, after)
        elif after is None:
            yield changed(Kind.WEAKER, _WIDER, spot, before, after)
        else:
            yield _moved(order(before, after), tighter, spot, before, after)

    return rule


def _moved(found: Order, tighter: Order, spot: Spot, before: Bound, after: Bound) -> Change:
    match found:
        case Order.SAME:
            return changed(Kind.NEUTRAL, "parameter-bound-rewritten", spot, before, after)
        case Order.UNDECIDABLE:
            return changed(Kind.UNDECIDABLE, "parameter-bound-changed", spot, before, after)
        case _ if found is tighter:
            return changed(Kind.STRONGER, _NARROWER, spot, before, after)
        case _:
            return changed(Kind.WEAKER, _WIDER, spot, before, after)


def _default(old: Parameter, new: Parameter, name: str, spot: Spot) -> Iterator[Change]:
    """A default spares the organisation a decision; a stricter one is stronger."""
    before, after = old.default, new.default
    if before == after and type(before) is type(after):
        return
    if before is None:
        yield changed(Kind.WEAKER, "default-added", spot, before, after)
    elif after is None:
        yield changed(Kind.STRONGER, "default-removed", spot, before, after)
    else:
        tighter = TIGHTER.get(new.stricter) if new.stricter is old.stricter else None
        found = order(before, after)
        kind = Kind.UNDECIDABLE
        if tighter is not None and found in (Order.LESS, Order.MORE):
            kind = Kind.STRONGER if found is tighter else Kind.WEAKER
        yield changed(kind, "default-changed", spot, before, after)


def _left_open(old: Parameter, new: Parameter, name: str, spot: Spot) -> Iterator[Change]:
    if old.policy_leaves_open and not new.policy_leaves_open:
        yield changed(Kind.WEAKER, "parameter-closed", spot, True, False)
    elif new.policy_leaves_open and not old.policy_leaves_open:
        yield changed(Kind.STRONGER, "parameter-opened", spot, False, True)


def order(before: Bound, after: Bound) -> Order:
    """The order of two values of a parameter: numbers, or durations written out."""
    if isinstance(before, str) and isinstance(after, str):
        try:
            return of_durations(Duration.parse(before), Duration.parse(after))
        except TimeError:
            return Order.UNDECIDABLE
    if isinstance(before, str | bool) or isinstance(after, str | bool):
        return Order.UNDECIDABLE
    if before == after:
        return Order.SAME
    return Order.LESS if after < before else Order.MORE


TIGHTER = {Stricter.LOWER: Order.LESS, Stricter.HIGHER: Order.MORE}

PARAMETER: dict[str, Rule] = {
    "type": opaque("parameter-type-changed"),
    "description": label("description-changed"),
    "stricter": opaque("parameter-direction-changed"),
    "minimum": _bound(Order.MORE),
    "maximum": _bound(Order.LESS),
    "default": _default,
    "policy_leaves_open": _left_open,
}
"""By field, as for requirements."""

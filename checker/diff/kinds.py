"""Rules for fields of what a project states: switches, dates, lengths, sets, lists, levels."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.durations import Order, of_durations
from checker.compare.fields import Rule, of_fields
from checker.diff.both import Judge, judged
from rsp.time import Duration, Moment

_REVERSE = {Order.LESS: Order.MORE, Order.MORE: Order.LESS}


def flag(what: str, *, true: Kind, false: Kind | None = None) -> Rule:
    """A switch: what turning it on does; turning it off does the reverse unless stated."""

    def rule(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            kind = true if after else (true.reverse if false is None else false)
            yield changed(kind, f"{what}-{'on' if after else 'off'}", spot, before, after)

    return rule


def ordered(
    what: str,
    of: Callable[[Any, Any], Order],
    *,
    more: Kind,
    less: Kind | None = None,
    absent: Order = Order.UNDECIDABLE,
    words: tuple[str, str] = ("later", "earlier"),
) -> Rule:
    """A value of which more does one thing and less the reverse, unless stated; `absent` is how
    none at all stands to any."""
    kinds = {
        Order.MORE: more,
        Order.LESS: more.reverse if less is None else less,
        Order.SAME: Kind.NEUTRAL,
        Order.UNDECIDABLE: Kind.UNDECIDABLE,
    }
    named = {Order.MORE: words[0], Order.LESS: words[1]}

    def rule(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            return
        if before is None:
            order = _REVERSE.get(absent, absent)
        elif after is None:
            order = absent
        else:
            order = of(before, after)
        yield changed(kinds[order], f"{what}-{named.get(order, 'changed')}", spot, before, after)

    return rule


def of_moments(old: Moment, new: Moment) -> Order:
    """MORE is later, or the same day as a whole instead of an instant of it."""
    if (old.earliest, old.latest) == (new.earliest, new.latest):
        return Order.SAME
    if new.earliest >= old.earliest and new.latest >= old.latest:
        return Order.MORE
    if new.earliest <= old.earliest and new.latest <= old.latest:
        return Order.LESS
    return Order.UNDECIDABLE


def of_numbers(old: float, new: float) -> Order:
    """MORE is greater."""
    if old == new:
        return Order.SAME
    return Order.MORE if new > old else Order.LESS


def of_lengths(old: Duration, new: Duration) -> Order:
    """MORE is longer, wherever in the calendar it begins."""
    return of_durations(old, new)


def within(rules: Mapping[str, Rule]) -> Rule:
    """A part with fields of its own."""

    def rule(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield from of_fields(before, after, spot, rules)

    return rule


def maybe(what: str, rules: Mapping[str, Rule], *, added: Kind, removed: Kind) -> Rule:
    """The same for a part that may be absent."""

    def rule(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            return
        if before is None:
            yield changed(added, f"{what}-added", spot, None, after)
        elif after is None:
            yield changed(removed, f"{what}-removed", spot, before, None)
        else:
            yield from of_fields(before, after, spot, rules)

    return rule


def members(
    what: str,
    key: Callable[[Any], Hashable],
    rules: Mapping[str, Rule],
    *,
    added: Judge,
    removed: Judge,
) -> Rule:
    """A list whose members are known by a key, in any order."""

    def rule(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
        yield from of_members(
            what, getattr(old, name), getattr(new, name), key, rules, spot, added, removed
        )

    return rule


def of_members(
    what: str,
    old: Sequence[Any],
    new: Sequence[Any],
    key: Callable[[Any], Hashable],
    rules: Mapping[str, Rule],
    spot: Spot,
    added: Judge,
    removed: Judge,
) -> Iterator[Change]:
    """What changed from one list to the other; members that share a key are not told apart."""
    if old == new:
        return
    before = {key(one): at for at, one in reversed(list(enumerate(old)))}
    after = {key(one): at for at, one in reversed(list(enumerate(new)))}
    if len(before) < len(old) or len(after) < len(new):
        yield changed(Kind.UNDECIDABLE, "repeated-id", spot, list(old), list(new))
    for each in sorted({*before, *after}, key=str):
        was, now = before.get(each), after.get(each)
        here = spot.item(_named(each), was, now)
        if was is None and now is not None:
            kind = judged(added, new[now])
            yield changed(kind, f"{what}-added", here, None, new[now])
        elif now is None and was is not None:
            kind = judged(removed, old[was])
            yield changed(kind, f"{what}-removed", here, old[was], None)
        elif was is not None and now is not None and old[was] != new[now]:
            yield from of_fields(old[was], new[now], here, rules)


def _named(key: Hashable) -> str:
    parts = key if isinstance(key, tuple) else (key,)
    return "+".join("-" if part is None else str(part) for part in parts)


def visible(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
    """Who sees a thing: what is shown to fewer can be looked at by fewer."""
    before, after = getattr(old, name), getattr(new, name)
    if after.rank > before.rank:
        yield changed(Kind.UNDECIDABLE, "visibility-narrowed", spot, before, after)
    elif after.rank < before.rank:
        yield changed(Kind.NEUTRAL, "visibility-widened", spot, before, after)

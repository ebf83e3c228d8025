"""Rules for single keywords of a JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from checker.compare.change import Change, Kind, Spot, changed

Rule = Callable[[Any, Any, str, Spot], Iterator[Change]]
"""Two values of a keyword, None where it is absent; the keyword; its spot."""


def unknown(old: Any, new: Any, word: str, spot: Spot) -> Iterator[Change]:
    yield changed(Kind.UNDECIDABLE, "schema-changed", spot, old, new)


def words(old: Any, new: Any, word: str, spot: Spot) -> Iterator[Change]:
    yield changed(Kind.NEUTRAL, "schema-reworded", spot, old, new)


def listed(word: str, longer: Kind) -> Rule:
    """A list of which each member more does the same; absent, it lists nothing."""

    def rule(old: Any, new: Any, keyword: str, spot: Spot) -> Iterator[Change]:
        for gone in sorted(set(old or ()) - set(new or ())):
            yield changed(longer.reverse, f"{word}-removed", _at(spot, gone), gone, None)
        for come in sorted(set(new or ()) - set(old or ())):
            yield changed(longer, f"{word}-added", _at(spot, come), None, come)

    return rule


def _at(spot: Spot, name: str) -> Spot:
    """A member of a list by its name; the pointers stay at the list."""
    return msgspec.structs.replace(spot, path=f"{spot.path}/{name}")


def allowed(old: Any, new: Any, word: str, spot: Spot) -> Iterator[Change]:
    """The values or types that are let through; absent, all of them."""
    before, after = (_many(side) for side in (old, new))
    if after is None or (before is not None and all(one in after for one in before)):
        kind = Kind.NEUTRAL if before is not None and after is not None else Kind.WEAKER
        if before is not None and after is not None and len(after) > len(before):
            kind = Kind.WEAKER
    elif before is None or all(one in before for one in after):
        kind = Kind.STRONGER
    else:
        kind = Kind.UNDECIDABLE
    words = {Kind.WEAKER: "widened", Kind.STRONGER: "narrowed"}
    yield changed(kind, f"values-{words.get(kind, 'changed')}", spot, old, new)


def _many(value: Any) -> list[Any] | None:
    if value is None:
        return None
    return value if isinstance(value, list) else [value]


def number(higher: Kind) -> Rule:
    """A bound; absent, it lets everything through."""

    def rule(old: Any, new: Any, word: str, spot: Spot) -> Iterator[Change]:
        if old is None:
            kind = Kind.STRONGER
        elif new is None:
            kind = Kind.WEAKER
        elif _numeric(old) and _numeric(new):
            kind = higher if new > old else higher.reverse if new < old else Kind.NEUTRAL
        else:
            kind = Kind.UNDECIDABLE
        words = {Kind.WEAKER: "loosened", Kind.STRONGER: "tightened"}
        yield changed(kind, f"bound-{words.get(kind, 'changed')}", spot, old, new)

    return rule


def _numeric(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def switch(word: str, *, true: Kind, absent: bool = False) -> Rule:
    """A switch of which one side is stronger; absent, it stands for one of them."""

    def rule(old: Any, new: Any, keyword: str, spot: Spot) -> Iterator[Change]:
        before, after = (absent if side is None else side for side in (old, new))
        if not isinstance(before, bool) or not isinstance(after, bool):
            yield from unknown(old, new, keyword, spot)
            return
        kind = Kind.NEUTRAL if before is after else true if after else true.reverse
        yield changed(kind, f"{word}-{'on' if after else 'off'}", spot, old, new)

    return rule


def present(word: str, added: Kind) -> Rule:
    """A keyword of which a change is undecidable, and presence is not."""

    def rule(old: Any, new: Any, keyword: str, spot: Spot) -> Iterator[Change]:
        if old is None:
            yield changed(added, f"{word}-added", spot, old, new)
        elif new is None:
            yield changed(added.reverse, f"{word}-removed", spot, old, new)
        else:
            yield changed(Kind.UNDECIDABLE, f"{word}-changed", spot, old, new)

    return rule

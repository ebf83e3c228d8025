"""Rules for single fields of a struct, and the walk over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from checker.compare.change import Change, Kind, Spot, changed
from rsp.stamp import folded

Rule = Callable[[Any, Any, str, Spot], Iterator[Change]]
"""Old and new struct, name of the attribute, and its spot: what changed there."""


def of_fields(old: Any, new: Any, spot: Spot, rules: Mapping[str, Rule]) -> Iterator[Change]:
    """What changed between two structs of a type; a field without a rule is undecidable."""
    for field in msgspec.structs.fields(type(old)):
        rule = rules.get(field.name, opaque("field-changed"))
        yield from rule(old, new, field.name, spot.at(field.encode_name))


def label(what: str) -> Rule:
    """Words for people: a change decides nothing."""
    return _whenever_different(Kind.NEUTRAL, what)


def opaque(what: str) -> Rule:
    """Only a reader can tell what a change means."""
    return _whenever_different(Kind.UNDECIDABLE, what)


def key() -> Rule:
    """What values are matched by: it never differs."""
    return opaque("id-changed")


def ranked(lower: str, higher: str, rank: Callable[[Any], int]) -> Rule:
    """A higher rank is stronger."""

    def rule(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
        before, after = getattr(old, name), getattr(new, name)
        if rank(after) < rank(before):
            yield changed(Kind.WEAKER, lower, spot, before, after)
        elif rank(after) > rank(before):
            yield changed(Kind.STRONGER, higher, spot, before, after)

    return rule


def demanded(removed: str, added: str) -> Rule:
    """A set of which each member asks for more."""

    def rule(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
        before, after = getattr(old, name), getattr(new, name)
        for one in sorted(set(before) - set(after)):
            here = spot.item(one, before.index(one), None)
            yield changed(Kind.WEAKER, removed, here, one, None)
        for one in sorted(set(after) - set(before)):
            here = spot.item(one, None, after.index(one))
            yield changed(Kind.STRONGER, added, here, None, one)

    return rule


def reads_alike(before: Any, after: Any) -> bool:
    """Whether two texts differ at most in how they are laid out, as stamps see it (R21)."""
    texts = isinstance(before, str) and isinstance(after, str)
    return texts and bool(folded(before) == folded(after))


def optional(
    name: str,
    *,
    added: Kind,
    words: tuple[str, str, str] = ("added", "removed", "changed"),
    equal: Callable[[Any, Any], bool] = reads_alike,
) -> Rule:
    """Something that may be absent: what adding it does; a change of it is undecidable, unless
    both are `equal` but for how they are laid out."""
    add, remove, change = (f"{name}-{word}" for word in words)

    def rule(old: Any, new: Any, attribute: str, spot: Spot) -> Iterator[Change]:
        before, after = getattr(old, attribute), getattr(new, attribute)
        if before == after:
            return
        if before is None:
            yield changed(added, add, spot, None, after)
        elif after is None:
            yield changed(added.reverse, remove, spot, before, None)
        else:
            kind = Kind.NEUTRAL if equal(before, after) else Kind.UNDECIDABLE
            yield changed(kind, change, spot, before, after)

    return rule


def _whenever_different(kind: Kind, what: str) -> Rule:
    def rule(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            alike = reads_alike(before, after)
            yield changed(Kind.NEUTRAL if alike else kind, what, spot, before, after)

    return rule


def repeated(old: Sequence[Any], new: Sequence[Any], key: str, spot: Spot) -> Iterator[Change]:
    """Items that share an id are not told apart, so that any change of the list is undecidable."""
    if old == new:
        return
    if any(len({getattr(one, key) for one in side}) < len(side) for side in (old, new)):
        yield changed(Kind.UNDECIDABLE, "repeated-id", spot, list(old), list(new))

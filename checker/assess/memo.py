"""What is the same at every date: lets the same project be assessed at many dates in little time.

A memo holds no judgement, only results of pure functions under all that they were given, and is
passed in: an assessment finds the same with any memo as with none. Inputs are told apart by what
they show (`repr`), or, payloads and what was opened, by which object they are; those objects are
kept, so that no other can take their identity, and nothing changes them once they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar, cast

T = TypeVar("T")
Key = tuple[object, ...]

CLOCK = "as_of"
"""The variable that makes a result one of a date; such results are not kept."""


class Shown:
    """Numbers that stand for values by what they show; lives as long as one assessment."""

    __slots__ = ("_memo", "_seen")

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self._seen: dict[int, tuple[object, int]] = {}

    def number(self, value: object) -> int:
        """The same for values that show the same, of all assessments of the memo."""
        known = self._seen.get(id(value))
        if known is None:
            known = (value, self._memo.number(repr(value)))
            self._seen[id(value)] = known
        return known[1]

    def scope(self, scope: Mapping[str, Any], objects: Collection[str] = ()) -> Key:
        """A scope as part of a key; `objects` names what is told apart by which object it is."""
        return tuple(
            (name, self._memo.same(scope[name]) if name in objects else self.number(scope[name]))
            for name in sorted(scope)
        )


class Memo:
    """Results by all that they depend on."""

    __slots__ = ("_found", "_kept", "_numbers")

    def __init__(self) -> None:
        self._found: dict[Key, object] = {}
        self._kept: dict[int, object] = {}
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """One number for each distinct text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def same(self, value: object) -> int:
        """The identity of an object, which is kept so that it stays its own."""
        self._kept[id(value)] = value
        return id(value)

    def found(self, key: Key, make: Callable[[], T]) -> T:
        """What is made at most once for a key; the key holds all that it depends on."""
        if key not in self._found:
            self._found[key] = make()
        return cast(T, self._found[key])

    def once(self, make: Callable[..., T], *about: object) -> T:
        """What a pure function gives for these very objects."""
        return self.found((make, *map(self.same, about)), lambda: make(*about))


def once(memo: Memo | None, make: Callable[..., T], *about: object) -> T:
    """`make(*about)`, remembered where there is a memo."""
    return make(*about) if memo is None else memo.once(make, *about)

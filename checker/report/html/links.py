"""Links to what the page holds, both ways; the name of anything else is plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from checker.report.html.bits import FOLDED, named, shown

_PREFIX = {"instance": "i", "record": "r", "asset": "a", "request": "q"}
"""Kinds of which a page can hold tens of thousands, and what their places begin with."""
_NUMBERED = 5_000
"""With more things of a kind than this, places hold their numbers instead of their names."""
_WHOLE = ("clause", "control", "gap")
"""Kinds of which a name stands on one line."""
_LONG = 24
"""Characters of a text from which on it is broken all the same."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_UNSAFE = re.compile(r"[^A-Za-z0-9._/@+:-]")
_SHOWS = 2
"""Instances that a record names at once."""
Known = Mapping[str, Iterable[str]]


class Links:
    """Where the named things of a page are."""

    def __init__(self, known: Known) -> None:
        self._known = {kind: _numbers(names) for kind, names in known.items()}
        self.short = max(len(self._known.get(kind, ())) for kind in _PREFIX) > _NUMBERED
        self._made: dict[tuple[str, str], Markup] = {}

    def has(self, kind: str, name: str) -> bool:
        """Whether the page holds it."""
        return name in self._known.get(kind, ())

    def place(self, kind: str, name: str) -> str:
        """The id of a named thing in the page, and its fragment; safe without quotes."""
        begin = _PREFIX.get(kind)
        if begin and self.short:
            return begin + _base36(self._known[kind][name])
        safe = _UNSAFE.sub(lambda found: f"_{ord(found.group()):x}_", name)
        return f"{begin or kind}.{safe}"

    def to(self, kind: str, name: str, text: str | None = None) -> Markup:
        """One link, with its own name as its text unless told otherwise."""
        if text is not None:
            return self._link(kind, name, named(text))
        key = (kind, name)
        if key not in self._made:
            self._made[key] = self._link(kind, name, named(name))
        return self._made[key]

    def many(self, kind: str, names: Sequence[str], most: int = 12) -> Markup:
        """Links one after the other; those beyond `most` are folded."""
        return self.texts([self.to(kind, name) for name in names], most)

    def pairs(self, kind: str, pairs: Sequence[tuple[str, str]], most: int = 12) -> Markup:
        """Links to names with other words as their texts."""
        return self.texts([self.to(kind, name, text) for name, text in pairs], most)

    def because(self, texts: Sequence[str], most: int = 6) -> Markup:
        """Why something stands as it does; several instances of one requirement are counted, as
        they stand together under it."""
        alike: dict[str, list[str]] = {}
        for one in texts:
            here = self.has("instance", one)
            alike.setdefault(one.partition("@")[0] if here else one, []).append(one)
        made = []
        for name, each in alike.items():
            if len(each) > 1 and self.has("requirement", name):
                made.append(self.to("requirement", name) + f" ({len(each)})")
            elif self.has("instance", each[0]):
                made += [self.to("instance", one) for one in each]
            else:
                made += [shown(one) for one in each]
        return self.texts(made, most, "; ")

    def shows(self, instances: Sequence[str]) -> Markup:
        """Links to instances by their requirements: the asset is that of the record."""
        return self.pairs("instance", [(one, one.partition("@")[0]) for one in instances], _SHOWS)

    @staticmethod
    def texts(made: Sequence[Markup], most: int, between: str = ", ") -> Markup:
        """One after the other; those beyond `most` are folded."""
        first = Markup(between).join(made[:most])
        if len(made) <= most:
            return first
        rest = Markup(between).join(made[most:])
        return Markup(FOLDED).format(first, len(made) - most, rest)

    def _link(self, kind: str, name: str, text: Markup) -> Markup:
        if not self.has(kind, name):
            return text
        wraps = " class=long" if kind in _WHOLE and len(text) > _LONG else ""
        return Markup(f"<a href=#{self.place(kind, name)}{wraps}>{text}</a>")


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _base36(number: int) -> str:
    found = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        found = _DIGITS[rest] + found
    return _DIGITS[number] + found

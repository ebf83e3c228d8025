"""The smallest pieces of the page: names that link to each other, states, places.

All text from a report passes through `shown`, which leaves nothing that acts on a reader's screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from checker.report.layout import clean, number
from checker.report.model import Location

LONGEST = 10_000
"""Characters of one text that the page shows; the JSON report holds all of them."""
_CACHED = 200
"""Longer texts are not kept in memory to save escaping them twice."""
_PREFIX = {"instance": "i", "record": "r", "asset": "a", "request": "q"}
"""Kinds of which a page can hold tens of thousands, and what their places begin with."""
_NUMBERED = 5_000
"""With more things of a kind than this, places hold their numbers instead of their names."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._/@+:-]")
_STATE = re.compile(r"[a-z]+(?:[ -][a-z]+)*\Z")
_FOLDED = '{} <details class="more"><summary>and {} more</summary>{}</details>'
_SHOWS = 2
"""Instances that a record names at once."""
Known = Mapping[str, Iterable[str]]


def shown(text: str) -> Markup:
    """A text as it was written, escaped, on one line, cut with a note where it is very long."""
    return _short(text) if len(text) <= _CACHED else _escaped(text)


def _escaped(text: str) -> Markup:
    line = clean(text)
    more = len(line) - LONGEST
    if more > 0:
        line = f"{line[:LONGEST]} [and {number(more, 'character')} more, in the JSON report]"
    return escape(line)


_short = lru_cache(maxsize=65_536)(_escaped)


def named(name: str) -> Markup:
    """An id or key; characters outside ASCII, with which one can look like another, are named."""
    if name.isascii():
        return shown(name)
    odd = sorted({one for one in name if not one.isascii()})
    codes = " ".join(f"U+{ord(one):04X}" for one in odd[:8]) + (" ..." if odd[8:] else "")
    return Markup('{}<span class="odd">{}</span>').format(shown(name), f"not ASCII: {codes}")


def chip(word: str) -> Markup:
    """A state, with its own sign and colour; what is no word of ours has neither."""
    kind = f" {word.replace(' ', '-')}" if _STATE.match(word) else ""
    return Markup('<span class="s{}">{}</span>').format(kind, shown(word))


def spot(location: Location | None) -> Markup:
    """`file:line`."""
    if location is None:
        return Markup()
    where = shown(f"{location.file}:{location.line}")
    return Markup('<code class="at">{}</code>').format(where)


class Links:
    """Links to what the page holds; the name of anything else is plain text."""

    def __init__(self, known: Known) -> None:
        self._known = {kind: _numbers(names) for kind, names in known.items()}
        self._short = max(len(self._known[kind]) for kind in _PREFIX) > _NUMBERED
        self._made: dict[tuple[str, str], Markup] = {}

    def has(self, kind: str, name: str) -> bool:
        """Whether the page holds it."""
        return name in self._known[kind]

    def place(self, kind: str, name: str) -> str:
        """The id of a named thing in the page, and its fragment; safe without quotes."""
        begin = _PREFIX.get(kind)
        if begin and self._short:
            return f"{begin}{self._known[kind][name]}"
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

    def because(self, texts: Sequence[str], most: int = 6) -> Markup:
        """Why something stands as it does; instances among the texts are links."""
        made = [
            self.to("instance", one) if self.has("instance", one) else shown(one) for one in texts
        ]
        first = Markup("; ").join(made[:most])
        if len(made) <= most:
            return first
        return Markup(_FOLDED).format(first, len(made) - most, Markup("; ").join(made[most:]))

    def shows(self, instances: Sequence[str]) -> Markup:
        """Links to instances by their requirements: the asset is that of the record."""
        first = Markup(", ").join(
            self.to("instance", one, one.partition("@")[0]) for one in instances[:_SHOWS]
        )
        more = len(instances) - _SHOWS
        if more <= 0:
            return first
        rest = self.many("instance", instances[_SHOWS:], more)
        return Markup(_FOLDED).format(first, more, rest)

    def _link(self, kind: str, name: str, text: Markup) -> Markup:
        if not self.has(kind, name):
            return text
        return Markup(f"<a href=#{self.place(kind, name)}>{text}</a>")

    def many(self, kind: str, names: Sequence[str], most: int = 12) -> Markup:
        """Links one after the other; those beyond `most` are folded."""
        first = Markup(", ").join(self.to(kind, name) for name in names[:most])
        rest = names[most:]
        if not rest:
            return first
        more = Markup(", ").join(self.to(kind, name) for name in rest)
        return Markup(_FOLDED).format(first, len(rest), more)


def sentences(texts: Sequence[str], most: int = 6) -> Markup:
    """Texts one after the other; those beyond `most` are folded."""
    first = Markup("; ").join(shown(text) for text in texts[:most])
    rest = texts[most:]
    if not rest:
        return first
    more = Markup("; ").join(shown(text) for text in rest)
    return Markup(_FOLDED).format(first, len(rest), more)


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}

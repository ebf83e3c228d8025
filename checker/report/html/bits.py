"""The smallest pieces of the page: names, states, places, sentences.

All text from a report passes through `shown`, which leaves nothing that acts on a reader's screen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from checker.report.layout import clean, number
from checker.report.model import Location

LONGEST = 10_000
"""Characters of one text that the page shows; the JSON report holds all of them."""
_CACHED = 200
"""Longer texts are not kept in memory to save escaping them twice."""
_PLAIN = re.compile(r"[A-Za-z0-9._/@+:-]+\Z")
"""Values of attributes that need no quotes."""
_STATE = re.compile(r"[a-z]+(?:[ -][a-z]+)*\Z")
FOLDED = "{} <details class=more><summary>and {} more</summary>{}</details>"
"""What is said, how much more there is, and the rest."""


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


def attr(value: str) -> Markup:
    """The value of an attribute, with quotes where it needs them."""
    made = shown(value)
    return made if _PLAIN.match(made) else Markup('"{}"').format(made)


def spot(location: Location | None) -> Markup:
    """`file:line`."""
    if location is None:
        return Markup()
    where = shown(f"{location.file}:{location.line}")
    return Markup("<code class=at>{}</code>").format(where)


def sentences(texts: Sequence[str], most: int = 6) -> Markup:
    """Texts one after the other; those beyond `most` are folded."""
    first = Markup("; ").join(shown(text) for text in texts[:most])
    rest = texts[most:]
    if not rest:
        return first
    more = Markup("; ").join(shown(text) for text in rest)
    return Markup(FOLDED).format(first, len(rest), more)

"""Plain text of a fixed width: cleaned of what acts on a terminal, measured in columns, wrapped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from enum import Enum

from rsp.value import Value

WIDTH = 80
"""Columns of a summary; no line is wider."""

_CUT = "..."


class Tone(Enum):
    """What a colour says."""

    GOOD = "32"
    BAD = "31"
    OPEN = "33"
    STRONG = "1"
    QUIET = "2"


class Style(Value, frozen=True, kw_only=True):
    """Whether tones are shown; never the only carrier of a meaning."""

    colour: bool = False

    def paint(self, text: str, tone: Tone | None) -> str:
        """The text in its tone; unchanged without colour."""
        return f"\x1b[{tone.value}m{text}\x1b[0m" if self.colour and tone and text else text


PLAIN = Style()


def clean(text: str) -> str:
    """One line without anything that acts on a terminal: white space folded, the rest of what is
    not printable (escapes, bidirectional controls, zero-width characters) written as its number."""
    folded = " ".join(text.split())
    if folded.isprintable():
        return folded
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in folded)


def columns(text: str) -> int:
    """How many columns a terminal needs for a clean text."""
    if text.isascii():
        return len(text)
    return sum(_width(one) for one in text)


def _width(one: str) -> int:
    if unicodedata.category(one) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(one) in "WF" else 1


def cut(text: str, width: int) -> str:
    """The beginning of a clean text that fits, marked where it is shortened."""
    if columns(text) <= width:
        return text
    head, _ = _split(text, width - len(_CUT), least=0)
    return head + _CUT


def pad(text: str, width: int, *, right: bool = False) -> str:
    """A clean text filled up with spaces, cut where it is too long."""
    short = cut(text, width)
    fill = " " * (width - columns(short))
    return fill + short if right else short + fill


def wrap(text: str, *, first: str = "", rest: str | None = None, width: int = WIDTH) -> list[str]:
    """Lines of at most `width` columns; a word that fits on no line is broken."""
    after = " " * columns(first) if rest is None else rest
    lines: list[str] = []
    line, empty = first, True
    for word in clean(text).split(" "):
        while True:
            gap = "" if empty else " "
            if columns(line) + len(gap) + columns(word) <= width:
                line, empty = line + gap + word, False
                break
            if not empty:
                lines.append(line)
                line, empty = after, True
                continue
            head, word = _split(word, width - columns(line))
            lines.append(line + head)
            line = after
    return [*lines, line.rstrip()]


def _split(word: str, width: int, least: int = 1) -> tuple[str, str]:
    """A word in two: what fits, of at least so many characters, and the rest."""
    taken = used = 0
    for one in word:
        used += _width(one)
        if used > width and taken >= least:
            break
        taken += 1
    return word[:taken], word[taken:]


def listed(names: Sequence[str], most: int) -> str:
    """The first names and how many more there are."""
    shown = ", ".join(names[:most])
    more = len(names) - most
    return f"{shown} and {more} more" if more > 0 else shown


def number(count: int, one: str, many: str = "") -> str:
    """`1 clause`, `2 clauses`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def joined(lines: Iterable[str]) -> str:
    """Lines as a text that ends with a line feed, trailing space removed."""
    return "".join(line.rstrip() + "\n" for line in lines)

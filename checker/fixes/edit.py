"""Changes of a text by offsets, and offsets from lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from rsp.value import Value

_LINE_END = re.compile(r"\r\n|\r|\n")


class Edit(Value, frozen=True, kw_only=True, order=True):
    """One stretch of a text becomes another; offsets are in characters."""

    start: int
    end: int
    """One past the last character that goes; the start where nothing does."""
    text: str


class Lines:
    """Where the lines of a text start; a mark of the byte order is no part of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def offset(self, line: int, column: int) -> int:
        """The offset of a place, 1-based; the end of the text for one beyond it."""
        if line > len(self._starts):
            return len(self.text)
        return min(self._starts[line - 1] + column - 1, len(self.text))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, 1-based."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line without its end; empty for one beyond the text."""
        if number > len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = _LINE_END.search(self.text, start)
        return self.text[start : end.start() if end else None]

    @property
    def newline(self) -> str:
        """How its lines end: as the first does."""
        found = _LINE_END.search(self.text)
        return found[0] if found else "\n"


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, without those that touch what an earlier one changes."""
    kept: list[Edit] = []
    for one in sorted(edits):
        if not kept or one.start > kept[-1].end:
            kept.append(one)
    return kept


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that are apart."""
    for one in sorted(edits, reverse=True):
        text = text[: one.start] + one.text + text[one.end :]
    return text

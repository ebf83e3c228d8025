"""Lines and columns of files, which count characters from 1, as positions of the protocol."""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol import types as lsp

from checker.fixes.edit import Lines

Units = Callable[[str], int]
"""How many units a client counts for a text: of UTF-16 unless it asked for others."""

_UNITS: dict[str, Units] = {
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
    "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "utf-32": len,
}


class Grid:
    """The lines of one text with the units of one client."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.lines = Lines(text.removeprefix("\ufeff"))
        self._units = _UNITS[encoding]

    @property
    def text(self) -> str:
        """The text that is meant."""
        return self.lines.text

    def position(self, line: int, column: int) -> lsp.Position:
        """The position of a line and column; what lies beyond a line is its end."""
        before = self.lines.line(line)[: max(0, column - 1)]
        return lsp.Position(line=line - 1, character=self._units(before))

    def range(self, start: int, end: int) -> lsp.Range:
        """The range between two offsets."""
        return lsp.Range(
            start=self.position(*self.lines.place(start)), end=self.position(*self.lines.place(end))
        )

    def offset(self, position: lsp.Position) -> int:
        """The offset of a position; one within a character is before it."""
        line = self.lines.line(position.line + 1)
        column, left = 0, position.character
        for character in line:
            left -= self._units(character)
            if left < 0:
                break
            column += 1
        return self.lines.offset(position.line + 1, column + 1)

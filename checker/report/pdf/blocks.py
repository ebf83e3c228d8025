"""The Markdown of this package as blocks: it is read as it is written, by lines.

Hostile text cannot make a block: whatever a line could begin with is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from operator import ne
from typing import Any

from checker.report.pdf.inline import (
    Run,
    breakable,
    fitted,
    length,
    longest_word,
    run,
    unlinked,
)
from rsp.value import Value

_ROW = re.compile(r"(?:\\.|[^|\\])+")
_SUMMARY = re.compile(r"<summary>(.*)</summary>")
_HEADING = re.compile(r"(#{1,6}) (.*)")
_LEAST, _MOST, _LONGEST = 7, 42, 34
"""Weights of a column, about the characters of a line in it; and what a word can make of it."""
_UPRIGHT, _ON_ITS_SIDE = 122, 184
"""Characters that a line of a table has room for."""
_LINE = 60
"""Characters of a word that fits any line of text."""
_CODE = 130
"""Characters of a line of code."""
_LOOKED_AT = 400
"""Rows by which columns are weighed."""

Block = dict[str, Any]


class Part(Value, frozen=True, kw_only=True):
    """A part of the report, from its heading on."""

    blocks: list[Block]
    wide: bool
    """Whether a table of it needs a page laid on its side."""


def parts(markdown: str) -> list[Part]:
    """What stands before the first part, then each part."""
    found: list[list[Block]] = [[]]
    for block in _blocks(iter(markdown.split("\n"))):
        if block["kind"] == "heading" and block["level"] == 1:
            found.append([])
        found[-1].append(block)
    return [_part(one) for one in found]


def _part(blocks: list[Block]) -> Part:
    tables = [block for block in blocks if block["kind"] == "table"]
    wide = any(sum(table["widths"]) > _UPRIGHT for table in tables)
    for table in tables:
        _fit(table, _ON_ITS_SIDE if wide else _UPRIGHT)
    return Part(blocks=blocks, wide=wide)


def _fit(table: Block, line: int) -> None:
    """Places to break what its column has no room for."""
    share = line / sum(table["widths"])
    rooms = [max(2, int(width * share) - 1) for width in table["widths"]]
    table["heads"] = [fitted(*each) for each in zip(table["heads"], rooms, strict=True)]
    table["rows"] = [
        [fitted(cell, room) for cell, room in zip(row, rooms, strict=True)] for row in table["rows"]
    ]


def _blocks(lines: Iterator[str]) -> Iterator[Block]:
    for line in lines:
        if not line or line in ("<details>", "</details>"):
            continue
        if found := _SUMMARY.fullmatch(line):
            yield {"kind": "caption", "text": found[1]}
        elif line.startswith("```"):
            fence = line.rstrip("abcdefghijklmnopqrstuvwxyz")
            inner = list(takewhile(partial(ne, fence), lines))
            if not line.endswith("mermaid"):
                yield {"kind": "code", "text": "\n".join(breakable(each, _CODE) for each in inner)}
        elif line.startswith("| "):
            yield from _table(line, lines)
        elif line.startswith("- "):
            rows = [line, *takewhile(lambda each: each.startswith("- "), lines)]
            yield {"kind": "items", "items": [_line(row[2:]) for row in rows]}
        elif found := _HEADING.fullmatch(line):
            yield {"kind": "heading", "level": len(found[1]) - 1, "run": _line(found[2])}
        else:
            yield {"kind": "text", "run": _line(line)}


def _table(head: str, lines: Iterator[str]) -> Iterator[Block]:
    """A table; the line below its heads says nothing."""
    next(lines)
    rows = [_cells(line) for line in takewhile(lambda each: each.startswith("| "), lines)]
    heads = [unlinked(cell) for cell in _cells(head)]
    yield {"kind": "table", "heads": heads, "rows": rows, "widths": _widths(heads, rows)}


def _cells(line: str) -> list[Run]:
    return [run(cell.strip()) for cell in _ROW.findall(line)]


def _line(text: str) -> Run:
    return fitted(run(text), _LINE)


def _widths(heads: list[Run], rows: list[list[Run]]) -> list[int]:
    """For each column about what nine of ten cells need, or its longest word, within bounds."""
    found = []
    for index, head in enumerate(heads):
        cells = [row[index] for row in rows[:_LOOKED_AT]]
        lengths = sorted(map(length, cells))
        usual = lengths[len(lengths) * 9 // 10] if lengths else 0
        word = min(_LONGEST, 3 + max(map(longest_word, [head, *cells])))
        found.append(max(_LEAST, min(_MOST, usual), word, min(_MOST, length(head))))
    return found

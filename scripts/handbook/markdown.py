"""Small pieces of Markdown: cells, tables, links, listings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

_CELL = str.maketrans({"|": "\\|", "\n": " ", "<": "&lt;"})


def cell(text: str) -> str:
    """A text as a cell of a table: one line, its bars and angle brackets escaped."""
    return " ".join(text.split()).translate(_CELL)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells of its rows are Markdown already."""
    lines = [_row(head), _row(["---"] * len(head))]
    lines.extend(_row(row) for row in rows)
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def code(value: object) -> str:
    """A value as inline code, as it is written in YAML or JSON; safe in a cell."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"`{' '.join(text.split()).replace('|', chr(92) + '|')}`"


def codes(values: Iterable[object]) -> str:
    """Several, parted by commas."""
    return ", ".join(code(value) for value in values)


def listing(text: str, language: str) -> str:
    """A block of code; its fence is longer than any within."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def as_json(value: Any) -> str:
    """An indented block of JSON."""
    return listing(json.dumps(value, indent=2, ensure_ascii=False), "json")


def page(title: str, *parts: str) -> str:
    """A page: its title, and its parts with an empty line between."""
    return "\n\n".join([f"# {title}", *(part.strip("\n") for part in parts if part)]) + "\n"

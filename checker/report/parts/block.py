"""Blocks of Markdown: tables, lists, folded parts, links; cells and items come escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.report.escape import anchor, code, escape
from checker.report.model import Location

LONG = 25
"""A table with more rows is folded."""
NONE = "None."


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, or a word that there is nothing in it."""
    found = [tuple(row) for row in rows]
    if not found:
        return NONE
    lines = [heads, ["---"] * len(heads), *found]
    return "\n".join(f"| {' | '.join(cell or '-' for cell in line)} |" for line in lines)


def long_table(summary: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, folded where it is long."""
    found = [tuple(row) for row in rows]
    block = table(heads, found)
    return folded(f"{summary} ({len(found)})", block) if len(found) > LONG else block


def folded(summary: str, *blocks: str) -> str:
    """Blocks that open on a click; the summary is fixed text, never text from a file."""
    inner = "\n\n".join(blocks)
    return f"<details>\n<summary>{summary}</summary>\n\n{inner}\n\n</details>"


def fenced(text: str, language: str = "") -> str:
    """Lines of code; the fence is longer than any in them."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"


def items(lines: Iterable[str]) -> str:
    """A list, or a word that there is nothing in it."""
    return "\n".join(f"- {line}" for line in lines) or NONE


def names(found: Iterable[str], most: int = 12) -> str:
    """Names as code, the first of them and how many more."""
    every = list(found)
    shown = ", ".join(code(name) for name in every[:most])
    more = len(every) - most
    return f"{shown} and {more} more" if more > 0 else shown


def sentences(found: Iterable[str], most: int = 6) -> str:
    """Texts one after the other."""
    every = list(found)
    shown = "; ".join(escape(text) for text in every[:most])
    more = len(every) - most
    return f"{shown}; and {more} more" if more > 0 else shown


def spot(location: Location | None) -> str:
    """`file:line` as code."""
    return code(f"{location.file}:{location.line}") if location else ""


def mark(kind: str, name: str) -> str:
    """The target of a link to a named thing."""
    return f'<a id="{anchor(kind, name)}"></a>'


def link(kind: str, name: str) -> str:
    """A link to a named thing."""
    return f"[{escape(name)}](#{anchor(kind, name)})"


def links(kind: str, found: Iterable[str], most: int = 12) -> str:
    """Links to named things, the first of them and how many more."""
    every = list(found)
    shown = ", ".join(link(kind, name) for name in every[:most])
    more = len(every) - most
    return f"{shown} and {more} more" if more > 0 else shown

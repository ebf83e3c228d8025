"""Rows under heads, and cells that are text to whatever program opens them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.report.layout import clean
from rsp.value import Value

LARGEST = 16_000
"""Characters of a cell; spreadsheets hold 32,767 units of UTF-16."""
_BEGINS = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What starts a formula in some program, as characters and in their full width."""


class Column(Value, frozen=True, kw_only=True):
    """One column of a sheet."""

    head: str
    width: int = 20
    """In characters."""


class Sheet(Value, frozen=True, kw_only=True):
    """One table, its cells as they come from the report."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def columns(**widths: int) -> tuple[Column, ...]:
    """Columns by head and width; an underscore stands for a space."""
    return tuple(
        Column(head=name.replace("_", " ").capitalize(), width=width)
        for name, width in widths.items()
    )


def cell(text: str) -> str:
    """One line that no program takes for a formula, cut where no cell would hold it.

    After the rule of OWASP on CSV injection: an apostrophe before what would start one. White space
    before it, tabs and line ends among them, is gone by then.
    """
    shown = clean(text)
    if len(shown) > LARGEST:
        shown = f"{shown[:LARGEST]} ... and {len(shown) - LARGEST} characters more"
    return f"'{shown}" if _BEGINS.match(shown) else shown


def listed(names: Iterable[str]) -> str:
    """Names or sentences in one cell."""
    return "; ".join(names)

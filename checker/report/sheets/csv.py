"""Comma-separated values (RFC 4180, UTF-8): every cell is quoted, and none starts a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.report.sheets.sheet import Sheet, cell

_AFTER_SEMICOLON = re.compile(r'(;\s*(?:"\s*)*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])')
"""Where a program that parts cells at semicolons, as many do by their language, would see one
begin."""


def render(sheet: Sheet) -> str:
    """Heads and rows, each line ended by CR and LF."""
    heads = tuple(one.head for one in sheet.columns)
    return "".join(_line(row) for row in (heads, *sheet.rows))


def _line(row: Iterable[str]) -> str:
    return ",".join(_quoted(cell(text)) for text in row) + "\r\n"


def _quoted(text: str) -> str:
    inert = _AFTER_SEMICOLON.sub(r"\1'", text)
    doubled = inert.replace('"', '""')
    return f'"{doubled}"'

"""The sheets of a workbook, the request list first."""

from __future__ import annotations

from collections.abc import Callable

from checker.report.model import Report
from checker.report.sheets.about import about
from checker.report.sheets.ask import request_sheet
from checker.report.sheets.rest import deviation_sheet, judgement_sheet, record_sheet
from checker.report.sheets.sheet import Sheet
from checker.report.sheets.trace import trace_sheet

SHEETS: dict[str, Callable[[Report], Sheet]] = {
    "requests": request_sheet,
    "about": about,
    "traceability": trace_sheet,
    "register": record_sheet,
    "deviations": deviation_sheet,
    "judgements": judgement_sheet,
}
"""Each by the name that `--sheet` gives it."""


def book(report: Report) -> tuple[Sheet, ...]:
    """All of them."""
    return tuple(sheet(report) for sheet in SHEETS.values())

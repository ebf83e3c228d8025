"""The sheets of a workbook, the request list first."""

from __future__ import annotations

from checker.report.model import Report
from checker.report.sheets.about import about
from checker.report.sheets.ask import request_sheet
from checker.report.sheets.rest import deviation_sheet, judgement_sheet, record_sheet
from checker.report.sheets.sheet import Sheet
from checker.report.sheets.trace import trace_sheet


def book(report: Report) -> tuple[Sheet, ...]:
    """All of them."""
    return (
        request_sheet(report),
        about(report),
        trace_sheet(report),
        record_sheet(report),
        deviation_sheet(report),
        judgement_sheet(report),
    )

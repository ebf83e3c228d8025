"""Office Open XML workbooks; the library is that of the extra `xlsx`."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from checker.report.layout import clean, cut
from checker.report.model import Report
from checker.report.sheets.book import book
from checker.report.sheets.sheet import Sheet, cell

MOST_ROWS = 1_048_576 - 2
"""Rows below the heads; one is left to say how many there are more."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_HEAD = {
    "bold": True,
    "text_wrap": True,
    "valign": "top",
    "bg_color": "#E8ECF1",
    "bottom": 1,
}
_CELL = {"text_wrap": True, "valign": "top"}
_A4 = 9


def render(report: Report) -> bytes:
    """All sheets of the book; the same bytes for the same report."""
    buffer = BytesIO()
    workbook = Workbook(buffer, _OPTIONS)
    workbook.set_properties(
        {
            "title": cell(f"Assessment of {report.project.organization}")[:250],
            "subject": cell(f"{report.policy.edition}, as of {report.as_of.date}")[:250],
            "author": cell(f"{report.tool.name} {report.tool.version}")[:250],
            "comments": "No opinion is expressed.",
            "created": datetime.fromisoformat(report.as_of.instant).replace(tzinfo=None),
        }
    )
    head, plain = workbook.add_format(_HEAD), workbook.add_format(_CELL)
    for sheet in book(report):
        page = workbook.add_worksheet(sheet.name)
        _fill(page, sheet, head, plain)
        _print(page, sheet, report)
    workbook.close()
    return buffer.getvalue()


def _fill(page: Worksheet, sheet: Sheet, head: Format, plain: Format) -> None:
    """Every cell as a string, the heads fixed and filtered."""
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.head, head)
    for line, row in enumerate(sheet.rows[:MOST_ROWS], 1):
        for at, text in enumerate(row):
            if text:
                page.write_string(line, at, cell(text), plain)
    more = len(sheet.rows) - MOST_ROWS
    if more > 0:
        page.write_string(MOST_ROWS + 1, 0, f"Not listed for want of rows: {more} more.", plain)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, min(len(sheet.rows), MOST_ROWS), len(sheet.columns) - 1)


def _print(page: Worksheet, sheet: Sheet, report: Report) -> None:
    """Landscape, as wide as a page, the heads on each, which page of what."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    what = f"{report.project.organization}, {report.policy.edition}, as of {report.as_of.date}"
    shown = cut(clean(what), 100).replace("&", "&&")
    page.set_footer(f"&L{shown}&C{sheet.name}&R&P / &N")

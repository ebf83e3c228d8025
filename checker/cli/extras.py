"""Formats that are files rather than text, and those whose library is an optional extra."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from checker.cli.options import MAX_SIZES
from checker.cli.usage import UsageError

if TYPE_CHECKING:
    from checker.report.model import Report

FORMATS = ("csv", "xlsx", "pdf")
SHEETS = ("requests", "about", "traceability", "register", "deviations", "judgements")
"""What CSV can be of; a test holds them to the sheets of the workbook."""
_LIBRARIES = {"xlsx": "xlsxwriter", "pdf": "typst"}
"""By format, of the extra of the same name."""


def require(args: argparse.Namespace) -> None:
    """Refuse before anything is assessed what cannot be written; raises UsageError."""
    format = args.format
    if args.max_size is not None and format not in MAX_SIZES:
        raise UsageError(f"--max-size is of {' and '.join(MAX_SIZES)}, and not of {format}")
    if getattr(args, "sheet", None) is not None and format != "csv":
        raise UsageError(
            f"--sheet is of csv, and not of {format}", "a workbook, --format xlsx, has all of them"
        )
    library = _LIBRARIES.get(format)
    if library is None:
        return
    installed(library, format, f"--format {format}")
    if args.output is None and sys.stdout.isatty():
        raise UsageError(f"--format {format} is no text for a terminal", "name a file: --output")


def installed(library: str, extra: str, what: str) -> None:
    """Refuse what needs a library that is not there; raises UsageError."""
    try:
        import_module(library)
    except ImportError as error:
        raise UsageError(
            f"{what} needs {library}, which is not installed",
            f"it is part of the extra {extra}: pip install 'rsp-checker[{extra}]'",
        ) from error


def rendered(report: Report, format: str, limit: int | None, sheet: str | None) -> bytes:
    """The report in one of FORMATS; `limit` in bytes, of those that have one; `sheet` of CSV."""
    if format == "csv":
        from checker.report.sheets.book import SHEETS as MADE
        from checker.report.sheets.csv import render

        return render(MADE[sheet or SHEETS[0]](report)).encode()
    if format == "xlsx":
        from checker.report.sheets import xlsx

        return xlsx.render(report)
    from checker.report.pdf import render as pdf

    return pdf.render(report, limit)

"""The pages, set by typst, the library of the extra `pdf`: no network, no file, no system font."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from typst import TypstError, compile

from checker.report import markdown
from checker.report.layout import clean, cut
from checker.report.model import Report
from checker.report.pdf.blocks import parts
from checker.report.pdf.glyphs import STANDARDS, numbered, shown

_WIDEST = 70
"""Characters of a name in a running head."""


def render(report: Report, limit: int | None = None) -> bytes:
    """One document, tagged, with an outline and a date that is the assessment's; the same bytes for
    the same report and the same version of typst.

    `limit` is that of the Markdown it is set from, in bytes; a megabyte is about 200 pages.
    """
    return pages(report, markdown.render(report, limit), "Assessment")


def pages(report: Report, text: str, kind: str) -> bytes:
    """A document of a report, set from its Markdown; `kind` begins its title."""
    data = json.dumps(_document(report, text, kind), ensure_ascii=False)
    try:
        return _set(shown(data), report)
    except TypstError:
        return _set(numbered(data), report)


def _set(data: str, report: Report) -> bytes:
    """The document; raises TypstError for text that the fonts cannot show as it is."""
    return compile(
        _template(),
        format="pdf",
        sys_inputs={"report": data},
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        timestamp=max(0, int(_instant(report).timestamp())),
    )


@cache
def _template() -> bytes:
    return files(__package__).joinpath("page.typ").read_bytes()


def _instant(report: Report) -> datetime:
    return datetime.fromisoformat(report.as_of.instant)


def _document(report: Report, text: str, kind: str) -> dict[str, Any]:
    """All that the template shows."""
    first, *rest = parts(text)
    at = _instant(report)
    return {
        "title": clean(f"{kind} of {report.project.organization}"),
        "author": clean(f"{report.tool.name} {report.tool.version}"),
        "description": clean(f"{report.policy.edition}, as of {report.as_of.date}"),
        "keywords": [report.digest, report.project.digest],
        "year": at.year,
        "month": at.month,
        "day": at.day,
        "running": _short(report.project.organization),
        "dated": _dated(report),
        "digest": clean(report.digest),
        "head": first.blocks[0]["run"],
        "parts": [
            {"blocks": first.blocks[1:], "wide": False},
            *({"blocks": part.blocks, "wide": part.wide} for part in rest),
        ],
    }


def _dated(report: Report) -> str:
    """The edition, the date and what qualifies it, on every page."""
    words = [_short(report.policy.edition), f"as of {_short(report.as_of.date)}"]
    if report.as_of.projection:
        words.append("PROJECTION")
    if report.partial:
        words.append("PARTIAL")
    if report.catalog.custom:
        words.append("CUSTOM CATALOG")
    words.append(f"gate {report.gate.status}")
    return ", ".join(words)


def _short(text: str) -> str:
    return cut(clean(text), _WIDEST)

"""The report for reviewers as Markdown, in twelve parts, readable on any forge."""

from __future__ import annotations

import re

from checker.report.cap import capped
from checker.report.escape import code
from checker.report.model import Report
from checker.report.parts.coverage import coverage
from checker.report.parts.deviations import deviations
from checker.report.parts.front import front
from checker.report.parts.gaps import gap_part
from checker.report.parts.judgements import judgements
from checker.report.parts.method import method, request_list
from checker.report.parts.network import network
from checker.report.parts.register import expiry, register
from checker.report.parts.scope import scope
from checker.report.parts.trace import trace

_PARTS = (
    front,
    scope,
    gap_part,
    trace,
    coverage,
    network,
    deviations,
    register,
    expiry,
    judgements,
    request_list,
    method,
)


def render(report: Report, limit: int | None = None) -> str:
    """The report, blocks parted by an empty line; cut where it has more than `limit` bytes."""
    parts = [[block for block in part(report) if block] for part in _PARTS]
    if limit is not None:
        found = capped(parts, limit - _HEAD, _WHOLE)
        parts = [list(part) for part in found.parts]
        if found.cut:
            parts[0].insert(1, _cut(report, found.cut))
    return _linked("\n\n".join(block for part in parts for block in part)) + "\n"


def _cut(report: Report, cut: tuple[int, ...]) -> str:
    """What a reader has to know first: that this is not all."""
    numbers = ", ".join(map(str, cut))
    return (
        f"**Cut for size:** parts {numbers} are not whole here; verdicts, gate and totals are. "
        f"{_WHOLE} The digest of the whole assessment is {code(report.digest)}."
    )


_HEAD = 600
"""Bytes of the note on top, where something is cut."""
_WHOLE = (
    "The JSON and HTML reports of the same assessment are never cut, nor is this one with"
    " `--max-size 0`."
)
_TARGET = re.compile(r'<a id="([^"]+)">')
_LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)+)\]\(#([\w.-]+)\)")


def _linked(text: str) -> str:
    """Links to what the report does not hold, such as clauses not in force, become plain text."""
    targets = set(_TARGET.findall(text))
    return _LINK.sub(lambda link: link[0] if link[2] in targets else link[1], text)

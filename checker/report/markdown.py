"""The report for reviewers as Markdown, in twelve parts, readable on any forge."""

from __future__ import annotations

import re

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


def render(report: Report) -> str:
    """The whole report; blocks are parted by an empty line."""
    blocks = [block for part in _PARTS for block in part(report)]
    return _linked("\n\n".join(block for block in blocks if block)) + "\n"


_TARGET = re.compile(r'<a id="([^"]+)">')
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\(#([\w.-]+)\)")


def _linked(text: str) -> str:
    """Links to what the report does not hold, such as clauses not in force, become plain text."""
    targets = set(_TARGET.findall(text))
    return _LINK.sub(lambda link: link[0] if link[2] in targets else link[1], text)

"""In part 8: requirements that rest on one collection run of one producer."""

from __future__ import annotations

from checker.report.escape import escape
from checker.report.layout import number
from checker.report.model import Report, Run
from checker.report.parts.block import items, names

_FIRST = 20
"""Runs that are listed."""
_RUNS = (
    "Requirements that one producer met with one run from one system are no more independent of"
    " each other than that run: if it was wrong, all of them are."
)


def runs(report: Report) -> list[str]:
    """The runs on which most rests, and how many more there are."""
    more = len(report.runs) - _FIRST
    return [
        "### What rests on one run",
        _RUNS,
        items(_run(one) for one in report.runs[:_FIRST]),
        f"Further runs on which several requirements rest: {more}." if more > 0 else "",
    ]


def _run(one: Run) -> str:
    rest = (
        f"These {number(len(one.requirements), 'requirement')} of"
        f" {number(len(one.controls), 'control')} rest on one run by {one.produced_by} from"
        f" {one.source}, collected {one.collected_at}:"
    )
    return f"{escape(rest)} {names(one.requirements, most=6)}."

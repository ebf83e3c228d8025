"""Part 3: gaps, root causes first, and what would close each."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.escape import code, escape
from checker.report.model import Instance, Report
from checker.report.parts.block import (
    folded,
    items,
    link,
    links,
    long_table,
    mark,
    names,
    sentences,
    spot,
    table,
)
from checker.report.sides import sides
from checker.report.view import Gap, gaps, uncovered

_ORDER = ("Order", "Control", "Severity", "Owner", "Unmet", "Undermines", "Clauses in gap", "For")
_UNDERMINED = ("Subject", "Control", "Undermined by")
_INSTANCE = ("Instance", "Reason", "What was found", "Records", "At")


def gap_part(report: Report) -> list[str]:
    """The order to work in, then each gap with its instances, then what is missing elsewhere."""
    found = gaps(report)
    parts = [
        "## 3 Gaps",
        "### Root gaps, in the order to work on them",
        long_table("Root gaps", _ORDER, _order(found)),
    ]
    for gap in found:
        parts += _gap(gap)
    undermined = [
        (code(subject.id), link("control", one.id), links("gap", one.causes))
        for subject in report.subjects
        for one in subject.controls
        if one.status == "undermined"
    ]
    return [
        *parts,
        "### Undermined controls",
        "Their own requirements are met; what they rest on is not.",
        long_table("Undermined controls", _UNDERMINED, undermined),
        "### Clauses that no control implements",
        links("clause", uncovered(report), most=200) or "None.",
        "### Findings about files",
        "An error leaves every verdict that it can reach not assessed.",
        long_table("Findings", ("Level", "Code", "Message", "Help", "At"), _diagnostics(report)),
    ]


def _order(found: tuple[Gap, ...]) -> Iterator[tuple[str, ...]]:
    for index, gap in enumerate(found, 1):
        yield (
            str(index),
            link("gap", gap.control),
            escape(gap.severity),
            escape(gap.owner),
            str(len(gap.instances)),
            str(len(gap.undermines)),
            links("clause", gap.clauses, most=6),
            names(gap.subjects, most=4),
        )


def _gap(gap: Gap) -> list[str]:
    rows = [row for one in gap.instances for row in _reasons(one)]
    return [
        f"{mark('gap', gap.control)}\n\n#### {escape(gap.control)} {escape(gap.title)}",
        f"{escape(gap.severity).capitalize()}, {escape(gap.owner)}; see"
        f" {link('control', gap.control)}.",
        f"Undermines: {links('control', gap.undermines) or 'nothing'}.",
        "What would close it:",
        items(escape(one) for one in gap.would_close),
        folded(f"Instances ({len(gap.instances)})", table(_INSTANCE, rows)),
    ]


def _reasons(one: Instance) -> Iterator[tuple[str, ...]]:
    for reason in one.reasons:
        yield (
            code(one.id),
            code(reason.code),
            sentences((reason.message, *sides(reason))),
            links("record", reason.evidence, most=4),
            spot(reason.location),
        )


def _diagnostics(report: Report) -> Iterator[tuple[str, ...]]:
    for one in report.diagnostics:
        help = escape(one.help) if one.help else ""
        yield one.level, code(one.code), escape(one.message), help, spot(one.location)

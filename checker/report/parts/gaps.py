"""Part 3: gaps, root causes first, and what would close each."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.escape import code, escape
from checker.report.model import Instance, Report, RootGap
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
from checker.report.parts.plans import plan_part
from checker.report.sides import sides
from checker.report.view import (
    Gap,
    freed_clauses,
    freed_controls,
    freed_standards,
    gaps,
    uncovered,
)

_ORDER = (
    "Order",
    "Control",
    "Severity",
    "Owner",
    "Unmet",
    "Frees: standards",
    "clauses",
    "controls",
    "Undermines",
    "Clauses in gap",
    "For",
)
_HOW = (
    "What a gap frees is what becomes satisfied once it is closed and nothing else changes. The"
    " first in this order is what frees most standards, then clauses, then controls; what others"
    " rest on comes before them."
)
_UNDERMINED = ("Subject", "Control", "Undermined by")
_INSTANCE = ("Instance", "Reason", "What was found", "Records", "At")


def gap_part(report: Report) -> list[str]:
    """The order to work in, then each gap with its instances, then what is missing elsewhere."""
    found = gaps(report)
    parts = [
        "## 3 Gaps",
        "### Root gaps, in the order to work on them",
        _HOW,
        long_table("Root gaps", _ORDER, _order(found)),
    ]
    parts += plan_part(report.plans)
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
            str(len(freed_standards(gap))),
            str(len(freed_clauses(gap))),
            str(len(freed_controls(gap))),
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
        items(_frees(part) for part in gap.parts),
        "What would close it:",
        items(escape(one) for one in gap.would_close),
        folded(f"Instances ({len(gap.instances)})", table(_INSTANCE, rows)),
    ]


def _frees(part: RootGap) -> str:
    """What closing the gap alone comes to for one subject, and how far that was tried."""
    alone = [
        f"makes {names(part.frees.standards)} conformant" if part.frees.standards else "",
        f"satisfies {links('clause', part.frees.clauses)}" if part.frees.clauses else "",
        f"satisfies {links('control', part.frees.controls)}" if part.frees.controls else "",
    ]
    said = "; ".join(one for one in alone if one) or "satisfies nothing by itself"
    blocks = part.blocks
    proved = " (judged again with it closed)" if part.proved else ""
    return (
        f"For {code(part.subject)}, closing it alone {said}{proved}. With others it stands in the"
        f" way of {blocks.standards} standards, {blocks.clauses} clauses and {blocks.controls}"
        " controls more."
    )


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

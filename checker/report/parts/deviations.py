"""Part 7: deviations and shortfalls with their reasons."""

from __future__ import annotations

from checker.report.escape import code, escape
from checker.report.model import Deviation, Report
from checker.report.parts.block import (
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

_HEADS = ("Deviation", "Kind", "Clause", "Model", "Valid", "From", "Until", "At")


def deviations(report: Report) -> list[str]:
    """Every deviation, and the clauses that a standard is short of through one."""
    shortfalls = [
        (code(subject.id), code(standard.id), links("clause", standard.shortfalls, most=40))
        for subject in report.subjects
        for standard in subject.standards
        if standard.shortfalls
    ]
    return [
        "## 7 Deviations and shortfalls",
        "Approved, expiring decisions. One that is not valid changes nothing.",
        long_table("Deviations", _HEADS, (_row(one) for one in report.deviations)),
        items(_reason(one) for one in report.deviations) if report.deviations else "",
        "### Shortfalls",
        "Clauses that a substitute stands in for, or that were set aside as not applicable.",
        table(("Subject", "Standard", "Clauses"), shortfalls),
    ]


def _row(one: Deviation) -> tuple[str, ...]:
    return (
        mark("deviation", one.id) + code(one.id),
        escape(one.kind),
        link("clause", one.clause),
        code(one.model) if one.model else "all",
        "yes" if one.valid else "**no**",
        code(one.starts),
        code(one.expires),
        spot(one.location),
    )


def _reason(one: Deviation) -> str:
    parts = [
        f"{code(one.id)}: {escape(one.reason)}.",
        f"Requested by {code(one.requester)}, approved by {names(one.approvers) or 'nobody'}.",
    ]
    if one.compensating:
        parts.append(f"Standing in: {links('control', one.compensating)}.")
    if one.because:
        parts.append(f"Not valid: {sentences(one.because)}.")
    return " ".join(parts)

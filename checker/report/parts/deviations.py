"""Part 7: deviations and shortfalls with their reasons."""

from __future__ import annotations

from checker.report.escape import code, escape
from checker.report.model import Report
from checker.report.parts.block import link, links, long_table, mark, names, sentences, spot, table

_HEADS = (
    "Deviation",
    "Kind",
    "Clause",
    "Model",
    "Valid",
    "From",
    "Until",
    "Reason",
    "Asked by",
    "Approved by",
    "Stands in",
    "Why not valid",
    "At",
)


def deviations(report: Report) -> list[str]:
    """Every deviation, and the clauses that a standard is short of through one."""
    shortfalls = [
        (code(subject.id), code(standard.id), links("clause", standard.shortfalls, most=40))
        for subject in report.subjects
        for standard in subject.standards
        if standard.shortfalls
    ]
    rows = [
        (
            mark("deviation", one.id) + code(one.id),
            escape(one.kind),
            link("clause", one.clause),
            code(one.model) if one.model else "all",
            "yes" if one.valid else "**no**",
            code(one.starts),
            code(one.expires),
            escape(one.reason),
            code(one.requester),
            names(one.approvers),
            links("control", one.compensating),
            sentences(one.because),
            spot(one.location),
        )
        for one in report.deviations
    ]
    return [
        "## 7 Deviations and shortfalls",
        "Approved, expiring decisions. One that is not valid changes nothing.",
        long_table("Deviations", _HEADS, rows),
        "### Shortfalls",
        "Clauses that a substitute stands in for, or that were set aside as not applicable.",
        table(("Subject", "Standard", "Clauses"), shortfalls),
    ]

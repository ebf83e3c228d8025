"""What the gate goes by, leaves out and knows, in words that several formats share."""

from __future__ import annotations

from collections import Counter

from checker.report.layout import number
from checker.report.model import GateBaseline, GateGap, GateScope, LeftOut, Report, Standard

SHOWN = 10
"""Gaps of a kind that a summary names."""
_KINDS = (
    ("standard", "standard", "standards"),
    ("gap", "gap", "gaps"),
    ("expectation", "expectation", "expectations"),
    ("must", "unsatisfied must", "unsatisfied musts"),
)


def scope_words(report: Report) -> str:
    """`Gated: 4 verdicts; not gated: 1 standard, 3 gaps (gate.severities: critical)`; nothing where
    nothing narrows the gate."""
    scope = report.gate.scope
    if scope is None:
        return ""
    return (
        f"Gated: {number(scope.gated, 'verdict')}; not gated: {_counted(scope)}"
        f" ({'; '.join(scope.settings)})"
    )


def _counted(scope: GateScope) -> str:
    counts = Counter[str](one.kind for one in scope.left_out if one.kind != "gap")
    counts["gap"] = len({one.instance for one in scope.left_out if one.kind == "gap"})
    parts = [number(counts[name], one, many) for name, one, many in _KINDS if counts[name]]
    return ", ".join(parts) or "nothing"


def left_words(one: LeftOut) -> str:
    """`model/atlas: asl-3/security: SEC-A/r1@organization, by gate.severities`."""
    what = one.instance or one.clause
    about = f"{one.subject}: {one.standard}" + (f": {what}" if what else "")
    return f"{one.kind}, {about}, by {', '.join(one.by)}"


def baseline_words(one: GateBaseline) -> str:
    """The baseline in a sentence."""
    return (
        f"Baseline {one.file} of {one.as_of}, until {one.until}, by {one.by}:"
        f" {number(one.listed, 'entry', 'entries')}, {number(len(one.known), 'known gap')},"
        f" {len(one.closed)} closed, {len(one.new)} new"
    )


def gap_words(one: GateGap) -> str:
    """`SEC-A/r1@organization: stale (listed as missing)`."""
    name = one.instance or one.judgement
    if one.kind == "link":
        name = f"{one.control} to {one.clause}"
    elif one.kind == "clause":
        name = f"{one.clause} for {one.subject}"
    about = name if one.kind == "instance" else f"{one.kind} {name}"
    if not one.reasons:
        return f"{about} (listed as {', '.join(one.was)})"
    listed = f" (listed as {', '.join(one.was)})" if one.was not in ((), one.reasons) else ""
    return f"{about}: {', '.join(one.reasons)}{listed}"


def baseline_lists(one: GateBaseline) -> tuple[tuple[str, tuple[GateGap, ...]], ...]:
    """The gaps of a baseline by what the gate makes of them; empty ones are left out."""
    rows = (
        ("New, which fails the gate", one.new),
        ("Closed, which fails it until it is taken out", one.closed),
        ("Known, which does not fail it", one.known),
    )
    return tuple((title, gaps) for title, gaps in rows if gaps)


def let_words(standard: Standard) -> str:
    """By what the gate lets pass a verdict that is not conformant and that no deviation accepts."""
    if not standard.let_pass_by:
        return ""
    by = ", ".join((*standard.let_pass_by, *standard.let_pass_with))
    return f"the verdict stays {standard.verdict}; the gate lets it pass by {by}"

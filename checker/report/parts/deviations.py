"""Part 7: deviations and shortfalls with their reasons, and what the gate accepts by them."""

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
from checker.report.view import about, days_left

_HEADS = ("Deviation", "Kind", "About", "Model", "Valid", "From", "Until", "Used", "At")
_WHAT = (
    "Approved, expiring decisions. One that is not valid changes nothing. Substitutes and clauses"
    " set aside bear on a verdict; waivers and interim measures let the gate pass what a verdict"
    " names, and move no verdict and no status. *Used* are the days that have passed, with all that"
    " a deviation continues, of the longest total duration."
)
_WAIVERS = (
    "Whether a waiver may be given, by whom and for how long is set by the edition data of this"
    " tool: the policy says nothing of waivers."
)


def deviations(report: Report) -> list[str]:
    """Every deviation, what it accepts, and the clauses that a standard is short of through one."""
    shortfalls = [
        (code(subject.id), code(standard.id), links("clause", standard.shortfalls, most=40))
        for subject in report.subjects
        for standard in subject.standards
        if standard.shortfalls
    ]
    accepted = [
        (
            code(subject.id),
            code(standard.id),
            f"**{escape(standard.verdict)}**",
            links("deviation", standard.accepted_by),
        )
        for subject in report.subjects
        for standard in subject.standards
        if standard.accepted_by
    ]
    waivers = any(one.kind == "waiver" for one in report.deviations)
    return [
        "## 7 Deviations and shortfalls",
        _WHAT,
        _WAIVERS if waivers else "",
        long_table("Deviations", _HEADS, (_row(one) for one in report.deviations)),
        items(_reason(one) for one in report.deviations) if report.deviations else "",
        "### Accepted by the gate",
        "Verdicts that stay as they are and that the gate lets pass.",
        table(("Subject", "Standard", "Verdict", "Accepted by"), accepted),
        "### Shortfalls",
        "Clauses that a substitute stands in for, or that were set aside as not applicable.",
        table(("Subject", "Standard", "Clauses"), shortfalls),
    ]


def _row(one: Deviation) -> tuple[str, ...]:
    used = "" if one.maximum_days is None else f"{one.used_days} of {one.maximum_days} days"
    return (
        mark("deviation", one.id) + code(one.id),
        escape(one.kind),
        _target(one),
        code(one.model) if one.model else "all",
        "yes" if one.valid else "**no**",
        code(one.starts),
        code(one.expires),
        escape(used),
        spot(one.location),
    )


def _target(one: Deviation) -> str:
    if one.clause:
        return link("clause", one.clause)
    if one.control:
        rest = about(one).removeprefix(one.control)
        return link("control", one.control) + (code(rest) if rest else "")
    return code(one.standard or "nothing")


def _reason(one: Deviation) -> str:
    approved = ", ".join(
        f"{code(each.party)} as {escape(each.role)} on {code(each.date)}" for each in one.approvals
    )
    parts = [
        f"{code(one.id)}: {escape(one.reason.rstrip('.'))}.",
        f"Requested by {code(one.requester)}, approved by {approved or 'nobody'}.",
    ]
    if one.same_assurance:
        parts.append(f"Same assurance: {escape(one.same_assurance.rstrip('.'))}.")
    if one.notices:
        parts.append(f"Shown to the {escape(', the '.join(one.notices))}.")
    for what, controls in (("Standing in", one.compensating), ("Measures", one.measures)):
        if controls:
            parts.append(f"{what}: {links('control', controls)}.")
    if len(one.chain) > 1:
        parts.append(f"Counted together: {names(one.chain)}.")
    if one.because:
        parts.append(f"Not valid: {sentences(one.because)}.")
    else:
        parts.append(f"{escape(days_left(one).capitalize())}.")
        parts += _today(one)
    return " ".join(parts)


def _today(one: Deviation) -> list[str]:
    """What a valid one accepts, and what the gate passes on the strength of it."""
    found = []
    if one.kind in ("waiver", "interim-measure"):
        found.append(f"Accepts today: {names(one.accepts) or 'nothing'}.")
    if one.limits:
        found.append(f"Accepts no more, because {sentences(one.limits)}.")
    if one.carries:
        found.append(f"**Without another, the gate then fails for {sentences(one.carries)}.**")
    return found

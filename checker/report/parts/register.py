"""Parts 8 and 9: the evidence register, and what expires when."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.escape import code, escape
from checker.report.layout import clean
from checker.report.model import Record, Report
from checker.report.parts.block import (
    fenced,
    folded,
    link,
    long_table,
    mark,
    names,
    sentences,
    spot,
)
from checker.report.parts.indicators import indicator_part
from checker.report.parts.runs import runs
from checker.report.sides import sides, span, supersession

_RECORD = ("Record", "Type", "About", "Observed", "Declared", "Counts as", "Digest", "Notes", "At")
_DIGEST = (
    "Digests are SHA-256 over the canonical form of each record. A digest without a signature"
    " detects accidents, not insiders: whoever can write the store can also seal it again."
)
_NEAREST = 200
"""Dates that are listed."""
_SHORT = 12
"""Digits of a digest in the table."""


def register(report: Report) -> list[str]:
    """Every record that was offered, with what limits it."""
    digests = "\n".join(f"{clean(one.digest)}  {clean(one.id)}" for one in report.records)
    return [
        "## 8 Evidence register",
        _DIGEST,
        long_table("Records", _RECORD, (_record(one) for one in report.records)),
        folded("Whole digests", fenced(digests)) if digests else "",
        *runs(report),
        *indicator_part(report.indicators),
    ]


def _record(one: Record) -> tuple[str, ...]:
    notes = [one.summary] if one.summary else []
    if not one.known:
        notes.append("not yet there at the assessment date")
    notes += supersession(one)
    if one.reliability.limited:
        notes.append(one.reliability.limited)
    for reason in one.reasons:
        notes += [f"{reason.code}: {reason.message}", *sides(reason)]
    return (
        mark("record", one.id) + code(one.id),
        code(one.type),
        names(one.assets, most=4),
        _observed(one),
        escape(one.reliability.declared or ""),
        escape(one.reliability.effective or ""),
        code(one.digest[:_SHORT]),
        sentences(notes),
        spot(one.location),
    )


def _observed(one: Record) -> str:
    """Its day, or the first and last of them."""
    return escape(span(one.observed)) if one.observed is not None else ""


def expiry(report: Report) -> list[str]:
    """Dates at which evidence that counts today stops being fresh, or a deviation ends."""
    rows = sorted(_expiring(report))
    return [
        "## 9 What expires when",
        "From its date on, an instance needs newer evidence. Those already unmet are in part 3.",
        long_table("Dates", ("Until", "What", "Shown by"), (row[1:] for row in rows[:_NEAREST])),
        f"Later ones that are not listed: {len(rows) - _NEAREST}." if len(rows) > _NEAREST else "",
    ]


def _expiring(report: Report) -> Iterator[tuple[str, str, str, str]]:
    for one in report.instances:
        if one.fresh_until and one.status == "met":
            shown = ", ".join(link("record", name) for name in one.evidence[-1:])
            yield one.fresh_until, code(one.fresh_until), code(one.id), shown
    for deviation in report.deviations:
        if deviation.valid:
            what = f"deviation {link('deviation', deviation.id)}"
            yield deviation.expires, code(deviation.expires), what, ""

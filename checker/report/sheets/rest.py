"""The evidence register, the deviations and the judgements."""

from __future__ import annotations

from checker.report.model import Deviation, Judgement, Record, Report
from checker.report.sheets.sheet import Sheet, columns, listed
from checker.report.sides import sides, span, supersession
from checker.report.view import about, days_left, place


def record_sheet(report: Report) -> Sheet:
    """Every record that was offered, with what it helps to show and what limits it."""
    shows: dict[str, list[str]] = {}
    for one in report.instances:
        for name in one.evidence:
            shows.setdefault(name, []).append(one.id)
    return Sheet(
        name="Evidence register",
        columns=columns(
            record=36,
            type=24,
            about=30,
            observed=26,
            declared=14,
            counts_as=14,
            source=20,
            produced_by=22,
            sha256=68,
            offered_for=40,
            says=40,
            notes=48,
            at=34,
        ),
        rows=tuple(_record(one, shows.get(one.id, [])) for one in report.records),
    )


def _record(one: Record, shows: list[str]) -> tuple[str, ...]:
    notes = [] if one.known else ["not yet there at the assessment date"]
    notes += supersession(one)
    if one.reliability.limited:
        notes.append(one.reliability.limited)
    for reason in one.reasons:
        notes += [f"{reason.code}: {reason.message}", *sides(reason)]
    return (
        one.id,
        one.type,
        listed(one.assets),
        span(one.observed) if one.observed else "",
        one.reliability.declared or "",
        one.reliability.effective or "",
        one.source or "",
        one.produced_by or "",
        one.digest,
        listed(shows),
        one.summary or "",
        listed(notes),
        place(one.location),
    )


def deviation_sheet(report: Report) -> Sheet:
    """Every deviation, whether it is valid, and what the gate accepts by it today."""
    return Sheet(
        name="Deviations",
        columns=columns(
            deviation=24,
            kind=16,
            about=34,
            model=18,
            valid=8,
            why_not=40,
            starts=12,
            expires=12,
            days_left=24,
            reason=48,
            same_assurance=36,
            requested_by=22,
            approved_by=36,
            standing_in=24,
            accepts_today=40,
            at=30,
        ),
        rows=tuple(_deviation(one) for one in report.deviations),
    )


def _deviation(one: Deviation) -> tuple[str, ...]:
    return (
        one.id,
        one.kind,
        about(one),
        one.model or "all",
        "yes" if one.valid else "no",
        listed(one.because),
        one.starts,
        one.expires,
        days_left(one),
        one.reason,
        one.same_assurance or "",
        one.requester,
        listed(f"{each.party} as {each.role} on {each.date}" for each in one.approvals),
        listed((*one.compensating, *one.measures)),
        listed(one.accepts),
        place(one.location),
    )


def judgement_sheet(report: Report) -> Sheet:
    """Every question to a reviewer, the open ones first, with the digests an answer has to name."""
    order = {"open": 0, "rejected": 1, "accepted": 2}
    found = sorted(report.judgements, key=lambda one: (order[one.state], one.id))
    return Sheet(
        name="Judgements",
        columns=columns(
            judgement=30,
            state=12,
            question=60,
            answers=30,
            notes=40,
            question_digest=68,
            control_digest=36,
            evidence_digest=68,
            at=34,
        ),
        rows=tuple(_judgement(one) for one in found),
    )


def _judgement(one: Judgement) -> tuple[str, ...]:
    return (
        one.id,
        one.state,
        one.question,
        listed(one.answers),
        listed(one.because),
        one.question_digest,
        one.control_digest,
        one.evidence_digest,
        place(one.location),
    )

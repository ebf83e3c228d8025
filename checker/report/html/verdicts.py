"""Verdict and gate of each subject, with how its counting clauses stand."""

from __future__ import annotations

from checker.report.model import Activity, Report, Standard, Subject
from checker.report.view import COMMITMENTS, Tally, gate_of, tally
from rsp.value import Value

_ORDER = (
    "satisfied",
    "substituted",
    "undetermined",
    "undermined",
    "gap",
    "uncovered",
    "not-assessed",
)
_ACTIVITIES = ("train", "deploy", "store")
WIDE = 1_000
"""Units of a bar from end to end."""


class Verdict(Value, frozen=True, kw_only=True):
    """A standard for a subject."""

    subject: str
    standard: Standard
    tally: Tally
    gate: str
    bar: tuple[tuple[str, int, int, int], ...]
    """Status, how many clauses, where they begin on the bar, how far they go."""


class Card(Value, frozen=True, kw_only=True):
    """A subject for which something is required."""

    id: str
    verdicts: tuple[Verdict, ...]
    not_required: tuple[Standard, ...]
    activities: tuple[tuple[str, Activity], ...]


class Verdicts(Value, frozen=True, kw_only=True):
    """All subjects; what the organisation announced stands apart."""

    cards: tuple[Card, ...]
    free: tuple[Subject, ...]
    """Subjects for which nothing is required."""
    commitments: tuple[Verdict, ...]


def verdicts(report: Report) -> Verdicts:
    """What the first part shows."""
    cards, free = [], []
    for subject in report.subjects:
        standards = [one for one in subject.standards if one.id != COMMITMENTS]
        required = tuple(_verdict(subject, one) for one in standards if one.required)
        if required:
            cards.append(
                Card(
                    id=subject.id,
                    verdicts=required,
                    not_required=tuple(one for one in standards if not one.required),
                    activities=activities(subject),
                )
            )
        elif standards:
            free.append(subject)
    commitments = [
        _verdict(subject, one)
        for subject in report.subjects
        for one in subject.standards
        if one.id == COMMITMENTS
    ]
    return Verdicts(cards=tuple(cards), free=tuple(free), commitments=tuple(commitments))


def activities(subject: Subject) -> tuple[tuple[str, Activity], ...]:
    """Training, deploying and storing, in this order, then any others."""
    known = {name: place for place, name in enumerate(_ACTIVITIES)}
    return tuple(
        sorted(subject.activities.items(), key=lambda one: (known.get(one[0], len(known)), one[0]))
    )


def _verdict(subject: Subject, standard: Standard) -> Verdict:
    return Verdict(
        subject=subject.id,
        standard=standard,
        tally=tally(subject, standard),
        gate=gate_of(standard),
        bar=_bar(standard.counts),
    )


def _bar(counts: dict[str, int]) -> tuple[tuple[str, int, int, int], ...]:
    total = sum(counts.values())
    found, before = [], 0
    for status in sorted(counts, key=lambda one: _ORDER.index(one) if one in _ORDER else -1):
        count = counts[status]
        if count:
            start, end = WIDE * before // total, WIDE * (before + count) // total
            found.append((status, count, start, end - start))
            before += count
    return tuple(found)

"""What was stated in public, and where sources do not agree."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.activation.model import Conflict, Said
from checker.report.model import ClauseInfo, Record, Report
from checker.report.view import COMMITMENTS

AGAINST = ("contradicted", "disputed", "unsupported")
"""Standings of accounts that something else is held against."""
_PREVAILS = {
    "contradicted": "what it is held against prevails",
    "disputed": "neither: nothing here decides between them",
    "unsupported": "it goes beyond what it is held against, and nothing here supports it",
}
_BASIS = ("thresholds", "procedure")
"""Standards whose clauses are about evaluations and decisions."""


def said(one: Record) -> Said | None:
    """The statement that a record holds."""
    found = one.statement
    if found is None:
        return None
    return Said(
        id=one.id,
        text=found.text,
        standing=found.standing,
        public_by=found.public_by,
        dated_by=found.dated_by,
        title=found.title,
        places=found.places,
        through=found.through,
        against=found.against,
        about=found.about,
        counts=one.known and one.reliability.effective is not None,
    )


def statements(report: Report) -> tuple[Said, ...]:
    """All of them, in order of their days."""
    found = [each for one in report.records if (each := said(one)) is not None]
    return tuple(sorted(found, key=lambda one: (one.public_by, one.id)))


def parted(report: Report) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """Those about thresholds, evaluations and decisions, and those about anything else; what is
    held against better sources is in neither."""
    standard = {one.id: one.standard for one in report.clauses}
    basis: list[Said] = []
    rest: list[Said] = []
    for one in statements(report):
        if one.standing not in AGAINST:
            about = any(standard.get(name) in _BASIS for name in one.about)
            (basis if about else rest).append(one)
    return tuple(basis), tuple(rest)


def conflicts(report: Report) -> Iterator[Conflict]:
    """Statements that are held against others, then evidence that contradicts evidence."""
    held = {one.id: one for one in statements(report)}
    clauses = {one.id: one for one in report.clauses}
    for one in held.values():
        if one.standing in AGAINST:
            yield Conflict(
                kind="statements",
                what=one.text,
                said=one,
                against=tuple(_other(name, held, clauses) for name in one.against),
                prevails=_PREVAILS[one.standing],
                sides=(),
            )
    seen: set[tuple[str | None, tuple[str, ...]]] = set()
    for instance in report.instances:
        for reason in instance.reasons:
            key = (reason.about, tuple(side.name for side in reason.sides))
            if reason.code == "contradicted" and key not in seen:
                seen.add(key)
                yield Conflict(
                    kind="evidence",
                    what=reason.message,
                    said=None,
                    against=(instance.id,),
                    prevails="neither: what is contradicted shows nothing",
                    sides=reason.sides,
                )


def _other(name: str, held: dict[str, Said], clauses: dict[str, ClauseInfo]) -> str:
    """A statement or clause with what it says."""
    if name in held:
        one = held[name]
        when = f"{', '.join(one.places) or 'no place recorded'}, {one.public_by}"
        return f"{name} ({one.standing}; {when}): {one.text}"
    if name in clauses:
        reported = clauses[name].standard == COMMITMENTS
        what = "reported, no criterion of the policy" if reported else "clause of the policy"
        return f"{name} ({what}): {clauses[name].text}"
    return name

"""Part 1: which determinations and evaluations put which standard in force for which model."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.activation.model import Below, Evaluation, Force, Ground
from checker.report.model import Determination, Report, Standard, Subject

_CAPABILITY = "CAP-"
"""Clauses about capability assessment begin so."""
_VOLUNTARY = "activated voluntarily "

_WORDS = {
    "passed": "determined: the model passed the threshold",
    "cannot-rule-out": "by precaution: it was not determined that the threshold was passed, and it"
    " could not be ruled out",
    "no-determination": "by rule: nothing was determined, so the duties of *cannot rule out* apply;"
    " nobody found anything",
    "unsupported": "by rule: a determination *below* is not effective, so the duties of *cannot"
    " rule out* apply; nobody found that the threshold was passed",
    "voluntary": "by choice: the organisation put it in force",
    "other": "as stated",
}


def force(report: Report) -> Iterator[Force]:
    """Each standard of each model."""
    for subject in report.subjects:
        if subject.kind != "model":
            continue
        for one in subject.standards:
            yield Force(
                subject=subject.id,
                standard=one.id,
                title=one.title,
                required=one.required,
                verdict=one.verdict,
                grounds=tuple(_grounds(subject, one)) if one.required else (),
                because=one.because,
            )


def _grounds(subject: Subject, standard: Standard) -> Iterator[Ground]:
    known = {one.threshold: one for one in subject.determinations}
    for because in standard.because:
        found = known.get(because.partition(":")[0])
        if found is not None:
            yield _determined(found)
        else:
            voluntary = because.startswith(_VOLUNTARY)
            yield _plain("voluntary" if voluntary else "other", because)


def _determined(one: Determination) -> Ground:
    kind = _kind(one)
    stated = one.standing == "publicly-stated"
    words = _WORDS[kind]
    if stated and kind in ("passed", "cannot-rule-out"):
        words += "; so the organisation stated in public, and no approval was presented"
    if one.messages and kind == "unsupported":
        words += f" ({'; '.join(one.messages)})"
    return Ground(
        kind=kind,  # type: ignore[arg-type]  # closed by _kind
        precaution=kind != "passed",
        threshold=one.threshold,
        domain=one.domain,
        words=words,
        determination=one.determination,
        decided_at=one.decided_at,
        standing=one.standing,
        basis=one.basis,
        approved=one.standing == "decided",
    )


def _kind(one: Determination) -> str:
    if one.because == "no-determination" or one.outcome is None:
        return "no-determination"
    return "unsupported" if one.outcome == "below" else one.outcome


def _plain(kind: str, because: str) -> Ground:
    return Ground(
        kind=kind,  # type: ignore[arg-type]  # voluntary or other
        precaution=kind == "voluntary",
        threshold=None,
        domain=None,
        words=f"{_WORDS[kind]}: {because}",
        determination=None,
        decided_at=None,
        standing=None,
        basis=None,
        approved=False,
    )


def below(report: Report) -> Iterator[Below]:
    """The thresholds that count as not reached."""
    for subject in report.subjects:
        for one in subject.determinations:
            if one.effective == "below":
                yield Below(
                    subject=subject.id,
                    threshold=one.threshold,
                    domain=one.domain,
                    determination=one.determination,
                    decided_at=one.decided_at,
                    standing=one.standing,
                    basis=one.basis,
                )


def evaluations(report: Report) -> tuple[Evaluation, ...]:
    """The records that help to show a duty of capability assessment."""
    clauses = {
        one.id: tuple(name for name in one.clauses if name.startswith(_CAPABILITY))
        for one in report.controls
    }
    shows: dict[str, dict[str, None]] = {}
    for one in report.instances:
        if clauses.get(one.control):
            for name in one.evidence:
                shows.setdefault(name, {}).update(dict.fromkeys(clauses[one.control]))
    return tuple(_evaluations(report, shows))


def _evaluations(report: Report, shows: dict[str, dict[str, None]]) -> Iterator[Evaluation]:
    for one in report.records:
        if one.id in shows:
            yield Evaluation(
                record=one.id,
                type=one.type,
                assets=one.assets,
                observed=(one.observed.start, one.observed.end) if one.observed else (),
                effective=one.reliability.effective,
                clauses=tuple(shows[one.id]),
            )

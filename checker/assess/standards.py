"""The verdict on a standard for a subject (R17)."""

from __future__ import annotations

from checker.assess.assessment import ClauseStatus, StandardVerdict, Status, Verdict
from checker.assess.force import Force
from checker.assess.reach import Reach
from checker.project.project import Project
from rsp.clause import Modality

_NOT_SHOWN = (Status.GAP, Status.UNDERMINED)


def verdicts(
    project: Project,
    force: Force,
    clauses: dict[str, ClauseStatus],
    reach: Reach,
    judged: tuple[str, ...],
) -> tuple[StandardVerdict, ...]:
    """One verdict for each standard the subject can have, in order of ids; `judged` names those
    that are listed although they are not required."""
    names = sorted({*force.required, *judged})
    return tuple(_verdict(project, force, clauses, reach, name) for name in names)


def _verdict(
    project: Project, force: Force, clauses: dict[str, ClauseStatus], reach: Reach, name: str
) -> StandardVerdict:
    if name not in force.required:
        return StandardVerdict(
            id=name,
            required=False,
            because=("no threshold that requires it is open, and it was not activated",),
            verdict=Verdict.NOT_REQUIRED,
            counts={},
            open_judgements=(),
            shortfalls=(),
        )
    standard = project.edition.standards.get(name)
    mine = [clauses[clause] for clause in standard.clauses if clause in clauses] if standard else []
    counting = [one for one in mine if one.counts]
    counts: dict[str, int] = {}
    for one in counting:
        counts[one.status.value] = counts.get(one.status.value, 0) + 1
    return StandardVerdict(
        id=name,
        required=True,
        because=force.required[name],
        verdict=Verdict.NOT_ASSESSED if reach.everything else _of(counting),
        counts=dict(sorted(counts.items())),
        open_judgements=tuple(
            dict.fromkeys(question for one in counting for question in one.open_judgements)
        ),
        shortfalls=tuple(one.id for one in mine if one.deviation is not None),
    )


def _of(counting: list[ClauseStatus]) -> Verdict:
    if not counting or any(one.status is Status.NOT_ASSESSED for one in counting):
        return Verdict.NOT_ASSESSED
    missing = [one for one in counting if one.status is Status.UNCOVERED]
    if any(one.status in _NOT_SHOWN for one in counting) or any(
        one.modality is not Modality.EXPECT for one in missing
    ):
        return Verdict.NOT_CONFORMANT
    if missing or any(one.status is Status.UNDETERMINED for one in counting):
        return Verdict.UNDETERMINED
    return Verdict.CONFORMANT

"""Everything that stands between a standard and conformity, each thing by itself."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from checker.assess.acceptance import Judge, under
from checker.assess.accepted import is_fatal
from checker.assess.assessment import ClauseStatus, Instance, Reason, Status, Why
from checker.assess.controls import open_questions, unmet
from rsp.baseline import GapKind
from rsp.clause import Modality
from rsp.stamp import LinkState
from rsp.value import Value

OPEN = "open"
"""The reason of a judgement that nobody answered."""
_BY_VALIDATION = (
    Reason.VALIDATION_FAILED,
    Reason.EXCEPTION_IN_PERIOD,
    Reason.VALIDATION_ERROR,
    Reason.TOO_LARGE,
)
_WITH_PARTS = (Status.GAP, Status.UNDERMINED, Status.UNDETERMINED)
_OPEN = (*_WITH_PARTS, Status.UNCOVERED)
_DUTIES = (Modality.MUST, Modality.EXPECT, Modality.COMMITMENT, Modality.MAY)


class Gap(Value, frozen=True, kw_only=True):
    """One thing that is not shown for a subject."""

    kind: GapKind
    id: str
    reasons: tuple[str, ...]
    """Sorted; a validation by its number: `validation-failed/2`."""
    fatal: bool = False
    """Nobody can let it pass (R20)."""
    control: str | None = None

    @property
    def key(self) -> tuple[GapKind, str]:
        """What it is about."""
        return self.kind, self.id


def gaps_of(judge: Judge, standard: str) -> dict[tuple[GapKind, str], Gap]:
    """All that keeps a standard from being conformant for a subject, waived or not; what an error
    left not assessed is no gap, as nobody knows what it is."""
    found = [*_instances(judge, standard), *_judgements(judge, standard), *_links(judge, standard)]
    found += _clauses(judge, standard, found)
    return {one.key: one for one in sorted(found, key=lambda one: one.key)}


def known_as(clause: ClauseStatus) -> ClauseStatus:
    """A clause as if something stood in for it."""
    return msgspec.structs.replace(clause, status=Status.SUBSTITUTED)


def link_of(name: str) -> tuple[str, str]:
    """Control and clause of a link that is written as `CONTROL CLAUSE`."""
    control, _, clause = name.partition(" ")
    return control, clause


def _instances(judge: Judge, standard: str) -> Iterator[Gap]:
    for name in under(judge.standing, standard):
        if judge.truth.controls[name].status is Status.GAP:
            for one in unmet(judge.standing.scoped[name]):
                yield Gap(
                    kind=GapKind.INSTANCE,
                    id=one.id,
                    reasons=reasons_of(one),
                    fatal=is_fatal(one),
                    control=name,
                )


def reasons_of(instance: Instance) -> tuple[str, ...]:
    """The reasons of an instance, of a validation with its number."""
    return tuple(sorted({_reason(why) for why in instance.reasons}))


def _reason(why: Why) -> str:
    before, _, number = why.at.pointer.rpartition("/")
    if why.code not in _BY_VALIDATION or not before.endswith("/validations"):
        return why.code.value
    return f"{why.code.value}/{int(number) + 1}"


def _judgements(judge: Judge, standard: str) -> Iterator[Gap]:
    for name in under(judge.standing, standard):
        if judge.truth.controls[name].status in _WITH_PARTS:
            for question in open_questions(judge.standing, name):
                yield Gap(kind=GapKind.JUDGEMENT, id=question, reasons=(OPEN,), control=name)


def _links(judge: Judge, standard: str) -> Iterator[Gap]:
    for clause in open_clauses(judge.truth.clauses, clauses_of(judge, standard)):
        for link in judge.links.get(clause, ()):
            if link.state != LinkState.CURRENT:
                name = f"{link.control} {clause}"
                reasons = (link.state,)
                yield Gap(kind=GapKind.LINK, id=name, reasons=reasons, control=link.control)


def _clauses(judge: Judge, standard: str, others: list[Gap]) -> Iterator[Gap]:
    """Clauses that are not satisfied once all else is closed: those nearest to the cause."""
    mine, shown = clauses_of(judge, standard), dict[str, ClauseStatus]()
    below = judge.standing.project.edition.clauses
    by = {kind: [one.id for one in others if one.kind is kind] for kind in GapKind}
    links = [link_of(name) for name in by[GapKind.LINK]]
    while True:
        after = judge.suppose(by[GapKind.INSTANCE], by[GapKind.JUDGEMENT], links, shown)
        left = open_clauses(after.clauses, mine)
        lowest = [name for name in left if not set(below[name].children) & set(left)]
        if not lowest:
            return
        for name in lowest:
            status = after.clauses[name].status
            subject = judge.standing.force.subject
            yield Gap(kind=GapKind.CLAUSE, id=f"{name}@{subject}", reasons=(status.value,))
            shown[name] = known_as(after.clauses[name])


def clauses_of(judge: Judge, standard: str) -> tuple[str, ...]:
    """The clauses of a standard, in document order."""
    found = judge.standing.project.edition.standards.get(standard)
    return found.clauses if found is not None else ()


def open_clauses(clauses: dict[str, ClauseStatus], mine: tuple[str, ...]) -> list[str]:
    """Those of some clauses that are duties, or permissions in use, and are not satisfied."""
    return [
        name
        for name in mine
        if name in clauses and clauses[name].status in _OPEN and clauses[name].modality in _DUTIES
    ]

"""The status of every clause for a subject, from its links and its children (R14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker.assess.assessment import (
    Answered,
    ClauseStatus,
    ControlStatus,
    Instance,
    Link,
    Status,
    Tested,
)
from checker.assess.controls import Standing, open_questions, unmet
from checker.assess.links import carrying as of_control
from checker.graph.order import reachable
from rsp.clause import Clause, Modality
from rsp.deviation import DeviationKind
from rsp.requirement import Operation
from rsp.stamp import LinkState
from rsp.value import Value

WORST_FIRST = (
    Status.NOT_ASSESSED,
    Status.GAP,
    Status.UNCOVERED,
    Status.UNDERMINED,
    Status.UNDETERMINED,
    Status.SATISFIED,
)
_OVER_TIME = (Operation.INSTANTS, Operation.CONTINUOUS)
_DUTIES = (Modality.MUST, Modality.EXPECT, Modality.COMMITMENT)
_SILENT = (Modality.AIM, Modality.EXAMPLE, Modality.NOTE)
"""Clauses that never fail."""


class Part(Value, frozen=True, kw_only=True):
    """What one link or child contributes to a clause."""

    status: Status
    because: tuple[str, ...] = ()


def clause_statuses(
    standing: Standing,
    controls: dict[str, ControlStatus],
    links: dict[str, list[Link]],
    note: Callable[[ClauseStatus], None] = lambda _: None,
    known: Mapping[str, ClauseStatus] = {},
) -> dict[str, ClauseStatus]:
    """Every clause of the standards in force, in document order; `note` is told of each after its
    children, and what is `known` is not judged again."""
    clauses = standing.project.edition.clauses
    found: dict[str, ClauseStatus] = {}
    ordered = [clause for clause in clauses.values() if clause.standard in standing.force.required]
    for clause in sorted(ordered, key=lambda one: -_depth(clauses, one)):
        found[clause.id] = known.get(clause.id) or _status(
            standing, controls, links.get(clause.id, []), clause, found
        )
        note(found[clause.id])
    return {clause.id: found[clause.id] for clause in ordered}


def _status(
    standing: Standing,
    controls: dict[str, ControlStatus],
    links: list[Link],
    clause: Clause,
    below: dict[str, ClauseStatus],
) -> ClauseStatus:
    why_not = standing.applicable.set_aside.get(clause.id)
    reached = standing.reach.everything or clause.id in standing.reach.clauses
    if why_not is not None and not reached:
        return ClauseStatus(
            id=clause.id,
            modality=clause.modality,
            status=Status.NOT_APPLICABLE,
            because=(why_not,),
            deviation=standing.applicable.set_aside_by.get(clause.id),
        )
    children = [
        below[child]
        for child in clause.children
        if child in below and counts_in_group(standing, below[child])
    ]
    by = {link.control: carrying(standing, link) for link in links}
    parts = [_link(standing, controls, link, by[link.control]) for link in links]
    part = _worst(standing, clause, parts, children)
    undecided = clause.id in standing.applicable.undecided
    if part.status is Status.NOT_APPLICABLE and not reached and not undecided:
        return ClauseStatus(
            id=clause.id, modality=clause.modality, status=part.status, because=part.because
        )
    if clause.modality in _DUTIES and clause.check.needs_judgement:
        judged = any(is_judged(standing, link) for link in links)
        if part.status is Status.SATISFIED and not judged:
            because = "evidence cannot settle it, and no judgement that is asked for was accepted"
            part = Part(status=Status.UNDETERMINED, because=(because,))
    if reached:
        part = Part(status=Status.NOT_ASSESSED, because=("an error reaches it",))
    settled = (Status.SATISFIED, Status.NOT_ASSESSED, Status.INFORMATIVE)
    if undecided and part.status not in settled:
        because = f"whether its condition {clause.when} is given is not decided"
        part = Part(status=Status.UNDETERMINED, because=(because, *part.because))
    deviation = None
    if part.status not in settled and not undecided:
        deviation = _substitute(standing, controls, clause)
    if deviation is not None:
        part = Part(status=Status.SUBSTITUTED, because=part.because)
    seen = [
        one
        for link in links
        for one in standing.scoped.get(link.control, ())
        if one.evidence and one.requirement in by[link.control]
    ]
    return ClauseStatus(
        id=clause.id,
        modality=clause.modality,
        status=part.status,
        because=part.because,
        controls=tuple(link.control for link in links),
        deviation=deviation,
        counts=clause.modality in _DUTIES,
        open_judgements=tuple(
            question
            for link in links
            for question in open_questions(standing, link.control, by[link.control])
        ),
        tested=_tested(seen, bool(links), children),
    )


def _tested(seen: list[Instance], linked: bool, children: list[ClauseStatus]) -> Tested:
    """What was seen: over time by any good record of a carrying requirement that asks for that; of
    a clause with parts only where each counting part, and what is linked to itself, was so seen."""
    parts = [one.tested for one in children if one.status is not Status.NOT_APPLICABLE]
    if linked or not parts:
        over_time = any(one.operation in _OVER_TIME for one in seen)
        parts.append(Tested.OPERATION if over_time else Tested.STATE if seen else Tested.NONE)
    return parts[0] if len(set(parts)) == 1 else Tested.STATE


def _link(
    standing: Standing, controls: dict[str, ControlStatus], link: Link, by: tuple[str, ...]
) -> Part:
    name = link.control
    if name not in controls or controls[name].status is Status.NOT_ASSESSED:
        return Part(status=Status.NOT_ASSESSED, because=(f"{name} is not assessed",))
    shown = tuple(one for one in standing.scoped[name] if one.requirement in by)
    silent = sorted(set(by) - {one.requirement for one in shown})
    if silent:
        lacks = f"{name} has no requirement {', '.join(silent)} to carry it"
        return Part(status=Status.GAP, because=(lacks,))
    missing = unmet(shown)
    if missing:
        return Part(status=Status.GAP, because=tuple(one.id for one in missing))
    below = [controls[target] for target in standing.edges[name] if target in controls]
    broken = [one.id for one in below if one.status in (Status.GAP, Status.UNDERMINED)]
    if broken:
        because = tuple(f"{name} depends on {target}" for target in broken)
        return Part(status=Status.UNDERMINED, because=because)
    because = tuple(_doubts(standing, link, by))
    because += tuple(
        f"{name} depends on {one.id}, which is undetermined"
        for one in below
        if one.status is Status.UNDETERMINED
    )
    return Part(status=Status.UNDETERMINED if because else Status.SATISFIED, because=because)


def _doubts(standing: Standing, link: Link, by: tuple[str, ...]) -> list[str]:
    found = []
    if link.state != LinkState.CURRENT:
        found.append(f"the link from {link.control} is {link.state}")
    found += [f"open judgement {name}" for name in open_questions(standing, link.control, by)]
    return found


def is_judged(standing: Standing, link: Link) -> bool:
    """Whether a requirement that carries the link asks for a judgement that nobody rejected."""
    names = (f"{link.control}/{name}" for name in carrying(standing, link))
    asked = (standing.judgements[name] for name in names if name in standing.judgements)
    return any(one.state is not Answered.REJECTED for one in asked)


def _child(child: ClauseStatus) -> Part:
    status = child.status
    if status is Status.SUBSTITUTED:
        status = Status.SATISFIED
    elif status is Status.UNCOVERED:
        status = Status.UNDETERMINED if child.modality is Modality.EXPECT else Status.GAP
    because = () if status is Status.SATISFIED else (f"{child.id} is {child.status.value}",)
    return Part(status=status, because=because)


def counts_in_group(standing: Standing, child: ClauseStatus) -> bool:
    """Whether a child counts in its group: a duty, or a permission whose use is recorded."""
    return child.modality in _DUTIES or (
        child.modality is Modality.MAY
        and child.status is not Status.INFORMATIVE
        and _used(standing, child.id)
    )


def _used(standing: Standing, clause: str) -> bool:
    return any(one.clause == clause for one in standing.project.settings.permissions)


def _worst(
    standing: Standing, clause: Clause, links: list[Part], children: list[ClauseStatus]
) -> Part:
    if clause.modality is Modality.MAY and not _used(standing, clause.id):
        return Part(status=Status.INFORMATIVE)
    live = [child for child in children if child.status is not Status.NOT_APPLICABLE]
    if not links and children and not live:
        return Part(status=Status.NOT_APPLICABLE, because=("nothing below it applies",))
    parts = [*links, *map(_child, live)]
    if not links and all(child.status is Status.UNCOVERED for child in live):
        if clause.modality in _DUTIES or (clause.modality is Modality.MAY and live):
            return Part(status=Status.UNCOVERED, because=("no control implements it",))
        return Part(status=Status.INFORMATIVE)
    status = min((part.status for part in parts), key=WORST_FIRST.index)
    if clause.modality in _SILENT and status is not Status.SATISFIED:
        return Part(status=Status.INFORMATIVE)
    because = tuple(
        dict.fromkeys(why for part in parts for why in part.because if part.status is status)
    )
    return Part(status=status, because=because)


def carrying(standing: Standing, link: Link) -> tuple[str, ...]:
    """Ids of the requirements that carry a link."""
    return of_control(standing.project.catalog.controls[link.control], link.clause)


def stand_ins(standing: Standing, clause: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Valid substitutes of a clause with their compensating controls, in order: those of which no
    control implements the clause or rests for the subject on one that does."""
    theirs = {
        name
        for name, control in standing.project.catalog.controls.items()
        if any(link.clause == clause for link in control.implements)
    }
    names = standing.applicable.deviations.get((DeviationKind.SUBSTITUTE, clause), ())
    found = [(name, standing.project.deviations[name].compensating) for name in names]
    return tuple(
        (name, compensating)
        for name, compensating in found
        if compensating and not theirs & reachable(standing.edges, compensating)
    )


def _substitute(
    standing: Standing, controls: dict[str, ControlStatus], clause: Clause
) -> str | None:
    """The first valid substitute whose compensating controls are all satisfied."""
    if clause.modality is not Modality.EXPECT:
        return None
    for name, compensating in stand_ins(standing, clause.id):
        if all(
            control in controls and controls[control].status is Status.SATISFIED
            for control in compensating
        ):
            return name
    return None


def _depth(clauses: dict[str, Clause], clause: Clause) -> int:
    depth = 0
    while clause.parent is not None and clause.parent in clauses:
        clause = clauses[clause.parent]
        depth += 1
    return depth

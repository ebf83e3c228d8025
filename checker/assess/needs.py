"""What keeps a control, a clause or a standard from holding for a subject: all that it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from checker.assess.assessment import (
    Answered,
    ClauseStatus,
    ControlStatus,
    Link,
    Status,
)
from checker.assess.clauses import carrying, counts_in_group, is_judged, stand_ins
from checker.assess.controls import Standing, open_questions, unmet
from rsp.clause import Clause, Modality
from rsp.stamp import LinkState
from rsp.value import Value

FINE = (Status.SATISFIED, Status.SUBSTITUTED, Status.NOT_APPLICABLE, Status.INFORMATIVE)
"""What lacks nothing."""
_DUTIES = (Modality.MUST, Modality.EXPECT, Modality.COMMITMENT)

Kind = Literal["judgement", "link", "control", "clause"]
SETTLED: tuple[Kind, ...] = ("judgement", "link")
"""What people settle by an answer or a review; the others need a change of files."""


class Open(Value, frozen=True, kw_only=True):
    """Something in the way that no evidence for an instance takes out of it."""

    kind: Kind
    """A judgement to be accepted, a link to be reviewed; or a control or clause that has to be
    changed, written or read without error first."""
    id: str
    """`CONTROL/requirement`, `CONTROL CLAUSE`, a control or a clause."""
    because: str


class Needs(Value, frozen=True, kw_only=True):
    """What a thing lacks; it holds when all of this does."""

    gaps: tuple[str, ...] = ()
    """Controls whose unmet instances keep it from holding directly."""
    controls: tuple[str, ...] = ()
    """Controls that have to be satisfied."""
    clauses: tuple[str, ...] = ()
    """Clauses that have to be satisfied or substituted."""
    open: tuple[Open, ...] = ()


def of_control(standing: Standing, one: ControlStatus) -> Needs:
    """What a control lacks."""
    if one.status in FINE:
        return Needs()
    if one.status is Status.NOT_ASSESSED:
        because = f"it is not assessed: {'; '.join(one.because) or 'an error reaches it'}"
        return Needs(open=(Open(kind="control", id=one.id, because=because),))
    return Needs(
        gaps=(one.id,) if one.status is Status.GAP else (),
        controls=standing.edges[one.id],
        open=_questions(open_questions(standing, one.id)),
    )


def of_clause(
    standing: Standing,
    controls: Mapping[str, ControlStatus],
    below: Mapping[str, ClauseStatus],
    links: list[Link],
    one: ClauseStatus,
) -> Needs:
    """What a clause lacks, its substitutes left out of account; `below` are those under it."""
    clause = standing.project.edition.clauses[one.id]
    if one.status in FINE and one.status is not Status.SUBSTITUTED:
        return Needs()
    if standing.reach.everything or clause.id in standing.reach.clauses:
        return Needs(open=(_clause(clause, "it is not assessed: an error reaches it"),))
    children = [
        child
        for child in clause.children
        if child in below
        and counts_in_group(standing, below[child])
        and below[child].status is not Status.NOT_APPLICABLE
    ]
    parts = [_of_link(standing, controls, link) for link in links]
    found: list[Open] = [each for part in parts for each in part.open]
    if not links and not children:
        undecided = clause.id in standing.applicable.undecided
        because = f"nobody decided whether its condition {clause.when} is given"
        found.append(_clause(clause, because if undecided else "no control implements it"))
    elif clause.modality in _DUTIES and clause.check.needs_judgement:
        found += _unjudged(standing, clause, links)
    return Needs(
        gaps=tuple(name for part in parts for name in part.gaps),
        controls=tuple(name for part in parts for name in part.controls),
        clauses=tuple(children),
        open=tuple(found),
    )


def substitutes(
    standing: Standing, controls: Mapping[str, ControlStatus], one: ClauseStatus
) -> tuple[Needs, ...]:
    """What each valid substitute of a clause lacks, of those that could hold."""
    if (
        one.modality is not Modality.EXPECT
        or one.status is Status.NOT_ASSESSED
        or one.id in standing.applicable.undecided
    ):
        return ()
    return tuple(
        Needs(controls=compensating)
        for _, compensating in stand_ins(standing, one.id)
        if all(_can_hold(controls, name) for name in compensating)
    )


def _can_hold(controls: Mapping[str, ControlStatus], name: str) -> bool:
    never = (Status.NOT_ASSESSED, Status.NOT_APPLICABLE)
    return name in controls and controls[name].status not in never


def _of_link(standing: Standing, controls: Mapping[str, ControlStatus], link: Link) -> Needs:
    name = link.control
    if name not in controls:
        because = "it is not assessed: it is not in force for the subject"
        return Needs(open=(Open(kind="control", id=name, because=because),))
    if controls[name].status is Status.NOT_ASSESSED:
        return of_control(standing, controls[name])
    by = carrying(standing, link)
    shown = tuple(one for one in standing.scoped[name] if one.requirement in by)
    found: list[Open] = []
    silent = sorted(set(by) - {one.requirement for one in shown})
    if silent:
        because = f"it has no requirement {', '.join(silent)} to carry {link.clause}"
        found.append(Open(kind="control", id=name, because=because))
    if link.state != LinkState.CURRENT:
        because = f"the link is {link.state}"
        found.append(Open(kind="link", id=f"{name} {link.clause}", because=because))
    return Needs(
        gaps=(name,) if unmet(shown) else (),
        controls=standing.edges[name],
        open=(*found, *_questions(open_questions(standing, name, by))),
    )


def _unjudged(standing: Standing, clause: Clause, links: list[Link]) -> list[Open]:
    """What a clause that needs a judgement lacks, where none is asked for that could settle it."""
    if any(is_judged(standing, link) for link in links):
        return []
    names = [f"{link.control}/{name}" for link in links for name in carrying(standing, link)]
    rejected = [
        name
        for name in names
        if name in standing.judgements and standing.judgements[name].state is Answered.REJECTED
    ]
    if not rejected:
        return [_clause(clause, "no control that implements it asks for a judgement")]
    because = "it was rejected, and evidence alone cannot settle the clause"
    return [Open(kind="judgement", id=name, because=because) for name in dict.fromkeys(rejected)]


def _questions(names: tuple[str, ...]) -> tuple[Open, ...]:
    return tuple(Open(kind="judgement", id=name, because="it is open") for name in names)


def _clause(clause: Clause, because: str) -> Open:
    return Open(kind="clause", id=clause.id, because=because)

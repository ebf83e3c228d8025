"""Which clauses apply to a subject, before anything is judged (R14)."""

from __future__ import annotations

from checker.assess.assessment import DeviationState
from checker.assess.conditions import Given
from checker.assess.context import Context
from checker.assess.force import Force
from rsp.clause import Clause, Modality
from rsp.deviation import Deviation, DeviationKind
from rsp.value import Value


class Applicable(Value, frozen=True, kw_only=True):
    """What applies, and why what does not apply does not."""

    set_aside: dict[str, str]
    """Clause -> why it is not applicable."""
    undecided: frozenset[str]
    """Conditional clauses whose condition nobody decided."""
    deviations: dict[str, str]
    """Clause -> id of the valid deviation about it."""


def applicable(
    context: Context,
    force: Force,
    given: dict[str, Given],
    states: dict[str, DeviationState],
) -> Applicable:
    """The clauses of the standards in force for a subject."""
    clauses = context.project.edition.clauses
    used = {one.clause for one in context.project.settings.permissions}
    set_aside: dict[str, str] = {}
    undecided: set[str] = set()
    valid = _valid(context, force, states)
    for clause in _top_down(clauses, force):
        above = clauses[clause.parent] if clause.parent is not None else None
        if above is not None and above.id in set_aside:
            set_aside[clause.id] = f"{above.id} is not applicable"
        elif above is not None and above.modality is Modality.MAY and above.id not in used:
            set_aside[clause.id] = f"the use of {above.id} is not recorded"
        elif clause.when is not None:
            _decide(clause, given, valid, set_aside, undecided)
    return Applicable(
        set_aside=set_aside,
        undecided=frozenset(undecided),
        deviations={name: deviation.id for name, deviation in valid.items()},
    )


def _decide(
    clause: Clause,
    given: dict[str, Given],
    valid: dict[str, Deviation],
    set_aside: dict[str, str],
    undecided: set[str],
) -> None:
    condition = str(clause.when)
    deviation = valid.get(clause.id)
    match given.get(condition, Given.UNDECIDED):
        case Given.GIVEN:
            return
        case Given.NOT_GIVEN:
            set_aside[clause.id] = f"its condition {condition} is not given"
        case Given.UNDECIDED:
            if deviation is not None and deviation.kind is DeviationKind.NOT_APPLICABLE:
                set_aside[clause.id] = f"set aside by {deviation.id}: {deviation.reason}"
            else:
                undecided.add(clause.id)


def _valid(
    context: Context, force: Force, states: dict[str, DeviationState]
) -> dict[str, Deviation]:
    """By clause, the valid deviation that is about the subject; the first by id where there are two."""
    found: dict[str, Deviation] = {}
    for name in sorted(context.project.deviations):
        deviation = context.project.deviations[name]
        if states[name].valid and deviation.model in (None, force.model):
            found.setdefault(deviation.clause, deviation)
    return found


def _top_down(clauses: dict[str, Clause], force: Force) -> list[Clause]:
    ordered: list[Clause] = []
    pending = [
        clause
        for clause in reversed(clauses.values())
        if clause.parent is None or clause.parent not in clauses
    ]
    while pending:
        clause = pending.pop()
        if clause.standard in force.required:
            ordered.append(clause)
        pending.extend(clauses[child] for child in reversed(clause.children) if child in clauses)
    return ordered

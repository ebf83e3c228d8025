"""Which clauses apply to a subject, before anything is judged (R14)."""

from __future__ import annotations

from checker.assess.assessment import DeviationState
from checker.assess.conditions import Given
from checker.assess.context import Context
from checker.assess.force import Force
from rsp.clause import Clause, Modality
from rsp.deviation import DeviationKind
from rsp.value import Value


class Applicable(Value, frozen=True, kw_only=True):
    """What applies, and why what does not apply does not."""

    set_aside: dict[str, str]
    """Clause -> why it is not applicable."""
    undecided: frozenset[str]
    """Conditional clauses whose condition nobody decided."""
    set_aside_by: dict[str, str]
    """Clause -> id of the deviation that sets it aside."""
    deviations: dict[tuple[DeviationKind, str], tuple[str, ...]]
    """Kind and clause -> ids of the valid deviations about the subject, in order."""


def applicable(
    context: Context,
    force: Force,
    given: dict[str, Given],
    states: dict[str, DeviationState],
) -> Applicable:
    """What applies to a subject, of all clauses of the edition."""
    clauses = context.project.edition.clauses
    used = {one.clause for one in context.project.settings.permissions}
    set_aside: dict[str, str] = {}
    set_aside_by: dict[str, str] = {}
    undecided: set[str] = set()
    valid = _valid(context, force, states)
    for clause in _top_down(clauses):
        above = clauses[clause.parent] if clause.parent is not None else None
        if above is not None and above.id in set_aside:
            set_aside[clause.id] = f"{above.id} is not applicable"
        elif above is not None and above.modality is Modality.MAY and above.id not in used:
            set_aside[clause.id] = f"the use of {above.id} is not recorded"
        elif clause.when is not None:
            denials = valid.get((DeviationKind.NOT_APPLICABLE, clause.id), ())
            match given.get(clause.when, Given.UNDECIDED):
                case Given.GIVEN:
                    continue
                case Given.NOT_GIVEN:
                    set_aside[clause.id] = f"its condition {clause.when} is not given"
                case Given.UNDECIDED if denials:
                    reason = context.project.deviations[denials[0]].reason
                    set_aside[clause.id] = f"set aside by {denials[0]}: {reason}"
                    set_aside_by[clause.id] = denials[0]
                case Given.UNDECIDED:
                    undecided.add(clause.id)
    return Applicable(
        set_aside=set_aside,
        set_aside_by=set_aside_by,
        undecided=frozenset(undecided),
        deviations=valid,
    )


def _valid(
    context: Context, force: Force, states: dict[str, DeviationState]
) -> dict[tuple[DeviationKind, str], tuple[str, ...]]:
    """By kind and clause, the valid deviations about the subject, in order of their ids."""
    found: dict[tuple[DeviationKind, str], tuple[str, ...]] = {}
    for name in sorted(context.project.deviations):
        deviation = context.project.deviations[name]
        if deviation.clause is None:
            continue
        if states[name].valid and deviation.model in (None, force.model):
            key = (deviation.kind, deviation.clause)
            found[key] = (*found.get(key, ()), name)
    return found


def _top_down(clauses: dict[str, Clause]) -> list[Clause]:
    ordered: list[Clause] = []
    pending = [
        clause
        for clause in reversed(clauses.values())
        if clause.parent is None or clause.parent not in clauses
    ]
    while pending:
        clause = pending.pop()
        ordered.append(clause)
        pending.extend(clauses[child] for child in reversed(clause.children) if child in clauses)
    return ordered

"""What holds for one subject given its instances."""

from __future__ import annotations

from checker.assess.assessment import ClauseStatus, ControlStatus, Link, StandardVerdict
from checker.assess.clauses import clause_statuses
from checker.assess.controls import Standing, control_statuses
from checker.assess.force import ASL
from checker.assess.freeing import Effect, Freeing
from checker.assess.standards import verdicts
from rsp.value import Value


class Outcome(Value, frozen=True, kw_only=True):
    """Controls, clauses and standards of one subject."""

    controls: dict[str, ControlStatus]
    clauses: dict[str, ClauseStatus]
    standards: tuple[StandardVerdict, ...]


NOTHING = Outcome(controls={}, clauses={}, standards=())


def outcome(standing: Standing, links: dict[str, list[Link]], known: Outcome = NOTHING) -> Outcome:
    """What holds for a subject; controls and clauses that are known are not judged again."""
    controls = control_statuses(standing, known=known.controls)
    clauses = clause_statuses(standing, controls, links, known=known.clauses)
    return _with_verdicts(standing, controls, clauses)


def traced(standing: Standing, links: dict[str, list[Link]]) -> tuple[Outcome, dict[str, Effect]]:
    """What holds for a subject, and for each control in gap what closing it would free."""
    freeing = Freeing(standing, links)
    controls = control_statuses(standing, freeing.control)
    clauses = clause_statuses(standing, controls, links, freeing.clause)
    found = _with_verdicts(standing, controls, clauses)
    return found, freeing.effects(found.standards)


def _with_verdicts(
    standing: Standing, controls: dict[str, ControlStatus], clauses: dict[str, ClauseStatus]
) -> Outcome:
    force = standing.force
    listed = () if force.model is None else tuple(_listed(standing))
    return Outcome(
        controls=controls,
        clauses=clauses,
        standards=verdicts(standing.project, force, clauses, standing.reach, listed),
    )


def _listed(standing: Standing) -> list[str]:
    """Standards with clauses that are listed for a model even where they are not required."""
    return [name for name in standing.project.edition.standards if name.startswith(f"{ASL}3")]

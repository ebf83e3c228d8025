"""Whether the conditions of conditional clauses are given for a subject (R14)."""

from __future__ import annotations

from enum import StrEnum

from checker.assess.assessment import Determined
from checker.assess.force import ASL, Force
from checker.project.project import Project
from rsp.threshold import Outcome

DECLARATION = "declaration"


class Given(StrEnum):
    """Whether a condition is given."""

    GIVEN = "given"
    NOT_GIVEN = "not-given"
    UNDECIDED = "undecided"


def decide(
    project: Project, force: Force, everyone: tuple[Force, ...], determined: tuple[Determined, ...]
) -> dict[str, Given]:
    """Every condition of the edition for one subject; `determined` holds all models'."""
    declared = {one.condition for one in project.settings.conditions}
    found = {}
    for condition in project.edition.data.conditions:
        kind, _, about = condition.decided_by.partition(": ")
        match kind:
            case "declaration":
                found[condition.id] = Given.GIVEN if condition.id in declared else Given.UNDECIDED
            case "any-required":
                found[condition.id] = _given(
                    any(name.startswith(ASL) for one in everyone for name in one.required)
                )
            case "required":
                found[condition.id] = _given(
                    any(about in one.required for one in everyone)
                    if force.model is None
                    else about in force.required
                )
            case "threshold":
                below = [one for one in determined if one.effective is Outcome.BELOW]
                ruled_out = {one.model for one in below if one.threshold == about}
                models = {one.model for one in everyone if one.model is not None}
                found[condition.id] = _given(bool(models - ruled_out))
            case _:
                found[condition.id] = Given.UNDECIDED
    return found


def by_declaration(project: Project, condition: str) -> bool:
    """Whether the project, and not a computation, decides a condition."""
    return any(
        one.id == condition and one.decided_by == DECLARATION
        for one in project.edition.data.conditions
    )


def _given(holds: bool) -> Given:
    return Given.GIVEN if holds else Given.NOT_GIVEN

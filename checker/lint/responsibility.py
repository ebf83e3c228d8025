"""responsibility-mismatch: a shared or inherited requirement of what nobody else can operate."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.lint.walk import reaches, requirements
from checker.project.project import Project
from rsp.requirement import Requirement, Responsibility


def rule(project: Project) -> Iterator[Diagnostic]:
    """Requirements about the organisation or about events whose doing is said to be another's."""
    for control, requirement, at in requirements(project):
        about = _about(requirement)
        if requirement.responsibility is not Responsibility.OWN and about is not None:
            yield diagnose(
                "responsibility-mismatch",
                at.at("responsibility"),
                f"{control.id}/{requirement.id} is {requirement.responsibility.value}, and "
                f"{about} has no operator",
                help="ask for it for each asset that others may operate, or make it own",
                reaches=reaches(control),
            )


def _about(requirement: Requirement) -> str | None:
    """What it is about, where that is no asset."""
    kinds = requirement.for_each
    if kinds is None:
        return "the organisation"
    return "an event" if isinstance(kinds, str) and kinds.startswith("event/") else None

"""control-without-evidence, reserved-name: controls that cannot decide anything."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.cel import RESERVED
from checker.lint.walk import controls, reaches, requirements
from checker.project.project import Project


def rule(project: Project) -> Iterator[Diagnostic]:
    """Controls without evidence, and joined records that hide what every expression reads."""
    for control, at in controls(project):
        if not control.evidence:
            yield diagnose(
                "control-without-evidence",
                at.at("id"),
                f"{control.id} asks for no evidence, so nothing could show it",
                help="add an evidence requirement",
                reaches=reaches(control),
            )
    for control, requirement, at in requirements(project):
        for name in sorted(RESERVED & set(requirement.with_)):
            yield diagnose(
                "reserved-name",
                at.at("with", name),
                f"{name!r} is a name that every expression has already",
                help="give the joined record another name",
                reaches=reaches(control),
            )

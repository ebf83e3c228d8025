"""empty-group, group-mixed: alternatives that are none."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.lint.walk import controls, reaches
from checker.project.project import Project
from rsp.control import Control
from rsp.ref import Ref


def rule(project: Project) -> Iterator[Diagnostic]:
    """Groups that offer nothing, or whose members stand for different assets."""
    for control, at in controls(project):
        yield from _groups(control, at)


def _groups(control: Control, at: Ref) -> Iterator[Diagnostic]:
    by_id = {requirement.id: requirement for requirement in control.evidence}
    for index, group in enumerate(control.any_of):
        members = [by_id[name] for name in group.of if name in by_id]
        here = at.at("any_of", index, "of")
        if not group.of:
            yield diagnose(
                "empty-group",
                here,
                f"the group {group.id!r} offers no alternative, so nothing could meet it",
                help="name at least two requirements",
                reaches=reaches(control),
            )
        elif len({(one.for_each, one.where, one.grace) for one in members}) > 1:
            yield diagnose(
                "group-mixed",
                here,
                f"the alternatives of {group.id!r} differ in for_each, where or grace",
                help="let alternatives stand for the same assets, at the same time",
                reaches=reaches(control),
            )

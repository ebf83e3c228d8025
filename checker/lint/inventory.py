"""reason-missing: an asset or event that is said to bear on no model, without a reason (R7)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.project.project import Project
from rsp.asset import Asset, Event


def rule(project: Project) -> Iterator[Diagnostic]:
    """`models: none` without `models_because`."""
    things: list[Asset | Event] = [*project.assets.values(), *project.events.values()]
    for thing in things:
        if thing.models == "none" and thing.models_because is None:
            yield diagnose(
                "reason-missing",
                project.refs[thing.key].at("models"),
                f"{thing.key} is said to bear on no model, without a reason",
                help="add models_because",
            )

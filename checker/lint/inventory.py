"""deviation-matches-nothing, reason-missing: statements about models that say nothing (R7, R20)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.project.project import Project
from rsp.asset import Asset, Event


def rule(project: Project) -> Iterator[Diagnostic]:
    """Deviations about a model that does not exist, and `models: none` without its reason."""
    models = {asset.id for asset in project.assets.values() if asset.type == "model"}
    for name, deviation in project.deviations.items():
        if deviation.model is not None and deviation.model not in models:
            yield diagnose(
                "deviation-matches-nothing",
                project.refs[f"deviation/{name}"].at("model"),
                f"the inventory has no model {deviation.model!r}, so {name} is about nothing",
                reaches=(f"clause/{deviation.clause}",),
            )
    things: list[Asset | Event] = [*project.assets.values(), *project.events.values()]
    for thing in things:
        if thing.models == "none" and thing.models_because is None:
            yield diagnose(
                "reason-missing",
                project.refs[thing.key].at("models"),
                f"{thing.key} is said to bear on no model, without a reason",
                help="Add models_because.",
            )

"""deviation-matches-nothing, deviation-invalid: decisions that have no effect (R20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from checker.assess.context import Context
from checker.assess.deviations import states
from checker.assess.evaluate import Evaluator
from checker.assess.parties import Parties
from checker.assess.places import Places
from checker.assess.shelf import Shelf
from checker.assess.window import of_period
from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.project.project import Project
from rsp.deviation import Deviation

_ABOUT = (
    ("renews", "renews"),
    ("compensating control", "compensating"),
    ("expired", "expires"),
    ("expires", "expires"),
    ("longer than", "expires"),
    ("starts", "starts"),
    ("approve", "approvals"),
    ("owns", "approvals"),
    ("substitute", "kind"),
    ("condition", "clause"),
)
"""A word of a defect, and the key it is about."""

_ELSEWHERE = ("the edition has no clause", "is not in the catalog")
"""Defects that dangling-reference names already."""


def matching(project: Project) -> Iterator[Diagnostic]:
    """Deviations about a model that does not exist."""
    models = {asset.id for asset in project.assets.values() if asset.type == "model"}
    for name, deviation in project.deviations.items():
        if deviation.model is not None and deviation.model not in models:
            yield diagnose(
                "deviation-matches-nothing",
                project.refs[f"deviation/{name}"].at("model"),
                f"the inventory has no model {deviation.model!r}, so {name} is about nothing",
                help="name a model of the inventory, or remove the deviation",
                reaches=(f"clause/{deviation.clause}",),
            )


def rule(project: Project) -> Iterator[Diagnostic]:
    """Deviations that are not valid, each reason by itself; the report gives the same reasons."""
    for name, deviation in project.deviations.items():
        alone = msgspec.structs.replace(project, deviations=_chain(project, deviation))
        state = states(_context(alone, _date(project, deviation)))[name]
        for defect in state.because:
            if any(words in defect for words in _ELSEWHERE):
                continue
            at = project.refs[f"deviation/{name}"]
            key = next((key for word, key in _ABOUT if word in defect), None)
            yield diagnose(
                "deviation-invalid",
                at.at(key) if key is not None else at,
                f"{name} has no effect: {defect}",
                help="correct it and have it approved again, or remove it",
                reaches=(),
            )


def _date(project: Project, deviation: Deviation) -> datetime:
    """When it is looked at: the date of a closed assessment, else when it first could matter."""
    if project.settings.closed is not None:
        return project.settings.closed.as_of.latest
    return max(project.settings.period.start.earliest, deviation.starts.latest)


def _chain(project: Project, deviation: Deviation) -> dict[str, Deviation]:
    """The deviation and those it renews."""
    found: dict[str, Deviation] = {}
    one: Deviation | None = deviation
    while one is not None and one.id not in found:
        found[one.id] = one
        one = project.deviations.get(one.renews) if one.renews is not None else None
    return found


def _context(project: Project, now: datetime) -> Context:
    """What judging deviations needs: no record and no asset."""
    parties = Parties(project.parties, project.settings.organization)
    shelf = Shelf((), {}, parties, now)
    return Context(
        project=project,
        now=now,
        parties=parties,
        places=Places({}, {}, of_period(project.settings.period, now)),
        shelf=shelf,
        evaluator=Evaluator(shelf, {}, now),
    )

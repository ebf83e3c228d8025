"""deviation-matches-nothing, deviation-invalid: decisions that have no effect (R20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

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
from rsp.ref import Ref
from rsp.time import END_OF_TIME

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
    closed = project.settings.closed
    found = states(_context(project, END_OF_TIME if closed is None else closed.as_of.latest))
    for name, deviation in project.deviations.items():
        at = project.refs[f"deviation/{name}"]
        for defect in found[name].because:
            if any(words in defect for words in _ELSEWHERE):
                continue
            if closed is None and defect in _of_today(deviation):
                continue
            key = next((key for word, key in _ABOUT if word in defect), None)
            yield _invalid(name, at.at(key) if key is not None else at, defect)
        if closed is None and deviation.expires.latest <= project.settings.period.start.earliest:
            yield _invalid(name, at.at("expires"), "it expired before the period began")


def _of_today(deviation: Deviation) -> tuple[str, str]:
    """The defects that only the date of an assessment makes: lint has none."""
    return f"it expired on {deviation.expires}", f"it starts on {deviation.starts}"


def _invalid(name: str, at: Ref, defect: str) -> Diagnostic:
    return diagnose(
        "deviation-invalid",
        at,
        f"{name} has no effect: {defect}",
        help="correct it and have it approved again, or remove it",
        reaches=(),
    )


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

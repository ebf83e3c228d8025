"""What judging instances needs, over a few records instead of all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from checker.assess import evaluate
from checker.assess.context import Context
from checker.assess.evaluate import Evaluator
from checker.assess.parties import Parties
from checker.assess.places import Places
from checker.assess.shelf import Shelf
from checker.assess.window import of_period
from checker.evidence.offered import Offered
from checker.project.project import Project
from rsp.control import Control

# Expressions are pure: all the contexts that are built here share what was compiled once.
evaluate.compile_rule = cache(evaluate.compile_rule)


def context_of(project: Project, offered: Iterable[Offered], now: datetime) -> Context:
    """What judging instances needs, over these records alone."""
    parties = Parties(project.parties, project.settings.organization)
    places = Places(project.assets, project.events, of_period(project.settings.period, now))
    shelf = Shelf(offered, project.catalog.types, parties, now)
    return Context(
        project=project,
        now=now,
        parties=parties,
        places=places,
        shelf=shelf,
        evaluator=Evaluator(shelf, places.inventory(), now),
    )


def types_of(control: Control) -> set[str]:
    """The evidence types a control asks for, and those it reads beside them."""
    return {
        kind
        for one in control.evidence
        for kind in (one.type, *(join.type for join in one.with_.values()))
    }

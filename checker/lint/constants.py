"""expression-constant, expression-true-by-waiting: rules that decide without looking.

A rule is constant if it has an answer without a single variable, or compares a value with itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.cel import Outcome, Rule
from checker.expr.text import bare
from checker.lint.sample_things import Scope
from checker.lint.samples import Samples
from checker.lint.walk import Expression, compiled, expressions, reaches
from checker.project.project import Project

_ITSELF = re.compile(
    r"(?<![\w.\])+*-])([A-Za-z_]\w*(?:\.\w+)*)\s*(==|!=|<=|>=|<|>)\s*\1(?![\w.(\[]|\s*[-+*.\[])"
)
_LATER = (
    (timedelta(days=1), "a day"),
    (timedelta(days=31), "a month"),
    (timedelta(days=366), "a year"),
    (timedelta(days=3660), "ten years"),
)


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every expression whose answer is fixed, or is only a matter of time."""
    samples = Samples(project)
    for one in expressions(project):
        decide = compiled(one)
        if not isinstance(decide, Rule):
            continue
        why = _fixed(one, decide)
        if why is not None:
            yield diagnose(
                "expression-constant",
                one.at,
                f"the expression decides nothing: {why}",
                help="let it read what it is to judge, or remove it",
                reaches=reaches(one.control),
            )
        elif one.validation and "as_of" in decide.names:
            yield from _by_waiting(project, one, decide, samples)


def _fixed(one: Expression, decide: Rule) -> str | None:
    """Why its answer is always the same."""
    outcome = decide({}).outcome
    if outcome in (Outcome.TRUE, Outcome.FALSE):
        return f"it is {outcome.value} whatever it reads"
    found = _ITSELF.search(bare(one.text))
    return f"it compares {found[1]} with itself" if found else None


def _by_waiting(
    project: Project, one: Expression, decide: Rule, samples: Samples
) -> Iterator[Diagnostic]:
    kind = project.catalog.types.get(one.requirement.type)
    if kind is None:
        return
    for example in kind.schema.get("examples", ()):
        for scope in samples.scopes(one, kind, example):
            later = _turns(decide, {**scope, "evidence": example})
            if later is not None:
                yield diagnose(
                    "expression-true-by-waiting",
                    one.at,
                    f"over an example of {kind.name} it is false when the record is made "
                    f"and true {later} later, with nothing done",
                    help="compare with the dates of the evidence; max_age says how old it may be",
                    reaches=reaches(one.control),
                )
                return


def _turns(decide: Rule, scope: Scope) -> str | None:
    """How long after the observation it becomes true, if it is false then and becomes so."""
    made: datetime = scope["as_of"]
    if decide(scope).outcome is not Outcome.FALSE:
        return None
    for step, words in _LATER:
        if decide({**scope, "as_of": made + step}).outcome is Outcome.TRUE:
            return words
    return None

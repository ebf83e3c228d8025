"""All lint rules: those that every run applies, and those that only `rsp lint` takes the time for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.lint import (
    coverage,
    cycles,
    expressions,
    inventory,
    links,
    parameters,
    probes,
    references,
    shape,
)
from checker.project.project import Project

Rule = Callable[[Project], Iterator[Diagnostic]]

ALWAYS: tuple[Rule, ...] = (
    references.rule,
    cycles.rule,
    shape.rule,
    expressions.rule,
    parameters.rule,
    inventory.rule,
)
"""Their errors make verdicts not-assessed (R24)."""

LINT: tuple[Rule, ...] = (*ALWAYS, coverage.rule, links.rule, probes.rule)


def apply(rules: tuple[Rule, ...], project: Project) -> tuple[Diagnostic, ...]:
    """What the rules find, in their order."""
    return tuple(found for rule in rules for found in rule(project))

CATALOG: tuple[Rule, ...] = (
    references.catalog_rule,
    *(rule for rule in LINT if rule not in (references.rule, inventory.rule)),
)
"""Those that a catalog alone can be held to."""

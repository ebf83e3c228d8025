"""All lint rules: those of every run, and those that only `rsp lint` takes the time for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.lint import (
    bounds,
    constants,
    controls,
    coverage,
    cycles,
    dates,
    deviation_targets,
    deviations,
    duplicates,
    expressions,
    fields,
    groups,
    indicators,
    inventory,
    links,
    memberships,
    operations,
    overlays,
    parameters,
    parties,
    pins,
    probes,
    questions,
    references,
    references_edition,
    references_project,
    responsibility,
    reviews,
    subjects,
    unused,
    where,
    zero_limits,
)
from checker.lint.follow_on import broken
from checker.project.project import Project

Rule = Callable[[Project], Iterator[Diagnostic]]

_CATALOG_ALWAYS: tuple[Rule, ...] = (
    references.rule,
    references_edition.rule,
    cycles.rule,
    controls.rule,
    groups.rule,
    duplicates.rule,
    operations.rule,
    expressions.rule,
    parameters.rule,
    bounds.rule,
    zero_limits.rule,
    reviews.publisher,
    responsibility.rule,
)
_CATALOG_LINT: tuple[Rule, ...] = (
    subjects.rule,
    coverage.rule,
    questions.rule,
    links.rule,
    fields.rule,
    constants.rule,
    probes.rule,
    unused.rule,
)
_PROJECT_ALWAYS: tuple[Rule, ...] = (
    references_project.rule,
    memberships.rule,
    dates.rule,
    inventory.rule,
    indicators.rule,
    inventory.unused_types,
    deviation_targets.keys,
    deviation_targets.matching,
    overlays.rule,
    reviews.own,
    pins.rule,
)
_PROJECT_LINT: tuple[Rule, ...] = (
    parties.rule,
    where.rule,
    parameters.without_value,
    deviations.rule,
    pins.missing,
)

ALWAYS: tuple[Rule, ...] = (*_CATALOG_ALWAYS, *_PROJECT_ALWAYS)
"""Their errors make verdicts not-assessed (R24)."""

LINT: tuple[Rule, ...] = (*ALWAYS, *_CATALOG_LINT, *_PROJECT_LINT)

SOUND: tuple[Rule, ...] = _CATALOG_ALWAYS
"""Without their errors a control can be judged."""

CATALOG: tuple[Rule, ...] = (*_CATALOG_ALWAYS, *_CATALOG_LINT)
"""Those that a catalog alone can be held to."""


def apply(
    rules: tuple[Rule, ...], project: Project, known: Iterable[Diagnostic] = ()
) -> tuple[Diagnostic, ...]:
    """What the rules find, in their order.

    `known` is what opening the project found; what only follows from that is left out, for the
    error that it follows from reaches every verdict already.
    """
    gone = broken(project, known)
    return tuple(one for rule in rules for one in rule(project) if not gone.explains(one))

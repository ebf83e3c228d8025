"""Whether a sample is enough for what a requirement asks of one (R8)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.context import Context, Need
from checker.assess.held import Held


def inadequacies(context: Context, need: Need, held: Held) -> Iterator[str]:
    """Why a record that holds a sample cannot help; nothing for one that holds everything."""
    sample, rule = held.record.sample, need.requirement.sample
    if sample is None:
        return
    if rule is None:
        yield f"{sample.size} of {sample.population} rows where all of them are asked for"
        return
    kind = context.project.catalog.types.get(held.type)
    if kind is None or kind.rules.rows is None:
        yield f"a {held.type} has no rows by which the size of a sample could be checked"
    needed = rule.needed(sample.population)
    if sample.size < needed:
        yield f"{sample.size} of {sample.population} rows were drawn where {needed} are asked for"
    if sample.seed is None:
        yield "the sample states no seed, so that nobody can draw it again"
    if sample.exceptions is None:
        yield "the sample does not state how many of its rows deviate"
    elif sample.exceptions > rule.exceptions_at_most:
        yield (
            f"{sample.exceptions} rows of the sample deviate where {rule.exceptions_at_most} may"
        )

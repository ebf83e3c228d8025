"""What changed between two versions of an evidence requirement."""

from __future__ import annotations

from collections.abc import Iterator

from checker.compare.change import Change, Kind, Spot
from checker.compare.expressions import same
from checker.compare.fields import (
    Rule,
    demanded,
    key,
    label,
    of_fields,
    opaque,
    optional,
    ranked,
)
from checker.compare.limits import LIMITS
from checker.compare.validations import joins, validations
from rsp.requirement import Requirement

REQUIREMENT: dict[str, Rule] = {
    "id": key(),
    "title": label("title-changed"),
    "type": opaque("type-changed"),
    "method": opaque("method-changed"),
    "operation": opaque("operation-changed"),
    "min_reliability": ranked(
        "reliability-lower", "reliability-higher", lambda level: int(level.rank)
    ),
    "for_each": opaque("subjects-changed"),
    "where": optional(
        "scope", added=Kind.WEAKER, words=("narrowed", "widened", "changed"), equal=same
    ),
    **LIMITS,
    "responsibility": opaque("responsibility-changed"),
    "sample": optional("sample-rule", added=Kind.WEAKER),
    "independent_of": demanded("independence-dropped", "independence-added"),
    "with_": joins,
    "validations": validations,
    "judgement": optional("judgement", added=Kind.STRONGER),
    "visibility": label("visibility-changed"),
}
"""By field: a field that has no rule is undecidable, and a test names it."""


def requirement_changes(old: Requirement, new: Requirement, spot: Spot) -> Iterator[Change]:
    """Every difference between two versions of one requirement."""
    yield from of_fields(old, new, spot, REQUIREMENT)

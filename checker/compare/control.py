"""What changed between two versions of a control."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.fields import Rule, key, label, of_fields, opaque, ranked, repeated
from checker.compare.groups import groups, requirements
from checker.compare.links import links
from checker.compare.parameter import parameter_changes
from rsp.control import Control


def changes(old: Control, new: Control) -> tuple[Change, ...]:
    """Every difference between two versions of one control, worst first, then by path."""
    if old == new:
        return ()
    spot = Spot(path=f"control/{new.id}")
    return in_order(of_fields(old, new, spot, CONTROL))


def in_order(found: Iterator[Change]) -> tuple[Change, ...]:
    """Changes, worst first, then by path and code."""
    return tuple(sorted(found, key=lambda one: (one.kind.rank, one.path, one.what)))


def _dependencies(old: Control, new: Control, name: str, spot: Spot) -> Iterator[Change]:
    yield from repeated(old.depends_on, new.depends_on, "control", spot)
    before = {one.control: at for at, one in reversed(list(enumerate(old.depends_on)))}
    after = {one.control: at for at, one in reversed(list(enumerate(new.depends_on)))}
    for each in sorted({*before, *after}):
        here = spot.item(each, before.get(each), after.get(each))
        if each not in after:
            yield changed(Kind.WEAKER, "dependency-removed", here, each, None)
        elif each not in before:
            yield changed(Kind.STRONGER, "dependency-added", here, None, each)
        else:
            was, becomes = old.depends_on[before[each]], new.depends_on[after[each]]
            if msgspec.structs.replace(was, because=becomes.because) != becomes:
                yield changed(Kind.UNDECIDABLE, "field-changed", here, was, becomes)
            elif was != becomes:
                yield changed(Kind.NEUTRAL, "reason-changed", here, was.because, becomes.because)


def _parameters(old: Control, new: Control, name: str, spot: Spot) -> Iterator[Change]:
    """A parameter more is a value more that the organisation has to declare (R8)."""
    for each in sorted({*old.parameters, *new.parameters}):
        before, after = old.parameters.get(each), new.parameters.get(each)
        here = spot.item(each, each if before else None, each if after else None)
        if before is not None and after is not None:
            yield from parameter_changes(before, after, here)
        elif before is None:
            yield changed(Kind.STRONGER, "parameter-added", here, None, after)
        else:
            yield changed(Kind.WEAKER, "parameter-removed", here, before, None)


CONTROL: dict[str, Rule] = {
    "id": key(),
    "title": label("title-changed"),
    "standard": opaque("standard-changed"),
    "owner": label("owner-changed"),
    "severity": ranked("severity-lower", "severity-higher", lambda one: -int(one.rank)),
    "statement": opaque("statement-changed"),
    "rationale": label("rationale-changed"),
    "implements": links,
    "depends_on": _dependencies,
    "parameters": _parameters,
    "evidence": requirements,
    "any_of": groups,
    "crosswalk": label("crosswalk-changed"),
    "visibility": label("visibility-changed"),
}
"""By field: a field that has no rule is undecidable, and a test names it."""

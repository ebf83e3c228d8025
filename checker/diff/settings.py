"""What changed in `rsp.yaml`: the policy, the period, the gate, parameters, what is declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.durations import Order
from checker.compare.fields import Rule, key, label, of_fields, opaque
from checker.compare.parameter import TIGHTER, order
from checker.diff.both import Both, Found, placed
from checker.diff.gate import GATE, PINS
from checker.diff.kinds import (
    maybe,
    members,
    of_moments,
    ordered,
    visible,
    within,
)
from rsp.control import Parameter
from rsp.project import Declared

_REASON = label("reason-changed")

PERIOD: dict[str, Rule] = {
    "start": ordered("period-start", of_moments, more=Kind.WEAKER, less=Kind.UNDECIDABLE),
    "end": opaque("period-end-changed"),
}
CLOSED: dict[str, Rule] = {"as_of": opaque("closed-date-changed"), "because": _REASON}
CONDITION: dict[str, Rule] = {"condition": key(), "because": _REASON}
PERMISSION: dict[str, Rule] = {"clause": key(), "because": _REASON}
ACTIVATED: dict[str, Rule] = {
    "standard": key(),
    "model": key(),
    "date": ordered("activation", of_moments, more=Kind.WEAKER),
    "because": _REASON,
}
_FIGURE = label("indicator-changed")
INDICATOR: dict[str, Rule] = {
    "id": key(),
    **dict.fromkeys(("title", "type", "value", "unit", "better", "assets"), _FIGURE),
    "visibility": visible,
}
CLAUSE_VISIBILITY: dict[str, Rule] = {"clause": key(), "visibility": visible}
DECLARED: dict[str, Rule] = {"value": opaque("parameter-moved"), "because": _REASON}


def _elsewhere(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
    """A file that lies elsewhere: what it holds is compared, wherever it lies."""
    before, after = getattr(old, name), getattr(new, name)
    if before != after:
        yield changed(Kind.NEUTRAL, "file-moved", spot, before, after)


def _folder(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
    """Another folder, even if its name differs by white space alone."""
    if old.evidence != new.evidence:
        yield changed(Kind.UNDECIDABLE, "evidence-folder-changed", spot, old.evidence, new.evidence)


def _apart(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
    """Compared by itself, with what the catalog says of it."""
    yield from ()


_FILES = ("overlay", "inventory", "parties", "determinations", "deviations", "reviews", "changes")

SETTINGS: dict[str, Rule] = {
    "organization": opaque("organization-changed"),
    "title": label("title-changed"),
    "policy": opaque("edition-switched"),
    "catalog": opaque("catalog-switched"),
    "period": within(PERIOD),
    "closed": maybe("closed", CLOSED, added=Kind.UNDECIDABLE, removed=Kind.UNDECIDABLE),
    "evidence": _folder,
    **dict.fromkeys(_FILES, _elsewhere),
    "parameters": _apart,
    "conditions": members(
        "condition",
        lambda one: one.condition,
        CONDITION,
        added=Kind.UNDECIDABLE,
        removed=Kind.WEAKER,
    ),
    "permissions": members(
        "permission",
        lambda one: one.clause,
        PERMISSION,
        added=Kind.UNDECIDABLE,
        removed=Kind.WEAKER,
    ),
    "activated": members(
        "activation",
        lambda one: (one.standard, one.model),
        ACTIVATED,
        added=Kind.STRONGER,
        removed=Kind.WEAKER,
    ),
    "gate": within(GATE),
    "pins": maybe("pins", PINS, added=Kind.STRONGER, removed=Kind.WEAKER),
    "indicators": members(
        "indicator", lambda one: one.id, INDICATOR, added=Kind.NEUTRAL, removed=Kind.NEUTRAL
    ),
    "clause_visibility": members(
        "clause-visibility",
        lambda one: one.clause,
        CLAUSE_VISIBILITY,
        added=Kind.UNDECIDABLE,
        removed=Kind.NEUTRAL,
    ),
    "visibility": visible,
}


def settings(both: Both) -> Iterator[Found]:
    """Every field, then the values of parameters."""
    spot = Spot(path="settings")
    old, new = both.base.settings, both.head.settings
    for one in of_fields(old, new, spot, SETTINGS):
        yield placed(both, one, "settings", "")
    for control in sorted({*old.parameters, *new.parameters}):
        before, after = old.parameters.get(control, {}), new.parameters.get(control, {})
        for name in sorted({*before, *after}):
            here = spot.at("parameters").item(
                control,
                control if control in old.parameters else None,
                control if control in new.parameters else None,
            )
            here = here.item(
                name, name if name in before else None, name if name in after else None
            )
            for one in _value(both, control, name, before.get(name), after.get(name), here):
                yield placed(both, one, "settings", "")


def _value(
    both: Both, control: str, name: str, old: Declared | None, new: Declared | None, spot: Spot
) -> Iterator[Change]:
    """In which direction a value moved; a default stands in for one that is not declared."""
    if old is not None and new is not None and old.because != new.because:
        yield changed(Kind.NEUTRAL, "reason-changed", spot.at("because"), old.because, new.because)
    known = [_parameter(side, control, name) for side in (both.base, both.head)]
    was, now = (
        value.value if value is not None else (None if one is None else one.default)
        for value, one in zip((old, new), known, strict=True)
    )
    if was == now and type(was) is type(now) and (old is None) is (new is None):
        return
    what = "parameter-moved"
    if old is None or new is None:
        what = "parameter-declared" if old is None else "parameter-withdrawn"
    kind = _moved(was, now, *known)
    yield changed(kind, what, spot.at("value"), _shown(old), _shown(new))


def _moved(was: Any, now: Any, old: Parameter | None, new: Parameter | None) -> Kind:
    if was is not None and now is None:
        return Kind.STRONGER
    if was is None or old is None or new is None or old.stricter is not new.stricter:
        return Kind.UNDECIDABLE
    found, tighter = order(was, now), TIGHTER.get(new.stricter)
    if found is Order.SAME:
        return Kind.NEUTRAL
    if tighter is None or found is Order.UNDECIDABLE:
        return Kind.UNDECIDABLE
    return Kind.STRONGER if found is tighter else Kind.WEAKER


def _shown(one: Declared | None) -> str | int | float | bool | None:
    return None if one is None else one.value


def _parameter(project: Any, control: str, name: str) -> Parameter | None:
    found = project.catalog.controls.get(control)
    return None if found is None else found.parameters.get(name)

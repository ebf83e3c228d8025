"""What changed in the inventory: assets, events, when they count, whom they serve, their facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.durations import Order
from checker.compare.fields import Rule, key, label, opaque
from checker.diff.both import Both, Found, things
from checker.diff.kinds import of_moments, ordered, visible, within
from checker.project.project import Project

_NAMED = 3
"""Records or requirements that a sentence names."""
_BY_RULES = ("effective_compute",)
"""Attributes that the rules read by themselves (R16)."""

IN_SERVICE: dict[str, Rule] = {
    "from_": ordered("in-service", of_moments, more=Kind.WEAKER),
    "to": ordered(
        "retirement", of_moments, more=Kind.UNDECIDABLE, less=Kind.WEAKER, absent=Order.MORE
    ),
}


def _models(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
    """The models in whose verdict it counts: absent all of them, `none` none (R7)."""
    before, after = old.models, new.models
    if before == after:
        return
    sets = [None if one is None else set(() if one == "none" else one) for one in (before, after)]
    was, now = sets
    if now is None or (was is not None and was < now):
        kind, what = Kind.UNDECIDABLE, "models-widened"
    elif was is None or now < was:
        kind, what = Kind.WEAKER, "models-narrowed"
    else:
        kind, what = Kind.UNDECIDABLE, "models-changed"
    texts = ["every model" if one is None else one for one in (before, after)]
    yield changed(Kind.NEUTRAL if was == now else kind, what, spot, *texts)


def _attributes(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
    for each in sorted({*old.attributes, *new.attributes}):
        before, after = old.attributes.get(each), new.attributes.get(each)
        if json.dumps(before, sort_keys=True) != json.dumps(after, sort_keys=True):
            here = spot.item(
                each,
                each if each in old.attributes else None,
                each if each in new.attributes else None,
            )
            yield changed(Kind.UNDECIDABLE, "attribute-changed", here, before, after)


_BOTH: dict[str, Rule] = {
    "id": key(),
    "type": key(),
    "models": _models,
    "models_because": label("reason-changed"),
    "attributes": _attributes,
    "visibility": visible,
}
ASSET: dict[str, Rule] = {
    **_BOTH,
    "in_service": within(IN_SERVICE),
    "operated_by": opaque("operator-changed"),
}
EVENT: dict[str, Rule] = {**_BOTH, "at": opaque("event-moved")}


def inventory(both: Both) -> Iterator[Found]:
    """Assets and events; what is gone while evidence names it says by which records."""
    words = _words(both.base) | _words(both.head)
    for name, old, new, rules in (
        ("asset", both.base.assets, both.head.assets, ASSET),
        ("event", both.base.events, both.head.events, EVENT),
    ):
        found = things(
            both, name, dict(old), dict(new), rules, ref="", around="inventory",
            removed=Kind.WEAKER, added=lambda one: _added(both, one), path="inventory",
        )  # fmt: skip
        for one in found:
            yield _told(both, _weighed(both, one, words))


def _added(both: Both, one: Any) -> Kind:
    """More to show, unless it is the first of its type or evidence names it already: both were
    gaps before (R5, R6)."""
    things: dict[str, Any] = {**both.base.assets, **both.base.events}
    first = all(each.type != one.type for each in things.values())
    return Kind.UNDECIDABLE if first or one.key in both.named else Kind.STRONGER


def _told(both: Both, found: Found) -> Found:
    """A removal with the records that still name what is removed."""
    records = both.named.get(found.change.path.partition("/")[2], ())
    if found.change.new is not None or not records or "/attributes" in found.change.path:
        return found
    more = f" and {len(records) - _NAMED} more" if len(records) > _NAMED else ""
    names = ", ".join(records[:_NAMED]) + more
    sentence = f"{found.change.sentence}; evidence still names it: {names}"
    change = replace(found.change, what=f"{found.change.what}-named", sentence=sentence)
    return replace(found, change=change)


def _weighed(both: Both, found: Found, words: frozenset[str]) -> Found:
    """What a fact decides: the scope of a requirement, something else, or nothing at all."""
    change = found.change
    if change.what != "attribute-changed":
        return found
    thing, _, attribute = change.path.partition("/")[2].rpartition("/attributes/")
    left = [] if both.left is None else _by(both, thing, attribute)
    if left:
        sentence = f"{change.sentence}; it leaves the scope of {', '.join(left[:_NAMED])}"
        told = replace(change, kind=Kind.WEAKER, what="attribute-leaves-scope", sentence=sentence)
        return replace(found, change=told)
    read = attribute in words or attribute in _BY_RULES or not attribute.isidentifier()
    return found if read else replace(found, change=replace(change, kind=Kind.NEUTRAL))


def _by(both: Both, thing: str, attribute: str) -> list[str]:
    """The requirements that no longer are for a thing, and whose `where` reads the attribute."""
    found = []
    for name in (both.left or {}).get(thing, ()):
        control, _, requirement = name.partition("/")
        asked = both.head.catalog.controls[control].evidence
        text = next((one.where for one in asked if one.id == requirement), None)
        if text is not None and re.search(rf"\b{re.escape(attribute)}\b", text):
            found.append(name)
    return found


def _words(project: Project) -> frozenset[str]:
    """Every word of every expression: what no expression names, none reads."""
    texts = [one.value for one in project.settings.indicators]
    for control in project.catalog.controls.values():
        for requirement in control.evidence:
            texts += [requirement.where or "", *(one.rule for one in requirement.validations)]
    return frozenset(word for text in texts for word in re.findall(r"\w+", text))

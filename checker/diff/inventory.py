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
_ANY_TYPE = re.compile(r"\binventory\b(?!\s*(?:\.\s*\w|\[\s*['\"][^'\"\\]*['\"]))")
"""A look into the inventory that names no type."""
_ANY_ATTRIBUTE = re.compile(
    r"(?<![.\w\"'-])(?:asset|model|event)\b(?![\w\"'-])"
    r"(?:\s*\.\s*(?:all|exists|exists_one|filter|map)\s*\(|(?!\s*[.\[]))"
    r"|(?<=[\w)\]])(?<!\bin)\s*\[(?!\s*(?:\d+|['\"][^'\"\\]*['\"])\s*\])"
    r"|\bcolumn\(\s*(?:inventory|asset|event|model)\b[^,()]*,(?!\s*['\"])"
)
"""A thing that is read other than by the name of an attribute: it may be any attribute."""
_BY_RULES = ("effective_compute",)
"""Attributes that the rules read by themselves (R16)."""

IN_SERVICE: dict[str, Rule] = {
    "from_": ordered("in-service", of_moments, more=Kind.WEAKER, less=Kind.UNDECIDABLE),
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
    words = _words(both)
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
    """More to show, unless it is the first of its type in the period, something has nothing to
    assess for want of one, or evidence names it already: all were gaps before (R5 to R7)."""
    things: dict[str, Any] = {**both.base.assets, **both.base.events}
    first = all(each.type != one.type for each in things.values() if _counts(both, each))
    fills = first or one.type in both.nothing or one.key in both.named or _listed(both, one)
    return Kind.UNDECIDABLE if fills else Kind.STRONGER


def _listed(both: Both, thing: Any) -> bool:
    """Whether an expression of either side may read it as one of the inventory."""
    name = "event" if hasattr(thing, "at") else thing.type
    texts = [text for side in (both.base, both.head) for text in _texts(side)]
    return any(
        "inventory" in text and (name in text or _ANY_TYPE.search(text) is not None)
        for text in texts
    )


def _counts(both: Both, thing: Any) -> bool:
    """Whether an event lies, or an asset is in service, at some time of the base's period."""
    period = both.base.settings.period
    service = getattr(thing, "in_service", None)
    start = thing.at if service is None else service.from_
    end = thing.at if service is None else service.to
    ended = end is not None and end.latest <= period.start.earliest
    begins_after = period.end is not None and start.earliest > period.end.latest
    return not ended and not begins_after


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


def _weighed(both: Both, found: Found, words: frozenset[str] | None) -> Found:
    """What a fact decides: the scope of a requirement, something else, or nothing at all; without
    `words`, an expression may read any."""
    change = found.change
    if change.what != "attribute-changed":
        return found
    thing, _, attribute = change.path.partition("/")[2].rpartition("/attributes/")
    left = [] if both.left is None else _by(both, thing, attribute)
    if left:
        sentence = f"{change.sentence}; it leaves the scope of {', '.join(left[:_NAMED])}"
        told = replace(change, kind=Kind.WEAKER, what="attribute-leaves-scope", sentence=sentence)
        return replace(found, change=told)
    known = words is not None and attribute not in words and attribute.isidentifier()
    read = not known or attribute in _BY_RULES
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


def _words(both: Both) -> frozenset[str] | None:
    """Every word of every expression: what no expression names, none reads. None where one reads
    attributes without naming them."""
    texts = [*_texts(both.base), *_texts(both.head)]
    if any(_ANY_ATTRIBUTE.search(text) for text in texts):
        return None
    return frozenset(word for text in texts for word in re.findall(r"\w+", text))


def _texts(project: Project) -> list[str]:
    """Every expression."""
    texts = [one.value for one in project.settings.indicators]
    for control in project.catalog.controls.values():
        for requirement in control.evidence:
            texts += [requirement.where or "", *(one.rule for one in requirement.validations)]
    return texts

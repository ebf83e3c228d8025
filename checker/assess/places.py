"""Where a requirement has to be shown: assets, pairs, events, the organisation (R5, R6, R7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from checker.assess.assessment import ORGANIZATION
from checker.assess.window import Window, both, of_asset
from checker.expr.cel import Outcome, Result
from rsp.asset import Asset, Event
from rsp.requirement import Requirement
from rsp.value import Value

NOTHING = "nothing"
EVENT = "event/"
MODEL = "model/"


class Place(Value, frozen=True, kw_only=True):
    """One asset, pair, event or the organisation, with its window and the models it bears on."""

    key: str
    window: Window
    models: frozenset[str] | None
    """Models in whose scope it is; None: all."""
    scope: dict[str, Any]
    """What expressions read there: `asset`, `model`, `event`."""
    operators: tuple[str, ...] = ()
    """Parties that operate it or, of a pair, a part of it, as far as they are named."""
    parts: tuple[str, ...] = ()
    """Keys of a pair's first and second part."""


class Places:
    """All places of a project, by what a requirement is for each of."""

    def __init__(
        self, assets: Mapping[str, Asset], events: Mapping[str, Event], period: Window
    ) -> None:
        self.period = period
        self._assets: dict[str, list[Place]] = {}
        self._known = set(assets) | set(events)
        for key in sorted(assets):
            asset = assets[key]
            window = of_asset(period, asset)
            if window is not None:
                place = Place(
                    key=key,
                    window=window,
                    models=_bears_on(asset),
                    scope={"asset": asset_map(asset)},
                    operators=(asset.operated_by,) if asset.operated_by is not None else (),
                )
                self._assets.setdefault(asset.type, []).append(place)
        self._events: dict[str, list[Place]] = {}
        self._past = [
            event_map(events[key])
            for key in sorted(events)
            if events[key].at.earliest <= period.until
        ]
        for key in sorted(events):
            event = events[key]
            if period.start <= event.at.earliest <= period.end:
                place = Place(
                    key=key,
                    window=period,
                    models=listed(event.models),
                    scope={"event": event_map(event)},
                )
                self._events.setdefault(event.type, []).append(place)
        self.organization = Place(key=ORGANIZATION, window=period, models=None, scope={})
        self._cache: dict[Any, tuple[Place, ...]] = {}

    def knows(self, key: str) -> bool:
        """Whether the inventory has what a subject key names."""
        return key == ORGANIZATION or all(part in self._known for part in key.split("+"))

    def models(self) -> tuple[Place, ...]:
        """The models in service at any time in the period."""
        return tuple(self._assets.get("model", ()))

    def inventory(self) -> dict[str, list[Any]]:
        """What expressions read as `inventory`: asset maps by type, and all events up to now: a
        decision may be older than the period it is relied on in."""
        found: dict[str, list[Any]] = {
            kind: [place.scope["asset"] for place in places]
            for kind, places in sorted(self._assets.items())
        }
        found["event"] = self._past
        return found

    def for_each(self, kinds: str | tuple[str, ...] | None) -> tuple[Place, ...]:
        """The places of one `for_each`, in order of their keys."""
        if kinds not in self._cache:
            self._cache[kinds] = tuple(self._build(kinds))
        return self._cache[kinds]

    def _build(self, kinds: str | tuple[str, ...] | None) -> list[Place]:
        if kinds is None:
            return [self.organization] if self.period.start < self.period.end else []
        if isinstance(kinds, str):
            if kinds.startswith(EVENT):
                return self._events.get(kinds.removeprefix(EVENT), [])
            return self._assets.get(kinds, [])
        if len(kinds) == 1:
            return self._build(kinds[0])
        first, second = kinds
        return [
            pair
            for one in self._assets.get(first, [])
            for other in self._assets.get(second, [])
            if _serves(one, other) and (pair := _pair(one, other)) is not None
        ]


def nothing(window: Window, subject: str | None = None) -> Place:
    """The place that stands for none at all: of the project, or of one model."""
    if subject is None:
        return Place(key=NOTHING, window=window, models=None, scope={})
    return Place(
        key=f"{NOTHING}:{subject}", window=window, models=frozenset([_id(subject)]), scope={}
    )


def event_of(requirement: Requirement) -> str | None:
    """The `event/<type>` that a requirement is for each of, if it is."""
    kinds = requirement.kinds
    return kinds[0] if len(kinds) == 1 and kinds[0].startswith(EVENT) else None


def keep(
    places: tuple[Place, ...], where: Callable[[Mapping[str, Any]], Result]
) -> tuple[list[Place], list[Place], dict[str, str]]:
    """Places for which `where` is not false, those it leaves out, and why it has no answer."""
    kept, left, failed = [], [], {}
    for place in places:
        result = where(place.scope)
        if result.outcome is Outcome.FALSE:
            left.append(place)
            continue
        kept.append(place)
        if result.outcome is not Outcome.TRUE:
            failed[place.key] = result.message
    return kept, left, failed


def asset_map(asset: Asset) -> dict[str, Any]:
    """What expressions read as `asset`."""
    service = {"from": str(asset.in_service.from_)}
    if asset.in_service.to is not None:
        service["to"] = str(asset.in_service.to)
    found = {**asset.attributes, "id": asset.id, "type": asset.type, "in_service": service}
    if asset.models:
        found["models"] = [] if asset.models == "none" else list(asset.models)
    if asset.operated_by is not None:
        found["operated_by"] = asset.operated_by
    return found


def event_map(event: Event) -> dict[str, Any]:
    """What expressions read as `event`."""
    found = {**event.attributes, "id": event.id, "type": event.type, "at": str(event.at)}
    if event.models:
        found["models"] = [] if event.models == "none" else list(event.models)
    return found


def _id(key: str) -> str:
    return key.rpartition("/")[2]


def listed(models: tuple[str, ...] | Literal["none"] | None) -> frozenset[str] | None:
    """The models something bears on; None for all: an empty list names none, like no list."""
    if models == "none":
        return frozenset()
    return frozenset(models) if models else None


def _bears_on(asset: Asset) -> frozenset[str] | None:
    return frozenset([asset.id]) if asset.type == "model" else listed(asset.models)


def _serves(one: Place, other: Place) -> bool:
    """Whether what serves a model serves this one; a pair that holds no model always does."""
    for first, second in ((one, other), (other, one)):
        if second.key.startswith(MODEL):
            return first.models is None or _id(second.key) in first.models
    return True


def _pair(one: Place, other: Place) -> Place | None:
    window = both(one.window, other.window)
    if window is None:
        return None
    if one.models is None or other.models is None:
        models = other.models if one.models is None else one.models
    else:
        models = one.models & other.models
    return Place(
        key=f"{one.key}+{other.key}",
        window=window,
        models=models,
        scope={"asset": one.scope["asset"], "model": other.scope["asset"]},
        operators=tuple(dict.fromkeys((*one.operators, *other.operators))),
        parts=(one.key, other.key),
    )

"""The inventory: assets and events, and the keys that name them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from rsp.time import Moment
from rsp.value import Authored, Identifier, Text
from rsp.visibility import Visibility

KeyType = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{0,39}\Z")]


class InService(Authored, kw_only=True, frozen=True):
    """When an asset was in service, half-open; without `to` it still is."""

    from_: Moment
    to: Moment | None = None


class Asset(Authored, kw_only=True, frozen=True):
    """An inventoried thing: a model, surface, environment, vendor, team or system."""

    id: Identifier
    type: KeyType
    in_service: InService
    models: tuple[Identifier, ...] | Literal["none"] | None = None
    """Models it serves or holds; `none` needs `models_because`; absent: it bears on every model
    (R7)."""
    models_because: Text | None = None
    operated_by: Identifier | None = None
    """The party that operates it."""
    attributes: dict[str, Any] = {}
    """Facts that `where` expressions and validations read as `asset.<name>`."""
    visibility: Visibility = Visibility.REVIEWER
    """Who sees its id in a report."""

    @property
    def key(self) -> str:
        """`surface/api`."""
        return f"{self.type}/{self.id}"


class Event(Authored, kw_only=True, frozen=True):
    """A dated occurrence: a deployment, decision, grant, incident or policy change."""

    id: Identifier
    type: KeyType
    at: Moment
    models: tuple[Identifier, ...] | Literal["none"] | None = None
    models_because: Text | None = None
    attributes: dict[str, Any] = {}
    visibility: Visibility = Visibility.REVIEWER
    """Who sees its id in a report."""

    @property
    def key(self) -> str:
        """`event/deployment/atlas-2-api`."""
        return f"event/{self.type}/{self.id}"


class Inventory(Authored, kw_only=True, frozen=True):
    """The inventory file."""

    assets: tuple[Asset, ...]
    events: tuple[Event, ...] = ()

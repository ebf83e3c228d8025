"""The inventory: assets and events, and the keys that name them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from rsp.time import Moment
from rsp.value import Authored, Identifier, Text
from rsp.visibility import Visibility

KeyType = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z][a-z0-9-]{0,39}\Z",
        description="A kind: small letters, digits and dashes, 40 at most, a letter first.",
    ),
]

NoModels = Annotated[
    Literal["none"],
    msgspec.Meta(extra_json_schema={"enumDescriptions": ["No model; it needs a reason."]}),
]


class InService(Authored, kw_only=True, frozen=True):
    """When an asset was in service, half-open; without `to` it still is."""

    from_: Moment
    """When it entered service."""
    to: Moment | None = None
    """When it was retired; absent: it is still in service."""


class Asset(Authored, kw_only=True, frozen=True):
    """An inventoried thing: a model, surface, environment, vendor, team or system."""

    id: Identifier
    """Its stable id; the key is `<type>/<id>`."""
    type: KeyType
    """What it is, such as `model`, `surface`, `environment` or `vendor`; requirements ask for each
    asset of a type."""
    in_service: InService
    """When it was in service; evidence is asked for from then on."""
    models: tuple[Identifier, ...] | NoModels | None = None
    """Models it serves or holds; `none` needs `models_because`; absent: it bears on every model
    (R7)."""
    models_because: Text | None = None
    """Why it serves and holds no model."""
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
    """Its stable id; the key is `event/<type>/<id>`."""
    type: KeyType
    """What happened, such as `deployment`; requirements ask for each event of a type."""
    at: Moment
    """When it happened."""
    models: tuple[Identifier, ...] | NoModels | None = None
    """Models that it concerns; `none` needs a reason; absent: it bears on every model (R7)."""
    models_because: Text | None = None
    """Why it concerns no model."""
    attributes: dict[str, Any] = {}
    """Facts that `where` expressions and validations read as `event.<name>`."""
    visibility: Visibility = Visibility.REVIEWER
    """Who sees its id in a report."""

    @property
    def key(self) -> str:
        """`event/deployment/atlas-2-api`."""
        return f"event/{self.type}/{self.id}"


class Inventory(Authored, kw_only=True, frozen=True):
    """The inventory file."""

    assets: tuple[Asset, ...]
    """Everything that requirements ask about, in service or retired."""
    events: tuple[Event, ...] = ()
    """What happened in the period; an event that is not listed was not assessed."""

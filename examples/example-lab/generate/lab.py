"""Facts about Example Lab that many payloads share: its inventory, people and copies of weights."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from checker.project.project import Project
from generate.dates import text
from rsp.asset import Asset, Event

BYTES = {"atlas-1": 300_000_000_000, "atlas-2": 900_000_000_000, "atlas-2-bio": 920_000_000_000}
"""Size of the complete weights of each model."""

HOLDERS = {"u-2041": "On-call for inference storage", "u-2077": "Checkpoints and their migration"}
"""People with access to weights, and why."""
APPROVERS = ("u-1007", "u-1013")
"""People who approve access to weights and have none."""
SERVICES = {"svc-inference-loader": "inference", "svc-weight-backup": "storage"}
"""Services that read weights, and the teams that own them."""

TEXT_KINDS = (["text", "image"], ["text"])
ALL_KINDS = (["text", "image", "file", "tool-definition", "tool-result"], ["text", "tool-call"])
"""Kinds of content that go into a model and come out, on plain surfaces and on the others."""
PLAIN = frozenset({"feedback", "internal-chat"})
"""Surfaces without files and tools."""


class Lab:
    """The lab as its project describes it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.types = project.catalog.types

    def assets(self, kind: str) -> list[Asset]:
        """All assets of a type, in order of their ids."""
        return sorted(
            (one for one in self.project.assets.values() if one.type == kind),
            key=lambda one: one.id,
        )

    def asset(self, kind: str, id: str) -> Asset:
        """One asset."""
        return self.project.assets[f"{kind}/{id}"]

    def event(self, key: str) -> Event:
        """One event, by its key."""
        return self.project.events[key]

    def events(self, kind: str) -> list[Event]:
        """All events of a type, in order of their dates."""
        found = [one for one in self.project.events.values() if one.type == kind]
        return sorted(found, key=lambda one: (one.at.earliest, one.id))

    def ids(self, kind: str, at: datetime) -> list[str]:
        """Ids of the assets of a type that are in service."""
        return [one.id for one in self.assets(kind) if one.in_service.from_.earliest <= at]

    def models_of(self, asset: Asset, at: datetime) -> list[str]:
        """Ids of the models an asset serves or holds that are in service."""
        listed = asset.models if isinstance(asset.models, tuple) else ()
        return [model for model in self.ids("model", at) if model in listed]

    def held(self, environment: str, at: datetime) -> list[str]:
        """Ids of the models whose weights lie in an environment; they come weeks before service."""
        listed = self.asset("environment", environment).models
        ready = at + timedelta(days=45)
        return [model for model in self.ids("model", ready) if model in (listed or ())]

    def routes(self, at: datetime) -> list[tuple[str, str]]:
        """Every surface in service with every model it serves then."""
        return [
            (surface.id, model)
            for surface in self.assets("surface")
            if surface.in_service.from_.earliest <= at
            for model in self.models_of(surface, at)
        ]

    def parameter(self, control: str, name: str) -> object:
        """The declared value of a parameter."""
        return self.project.settings.parameters[control][name].value

    def copies(self, at: datetime) -> list[dict[str, object]]:
        """The copies of weights that a scan finds."""
        found: list[dict[str, object]] = []
        for environment in self.assets("environment"):
            if environment.in_service.from_.earliest > at:
                continue
            for model in self.held(environment.id, at):
                served = self.asset("model", model).in_service.from_.earliest
                since = max(environment.in_service.from_.earliest, served - timedelta(days=45))
                found.append(
                    {
                        "copy": f"copy-{environment.id}-{model}",
                        "model": model,
                        "environment": environment.id,
                        "store": f"{environment.id}-weights",
                        "form": "complete",
                        "bytes": BYTES[model],
                        "digest": digest(f"weights of {model}"),
                        "first_seen": text(since + timedelta(hours=4)),
                    }
                )
        return found


def digest(what: str) -> str:
    """A digest that stands for a thing of the lab."""
    return hashlib.sha256(what.encode()).hexdigest()


def kinds_of(surface: str) -> tuple[list[str], list[str]]:
    """Kinds of content a surface takes in and gives out."""
    return TEXT_KINDS if surface in PLAIN else ALL_KINDS


def model_of(event: Event) -> str:
    """The model a decision is about."""
    return str((event.models or ("none",))[0])

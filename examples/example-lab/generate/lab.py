"""Facts about Example Lab that many payloads share: its inventory, its people, its copies of weights."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from checker.project.project import Project
from generate.calendar import text
from rsp.asset import Asset, Event

BYTES = {"atlas-1": 300_000_000_000, "atlas-2": 900_000_000_000, "atlas-2-bio": 920_000_000_000}
"""Size of the complete weights of each model."""

HOLDERS = {"u-2041": "On-call for inference storage", "u-2077": "Checkpoints and their migration"}
"""People with access to weights, and why."""
APPROVERS = ("u-1007", "u-1013")
"""People who approve access to weights and have none."""
SERVICES = {"svc-inference-loader": "inference", "svc-weight-backup": "storage"}
"""Services that read weights, and the teams that own them."""

GUARDS = (("guard-4.1", 0.4, "2025-11-05"), ("guard-4.2", 0.35, "2026-04-28"))
"""Versions of the classifiers, their blocking threshold, and the day from which they are approved."""


class Lab:
    """The lab as its project describes it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.types = project.catalog.types

    def assets(self, kind: str) -> list[Asset]:
        """All assets of a type, in order of their ids."""
        return sorted(
            (one for one in self.project.assets.values() if one.type == kind), key=lambda one: one.id
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
            for model in self.models_of(environment, at):
                since = max(
                    environment.in_service.from_.earliest,
                    self.asset("model", model).in_service.from_.earliest,
                )
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


def guard_at(at: datetime) -> tuple[str, float]:
    """Version and blocking threshold of the classifiers that run at an instant."""
    version, threshold = GUARDS[0][:2]
    for name, value, since in GUARDS:
        if datetime.fromisoformat(f"{since}T00:00:00+00:00") <= at:
            version, threshold = name, value
    return version, threshold

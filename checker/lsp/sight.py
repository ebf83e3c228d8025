"""A document that somebody looks at: its text, its type, and the project around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from checker.lsp.model import Model
from checker.lsp.names import Kind, key_kind, value_kind
from checker.lsp.positions import Grid
from checker.lsp.publish import Wire
from checker.lsp.slots import Slot, slot_at
from checker.lsp.spot import Spot, spot_at
from checker.project.catalog import HEAD as CATALOG
from checker.project.discover import PROJECT_FILE
from checker.project.open_catalog import EDITION
from checker.project.overlay import HEAD as OVERLAY
from checker.project.project import Project
from rsp.asset import Inventory
from rsp.case import SUFFIX, Cases
from rsp.control import Control
from rsp.deviation import Deviations
from rsp.evidence import EvidenceRecord
from rsp.overlay import Overlay
from rsp.party import Parties
from rsp.project import CatalogHead, DeterminationFile, Reviews, Settings
from rsp.standard import EditionData

Shape = type[msgspec.Struct] | None


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a model."""

    model: Model
    document: str
    grid: Grid
    wire: Wire

    @property
    def text(self) -> str:
        """What the editor shows."""
        return self.grid.text

    @property
    def project(self) -> Project | None:
        """The project for names."""
        return self.model.project

    @property
    def shape(self) -> Shape:
        """The type that the document is decoded to, None for what holds no authored value."""
        settings = self.project.settings if self.project is not None else None
        return shape_of(self.document, self.model.root.head, settings)


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A cursor, and what is expected there."""

    spot: Spot
    slot: Slot
    """Of the value, or of the mapping in which a key stands."""
    kind: Kind | None
    """What the key or value names."""
    control: Control | None
    """The control that requirements and parameters there belong to."""


def point_at(sight: Sight, offset: int, *, whole: bool = False) -> Point | None:
    """The cursor at an offset, None where nothing is known of it."""
    shape = sight.shape
    spot = spot_at(sight.text, offset, whole=whole) if shape is not None else None
    if shape is None or spot is None:
        return None
    slot = slot_at(shape, spot.path)
    kind = key_kind(slot) if spot.key else value_kind(slot)
    return Point(spot=spot, slot=slot, kind=kind, control=control_of(sight, spot))


def control_of(sight: Sight, spot: Spot) -> Control | None:
    """The control a spot is about: the one named nearest around it, else that of the file."""
    controls = sight.project.catalog.controls if sight.project is not None else {}
    for length in range(len(spot.path), -1, -1):
        around = spot.around(spot.path[:length])
        named = around.get("control") if isinstance(around, dict) else None
        if isinstance(named, str) and named in controls:
            return controls[named]
    if len(spot.path) > 1 and spot.path[0] in ("parameters", "controls"):
        found = controls.get(str(spot.path[1]))
        if found is not None:
            return found
    data = spot.data if isinstance(spot.data, dict) else {}
    return controls.get(str(data.get("id")))


def requirement_of(point: Point) -> Mapping[str, Any]:
    """The requirement or indicator around a spot, as far as it is written."""
    spot = point.spot
    for length in range(len(spot.path), -1, -1):
        around = spot.around(spot.path[:length])
        if isinstance(around, dict) and isinstance(around.get("type"), str):
            return around
    named = [str(step) for step in spot.path]
    for one in point.control.evidence if point.control is not None else ():
        if one.id in named:
            joined = {name: {"type": join.type} for name, join in one.with_.items()}
            return {"type": one.type, "for_each": list(one.kinds), "with": joined}
    return {}


def shape_of(document: str, head: str, settings: Settings | None) -> Shape:
    """The type of a document, by its name in a root with that head."""
    if document.startswith("catalog:") or head == CATALOG:
        return _of_catalog(document.removeprefix("catalog:"))
    if document.startswith("edition:") or head == EDITION:
        return EditionData if document.rpartition("/")[2] == EDITION else None
    if document == PROJECT_FILE:
        return Settings
    return None if settings is None else _of_project(document, settings)


def _of_project(document: str, settings: Settings) -> Shape:
    files: dict[str | None, Shape] = {
        settings.inventory: Inventory,
        settings.parties: Parties,
        settings.deviations: Deviations,
        settings.reviews: Reviews,
        settings.overlay: Overlay,
    }
    if document in files:
        return files[document]
    if _below(document, settings.overlay):
        is_head = document.removeprefix(f"{settings.overlay}/") == OVERLAY
        return Overlay if is_head else _of_catalog(document)
    if _below(document, settings.determinations):
        return DeterminationFile
    if _below(document, settings.evidence):
        return EvidenceRecord if re.search(r"\.(yaml|json)\Z", document) else None
    if settings.catalog == "." or _below(document, settings.catalog):
        return _of_catalog(document)
    return None


def _below(document: str, folder: str | None) -> bool:
    return folder is not None and document.startswith(f"{folder.rstrip('/')}/")


def _of_catalog(path: str) -> Shape:
    if not path.endswith(".yaml"):
        return None
    name = path.rpartition("/")[2]
    if name == CATALOG:
        return CatalogHead
    return Cases if name.endswith(SUFFIX) else Control

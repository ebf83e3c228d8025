"""Where what the cursor names is defined, and everywhere that names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lsprotocol import types as lsp

from checker.lsp.entities import Entity, entity
from checker.lsp.names import Kind, key_kind, value_kind
from checker.lsp.publish import located
from checker.lsp.reading import wanted
from checker.lsp.scope import scope
from checker.lsp.sight import Point, Sight, point_at, requirement_of, shape_of
from checker.lsp.slots import slot_at
from checker.lsp.spot import Path
from checker.lsp.things import Thing
from checker.read.limits import AUTHORED
from checker.read.yaml_nodes import read_yaml
from rsp.ref import Ref

_ID = re.compile(r"[A-Za-z0-9][\w.-]*")
_OWN = {Kind.REQUIREMENT, Kind.PARAMETER, Kind.LIMIT}
"""Names that mean something in one control alone."""


def definition(sight: Sight, position: lsp.Position) -> list[lsp.Location]:
    """Where the name at a position is defined."""
    offset = sight.grid.offset(position)
    found: Entity | Thing | None
    if sight.document.endswith(".md"):
        found = clause_at(sight, offset)
    else:
        point = point_at(sight, offset, whole=True)
        found = None if point is None else thing_at(sight, point) or named_at(sight, point)
    at = found.at if found is not None else None
    place = located(at, sight.model.known, sight.wire) if at is not None else None
    return [place] if place is not None else []


def named_at(sight: Sight, point: Point) -> Entity | None:
    """The thing that a key or value names."""
    if point.kind is None or sight.project is None:
        return None
    name = point.spot.before
    if point.kind is Kind.RECORD:
        return next(
            (Entity(id=one.id, detail=one.type, at=one.at) for one in sight.model.offered
             if one.id == name), None,
        )  # fmt: skip
    if point.kind is Kind.ASSET:
        name = sight.text[point.spot.start : point.spot.end].rpartition("+")[2]
    return entity(point.kind, name, sight.project, point.control)


def thing_at(sight: Sight, point: Point) -> Thing | None:
    """What the name in an expression stands for."""
    if point.kind is not Kind.EXPRESSION or sight.project is None:
        return None
    before = point.spot.before
    found = wanted(before, scope(sight.project, point.control, requirement_of(point)))
    return found.among.get(found.word) if found is not None else None


def clause_at(sight: Sight, offset: int) -> Entity | None:
    """The clause that a policy text names at an offset."""
    if sight.project is None:
        return None
    start = sight.text.rfind("\n", 0, offset) + 1
    for found in _ID.finditer(sight.text, start):
        if found.end() >= offset:
            name = found[0].rstrip(".") if found.start() <= offset else ""
            return entity(Kind.CLAUSE, name, sight.project, None)
    return None


def references(sight: Sight, position: lsp.Position) -> list[lsp.Location]:
    """Every field that names what the key or value at a position names, in all documents."""
    point = point_at(sight, sight.grid.offset(position), whole=True)
    if point is None or sight.project is None:
        return []
    kind, name = _meant(point)
    if kind is None:
        return []
    found = []
    for document in sight.model.sources.documents():
        if kind in _OWN and document != sight.document:
            continue
        for ref in _naming(sight, document, kind, name):
            place = located(ref, sight.model.sources, sight.wire)
            if place is not None:
                found.append(place)
    return found


def _meant(point: Point) -> tuple[Kind | None, str]:
    """Kind and name of what is asked for; an id where it is defined means itself."""
    name = point.spot.before
    if point.kind is None and point.slot.field is not None and point.slot.field.name == "id":
        owners = {"Control": Kind.CONTROL, "Party": Kind.PARTY, "Requirement": Kind.REQUIREMENT}
        return owners.get(point.slot.field.owner.__name__), name
    return (None if point.kind is Kind.EXPRESSION else point.kind), name


def _naming(sight: Sight, document: str, kind: Kind, name: str) -> Iterator[Ref]:
    raw = sight.model.sources.raw(document)
    settings = sight.project.settings if sight.project is not None else None
    shape = shape_of(document, sight.model.root.head, settings)
    if shape is None or name.encode() not in raw or len(raw) > AUTHORED.size:
        return
    for path, is_key, value in _scalars(read_yaml(raw, document, AUTHORED).data):
        if value != name:
            continue
        slot = slot_at(shape, path)
        if (key_kind(slot) if is_key else value_kind(slot)) is kind:
            at = Ref(document=document).at(*path)
            yield Ref(document=document, pointer=f"#{at.at(name).pointer}") if is_key else at


def _scalars(data: Any) -> Iterator[tuple[Path, bool, object]]:
    """Every key with the path of its mapping, and every scalar with its own."""
    pending: list[tuple[Path, Any]] = [((), data)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, dict):
            yield from ((path, True, key) for key in value)
            pending.extend(((*path, key), inner) for key, inner in reversed(value.items()))
        elif isinstance(value, list):
            inner_items = list(enumerate(value))
            pending.extend(((*path, index), inner) for index, inner in reversed(inner_items))
        else:
            yield path, False, value

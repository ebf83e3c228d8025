"""The JSON Schemas of the authored files, generated from the types that they are decoded to."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from inspect import cleandoc
from typing import Any

import msgspec

from checker.read.front_matter import FrontMatter
from checker.schema.descriptions import field_descriptions, module_of
from checker.schema.formats import scalar_schema
from rsp.asset import Inventory
from rsp.case import Cases
from rsp.control import Control
from rsp.deviation import Deviations
from rsp.evidence import EvidenceRecord
from rsp.overlay import Overlay
from rsp.party import Parties
from rsp.project import CatalogHead, DeterminationFile, Reviews, Settings
from rsp.standard import EditionData
from rsp.value import Authored
from rsp.workspace import Workspace

DIALECT = "https://json-schema.org/draft/2020-12/schema"

AUTHORED: dict[str, type[msgspec.Struct]] = {
    "cases": Cases,
    "catalog": CatalogHead,
    "control": Control,
    "determinations": DeterminationFile,
    "deviations": Deviations,
    "evidence-record": EvidenceRecord,
    "front-matter": FrontMatter,
    "inventory": Inventory,
    "overlay": Overlay,
    "parties": Parties,
    "reviews": Reviews,
    "rsp": Settings,
    "thresholds": EditionData,
    "workspace": Workspace,
}
"""Name of a schema to the type its documents are decoded to."""


@cache
def authored(name: str) -> dict[str, Any]:
    """The schema of one kind of authored file, with the descriptions of its fields."""
    return {"$schema": DIALECT, "$id": name, **schema_of(AUTHORED[name])}


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The closed schema of a type, self-contained."""
    (root,), parts = msgspec.json.schema_components([kind], schema_hook=scalar_schema)
    reached = {found.__name__: found for found in _reached(kind, set())}
    for name, part in parts.items():
        _describe(reached[name], part)
        _portable(part)
    return {**root, "$defs": parts}


def _reached(kind: type, seen: set[type]) -> Iterator[type]:
    """A type and every type and enumeration in its fields."""
    pending: list[msgspec.inspect.Type] = [msgspec.inspect.type_info(kind)]
    while pending:
        info = pending.pop()
        if isinstance(info, msgspec.inspect.StructType | msgspec.inspect.EnumType):
            if info.cls in seen:
                continue
            seen.add(info.cls)
            yield info.cls
        pending.extend(_parts(info))


def _parts(info: msgspec.inspect.Type) -> list[msgspec.inspect.Type]:
    if isinstance(info, msgspec.inspect.StructType):
        return [field.type for field in info.fields]
    if isinstance(info, msgspec.inspect.UnionType):
        return list(info.types)
    if isinstance(info, msgspec.inspect.VarTupleType):
        return [info.item_type]
    if isinstance(info, msgspec.inspect.DictType):
        return [info.key_type, info.value_type]
    if isinstance(info, msgspec.inspect.Metadata):
        return [info.type]
    return []


def _describe(kind: type, part: dict[str, Any]) -> None:
    """Docstrings become descriptions; enumerations keep the order of their definition."""
    described = _described_fields(kind)
    if issubclass(kind, StrEnum):
        part["enum"] = [str(member) for member in kind]
        lines = [f"`{kind[name]}`: {text}" for name, text in described.items()]
        part["description"] = "\n".join([cleandoc(kind.__doc__ or ""), *lines])
        return
    if not issubclass(kind, msgspec.Struct):
        return
    for field in msgspec.structs.fields(kind):
        if text := described.get(field.name):
            part["properties"][field.encode_name]["description"] = text


def _described_fields(kind: type) -> dict[str, str]:
    """By attribute; an inherited one is described where it is defined."""
    described = {}
    for one in reversed(kind.__mro__):
        if one is kind or (issubclass(one, Authored) and one is not Authored):
            found = field_descriptions(module_of(one))
            described.update(
                {n: text for (owner, n), text in found.items() if owner == one.__name__}
            )
    return described


def _portable(node: Any) -> None:
    r"""Python's `\Z` is `$` in the regular expressions of JSON Schema."""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            pending.extend(node.values())
            if isinstance(pattern := node.get("pattern"), str):
                node["pattern"] = pattern.replace("\\Z", "$")

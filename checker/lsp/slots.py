"""What the type of a document expects at a path: the field it leads to, and the kind of value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec
from msgspec import inspect

from checker.lsp.spot import Path
from checker.schema.authored import described_fields
from rsp.value import Value


class Field(Value, frozen=True, kw_only=True):
    """A field of an authored type, as files write it."""

    owner: type
    name: str
    """As attribute."""
    key: str
    """As written."""
    required: bool
    type: inspect.Type
    description: str


class Slot(Value, frozen=True, kw_only=True):
    """What stands at a path."""

    field: Field | None
    """The field that the path went through last."""
    depth: int
    """How many keys of free mappings the path went through after it."""
    types: tuple[inspect.Type, ...]
    """What may stand there."""


@lru_cache(maxsize=256)
def fields(kind: type[msgspec.Struct]) -> dict[str, Field]:
    """The fields of a type by the keys that files write."""
    described = described_fields(kind)
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)  # what is passed is one
    return {
        one.encode_name: Field(
            owner=kind,
            name=one.name,
            key=one.encode_name,
            required=one.required,
            type=one.type,
            description=described.get(one.name, ""),
        )
        for one in info.fields
    }


def slot_at(root: type[msgspec.Struct], path: Path) -> Slot:
    """What the type of a document expects at a path; nothing where the path leaves the type."""
    slot = Slot(field=None, depth=0, types=(inspect.type_info(root),))
    for step in path:
        slot = _below(slot, step)
    return slot


def _below(slot: Slot, step: str | int) -> Slot:
    field, depth, found = slot.field, slot.depth, list[inspect.Type]()
    for one in alternatives(slot.types):
        if isinstance(one, inspect.StructType) and isinstance(step, str):
            inner = fields(one.cls).get(step)
            if inner is not None:
                field, depth = inner, 0
                found.append(inner.type)
        elif isinstance(one, inspect.DictType) and isinstance(step, str):
            depth = slot.depth + 1
            found.append(one.value_type)
        elif isinstance(one, inspect.VarTupleType) and isinstance(step, int):
            found.append(one.item_type)
    return Slot(field=field, depth=depth, types=tuple(found))


def alternatives(types: tuple[inspect.Type, ...]) -> Iterator[inspect.Type]:
    """The types behind unions and annotations."""
    pending = list(reversed(types))
    while pending:
        one = pending.pop()
        if isinstance(one, inspect.UnionType):
            pending.extend(reversed(one.types))
        elif isinstance(one, inspect.Metadata):
            pending.append(one.type)
        else:
            yield one


def words(slot: Slot) -> Iterator[tuple[str, str]]:
    """The closed choices of a slot with what each means: of enumerations, literals, truths."""
    for one in alternatives(slot.types):
        if isinstance(one, inspect.EnumType):
            described = described_fields(one.cls)
            for member in one.cls:
                yield str(member.value), described.get(member.name, "")
        elif isinstance(one, inspect.LiteralType):
            yield from ((str(value), "") for value in one.values)
        elif isinstance(one, inspect.BoolType):
            yield from (("true", ""), ("false", ""))


def keys(slot: Slot) -> dict[str, Field]:
    """The keys of the mapping that may stand in a slot."""
    found: dict[str, Field] = {}
    for one in alternatives(slot.types):
        if isinstance(one, inspect.StructType):
            found.update(fields(one.cls))
    return found

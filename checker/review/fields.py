"""What a stamp covers, field by field: the lines that a reviewer reads, and those that changed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

import msgspec

from rsp.clause import Clause
from rsp.control import Control
from rsp.value import Scalar, Value

Fields = dict[str, tuple[str, ...]]
"""By name, the lines of each field that is there; fields and lines in the order of the file."""


class Change(Value, frozen=True, kw_only=True):
    """A field that differs."""

    field: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


def clause_fields(clause: Clause, clauses: Mapping[str, Clause]) -> Fields:
    """What the fingerprint of a clause covers; its children have to be among `clauses`."""
    found = {
        "modality": (clause.modality.value,),
        "check": (clause.check.value,),
        "when": (clause.when,) if clause.when else (),
        "text": (clause.text,),
        "refers to": clause.links,
        "below it": tuple(f"{one} ({clauses[one].modality.value})" for one in clause.children),
    }
    return _clean(found.items())


def control_fields(control: Control, by: Iterable[str], schemas: Mapping[str, Any]) -> Fields:
    """What the fingerprint of a link covers on the side of the control; schemas of the evidence
    types by name, None for one that is only named."""
    return _clean(_control(control, by, schemas))


def changes(old: Fields, new: Fields) -> tuple[Change, ...]:
    """What differs, in the order of the new fields, then those that are gone."""
    found = []
    for name in dict.fromkeys((*new, *old)):
        gone, come = _lines(old.get(name, ()), new.get(name, ()))
        if gone or come:
            found.append(Change(field=name, gone=gone, new=come))
    return tuple(found)


def _control(
    control: Control, by: Iterable[str], schemas: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "title", (control.title,)
    yield "statement", (control.statement,)
    yield "carried by", tuple(by) or ("all requirements",)
    yield "depends_on", tuple(sorted(edge.control for edge in control.depends_on))
    for name, value in sorted(control.parameters.items()):
        yield from _flat(f"parameter {name}:", _plain(value))
    yield "requirements", tuple(one.id for one in control.evidence)
    for requirement in control.evidence:
        plain = _plain(requirement)
        rules = plain.pop("validations", [])
        del plain["id"]
        yield from _flat(f"requirement {requirement.id}:", plain)
        told = tuple(f"{one['rule']} — else: {one['message']}" for one in rules)
        yield f"requirement {requirement.id}: validations", told
    yield "any_of", tuple(f"{one.id}: {' or '.join(one.of)}" for one in control.any_of)
    yield "evidence types", tuple(sorted(schemas))
    for name, schema in sorted(schemas.items()):
        if schema is not None:
            yield from _flat(f"evidence type {name}:", schema)


def _flat(name: str, value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A value by the path of each part; a list without mappings is one field of many lines."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _flat(f"{name} {key}" if name.endswith(":") else f"{name}/{key}", inner)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for index, inner in enumerate(value):
            yield from _flat(f"{name}/{index}", inner)
    else:
        items = value if isinstance(value, list) else [value]
        yield name, tuple(one if isinstance(one, str) else _json(one) for one in items)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(value: msgspec.Struct) -> Any:
    return msgspec.to_builtins(
        value, enc_hook=lambda part: str(part) if isinstance(part, Scalar) else part
    )


def _clean(fields: Iterable[tuple[str, tuple[str, ...]]]) -> Fields:
    """Folded as fingerprints fold it, so that what is no change to them is none here."""
    return {
        name: tuple(" ".join(unicodedata.normalize("NFC", one).split()) for one in lines)
        for name, lines in fields
        if lines
    }


def _lines(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    gone: list[str] = []
    come: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            gone += old[a:b]
            come += new[c:d]
    return tuple(gone), tuple(come)

"""Evidence types: JSON Schemas of payloads, checked before any payload is."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from checker.project.reading import Reading
from checker.project.type_rules import faults
from checker.project.unfolded import Unfoldable, unfold
from checker.read.canonical import NotCanonical, digest
from checker.read.json_nodes import read_json
from checker.read.json_places import json_places
from checker.read.limits import AUTHORED
from checker.schema.decode import decoded
from checker.schema.evidence_type import evidence_type_schema
from checker.schema.explain import explain
from checker.schema.shape import SchemaUnusable, Shape
from rsp.evidence import EvidenceType, TypeRules
from rsp.ref import Ref

SUFFIX = ".schema.json"
BUILTIN = Path(__file__).parent / "builtin"
"""Types that the rules themselves need: R5's nil return and R22's answer of a reviewer."""


@cache
def _meta() -> Shape:
    return Shape(evidence_type_schema())


def load_type(reading: Reading, path: str) -> EvidenceType | None:
    """The evidence type of a file, None where it cannot be used; why goes to the diagnostics."""
    at = reading.ref(path)
    text = reading.text(path, AUTHORED, json_places, at)
    if text is None:
        return None
    read = read_json(text, at.document, AUTHORED)
    reading.diagnostics.extend(read.diagnostics)
    if read.diagnostics:
        return None
    schema = read.data
    if _refers_elsewhere(reading, schema, at):
        return None
    if not _meta().fits(schema):
        found = explain(_meta(), schema, at)
        if not found:
            reading.report(
                "evidence-type-invalid", at, "the schema is not that of an evidence type"
            )
        reading.diagnostics.extend(found)
        return None
    try:
        unfold(schema)
    except Unfoldable as error:
        reading.report("evidence-type-invalid", at, f"the schema cannot be used: {error}")
        return None
    return _checked(reading, path, schema, at)


def _checked(reading: Reading, path: str, schema: dict[str, Any], at: Ref) -> EvidenceType | None:
    """What only the whole schema can show."""
    before = len(reading.diagnostics)
    name = path.rpartition("/")[2].removesuffix(SUFFIX)
    if schema["$id"] != name:
        message = f"the $id is {schema['$id']!r} and the file is named {name!r}"
        reading.report("evidence-type-invalid", at.at("$id"), message)
    rules, diagnostics = decoded(schema["x-evidence"], TypeRules, at.at("x-evidence"))
    reading.diagnostics.extend(diagnostics)
    if rules is not None:
        for code, steps, message in faults(schema, rules):
            reading.report(code, at.at(*steps), message)
    _check_examples(reading, schema, at)
    try:
        own = digest(schema)
    except NotCanonical as error:
        reading.report("evidence-type-invalid", at, f"the schema has no canonical form: {error}")
        return None
    if rules is None or len(reading.diagnostics) > before:
        return None
    return EvidenceType(name=name, title=schema["title"], schema=schema, rules=rules, digest=own)


def _check_examples(reading: Reading, schema: dict[str, Any], at: Ref) -> None:
    shape = Shape(schema)
    for index, example in enumerate(schema["examples"]):
        where = at.at("examples", index)
        try:
            if shape.fits(example):
                continue
        except SchemaUnusable as error:
            reading.report("evidence-type-invalid", at, f"the schema cannot be used: {error}")
            return
        why = explain(shape, example, where)
        if not why:
            reading.report("evidence-type-example-invalid", where, "it does not fit the schema")
        for found in why:
            reading.report(
                "evidence-type-example-invalid", found.at, found.message, help=found.help
            )


def _refers_elsewhere(reading: Reading, schema: Any, at: Ref) -> bool:
    """Reports each reference that does not stay within the document."""
    found = False
    pending: list[tuple[Any, Ref]] = [(schema, at)]
    while pending:
        node, where = pending.pop()
        steps = enumerate(node) if isinstance(node, list) else ()
        for step, inner in node.items() if isinstance(node, dict) else steps:
            if isinstance(inner, dict | list):
                pending.append((inner, where.at(step)))
            elif step in ("$ref", "$dynamicRef") and not str(inner).startswith("#"):
                message = f"the schema refers to {str(inner)[:80]!r}, outside its own document"
                reading.report("evidence-type-remote-reference", where.at(step), message)
                found = True
    return found

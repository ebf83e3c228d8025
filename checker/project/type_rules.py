"""What an evidence type promises beyond its shape: bounds, subjects, rows, no silent absence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rsp.evidence import Observes, TypeRules

PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_.-]+)\}")
"""A field in the template of a subject key."""

Fault = tuple[str, tuple[str | int, ...], str]
"""Code, steps to the place in the schema, message."""


def faults(schema: dict[str, Any], rules: TypeRules) -> Iterator[Fault]:
    """Everything a type states that its schema does not carry."""
    yield from _silences(schema)
    yield from _bounds(schema, rules)
    yield from _subjects(schema, rules)
    if rules.rows is not None and _array_rows(schema, rules.rows) is None:
        steps = ("x-evidence", "rows")
        yield "evidence-type-invalid", steps, f"{rules.rows!r} is not an array of the payload"
    yield from _complementary(schema, rules)


def _complementary(schema: dict[str, Any], rules: TypeRules) -> Iterator[Fault]:
    if rules.complementary is None:
        return
    steps = ("x-evidence", "complementary")
    row = _array_rows(schema, rules.complementary)
    control = _field(schema, row, "control") if row is not None else None
    if control is None or control[0].get("type") != "string" or not control[1]:
        message = f"{rules.complementary!r} is not an array whose rows name a control each"
        yield "evidence-type-invalid", steps, message


def _silences(root: dict[str, Any]) -> Iterator[Fault]:
    """Properties that may be absent although nothing says what that means."""
    pending: list[tuple[Any, tuple[str | int, ...]]] = [(root, ())]
    while pending:
        node, steps = pending.pop()
        properties = node.get("properties")
        for name, inner in (properties or {}).items():
            if name not in node.get("required", ()) and "x-absent-means" not in inner:
                message = f"{name!r} may be absent, and nothing says what its absence means"
                yield "evidence-type-silent-absence", (*steps, "properties", name), message
        for keyword in ("properties", "$defs"):
            pending.extend(
                (inner, (*steps, keyword, name)) for name, inner in node.get(keyword, {}).items()
            )
        for keyword in ("oneOf", "anyOf"):
            pending.extend(
                (inner, (*steps, keyword, index))
                for index, inner in enumerate(node.get(keyword, ()))
            )
        if "items" in node:
            pending.append((node["items"], (*steps, "items")))


def _bounds(schema: dict[str, Any], rules: TypeRules) -> Iterator[Fault]:
    bounds = rules.bounds
    steps = ("x-evidence", "bounds")
    if rules.observes is Observes.INSTANT:
        named, wrong = {"at": bounds.at}, bounds.from_ or bounds.to
    else:
        named, wrong = {"from": bounds.from_, "to": bounds.to}, bounds.at
    if wrong or None in named.values():
        expected = " and ".join(named)
        yield "evidence-type-invalid", steps, f"an {rules.observes} is bounded by {expected} alone"
        return
    for key, field in named.items():
        found = _field(schema, schema, field or "")
        if found is None or found[0].get("format") not in ("date", "date-time") or not found[1]:
            message = f"{field!r} is not a required date or date-time of the payload"
            yield "evidence-type-invalid", (*steps, key), message


def _subjects(schema: dict[str, Any], rules: TypeRules) -> Iterator[Fault]:
    for index, subject in enumerate(rules.subjects):
        steps = ("x-evidence", "subjects", index)
        row = schema if subject.each is None else _array_rows(schema, subject.each)
        if row is None:
            message = f"{subject.each!r} is not an array of the payload"
            yield "evidence-type-invalid", (*steps, "each"), message
            continue
        for field in PLACEHOLDER.findall(subject.key):
            if _field(schema, row, field) is None:
                message = f"{field!r} in the key is not a field of the payload or row"
                yield "evidence-type-invalid", (*steps, "key"), message


def _field(
    root: dict[str, Any], node: dict[str, Any], path: str
) -> tuple[dict[str, Any], bool] | None:
    """The schema of a dotted path, and whether it is required all the way."""
    required = True
    for step in path.split("."):
        node = _resolved(root, node)
        inner = node.get("properties", {}).get(step)
        if inner is None:
            return None
        required = required and step in node.get("required", ())
        node = inner
    return _resolved(root, node), required


def _array_rows(schema: dict[str, Any], path: str) -> dict[str, Any] | None:
    """The schema of the rows of an array at a dotted path."""
    found = _field(schema, schema, path)
    if found is None or found[0].get("type") != "array":
        return None
    return _resolved(schema, found[0].get("items", {}))


def _resolved(root: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Follows a reference within the document, at most one step."""
    reference = node.get("$ref")
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return node
    target: Any = root
    for step in reference.split("/")[1:]:
        target = target.get(step) if isinstance(target, dict) else None
    return target if isinstance(target, dict) else node

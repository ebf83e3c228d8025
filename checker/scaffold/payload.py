"""A payload to fill in, from the schema of its evidence type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from checker.scaffold.lines import comment, item, nested, scalar

Known = Mapping[tuple[str, ...], str]
"""Values by the path of their field; those of rows stand under the path of their list."""


def payload(schema: Mapping[str, Any], known: Known) -> list[str]:
    """The fields of an object schema; what is not known is left empty under its description."""
    return _fields(schema, known, ())


def _fields(schema: Mapping[str, Any], known: Known, path: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        if name in required:
            lines += _field(name, field, known, (*path, name))
        else:
            absent = field.get("x-absent-means", "it is not so")
            lines += comment(f"{name}: {_said(field)} Left out, it means: {absent}.")
    return lines


def _field(name: str, schema: Mapping[str, Any], known: Known, path: tuple[str, ...]) -> list[str]:
    if path in known:
        return [f"{name}: {scalar(known[path])}"]
    if "const" in schema:
        return [f"{name}: {json.dumps(schema['const'], ensure_ascii=False)}"]
    kind = schema.get("type")
    lines = comment(_said(schema))
    if kind == "object":
        return [*lines, *nested(name, _fields(schema, known, path))]
    if kind == "array":
        inner = schema.get("items", {})
        if inner.get("type") == "object":
            return [*lines, f"{name}:", *item(_fields(inner, known, path))]
        return [*lines, f"{name}:", "  -"]
    return [*lines, f"{name}:"]


def _said(schema: Mapping[str, Any]) -> str:
    """Description, choices and form in one comment."""
    text = str(schema.get("description") or schema.get("title") or "").strip()
    parts = [text if text.endswith((".", "?")) else f"{text}."] if text else []
    if "enum" in schema:
        parts.append(f"One of: {', '.join(_choice(one) for one in schema['enum'])}.")
    form = _FORMS.get(schema.get("format", "")) or _KINDS.get(str(schema.get("type")))
    if form:
        parts.append(form)
    if "x-empty-means" in schema:
        parts.append(f"[] says: {schema['x-empty-means']}.")
    return " ".join(parts)


def _choice(value: Any) -> str:
    return scalar(value) if isinstance(value, str) else json.dumps(value)


_FORMS = {
    "date-time": "An instant such as 2026-11-21T08:00:00Z.",
    "date": "A date such as 2026-11-21.",
}
_KINDS = {
    "integer": "A whole number.",
    "number": "A number.",
    "boolean": "true or false.",
    "array": "A list.",
}

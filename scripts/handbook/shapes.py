"""A JSON Schema in words: what kind of value it asks for, its limits, its default."""

from __future__ import annotations

from typing import Any

from scripts.handbook.markdown import code, codes

_KINDS = {
    "string": "text", "integer": "whole number", "number": "number", "boolean": "true or false",
    "array": "list", "object": "mapping", "null": "null",
}  # fmt: skip
_FORMATS = {
    "rsp-moment": "date or instant",
    "rsp-duration": "duration",
    "rsp-limit": "duration or parameter",
    "rsp-cadence": "duration, unit of the calendar, or parameter",
    "date": "date",
    "date-time": "instant",
}
_LIMITS = {
    "minimum": "at least {}", "maximum": "at most {}", "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}", "minItems": "{} or more items",
    "maxItems": "at most {} items", "maxLength": "at most {} characters",
    "minProperties": "{} or more keys",
}  # fmt: skip
_ANY_ID = ["SEC-WGT-02"]
"""What the type of all ids gives as an example: right for a control, misleading for an owner."""


def kind(schema: dict[str, Any], names: dict[str, str]) -> str:
    """The kind of value, in words; `names` has, for each referred part, what to write for it."""
    if "$ref" in schema:
        return names[schema["$ref"].rpartition("/")[2]]
    if "const" in schema:
        return code(schema["const"])
    if "enum" in schema:
        return f"one of {codes(schema['enum'])}"
    for several in ("anyOf", "oneOf"):
        if several in schema:
            kinds = [kind(one, names) for one in schema[several] if one.get("type") != "null"]
            return " or ".join(dict.fromkeys(kinds))
    if "format" in schema:
        return _FORMATS.get(schema["format"], schema["format"])
    types = schema.get("type", "any value")
    listed = [one for one in types if one != "null"] if isinstance(types, list) else [types]
    if listed == ["array"]:
        return _list(schema, names)
    if listed == ["object"]:
        return _mapping(schema, names)
    return " or ".join(_KINDS.get(one, one) for one in listed)


def _list(schema: dict[str, Any], names: dict[str, str]) -> str:
    if "prefixItems" in schema:
        return f"list of {', '.join(kind(one, names) for one in schema['prefixItems'])}"
    items = schema.get("items")
    return f"list of {kind(items, names)}" if isinstance(items, dict) and items else "list"


def _mapping(schema: dict[str, Any], names: dict[str, str]) -> str:
    values = schema.get("additionalProperties")
    return f"mapping to {kind(values, names)}" if isinstance(values, dict) and values else "mapping"


def limits(schema: dict[str, Any]) -> list[str]:
    """What a value is held to beside its kind: bounds, and what absence and emptiness mean."""
    found = [
        text.format(schema[key]) for key, text in _LIMITS.items() if schema.get(key) is not None
    ]
    if schema.get("uniqueItems"):
        found.append("no item twice")
    if "x-empty-means" in schema:
        found.append(f"empty: {schema['x-empty-means']}")
    if "x-absent-means" in schema:
        found.append(f"absent: {schema['x-absent-means']}")
    if schema.get("x-sensitive"):
        found.append("sensitive: never quoted")
    for several in ("anyOf", "oneOf"):
        for one in schema.get(several, ()):
            found += [each for each in limits(one) if each not in found]
    return found


def meaning(schema: dict[str, Any], parts: dict[str, Any]) -> str:
    """Its description, else that of what it refers to, of a branch, or of its items or values."""
    if "description" in schema:
        return str(schema["description"])
    if "$ref" in schema:
        return meaning(parts[schema["$ref"].rpartition("/")[2]], parts)
    for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if found := meaning(one, parts):
            return found
    for within in (schema.get("items"), schema.get("additionalProperties")):
        if isinstance(within, dict) and (found := meaning(within, parts)):
            return found
    return str(schema.get("title", ""))


def default(name: str, schema: dict[str, Any], required: list[str]) -> str:
    """What holds where the key is absent: nothing for a required one."""
    if name in required:
        return "required"
    value = schema.get("default")
    return code(value) if value not in (None, [], {}, "") else "none"


def example(schema: dict[str, Any], parts: dict[str, Any]) -> str:
    """One value that fits, where the schema states one for this very key and not for every id."""
    if schema.get("examples") not in (None, [], _ANY_ID):
        return code(schema["examples"][0])
    if "$ref" in schema:
        return example(parts[schema["$ref"].rpartition("/")[2]], parts)
    branches = (*schema.get("anyOf", ()), *schema.get("oneOf", ()))
    return next(filter(None, (example(one, parts) for one in branches)), "")

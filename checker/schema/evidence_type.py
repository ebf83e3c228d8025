"""The schema of evidence types: JSON Schema 2020-12, closed, and with a meaning for absence."""

from __future__ import annotations

from functools import cache
from typing import Any

from checker.schema.authored import DIALECT, schema_of
from checker.schema.formats import PAYLOAD_FORMATS
from rsp.evidence import TypeRules
from rsp.visibility import Visibility

SAYS = "x-says"
"""In a schema of ours: the message for a value that does not fit this part of it."""

_TEXT = {"type": "string", "minLength": 1}

_PLAIN = ["string", "integer", "number", "boolean", "null"]
_TYPED = ("type", "enum", "const", "$ref", "oneOf", "anyOf")
_TYPE_RULE = {
    SAYS: "a value states its type, or what it may be",
    "anyOf": [{"required": [keyword]} for keyword in _TYPED],
}
_ARRAY_RULE = {
    "if": {
        "anyOf": [
            {"required": ["items"]},
            {"required": ["type"], "properties": {"type": {"const": "array"}}},
        ]
    },
    "then": {
        SAYS: "an array states minItems of at least 1, or what an empty one says (x-empty-means)",
        "required": ["type", "items"],
        "anyOf": [{"required": ["minItems"]}, {"required": ["x-empty-means"]}],
    },
}
_OBJECT_RULE = {
    "if": {"required": ["type"], "properties": {"type": {"const": "object"}}},
    "then": {
        SAYS: "an object names its properties and closes them with additionalProperties: false",
        "required": ["properties", "required", "additionalProperties"],
    },
}
_PROPERTY = {
    "$ref": "#/$defs/value",
    SAYS: "a property has a title or a description",
    "anyOf": [{"required": ["description"]}, {"required": ["title"]}, {"required": ["$ref"]}],
}
_VALUE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "$ref": {"type": "string", "pattern": "^#/"},
        "type": {
            "anyOf": [
                {"type": "string", "enum": ["object", "array", *_PLAIN]},
                {"type": "array", "items": {"enum": _PLAIN}},
            ]
        },
        "title": _TEXT,
        "description": _TEXT,
        "format": {"enum": sorted(PAYLOAD_FORMATS)},
        "minItems": {"type": "integer", "minimum": 1},
        "required": {"type": "array", "items": {"type": "string"}},
        "additionalProperties": {"const": False},
        "properties": {"type": "object", "additionalProperties": {"$ref": "#/$defs/property"}},
        "items": {"$ref": "#/$defs/value"},
        "$defs": {"type": "object", "additionalProperties": {"$ref": "#/$defs/value"}},
        "oneOf": {"type": "array", "items": {"$ref": "#/$defs/value"}},
        "anyOf": {"type": "array", "items": {"$ref": "#/$defs/value"}},
        "x-empty-means": _TEXT,
        "x-absent-means": _TEXT,
        "x-sensitive": {"type": "boolean"},
        "x-visibility": {"enum": [level.value for level in Visibility]},
    },
    "allOf": [_TYPE_RULE, _ARRAY_RULE, _OBJECT_RULE],
}


@cache
def evidence_type_schema() -> dict[str, Any]:
    """The schema that every `*.schema.json` of a catalog has to fit."""
    rules = schema_of(TypeRules)
    return {
        "$schema": DIALECT,
        "$id": "evidence-type",
        "title": "Evidence type",
        "description": "The shape of one kind of payload, and how it relates to its record.",
        "allOf": [{"$ref": "#/$defs/value"}],
        "required": [
            "$schema", "$id", "title", "description", "type", "additionalProperties", "required",
            "properties", "examples", "x-evidence",
        ],
        "properties": {
            "$schema": {"const": DIALECT},
            "$id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"},
            "type": {"const": "object"},
            "examples": {"type": "array", "minItems": 1, "items": {"type": "object"}},
            "x-evidence": {"$ref": rules["$ref"]},
        },
        "$defs": {"value": _VALUE, "property": _PROPERTY, **rules["$defs"]},
    }  # fmt: skip

"""The schema of evidence types: JSON Schema 2020-12, closed, and with a meaning for absence."""

from __future__ import annotations

from functools import cache
from typing import Any

from checker.schema.authored import DIALECT, schema_of
from checker.schema.formats import PAYLOAD_FORMATS
from rsp.evidence import TypeRules

SAYS = "x-says"
"""In a schema of ours: the message for a value that does not fit this part of it."""

_TEXT = {"type": "string", "minLength": 1}
_VALUES = {"type": "array", "items": {"$ref": "#/$defs/value"}}

_PLAIN = ["string", "integer", "number", "boolean", "null"]
_TYPES = {
    "object": "A mapping: `properties` names its keys.",
    "array": "A list: `items` says of what.",
    "string": "A text.",
    "integer": "A whole number.",
    "number": "A number.",
    "boolean": "True or false.",
    "null": "Nothing.",
}


def _choices(*names: str) -> dict[str, list[str]]:
    return {"enum": [*names], "enumDescriptions": [_TYPES[name] for name in names]}


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
        "$ref": {
            "type": "string",
            "pattern": "^#/",
            "patternErrorMessage": "A place in this file, such as `#/$defs/session`.",
            "description": "Another part of this file, such as `#/$defs/session`.",
        },
        "type": {
            "description": "The kind of value; for a property that may be null, a list with null.",
            "anyOf": [
                {"type": "string", **_choices("object", "array", *_PLAIN)},
                {"type": "array", "items": _choices(*_PLAIN)},
            ],
        },
        "title": {**_TEXT, "description": "What it is called."},
        "description": {**_TEXT, "description": "What the value means, and its unit."},
        "format": {
            "description": "How a text is read.",
            "enum": sorted(PAYLOAD_FORMATS),
            "enumDescriptions": [
                PAYLOAD_FORMATS[name].description for name in sorted(PAYLOAD_FORMATS)
            ],
        },
        "minItems": {
            "type": "integer",
            "minimum": 1,
            "description": "How many items there are at least; absent only with `x-empty-means`.",
        },
        "required": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Every property, but those that state `x-absent-means`.",
        },
        "additionalProperties": {
            "const": False,
            "description": "Always false: a payload says what its type knows, and nothing else.",
        },
        "properties": {
            "type": "object",
            "additionalProperties": {"$ref": "#/$defs/property"},
            "description": "By name; each with a title or a description.",
        },
        "items": {"$ref": "#/$defs/value", "description": "What each item is."},
        "$defs": {
            "type": "object",
            "additionalProperties": {"$ref": "#/$defs/value"},
            "description": "Parts that are used more than once.",
        },
        "oneOf": {**_VALUES, "description": "It fits exactly one of these."},
        "anyOf": {**_VALUES, "description": "It fits at least one of these."},
        "x-empty-means": {**_TEXT, "description": "What an empty list says."},
        "x-absent-means": {**_TEXT, "description": "What it says that the property is not there."},
        "x-sensitive": {
            "type": "boolean",
            "description": "Whether it names people: no message and no report ever quotes it.",
        },
        "x-visibility": {
            "$ref": "#/$defs/Visibility",
            "description": "Who sees the value, where it differs from the type.",
        },
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
            "$schema": {"const": DIALECT, "description": "The dialect: 2020-12."},
            "$id": {
                "type": "string",
                "pattern": "^[a-z0-9][a-z0-9-]{0,63}$",
                "patternErrorMessage": "Small letters, digits and dashes, 64 at most.",
                "description": "The name of the type; the file is named after it.",
            },
            "type": {"const": "object", "description": "A payload is a mapping."},
            "examples": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "object"},
                "description": "Whole payloads that fit; cases start from them.",
            },
            "x-evidence": {
                "$ref": rules["$ref"],
                "description": "How a payload relates to its record.",
            },
        },
        "$defs": {"value": _VALUE, "property": _PROPERTY, **rules["$defs"]},
    }  # fmt: skip

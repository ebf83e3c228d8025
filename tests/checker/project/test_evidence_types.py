"""Evidence types: what a payload could leave unsaid is closed at the type."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from checker.project.open import open_project

from .conftest import TYPE

if TYPE_CHECKING:
    from .conftest import Change

ROWS = {
    "type": "array",
    "description": "Rows.",
    "minItems": 1,
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["site"],
        "properties": {"site": {"type": "string", "description": "Site."}},
    },
}
PATH = "catalog/evidence-types/review.schema.json"


def edited(edits: dict[str, Any]) -> dict[str, Any]:
    """The type with values set by path; Ellipsis takes one out."""
    schema = copy.deepcopy(TYPE)
    for path, value in edits.items():
        *steps, last = path.split("/")
        node = schema
        for step in steps:
            node = node[step]
        if value is ...:
            del node[last]
        else:
            node[last] = value
    return schema


def codes(change: Change, schema: Any) -> list[tuple[str, str]]:
    """Code and pointer of what opening finds about the type."""
    opened = open_project(change(PATH, json.dumps(schema)))
    return sorted((item.code, item.at.pointer) for item in opened.diagnostics)


SOUND: list[dict[str, Any]] = [
    {"properties/rows": ROWS, "required": ["at", "done", "rows"], "x-evidence/rows": "rows",
     "x-evidence/subjects": [{"each": "rows", "key": "site/{site}"}],
     "examples": [{"at": "2026-10-01T00:00:00Z", "done": True, "rows": [{"site": "a"}]}]},
    {"properties/note": {"type": "string", "description": "N.", "x-absent-means": "nothing said"}},
    {"properties/done": {"$ref": "#/$defs/flag"},
     "$defs": {"flag": {"type": "boolean", "description": "F."}}},
    {"properties/at/format": "date", "examples": [{"at": "2026-10-01", "done": True}]},
]  # fmt: skip

FAULTY: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"$id": "other"}, [("evidence-type-invalid", "/$id")]),
    ({"description": ...}, [("missing-key", "")]),
    ({"examples": []}, [("schema-violation", "/examples")]),
    ({"examples": [{"at": "2026-10-01T00:00:00Z", "done": "yes"}]},
     [("evidence-type-example-invalid", "/examples/0/done")]),
    ({"examples": [{"at": "2026-10-01", "done": True}]},
     [("evidence-type-example-invalid", "/examples/0/at")]),
    ({"additionalProperties": True},
     [("schema-violation", "/additionalProperties")] * 1),
    ({"required": ["at"]}, [("evidence-type-silent-absence", "/properties/done")]),
    ({"properties/done": {"type": "boolean"}}, [("schema-violation", "/properties/done")]),
    ({"properties/done": {"description": "anything"}}, [("schema-violation", "/properties/done")]),
    ({"properties/done": {"type": "array", "description": "D.", "items": {"type": "string"}}},
     [("schema-violation", "/properties/done")]),
    ({"properties/done": {"type": ["array", "null"], "description": "D."}},
     [("schema-violation", "/properties/done/type/0")]),
    ({"properties/done": {"type": "object", "description": "D."}},
     [("schema-violation", "/properties/done")]),
    ({"properties/done": {"type": "string", "format": "email", "description": "D."}},
     [("schema-violation", "/properties/done/format")]),
    ({"properties/done": {"$ref": "https://example.org/x"}},
     [("evidence-type-remote-reference", "/properties/done/$ref")]),
    ({"properties/done": {"$ref": "other.schema.json"}},
     [("evidence-type-remote-reference", "/properties/done/$ref")]),
    ({"properties/done": {"type": "string", "pattern": "(?<=a)b", "description": "D."},
      "examples": [{"at": "2026-10-01T00:00:00Z", "done": "b"}]},
     [("evidence-type-invalid", "")]),
    ({"x-evidence/bounds": {"at": "when"}}, [("evidence-type-invalid", "/x-evidence/bounds/at")]),
    ({"x-evidence/bounds": {"at": "done"}}, [("evidence-type-invalid", "/x-evidence/bounds/at")]),
    ({"x-evidence/bounds": {"from": "at", "to": "at"}},
     [("evidence-type-invalid", "/x-evidence/bounds")]),
    ({"x-evidence/observes": "interval"}, [("evidence-type-invalid", "/x-evidence/bounds")]),
    ({"x-evidence/rows": "done"}, [("evidence-type-invalid", "/x-evidence/rows")]),
    ({"x-evidence/subjects": [{"key": "site/{site}"}]},
     [("evidence-type-invalid", "/x-evidence/subjects/0/key")]),
    ({"x-evidence/subjects": [{"each": "done", "key": "site/{site}"}]},
     [("evidence-type-invalid", "/x-evidence/subjects/0/each")]),
    ({"x-evidence/shared": True}, [("unknown-key", "#/x-evidence/shared")]),
]  # fmt: skip


@pytest.mark.parametrize("edits", SOUND)
def test_a_type_that_says_what_absence_means_is_used(change: Change, edits: dict[str, Any]) -> None:
    """Rows, optional properties, references within, dates."""
    assert codes(change, edited(edits)) == []


@pytest.mark.parametrize(("edits", "expected"), FAULTY)
def test_a_type_that_leaves_something_open_is_refused(
    change: Change, project: Path, edits: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    """With the place in the schema; a type that is refused is not used."""
    assert codes(change, edited(edits)) == expected

    opened = open_project(project)
    assert opened.project is not None
    assert "review" not in opened.project.catalog.types


@pytest.mark.parametrize("text", ['{"$id": "review", "$id": "review"}', "[]", "3", "{", ""])
def test_a_file_that_is_no_schema_is_reported(change: Change, text: str) -> None:
    """Whatever it holds."""
    opened = open_project(change(PATH, text))

    assert opened.diagnostics
    assert opened.project is not None
    assert "review" not in opened.project.catalog.types


def test_a_built_in_type_cannot_be_replaced(change: Change) -> None:
    """The rules rest on what it says."""
    schema = edited({"$id": "nil-return"})

    opened = open_project(
        change("catalog/evidence-types/nil-return.schema.json", json.dumps(schema))
    )

    assert [item.code for item in opened.diagnostics] == ["duplicate-id"]
    assert opened.project is not None
    assert opened.project.catalog.types["nil-return"].title == "Statement that nothing occurred"

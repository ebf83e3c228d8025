"""The JSON Schema of the report, generated from its types."""

from __future__ import annotations

from typing import Any

import msgspec

from checker.report import model
from checker.schema.descriptions import field_descriptions

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def report_schema() -> dict[str, Any]:
    """The schema, self-contained, with the descriptions of fields."""
    (root,), parts = msgspec.json.schema_components([model.Report])
    for (kind, name), text in field_descriptions(model).items():
        if kind in parts and name in parts[kind].get("properties", {}):
            parts[kind]["properties"][name]["description"] = text
    schema_id = parts["Report"]["properties"]["schema"]
    schema_id["const"] = model.SCHEMA
    head = {"$schema": DIALECT, "$id": model.SCHEMA.replace("/", "-"), "title": "Report"}
    return {**head, **root, "$defs": parts}

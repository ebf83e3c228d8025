"""The JSON Schema of the report, generated from its types."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any

import msgspec

from checker.report import model
from checker.report.public.marker import MARKER
from checker.schema.descriptions import field_descriptions

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def report_schema() -> dict[str, Any]:
    """The schema, self-contained, with the descriptions of fields."""
    return output_schema(model.Report, model.SCHEMA, (model,))


def public_schema() -> dict[str, Any]:
    """The schema of an edition for others: a report that says what it withholds, without salts."""
    schema = report_schema()
    schema["$id"], schema["title"] = f"{schema['$id']}-public", "Edition of a report for others"
    fields = schema["$defs"]["Report"]["properties"]
    told = {name: fields[name]["description"] for name in ("salt_seed", "visibility")}
    fields["salt_seed"] = {"type": "null", "description": told["salt_seed"]}
    fields["visibility"] = {"type": "array", "maxItems": 0, "description": told["visibility"]}
    fields["edition"] = {"$ref": "#/$defs/Edition"}
    schema["$defs"]["Report"]["required"] += ["edition"]
    schema["$defs"]["Commitment"]["properties"]["commitment"]["pattern"] = "^[0-9a-f]{64}$"
    schema["$defs"]["Commitment"]["properties"]["marker"]["pattern"] = f"^{MARKER.pattern}$"
    return schema


def output_schema(
    root: type[msgspec.Struct], version: str, modules: Iterable[ModuleType]
) -> dict[str, Any]:
    """The schema of one kind of output, with the descriptions of fields in the modules."""
    (reference,), parts = msgspec.json.schema_components([root])
    for module in modules:
        for (kind, name), text in field_descriptions(module).items():
            if kind in parts and name in parts[kind].get("properties", {}):
                parts[kind]["properties"][name]["description"] = text
    parts[root.__name__]["properties"]["schema"]["const"] = version
    head = {"$schema": DIALECT, "$id": version.replace("/", "-"), "title": root.__name__}
    return {**head, **reference, "$defs": parts}

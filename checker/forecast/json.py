"""The forecast as JSON, and its schema: the model as it stands, the same bytes everywhere."""

from __future__ import annotations

from typing import Any

import msgspec

from checker.forecast import model
from checker.report import model as report
from checker.schema.descriptions import field_descriptions

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def render(forecast: model.Forecast) -> bytes:
    """Indented JSON, maps in the order of their keys, UTF-8, one line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(forecast, order="deterministic")) + b"\n"


def forecast_schema() -> dict[str, Any]:
    """The schema, self-contained, with the descriptions of fields."""
    (root,), parts = msgspec.json.schema_components([model.Forecast])
    for (kind, name), text in {**field_descriptions(report), **field_descriptions(model)}.items():
        if kind in parts and name in parts[kind].get("properties", {}):
            parts[kind]["properties"][name]["description"] = text
    parts["Forecast"]["properties"]["schema"]["const"] = model.SCHEMA
    head = {"$schema": DIALECT, "$id": model.SCHEMA.replace("/", "-"), "title": "Forecast"}
    return {**head, **root, "$defs": parts}

"""The comparison as JSON, and its schema: the model as it stands, the same bytes everywhere."""

from __future__ import annotations

from typing import Any

import msgspec

from checker.diff import model
from checker.report import model as report_model
from checker.report.schema import output_schema


def render(diff: model.Diff) -> bytes:
    """Indented JSON, maps in the order of their keys, UTF-8, one line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(diff, order="deterministic")) + b"\n"


def diff_schema() -> dict[str, Any]:
    """The schema, self-contained, with the descriptions of fields."""
    return output_schema(model.Diff, model.SCHEMA, (report_model, model))

"""The JSON Schema of the trend, generated from its types."""

from __future__ import annotations

from typing import Any

from checker.history import model
from checker.report import model as report_model
from checker.report.schema import output_schema


def trend_schema() -> dict[str, Any]:
    """The schema, self-contained, with the descriptions of fields."""
    return output_schema(model.Trend, model.SCHEMA, (report_model, model))

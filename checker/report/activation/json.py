"""The activation report as JSON, and its schema."""

from __future__ import annotations

from typing import Any

import msgspec

from checker.report import model as report_model
from checker.report.activation import model
from checker.report.activation.model import Activation
from checker.report.schema import output_schema


def render(found: Activation) -> bytes:
    """Indented JSON, maps in the order of their keys, UTF-8, one line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(found, order="deterministic")) + b"\n"


def activation_schema() -> dict[str, Any]:
    """The published schema."""
    return output_schema(Activation, model.SCHEMA, (report_model, model))

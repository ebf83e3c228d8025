"""What can happen to a record, and how its requirement must notice."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from rsp.time import instant_text
from tests.examples.example_lab import ExampleLab, Record

YEARS = timedelta(days=731)
"""Older than any evidence of the catalog may be."""

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def aged(record: Record) -> Record:
    """The same record, made two years earlier: every date in it moves."""
    moved: Record = _earlier(record)
    return moved


def _earlier(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _earlier(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_earlier(inner) for inner in value]
    if isinstance(value, str) and _INSTANT.match(value):
        return instant_text(datetime.fromisoformat(value.replace("Z", "+00:00")) - YEARS)
    if isinstance(value, str) and _DAY.match(value):
        return (datetime.fromisoformat(value).replace(tzinfo=UTC) - YEARS).date().isoformat()
    return value


def weakened(record: Record) -> Record:
    """The same content, as a claim."""
    return {**record, "reliability": "claim"}


def readdressed(lab: ExampleLab, record: Record) -> Record:
    """The same content under the name of something else."""
    first = record["assets"][0]
    return {**record, "assets": [_other(lab, first), *record["assets"][1:]]}


def _other(lab: ExampleLab, key: str) -> str:
    """Another thing of the same type, or the model that needs no standard."""
    if key == "organization":
        return "model/atlas-1"
    kind = key.rpartition("/")[0]
    known = [*lab.project.assets, *lab.project.events]
    others = [other for other in sorted(known) if other.rpartition("/")[0] == kind and other != key]
    return others[0] if others else f"{kind}/another"


def put(payload: Record, path: str, value: Any) -> None:
    """Set the value at a dotted path of a payload."""
    steps = path.split(".")
    node: Any = payload
    for step in steps[:-1]:
        node = node[int(step)] if isinstance(node, list) else node[step]
    last = steps[-1]
    if isinstance(node, list):
        node[int(last)] = value
    else:
        node[last] = value

"""What can happen to a record, and the reasons by which that has to show."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from checker.assess.assessment import Reason
from checker.evidence.offered import Offered
from rsp.time import instant_text
from tests.examples.example_lab import ExampleLab, Record

YEARS = timedelta(days=731)
"""Older than any evidence of the catalog may be."""

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def removed(lab: ExampleLab, record: Record) -> Offered | None:
    """Gone without a trace: neither record nor line in the manifest."""
    return None


def withdrawn(lab: ExampleLab, record: Record) -> Offered | None:
    """Gone, and the manifest remembers it."""
    return lab.withdrawn(record["id"])


def aged(lab: ExampleLab, record: Record) -> Offered | None:
    """Made two years earlier: every date in it moves."""
    return lab.offer(_earlier(record))


def weakened(lab: ExampleLab, record: Record) -> Offered | None:
    """The same content, worth no more than a claim."""
    return lab.offer({**record, "reliability": "claim"})


def readdressed(lab: ExampleLab, record: Record) -> Offered | None:
    """The same content under the name of something else."""
    first, *rest = record["assets"]
    return lab.offer({**record, "assets": [_other(lab, first), *rest]})


def tampered(lab: ExampleLab, record: Record) -> Offered | None:
    """One character more, and not sealed again."""
    source = {**record["source"], "query": record["source"]["query"] + "."}
    return lab.offer({**record, "source": source}, sealed=False)


MUTATIONS: dict[Callable[[ExampleLab, Record], Offered | None], frozenset[Reason]] = {
    removed: frozenset({Reason.MISSING, Reason.STALE, Reason.COVERAGE_HOLE}),
    withdrawn: frozenset({Reason.WITHDRAWN}),
    aged: frozenset(
        {Reason.STALE, Reason.COVERAGE_HOLE, Reason.VALIDATION_FAILED, Reason.VALIDATION_ERROR}
    ),
    weakened: frozenset({Reason.WEAK_RELIABILITY}),
    readdressed: frozenset({Reason.MALFORMED}),
    tampered: frozenset({Reason.TAMPERED}),
}
"""Each mutation with the reasons of which one has to be given."""


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


def _other(lab: ExampleLab, key: str) -> str:
    """Another thing of the same type, or the model that needs no standard."""
    if key == "organization":
        return "model/atlas-1"
    kind = key.rpartition("/")[0]
    known = sorted([*lab.project.assets, *lab.project.events])
    others = [other for other in known if other.rpartition("/")[0] == kind and other != key]
    return others[0] if others else f"{kind}/another"


def put(payload: Record, path: str, value: Any) -> None:
    """Set the value at a dotted path of a payload."""
    *steps, last = path.split(".")
    node: Any = payload
    for step in steps:
        node = node[int(step)] if isinstance(node, list) else node[step]
    node[int(last) if isinstance(node, list) else last] = value

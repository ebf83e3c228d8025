"""Take the example of an evidence type to other dates: what it says stays, when it was moves."""

from __future__ import annotations

import copy
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from generate.dates import date, text
from rsp.evidence import EvidenceType

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|\+00:00)\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def rebased(kind: EvidenceType, start: datetime, end: datetime) -> dict[str, Any]:
    """The type's first example as if it had been observed then."""
    payload: dict[str, Any] = copy.deepcopy(kind.schema["examples"][0])
    bounds = kind.rules.bounds
    if bounds.at is not None:
        first = last = _read(payload[bounds.at])
    else:
        first, last = _read(payload[str(bounds.from_)]), _read(payload[str(bounds.to)])
    moved: dict[str, Any] = _moved(payload, first, last, start, end)
    if bounds.at is not None:
        moved[bounds.at] = text(start)
    else:
        moved[str(bounds.from_)], moved[str(bounds.to)] = text(start), text(end)
    return moved


def _moved(value: Any, first: datetime, last: datetime, start: datetime, end: datetime) -> Any:
    if isinstance(value, dict):
        return {key: _moved(inner, first, last, start, end) for key, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner, first, last, start, end) for inner in value]
    if isinstance(value, str) and _INSTANT.match(value):
        return text(_map(_read(value), first, last, start, end))
    if isinstance(value, str) and _DAY.match(value):
        return date(_map(_read(value) + timedelta(hours=12), first, last, start, end))
    return value


def _map(at: datetime, first: datetime, last: datetime, start: datetime, end: datetime) -> datetime:
    """Before and after the bounds by their shift, between them in proportion, to the minute."""
    if at <= first or first == last:
        moved = start + (at - first)
    elif at >= last:
        moved = end + (at - last)
    else:
        moved = start + (end - start) * ((at - first) / (last - first))
    return moved.replace(second=0, microsecond=0)


def _read(written: str) -> datetime:
    found = datetime.fromisoformat(written.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=UTC)

"""Times that follow from the story of the lab and not from the catalog alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from generate.calendar import day
from rsp.time import Moment

Span = tuple[datetime, datetime]

AT: dict[str, datetime] = {
    "audit-plan": day("2026-03-02T09:00"),
    "document-approval": day("2026-04-07T09:00"),
    "framework-mapping": day("2026-04-21T10:00"),
    "independent-validation": day("2026-03-27T12:00"),
    "insider-programme-review": day("2026-05-20T15:00"),
    "lifecycle-review": day("2026-05-12T16:00"),
    "monitoring-review": day("2026-03-20T15:00"),
    "partner-attestation": day("2026-03-05T10:00"),
    "perimeter-test": day("2026-04-16T12:00"),
    "physical-inspection": day("2026-04-22T16:00"),
    "threat-model": day("2026-02-20T16:00"),
}
"""When the one record of a type was made; else on the last day of May."""

TIMES: dict[str, list[Span]] = {
    "audit-report": [(day("2026-01-12"), day("2026-05-16"))],
    "security-red-team-report": [
        (day("2026-02-02"), day("2026-03-14")),
        (day("2026-05-04"), day("2026-06-06")),
    ],
}
"""Types whose records lie at dates of their own."""

WHOLE: frozenset[str] = frozenset()
"""Types whose every record names all that may ask for it, although the plan sees only some keys."""

_AFTER: dict[str, timedelta] = {}
"""How long after its event a record about it was made; negative: before."""

_EVENTS: dict[str, datetime] = {}


def remember(events: dict[str, Moment]) -> None:
    """Take in when the events of the inventory were."""
    _EVENTS.update({key: at.earliest for key, at in events.items()})


def at_event(kind: str, key: str) -> Span:
    """When the record of a type about an event was made."""
    at = _EVENTS[key] + _AFTER.get(kind, timedelta(days=3))
    return at, at


def groups(kind: str, keys: list[str]) -> list[tuple[str, ...]]:
    """The assets that one record lists together; those of different partners stand apart."""
    if kind == "partner-attestation":
        return [(key,) for key in keys]
    return [tuple(keys)]


__all__ = ["AT", "TIMES", "WHOLE", "at_event", "day", "groups", "remember"]

"""Dates of the half year: month ends, months, quarters, and how they are written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

START = datetime(2026, 1, 1, tzinfo=UTC)
"""First instant of the period."""
NOW = datetime(2026, 7, 1, tzinfo=UTC)
"""The latest instant of the assessment date, and the end of the period."""

MORNING = timedelta(hours=6)
"""When a record of one instant is drawn, unless its type says otherwise."""


def day(text: str) -> datetime:
    """`2026-03-31` or `2026-03-31T09:00` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def text(at: datetime) -> str:
    """RFC 3339 to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def date(at: datetime) -> str:
    """The day alone."""
    return at.date().isoformat()


def month_starts() -> list[datetime]:
    """The first instants of January to July."""
    return [datetime(2026, month, 1, tzinfo=UTC) for month in range(1, 8)]


def month_ends() -> list[datetime]:
    """The mornings of the last days of January to June."""
    return [start - timedelta(days=1) + MORNING for start in month_starts()[1:]]


def stretches(start: datetime, end: datetime, quarters: bool) -> list[tuple[datetime, datetime]]:
    """The months, or quarters, between two instants, cut to them."""
    bounds = month_starts()[:: 3 if quarters else 1]
    return [
        (max(start, first), min(end, last))
        for first, last in pairwise(bounds)
        if first < end and last > start
    ]

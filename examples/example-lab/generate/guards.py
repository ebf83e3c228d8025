"""Versions of the blocking classifiers, and when each of them ran."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from generate.dates import day


@dataclass(frozen=True)
class Guard:
    """One approved configuration."""

    version: str
    threshold: float
    since: datetime
    """When it went into service everywhere; it was evaluated and approved before."""
    until: datetime

    @property
    def evaluated(self) -> datetime:
        return self.since - timedelta(days=9)

    @property
    def approved_from(self) -> datetime:
        return self.since - timedelta(days=2)

    @property
    def approved_until(self) -> datetime:
        return self.until + timedelta(days=7)


GUARDS = (
    Guard("guard-4.0", 0.45, day("2025-11-05"), day("2026-02-10")),
    Guard("guard-4.1", 0.4, day("2026-02-10"), day("2026-04-28")),
    Guard("guard-4.2", 0.35, day("2026-04-28"), day("2026-11-01")),
)


def guards_between(start: datetime, end: datetime) -> list[Guard]:
    """Those that ran at some time between two instants."""
    return [guard for guard in GUARDS if guard.since < end and guard.until > start]


def guard_at(at: datetime) -> Guard:
    """The one that ran at an instant."""
    return next(guard for guard in GUARDS if guard.since <= at < guard.until)

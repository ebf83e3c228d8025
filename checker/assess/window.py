"""Periods, windows, freshness and holes (R3, R4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rsp.asset import Asset
from rsp.project import Period
from rsp.time import Duration, Span
from rsp.value import Value


class Window(Value, frozen=True, kw_only=True):
    """The stretch of time in which an instance has to be shown."""

    start: datetime
    end: datetime
    until: datetime
    """The earlier of now and retirement: freshness counts back from here."""

    @property
    def span(self) -> Span:
        """As a span."""
        return Span(start=self.start, end=max(self.start, self.end))

    def touches(self, start: datetime, end: datetime) -> bool:
        """Whether an observation touches it: a span by overlap, an instant in it or at an end."""
        if start == end:
            return self.start <= start <= self.end
        return start < self.end and end > self.start


def of_period(period: Period, now: datetime) -> Window:
    """The period up to now."""
    end = now if period.end is None else min(now, period.end.latest)
    return Window(start=period.start.earliest, end=end, until=now)


def of_asset(window: Window, asset: Asset) -> Window | None:
    """The window cut to an asset's time in service; None where nothing is left."""
    start = max(window.start, asset.in_service.from_.earliest)
    retirement = asset.in_service.to
    end = window.end if retirement is None else min(window.end, retirement.latest)
    until = window.until if retirement is None else min(window.until, retirement.latest)
    return Window(start=start, end=end, until=until) if start < end else None


def both(one: Window, other: Window) -> Window | None:
    """What two windows have in common."""
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Window(start=start, end=end, until=min(one.until, other.until)) if start < end else None


def fresh(max_age: Duration | None, observed: datetime, until: datetime) -> bool:
    """Whether an observation that ended then is fresh at `until` (R3)."""
    return max_age is not None and max_age.after(observed) >= until


def holes(
    window: Window,
    spans: Iterable[tuple[datetime, datetime]],
    inner: Duration | None,
    last: Duration | None,
) -> tuple[Span, ...]:
    """The stretches longer than allowed that no span covers; spans come in order of their start."""
    found = []
    covered = window.start
    for start, end in spans:
        if start >= window.end:
            break
        if start > covered and _exceeds(inner, covered, start):
            found.append(Span(start=covered, end=start))
        covered = max(covered, end)
    if covered < window.end and _exceeds(last, covered, window.end):
        found.append(Span(start=covered, end=window.end))
    return tuple(found)


def _exceeds(allowance: Duration | None, start: datetime, end: datetime) -> bool:
    return start < end if allowance is None else allowance.after(start) < end

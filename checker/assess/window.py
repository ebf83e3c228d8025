"""Periods, windows, grace, freshness and holes (R3, R4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from rsp.asset import Asset
from rsp.project import Period
from rsp.time import Duration, Span
from rsp.unit import CalendarUnit
from rsp.value import Value


class Window(Value, frozen=True, kw_only=True):
    """The stretch of time in which an instance has to be shown."""

    start: datetime
    end: datetime
    until: datetime
    """The earlier of now and retirement: freshness counts back from here."""
    entered: datetime | None = None
    """When the asset entered service, of a pair the later one; None where that is not after the
    period's start, and for what enters no service."""
    grace_until: datetime | None = None
    """Until when nothing is due for it."""

    @property
    def due(self) -> datetime:
        """From when on it has to be covered: its start, or the end of its grace."""
        return self.start if self.grace_until is None else max(self.start, self.grace_until)

    @property
    def in_grace(self) -> bool:
        """Whether its grace outlasts it, so that nothing of it is due."""
        return self.due > max(self.start, self.end)

    @property
    def span(self) -> Span:
        """What has to be covered, as a span."""
        return Span(start=self.due, end=max(self.due, self.end))

    def after_grace(self, grace: Duration | None) -> Window:
        """With the grace that an asset has which entered service within the period (R4)."""
        if grace is None or self.entered is None:
            return self
        return msgspec.structs.replace(self, grace_until=grace.after(self.entered))

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
    entered = asset.in_service.from_.earliest
    if start >= end:
        return None
    return Window(
        start=start, end=end, until=until, entered=entered if entered > window.start else None
    )


def both(one: Window, other: Window) -> Window | None:
    """What two windows have in common."""
    start, end = max(one.start, other.start), min(one.end, other.end)
    if start >= end:
        return None
    entered = [at for at in (one.entered, other.entered) if at is not None]
    return Window(
        start=start,
        end=end,
        until=min(one.until, other.until),
        entered=max(entered, default=None),
    )


def fresh(max_age: Duration | None, observed: datetime, until: datetime) -> bool:
    """Whether an observation that ended then is fresh at `until` (R3)."""
    return max_age is not None and max_age.after(observed) >= until


def holes(
    window: Window,
    spans: Iterable[tuple[datetime, datetime]],
    inner: Duration | None,
    last: Duration | None,
    offered: Iterable[datetime] = (),
) -> tuple[Span, ...]:
    """The stretches longer than allowed that no span covers; spans come in order of their start.

    `offered` are the starts of all that was offered: a stretch before one of them is not the last.
    """
    found = []
    covered = window.due
    for start, end in spans:
        if start >= window.end:
            break
        if start > covered and _exceeds(inner, covered, start):
            found.append(Span(start=covered, end=start))
        covered = max(covered, end)
    after = [one for one in offered if one < window.end and _exceeds(inner, covered, one)]
    if after:
        found.append(Span(start=covered, end=min(after)))
    elif covered < window.end and _exceeds(last, covered, window.end):
        found.append(Span(start=covered, end=window.end))
    return tuple(found)


def silent_units(
    window: Window, spans: Iterable[tuple[datetime, datetime]], unit: CalendarUnit
) -> tuple[Span, ...]:
    """The calendar units wholly within what is due that no observation counts for."""
    shown = {unit.shown_by(Span(start=start, end=end)) for start, end in spans}
    return tuple(each for each in unit.within(window.span) if each.start not in shown)


def _exceeds(allowance: Duration | None, start: datetime, end: datetime) -> bool:
    return start < end if allowance is None else allowance.after(start) < end

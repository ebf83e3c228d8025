"""Instants, spans and durations: the one reader of dates, and calendar arithmetic that clamps."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta

from rsp.value import Scalar, Value

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?P<offset>Z|[+-]\d{2}:\d{2})?\Z",
    re.ASCII,
)
_DURATION = re.compile(
    r"P(?=[\dT])(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?"
    r"(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,8})S)?)?\Z",
    re.ASCII,
)

START_OF_TIME = datetime.min.replace(tzinfo=UTC)
END_OF_TIME = datetime.max.replace(tzinfo=UTC)


class TimeError(ValueError):
    """A text that is not a date, an instant or a duration as this project writes them."""


class OffsetMissing(TimeError):
    """An instant without an offset: it would mean another time on another machine."""


class Moment(Scalar):
    """A date (the whole day in UTC) or an instant, as its earliest and latest time."""

    __slots__ = ("earliest", "latest")

    earliest: datetime
    """First instant it can mean, UTC."""
    latest: datetime
    """For an instant the same; for a date the first instant of the next day (half-open end),
    UTC."""

    def __init__(self, *, earliest: datetime, latest: datetime) -> None:
        self._set(earliest=earliest, latest=latest)

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read `2026-11-21` or `2026-11-21T08:00:00Z`; raises TimeError, OffsetMissing."""
        try:
            if _DATE.match(text):
                start = datetime.fromisoformat(text).replace(tzinfo=UTC)
                return cls(earliest=start, latest=start + timedelta(days=1))
            found = _INSTANT.match(text)
            if found is None:
                raise TimeError(f"{text[:40]!r} is not a date or an instant (2026-11-21T08:00:00Z)")
            if found["offset"] is None:
                raise OffsetMissing(f"{text[:40]!r} has no offset; end it with Z or +00:00")
            at = datetime.fromisoformat(text).astimezone(UTC)
        except TimeError:
            raise
        except (ValueError, OverflowError) as error:
            raise TimeError(f"{text[:40]!r} is no date of the calendar") from error
        return cls(earliest=at, latest=at)

    def __str__(self) -> str:
        if self.latest - self.earliest == timedelta(days=1):
            return self.earliest.date().isoformat()
        return instant_text(self.earliest)


class Span(Value, kw_only=True, frozen=True, order=True):
    """A half-open stretch of time [start, end); an instant is a span of no length."""

    start: datetime
    """First instant, UTC."""
    end: datetime
    """First instant after it, UTC; never before `start`."""

    def overlaps(self, other: Span) -> bool:
        """Whether they share an instant; a span of no length overlaps what contains its instant."""
        if self.start == self.end:
            return other.start <= self.start < other.end or self.start == other.start == other.end
        if other.start == other.end:
            return self.start <= other.start < self.end
        return self.start < other.end and other.start < self.end

    def __str__(self) -> str:
        return f"{instant_text(self.start)}/{instant_text(self.end)}"


class Duration(Scalar):
    """An ISO 8601 duration; months stay calendar months until they are anchored at an instant."""

    __slots__ = ("length", "months", "text")

    months: int
    """Calendar months, years included."""
    length: timedelta
    """Weeks, days and times of day, as exact time."""
    text: str
    """As written."""

    def __init__(self, *, months: int, length: timedelta, text: str) -> None:
        self._set(months=months, length=length, text=text)

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read `P31D`, `P3M`, `PT8H`; raises TimeError. Fractions and signs are not accepted."""
        found = _DURATION.match(text)
        if found is None or text == "P":
            raise TimeError(f"{text[:40]!r} is not an ISO 8601 duration (P31D, P3M, PT8H)")
        part = {name: int(value) if value else 0 for name, value in found.groupdict().items()}
        return cls(
            months=12 * part["years"] + part["months"],
            length=timedelta(
                weeks=part["weeks"],
                days=part["days"],
                hours=part["hours"],
                minutes=part["minutes"],
                seconds=part["seconds"],
            ),
            text=text,
        )

    def after(self, start: datetime) -> datetime:
        """The instant this long after it, clamped (31 January + P1M is the end of February)."""
        try:
            return _shifted(start, self.months) + self.length
        except (ValueError, OverflowError):
            return END_OF_TIME

    def before(self, end: datetime) -> datetime:
        """The instant this long before `end`, clamped likewise."""
        try:
            return _shifted(end, -self.months) - self.length
        except (ValueError, OverflowError):
            return START_OF_TIME

    def __str__(self) -> str:
        return self.text


def _shifted(start: datetime, months: int) -> datetime:
    if not months:
        return start
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return start.replace(year=year, month=month + 1, day=day)


def instant_text(at: datetime) -> str:
    """RFC 3339 in UTC, to the second unless it has microseconds."""
    text = at.astimezone(UTC).isoformat(timespec="microseconds" if at.microsecond else "seconds")
    return text.replace("+00:00", "Z")

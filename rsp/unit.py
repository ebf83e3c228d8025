"""Calendar months, quarters and years in UTC: what a cadence by the calendar counts in (R4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from rsp.time import END_OF_TIME, Span


class CalendarUnit(StrEnum):
    """A stretch of the calendar in which something has to be observed."""

    MONTH = "calendar-month"
    QUARTER = "calendar-quarter"
    YEAR = "calendar-year"

    @property
    def months(self) -> int:
        """How many months it has."""
        return _MONTHS[self]

    @property
    def words(self) -> str:
        """`calendar quarter`."""
        return self.value.replace("-", " ")

    def begin(self, at: datetime) -> datetime:
        """The beginning of the unit that an instant lies in; one at its end lies in the next."""
        month = (at.month - 1) // self.months * self.months + 1
        return datetime(at.year, month, 1, tzinfo=UTC)

    def end(self, at: datetime) -> datetime:
        """The end of the unit that an instant lies in, which is the beginning of the next."""
        year, month = divmod(at.year * 12 + self.begin(at).month - 1 + self.months, 12)
        if year > END_OF_TIME.year:
            return END_OF_TIME
        return datetime(year, month + 1, 1, tzinfo=UTC)

    def shown_by(self, observed: Span) -> datetime:
        """The beginning of the one unit that an observation counts for: that it ends in.

        What ends at midnight between two units ends in the earlier; an instant at that midnight
        lies in the later.
        """
        if observed.start < observed.end:
            return self.begin(observed.end - timedelta(microseconds=1))
        return self.begin(observed.start)

    def within(self, span: Span) -> Iterator[Span]:
        """The units that lie wholly in a span, in their order."""
        start = self.begin(span.start)
        if start < span.start:
            start = self.end(span.start)
        while (end := self.end(start)) <= span.end and start < end:
            yield Span(start=start, end=end)
            start = end

    def label(self, at: datetime) -> str:
        """What people call the unit that an instant lies in: `2026-07`, `2026-Q3`, `2026`."""
        match self:
            case CalendarUnit.MONTH:
                return f"{at.year:04}-{at.month:02}"
            case CalendarUnit.QUARTER:
                return f"{at.year:04}-Q{(at.month + 2) // 3}"
            case CalendarUnit.YEAR:
                return f"{at.year:04}"


_MONTHS = {CalendarUnit.MONTH: 1, CalendarUnit.QUARTER: 3, CalendarUnit.YEAR: 12}

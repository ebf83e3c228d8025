"""Units of the calendar: where they begin and end, and what they are called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rsp.requirement import Cadence, Limit
from rsp.time import END_OF_TIME, START_OF_TIME, Span, TimeError
from rsp.unit import CalendarUnit


def day(text: str) -> datetime:
    """A date as its first instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("unit", "begin", "end", "label"),
    [
        ("calendar-month", "2024-02-01", "2024-03-01", "2024-02"),
        ("calendar-quarter", "2024-01-01", "2024-04-01", "2024-Q1"),
        ("calendar-year", "2024-01-01", "2025-01-01", "2024"),
    ],
)
def test_an_instant_lies_in_one_unit(unit: str, begin: str, end: str, label: str) -> None:
    """29 February, in the last microsecond."""
    one, at = CalendarUnit(unit), day("2024-03-01") - timedelta(microseconds=1)

    assert (one.begin(at), one.end(at), one.label(at)) == (day(begin), day(end), label)


@pytest.mark.parametrize(("month", "quarter"), [*enumerate("111222333444", 1)])
def test_quarters_have_three_months(month: int, quarter: str) -> None:
    """The first begins in January."""
    at = datetime(2026, month, 15, tzinfo=UTC)

    assert CalendarUnit.QUARTER.label(at) == f"2026-Q{quarter}"


def test_december_ends_with_the_year() -> None:
    """The next unit is in the next year."""
    ends = [unit.end(day("2026-12-31")) for unit in CalendarUnit]

    assert ends == [day("2027-01-01")] * 3


@pytest.mark.parametrize("unit", list(CalendarUnit))
def test_the_ends_of_time_are_no_error(unit: CalendarUnit) -> None:
    """The last year that can be written has a last unit, and the walk through it stops."""
    last = END_OF_TIME - timedelta(days=400)

    found = list(unit.within(Span(start=last, end=END_OF_TIME)))

    assert found[-1].end == END_OF_TIME
    assert list(unit.within(Span(start=START_OF_TIME, end=START_OF_TIME))) == []


@pytest.mark.parametrize("text", ["P31D", "params.every", *CalendarUnit])
def test_a_cadence_is_written_as_it_is_read(text: str) -> None:
    """Whichever of the three it is; one that is no unit is no limit in disguise."""
    found = Cadence.parse(text)

    assert str(found) == text
    assert found == Cadence.parse(text)
    assert found != Limit(duration=found.duration, parameter=found.parameter)
    assert len({found, *map(Cadence.parse, ("P1D", "calendar-month"))}) >= 2


@pytest.mark.parametrize(
    "text", ["", "calendar-week", "Calendar-Month", "calendar-month ", "P", "1M", "calendar"]
)
def test_what_is_no_cadence_is_refused(text: str) -> None:
    """The message lists the words there are."""
    with pytest.raises(TimeError, match="calendar-month, calendar-quarter, calendar-year"):
        Cadence.parse(text)


@pytest.mark.parametrize("text", list(CalendarUnit))
def test_other_limits_have_no_unit_of_the_calendar(text: str) -> None:
    """How old something may be is a length of time."""
    with pytest.raises(TimeError, match="is not an ISO 8601 duration"):
        Limit.parse(text)

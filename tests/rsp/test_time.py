"""Dates, instants, spans and durations: what is accepted, and calendar arithmetic."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from rsp.time import (
    END_OF_TIME,
    START_OF_TIME,
    Duration,
    Moment,
    OffsetMissing,
    Span,
    TimeError,
    instant_text,
)


def utc(text: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# --- Moments --------------------------------------------------------------------------------------


def test_a_date_is_its_whole_day_in_utc() -> None:
    """It ends where the next begins."""
    found = Moment.parse("2026-12-31")

    assert (found.earliest, found.latest) == (
        utc("2026-12-31T00:00:00"),
        utc("2027-01-01T00:00:00"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-21T08:00:00Z", "2026-11-21T08:00:00"),
        ("2026-11-21T08:00Z", "2026-11-21T08:00:00"),
        ("2026-11-21T08:00:00+00:00", "2026-11-21T08:00:00"),
        ("2026-11-21T08:00:00+02:00", "2026-11-21T06:00:00"),
        ("2026-11-21T23:30:00-01:00", "2026-11-22T00:30:00"),
        ("2026-11-21T08:00:00.25Z", "2026-11-21T08:00:00.250000"),
        ("2026-11-21T08:00:00.000001Z", "2026-11-21T08:00:00.000001"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00"),
    ],
)
def test_an_instant_is_one_point_in_time(text: str, expected: str) -> None:
    """Whatever its offset."""
    found = Moment.parse(text)

    assert (found.earliest, found.latest) == (utc(expected), utc(expected))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "2026",
        "2026-11",
        "26-11-21",
        "2026/11/21",
        "20261121",
        "2026-W47-6",
        "2026-13-01",
        "2026-00-10",
        "2026-02-30",
        "2025-02-29",
        "2026-11-31",
        "2026-11-21 08:00:00Z",
        "2026-11-21T08Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T08:60:00Z",
        "2026-11-21T08:00:61Z",
        "2026-11-21T08:00:00.1234567Z",
        "2026-11-21T08:00:00z",
        "2026-11-21t08:00:00Z",
        "2026-11-21T08:00:00+2",
        "2026-11-21T08:00:00+0200",
        "2026-11-21T08:00:00+25:00",
        " 2026-11-21",
        "2026-11-21\n",
        "2026-11-21T08:00:00Z\n",
        "0000-01-01",
        "9999-12-31",
        "\u0662\u0660\u0662\u0666-11-21",
    ],
)
def test_what_is_no_date_or_instant_is_refused(text: str) -> None:
    """There is one way to write each."""
    with pytest.raises(TimeError):
        Moment.parse(text)


@pytest.mark.parametrize("text", ["2026-11-21T08:00:00", "2026-11-21T08:00"])
def test_an_instant_without_an_offset_is_refused(text: str) -> None:
    """It would be another time on another machine."""
    with pytest.raises(OffsetMissing, match="has no offset"):
        Moment.parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21T00:00:00Z", "2026-11-21T00:00:00Z"),
        ("2026-11-21T08:00:00+02:00", "2026-11-21T06:00:00Z"),
    ],
)
def test_a_moment_is_written_as_it_was_meant(text: str, expected: str) -> None:
    """A date as a date, an instant in UTC."""
    assert str(Moment.parse(text)) == expected


def test_a_message_quotes_only_the_beginning_of_what_was_written() -> None:
    """A file may hold anything."""
    with pytest.raises(TimeError) as raised:
        Moment.parse("x" * 1000)

    assert len(str(raised.value)) < 120


# --- Durations ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "months", "length"),
    [
        ("P1Y", 12, timedelta()),
        ("P1Y2M", 14, timedelta()),
        ("P3M", 3, timedelta()),
        ("P2W", 0, timedelta(weeks=2)),
        ("P31D", 0, timedelta(days=31)),
        ("PT24H", 0, timedelta(hours=24)),
        ("PT90M", 0, timedelta(minutes=90)),
        ("PT45S", 0, timedelta(seconds=45)),
        ("P1M2DT3H4M5S", 1, timedelta(days=2, hours=3, minutes=4, seconds=5)),
        ("PT0S", 0, timedelta()),
    ],
)
def test_a_duration_is_months_and_exact_time(text: str, months: int, length: timedelta) -> None:
    """Months wait until they are anchored."""
    found = Duration.parse(text)

    assert (found.months, found.length, str(found)) == (months, length, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1",
        "1D",
        "P1H",
        "PT1D",
        "P1DT",
        "P1D1M",
        "P1.5D",
        "P0.5M",
        "-P1D",
        "P-1D",
        "+P1D",
        "p1d",
        "P1D ",
        "P1D\n",
        "P99999Y",
        "1 month",
        "P\u0661D",
    ],
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    """No fractions, no signs, nothing out of order."""
    with pytest.raises(TimeError):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-01-31T00:00:00", "P1M", "2026-02-28T00:00:00"),
        ("2024-01-31T00:00:00", "P1M", "2024-02-29T00:00:00"),
        ("2024-02-29T00:00:00", "P1Y", "2025-02-28T00:00:00"),
        ("2024-02-29T00:00:00", "P4Y", "2028-02-29T00:00:00"),
        ("2026-08-31T12:30:00", "P6M", "2027-02-28T12:30:00"),
        ("2026-11-30T00:00:00", "P3M", "2027-02-28T00:00:00"),
        ("2026-12-31T00:00:00", "P1M", "2027-01-31T00:00:00"),
        ("2026-11-15T00:00:00", "P2M", "2027-01-15T00:00:00"),
        ("2026-02-28T00:00:00", "P1M", "2026-03-28T00:00:00"),
        ("2026-02-28T00:00:00", "P31D", "2026-03-31T00:00:00"),
        ("2026-01-31T00:00:00", "P1M1D", "2026-03-01T00:00:00"),
        ("2026-01-01T00:00:00", "PT36H", "2026-01-02T12:00:00"),
    ],
)
def test_a_duration_after_an_instant_is_clamped_at_the_end_of_the_month(
    start: str, duration: str, expected: str
) -> None:
    """First the months, then the days."""
    assert Duration.parse(duration).after(utc(start)) == utc(expected)


@pytest.mark.parametrize(
    ("end", "duration", "expected"),
    [
        ("2026-03-31T00:00:00", "P1M", "2026-02-28T00:00:00"),
        ("2024-03-31T00:00:00", "P1M", "2024-02-29T00:00:00"),
        ("2026-01-15T00:00:00", "P1M", "2025-12-15T00:00:00"),
        ("2024-02-29T00:00:00", "P1Y", "2023-02-28T00:00:00"),
        ("2026-01-02T12:00:00", "PT36H", "2026-01-01T00:00:00"),
    ],
)
def test_a_duration_before_an_instant_is_clamped_likewise(
    end: str, duration: str, expected: str
) -> None:
    """Backwards over the end of a year too."""
    assert Duration.parse(duration).before(utc(end)) == utc(expected)


@pytest.mark.parametrize("duration", ["P9999Y", "P99999D", "P9999Y9999M", "PT999999H"])
def test_beyond_the_calendar_is_its_end(duration: str) -> None:
    """A limit that long is no limit, and no error."""
    late, early = utc("9990-01-01T00:00:00"), utc("0005-01-01T00:00:00")

    assert (Duration.parse(duration).after(late), Duration.parse(duration).before(early)) == (
        END_OF_TIME,
        START_OF_TIME,
    )


# --- Spans ----------------------------------------------------------------------------------------


def span(start: int, end: int) -> Span:
    """Hours of one day."""
    day = utc("2026-11-21T00:00:00")
    return Span(start=day + timedelta(hours=start), end=day + timedelta(hours=end))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (span(1, 5), span(4, 8), True),
        (span(1, 5), span(5, 8), False),
        (span(1, 8), span(3, 4), True),
        (span(1, 5), span(1, 5), True),
        (span(3, 3), span(3, 3), True),
        (span(3, 3), span(4, 4), False),
        (span(3, 3), span(3, 5), True),
        (span(5, 5), span(3, 5), False),
        (span(4, 4), span(3, 5), True),
        (span(1, 2), span(3, 4), False),
    ],
)
def test_spans_overlap_where_they_share_an_instant(one: Span, other: Span, expected: bool) -> None:
    """Half-open, either way round; one of no length is its instant."""
    assert (one.overlaps(other), other.overlaps(one)) == (expected, expected)


def test_a_span_is_written_by_its_ends() -> None:
    """In UTC."""
    assert str(span(1, 5)) == "2026-11-21T01:00:00Z/2026-11-21T05:00:00Z"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (utc("2026-11-21T08:00:00"), "2026-11-21T08:00:00Z"),
        (utc("2026-11-21T08:00:00.000001"), "2026-11-21T08:00:00.000001Z"),
        (
            datetime(2026, 11, 21, 8, tzinfo=timezone(timedelta(hours=2))),
            "2026-11-21T06:00:00Z",
        ),
    ],
)
def test_an_instant_is_written_in_utc(at: datetime, expected: str) -> None:
    """To the second, unless it has more."""
    assert instant_text(at) == expected

"""R4: a cadence by the calendar: every whole month, quarter or year has an observation."""

from __future__ import annotations

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from tests.adapter import run
from tests.builder import Map, asset, case, control, holes, of_control, over_time, reasons, record

END = "2026-10-01T00:00:00Z"
Q3 = ["2026-07-01T00:00:00Z", "2026-10-01T00:00:00Z"]


def quarterly(*observed: str, now: str = END, start: str = "2026-01-01", **more: object) -> Map:
    """Observations, one due in each quarter."""
    records = [record(f"e{number}", at, type="snapshot") for number, at in enumerate(observed)]
    kind = over_time("instants", **{"cadence": "calendar-quarter", **more})
    return case(*records, **of_control(kind), now=now, period={"start": start})


def test_r4_quarter_ends_are_a_quarter_apart() -> None:
    """30 September and 31 December: longer than P3M, and once in each quarter."""
    dates = ("2026-09-30T00:00:00Z", "2026-12-31T00:00:00Z")
    ours = quarterly(*dates, now="2027-01-01T00:00:00Z", start="2026-07-01")
    by_length = quarterly(*dates, now="2027-01-01T00:00:00Z", start="2026-07-01", cadence="P3M")

    assert (reasons(ours), reasons(by_length)) == ([], ["coverage-hole"])


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        ("2026-07-01T00:00:00Z", []),
        ("2026-06-30T23:59:59.999999Z", [Q3]),
        ("2026-09-30T23:59:59.999999Z", []),
        ("2026-10-01T00:00:00Z", [Q3]),
    ],
)
def test_r4_an_instant_at_midnight_belongs_to_the_later_unit(
    third: str, expected: list[list[str]]
) -> None:
    """The quarter begins with its first instant and ends before the next one's."""
    given = quarterly("2026-02-01T00:00:00Z", "2026-05-01T00:00:00Z", third)

    assert holes(given) == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("2026-07-01T00:00:00Z/2026-10-01T00:00:00Z", []),
        ("2026-06-15T00:00:00Z/2026-07-01T00:00:00Z", [Q3]),
        ("2026-06-15T00:00:00Z/2026-07-01T00:00:01Z", []),
        ("2026-01-01T00:00:00Z/2026-10-01T00:00:00Z", []),
    ],
)
def test_r4_a_span_counts_for_the_unit_it_ends_in(span: str, expected: list[list[str]]) -> None:
    """What ends at midnight has ended in the earlier one."""
    given = quarterly("2026-02-01T00:00:00Z", "2026-05-01T00:00:00Z", span)

    assert holes(given) == expected


def test_r4_a_long_span_counts_once() -> None:
    """One look back over a year is not four looks."""
    given = quarterly("2026-01-01T00:00:00Z/2026-10-01T00:00:00Z")

    assert [start[:7] for start, _ in holes(given)] == ["2026-01", "2026-04"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2026-10-01T00:00:00Z", [Q3]), ("2026-09-30T23:59:59Z", []), ("2026-09-30", [Q3])],
)
def test_r4_the_running_unit_is_not_yet_due(now: str, expected: list[list[str]]) -> None:
    """It is when it has ended: on a date, at its end."""
    given = quarterly("2026-02-01T00:00:00Z", "2026-05-01T00:00:00Z", now=now)

    assert holes(given) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-04-01", [["2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z"]]),
        ("2026-04-01T00:00:01Z", []),
    ],
)
def test_r4_a_unit_that_began_before_the_window_is_not_due(
    start: str, expected: list[list[str]]
) -> None:
    """Only whole ones are."""
    assert holes(quarterly("2026-08-01T00:00:00Z", start=start)) == expected


@pytest.mark.parametrize(
    ("observed", "limits", "expected"),
    [
        ((), {}, ["missing"]),
        (("2026-08-10T00:00:00Z",), {}, []),
        (("2026-07-31T23:59:59Z",), {}, ["stale"]),
        (("2026-08-10T00:00:00Z",), {"max_age": "P31D"}, ["stale"]),
    ],
)
def test_r4_a_window_without_a_whole_unit_still_asks_for_presence_and_freshness(
    observed: tuple[str, ...], limits: dict[str, str], expected: list[str]
) -> None:
    """Nothing seen is nothing shown, however short the window is."""
    given = quarterly(*observed, now="2026-09-20T00:00:00Z", start="2026-08-01", **limits)

    assert reasons(given) == expected


def test_r4_a_hole_names_the_unit() -> None:
    """As people call it, with its first instant and its end."""
    given = quarterly("2026-02-01T00:00:00Z", "2026-05-01T00:00:00Z")

    [found] = run(given).instances

    assert [why.message for why in found.reasons] == [
        "2026-Q3: nothing shows it from 2026-07-01T00:00:00Z to 2026-10-01T00:00:00Z; "
        "every calendar quarter needs an observation"
    ]


@pytest.mark.parametrize(
    ("unit", "named"),
    [("calendar-month", 6), ("calendar-quarter", 2), ("calendar-year", 0)],
)
def test_r4_each_unit_has_its_length(unit: str, named: int) -> None:
    """Half a year holds six months, two quarters and no year."""
    given = quarterly("2026-07-01T00:00:00Z", now="2026-07-01T00:00:00Z", cadence=unit)

    assert len(holes(given)) == named


def test_r4_a_year_of_no_observation_is_a_hole() -> None:
    """29 February is in it, and makes it no longer."""
    given = quarterly(
        "2025-02-01T00:00:00Z", start="2024-01-01", now="2025-03-01", cadence="calendar-year"
    )

    assert holes(given) == [["2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"]]


def test_r4_retirement_ends_what_is_due() -> None:
    """The quarter in which it leaves service is not whole."""
    kind = over_time("instants", cadence="calendar-quarter", for_each="environment")
    given = case(
        record("e1", "2026-02-01T00:00:00Z", assets=["environment/a"]),
        controls=[control("C1", kind)],
        assets=[asset("environment", "a", "2020-01-01", "2026-06-29")],
        now=END,
        period={"start": "2026-01-01"},
    )

    assert reasons(given, "C1/r1@environment/a") == []


def test_r4_the_grace_moves_the_first_unit_that_is_due() -> None:
    """In service in January, in its grace into February: the second quarter is the first."""
    kind = over_time("instants", cadence="calendar-quarter", for_each="environment", grace="P30D")
    given = case(
        record("e1", "2026-08-01T00:00:00Z", assets=["environment/a"]),
        controls=[control("C1", kind)],
        assets=[asset("environment", "a", "2026-01-02")],
        now=END,
        period={"start": "2025-12-01"},
    )

    assert [start[:7] for start, _ in holes(given, "C1/r1@environment/a")] == ["2026-04"]


def test_r4_what_is_not_good_is_no_observation() -> None:
    """Weak evidence leaves its quarter empty."""
    given = quarterly("2026-02-01T00:00:00Z", "2026-05-01T00:00:00Z", "2026-08-01T00:00:00Z")
    given["records"][1]["reliability"] = "claim"

    assert reasons(given) == ["coverage-hole", "weak-reliability"]


# --- Against a sweep over days --------------------------------------------------------------------

UNITS = {
    "calendar-month": lambda year, month: (year, month),
    "calendar-quarter": lambda year, month: (year, "111222333444"[month - 1]),
    "calendar-year": lambda year, month: (year,),
}


def calendar_days() -> list[tuple[int, int, int]]:
    """Year, month and day of every day of 2023 to 2025, counted out."""
    lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return [
        (year, month, day)
        for year in (2023, 2024, 2025)
        for month in range(1, 13)
        for day in range(1, lengths[month - 1] + 1 + (year == 2024 and month == 2))
    ]


ALL_DAYS = calendar_days()


@settings(max_examples=120, derandomize=True, database=None, deadline=None)
@drawn(
    st.sampled_from(sorted(UNITS)),
    st.integers(0, 300),
    st.integers(330, len(ALL_DAYS) - 1),
    st.lists(st.integers(0, len(ALL_DAYS) - 1), min_size=1, max_size=40),
)
def test_r4_units_are_those_of_a_sweep_over_days(
    unit: str, first: int, last: int, seen: list[int]
) -> None:
    """Each day is asked which unit it is of, and whether something was seen on it."""
    unit_of = [UNITS[unit](year, month) for year, month, _ in ALL_DAYS]
    seen = [*(day for day in seen if first <= day < last), first]
    window = set(range(first, last))
    whole = {
        name
        for name in set(unit_of)
        if {day for day, other in enumerate(unit_of) if other == name} <= window
    }
    silent = sorted(
        min(day for day, other in enumerate(unit_of) if other == name)
        for name in whole - {unit_of[day] for day in seen}
    )

    found = holes(
        quarterly(
            *(f"{date(day)}T12:00:00Z" for day in seen),
            start=date(first),
            now=f"{date(last)}T00:00:00Z",
            cadence=unit,
        )
    )

    assert [start for start, _ in found] == [f"{date(day)}T00:00:00Z" for day in silent]


def date(index: int) -> str:
    """A day of the sweep as text."""
    return "{}-{:02}-{:02}".format(*ALL_DAYS[index])

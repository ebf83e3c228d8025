"""R8: `correct_within`, to its last instant, by the calendar."""

from __future__ import annotations

import pytest

from tests.builder import Map, case, failing, of_control, over_time, reasons, record

CORRECTED: list[str] = []
EXCEPTION = ["exception-in-period"]
ELSEWHERE = {"source": {"system": "other", "query": "all", "rows": 3}}


def corrected(bad: str, good: str, within: str, now: str = "2026-07-01", **more: object) -> Map:
    """One observation that fails and one in order, in a period of three years; a year may pass."""
    kind = over_time("instants", cadence="P3Y", correct_within=within)
    records = [failing("bad", bad, type="snapshot"), record("good", good, type="snapshot", **more)]
    return case(*records, **of_control(kind), now=now, period={"start": "2023-07-01"})


@pytest.mark.parametrize(
    ("bad", "within", "last"),
    [
        ("2026-01-31T00:00:00Z", "P1M", "2026-02-28T00:00:00Z"),
        ("2024-01-31T08:30:00Z", "P1M", "2024-02-29T08:30:00Z"),
        ("2024-02-29T00:00:00Z", "P1Y", "2025-02-28T00:00:00Z"),
        ("2023-11-30T00:00:00Z", "P3M", "2024-02-29T00:00:00Z"),
        ("2025-12-31T23:59:59Z", "P2M", "2026-02-28T23:59:59Z"),
        ("2026-02-28T00:00:00Z", "P1M", "2026-03-28T00:00:00Z"),
        ("2026-03-28T00:30:00Z", "P1D", "2026-03-29T00:30:00Z"),
        ("2026-05-01T12:00:00Z", "PT24H", "2026-05-02T12:00:00Z"),
    ],
)
def test_r8_the_last_instant_of_the_limit_is_in_time(bad: str, within: str, last: str) -> None:
    """Months are clamped; in the night in which clocks change a day has 24 hours as ever."""
    too_late = last.replace("Z", ".000001Z")

    assert (
        reasons(corrected(bad, last, within)),
        reasons(corrected(bad, too_late, within)),
    ) == (CORRECTED, EXCEPTION)


@pytest.mark.parametrize(
    ("good", "expected"),
    [
        ("2026-05-09T00:00:00Z", EXCEPTION),
        ("2026-05-09T23:59:59.999999Z", EXCEPTION),
        ("2026-05-10T00:00:00Z", ["contradicted", "exception-in-period"]),
        ("2026-05-10T00:00:00.000001Z", CORRECTED),
    ],
)
def test_r8_what_was_in_order_before_corrects_nothing(good: str, expected: list[str]) -> None:
    """A correction is observed after the exception; at the same instant it contradicts."""
    assert reasons(corrected("2026-05-10T00:00:00Z", good, "P1M")) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, CORRECTED),
        (ELSEWHERE, EXCEPTION),
        ({"reliability": "claim"}, ["exception-in-period", "weak-reliability"]),
        ({"problems": ["malformed"]}, ["exception-in-period", "malformed"]),
        ({"payload": {}}, ["exception-in-period", "validation-error"]),
        ({"collected_at": "2026-07-03T00:00:00Z"}, ["exception-in-period"]),
    ],
)
def test_r8_only_a_good_known_record_of_the_same_system_corrects(
    more: Map, expected: list[str]
) -> None:
    """Not one of another system, a weak, unsound or failing one, nor one collected after now."""
    given = corrected("2026-05-10T00:00:00Z", "2026-05-20T00:00:00Z", "P1M", **more)

    assert reasons(given) == expected


@pytest.mark.parametrize("now", ["2026-06-05T00:00:00Z", "2026-06-09T23:59:59Z", "2026-07-01"])
def test_r8_an_exception_whose_time_has_not_run_out_is_one(now: str) -> None:
    """What may yet be corrected is not corrected: the status of the date is that of the date."""
    kind = over_time("instants", cadence="P1Y", correct_within="P1M")
    records = [record("good", "2026-05-01T00:00:00Z"), failing("bad", "2026-05-10T00:00:00Z")]
    given = case(*records, **of_control(kind), now=now)

    assert reasons(given) == EXCEPTION


def test_r8_a_correction_after_the_end_of_the_period_helps_if_it_is_a_candidate() -> None:
    """One that is fresh is; one that neither is fresh nor touches the window is not."""
    limits = {"cadence": "P1Y", "correct_within": "P1M"}
    records = [
        record("good", "2026-05-01T00:00:00Z"),
        failing("bad", "2026-05-30T00:00:00Z"),
        record("later", "2026-06-05T00:00:00Z"),
    ]
    period = {"start": "2026-04-01", "end": "2026-05-31"}

    fresh = case(*records, **of_control(over_time("instants", max_age="P1M", **limits)),
                 period=period)  # fmt: skip
    not_fresh = case(*records, **of_control(over_time("instants", **limits)), period=period)

    assert (reasons(fresh), reasons(not_fresh)) == (CORRECTED, EXCEPTION)


def test_r8_each_exception_has_a_limit_of_its_own() -> None:
    """The first is corrected too late, the second in time."""
    kind = over_time("instants", cadence="P1Y", correct_within="P10D")
    first = failing("e1", "2026-05-01T00:00:00Z")
    second = failing("e2", "2026-05-10T00:00:00Z")
    good = record("e3", "2026-05-15T00:00:00Z")

    assert reasons(case(first, second, good, **of_control(kind))) == EXCEPTION
    assert reasons(case(second, good, **of_control(kind))) == CORRECTED


def test_r8_a_corrected_exception_still_covers_nothing() -> None:
    """By the calendar: the month in which nothing was in order is a hole."""
    kind = over_time("instants", cadence="calendar-month", correct_within="P1M")
    records = [
        record("e1", "2026-04-10T00:00:00Z"),
        failing("e2", "2026-05-20T00:00:00Z"),
        record("e3", "2026-06-10T00:00:00Z"),
    ]

    assert reasons(case(*records, **of_control(kind))) == ["coverage-hole"]

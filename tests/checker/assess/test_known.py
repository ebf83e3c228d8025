"""R2 and R3: which records exist by now, which are late, which are fresh."""

from __future__ import annotations

import pytest

from tests.builder import (
    NOW,
    Map,
    asset,
    case,
    control,
    gone,
    instances,
    of_control,
    reasons,
    record,
    requirement,
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"collected_at": NOW}, []),
        ({"collected_at": "2026-07-01T00:00:01Z"}, ["missing"]),
        ({"collected_at": "2026-06-30"}, []),
        ({"collected_at": "2026-07-01", "received_at": NOW}, ["missing"]),
        ({"received_at": NOW}, []),
        ({"received_at": "2026-07-01T00:00:01Z"}, ["missing"]),
    ],
)
def test_r2_a_record_is_known_once_collected_and_received(change: Map, expected: list[str]) -> None:
    """What was collected or received after now does not exist; a date counts when it is over."""
    given = case(record(**change))

    assert reasons(given) == expected


def test_r2_a_record_that_was_never_sealed_is_known_by_its_collection() -> None:
    """It is unsealed, and not missing."""
    given = case(record(received_at=None, problems=["unsealed"]))

    assert reasons(given) == ["unsealed"]


def test_r2_an_unsealed_record_that_is_not_yet_collected_does_not_exist() -> None:
    """Without a date of receipt the date of collection still counts."""
    given = case(record(collected_at="2026-07-02", received_at=None, problems=["unsealed"]))

    assert reasons(given) == ["missing"]


def test_r2_a_withdrawn_record_is_always_known() -> None:
    """That it is gone shows even before it would have been received."""
    given = case(gone(received_at="2027-01-01T00:00:00Z"))

    assert reasons(given) == ["withdrawn"]


def test_r2_a_failing_record_that_is_not_known_does_not_hurt() -> None:
    """The same date gives the same verdict, whatever was collected since."""
    later = record("e2", "2026-07-02T00:00:00Z", payload={"ok": False})

    assert reasons(case(record(), later)) == []


@pytest.mark.parametrize(
    ("collected", "expected"),
    [
        ("2026-06-17T00:00:00Z", []),
        ("2026-06-17T00:00:01Z", ["late"]),
        ("2026-06-16", []),
        ("2026-06-17", ["late"]),
    ],
)
def test_r2_late_is_collected_after_the_longest_lag(collected: str, expected: list[str]) -> None:
    """The limit itself is in time; a date counts with its end."""
    given = case(record(collected_at=collected), **of_control(requirement(max_lag="P2D")))

    assert reasons(given) == expected


def test_r2_without_a_longest_lag_nothing_is_late() -> None:
    """A limit that is not set does not limit."""
    given = case(record(collected_at=NOW))

    assert reasons(given) == []


@pytest.mark.parametrize(
    ("now", "observed", "expected"),
    [
        ("2026-07-01T00:00:00Z", "2026-06-01T00:00:00Z", []),
        ("2026-07-01T00:00:01Z", "2026-06-01T00:00:00Z", ["stale"]),
        ("2026-02-28T00:00:00Z", "2026-01-31T00:00:00Z", []),
        ("2026-02-28T00:00:01Z", "2026-01-31T00:00:00Z", ["stale"]),
        ("2024-02-29T00:00:00Z", "2024-01-31T00:00:00Z", []),
        ("2024-02-29T00:00:01Z", "2024-01-31T00:00:00Z", ["stale"]),
        ("2024-03-29T12:00:00Z", "2024-02-29T12:00:00Z", []),
        ("2024-03-29T12:00:01Z", "2024-02-29T12:00:00Z", ["stale"]),
        ("2026-06-30", "2026-06-01T00:00:00Z", []),
    ],
)
def test_r3_an_age_of_exactly_the_limit_is_fresh(
    now: str, observed: str, expected: list[str]
) -> None:
    """A month is a calendar month, clamped at its end; one second more is too old."""
    given = case(record(at=observed), now=now, period={"start": "2023-01-01"})

    assert reasons(given) == expected


def test_r3_an_age_in_days_is_exact() -> None:
    """P31D and P1M differ over June."""
    given = case(record(at="2026-05-31T00:00:00Z"), **of_control(requirement(max_age="P31D")))

    assert reasons(given) == []


def test_r3_age_counts_from_the_end_of_a_span() -> None:
    """What was observed for long is as old as its last instant."""
    span = record(at="2026-04-10T00:00:00Z/2026-06-01T00:00:00Z")
    given = case(span, **of_control(requirement(type="log")))

    assert reasons(given) == []


def test_r3_age_counts_to_retirement() -> None:
    """An asset out of service needs evidence about its last days, not about today."""
    given = case(
        record("e1", "2026-04-20T00:00:00Z", assets=["environment/prod"]),
        record("e2", "2026-04-20T00:00:00Z", assets=["environment/test"]),
        controls=[control("C1", requirement(for_each="environment"))],
        assets=[
            asset("environment", "prod", end="2026-05-20T00:00:00Z"),
            asset("environment", "test", end="2026-05-20T00:00:01Z"),
        ],
    )

    assert instances(given) == {
        "C1/r1@environment/prod": "met",
        "C1/r1@environment/test": "unmet",
    }


def test_r3_without_a_limit_of_age_nothing_is_fresh() -> None:
    """What is outside the window and has no limit of age cannot show anything."""
    given = case(record(at="2026-03-31T00:00:00Z"), **of_control(requirement(max_age=None)))

    assert reasons(given) == ["stale"]

"""R8: exceptions, and what settles or corrects them."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    Map,
    asset,
    case,
    control,
    failing,
    of_control,
    over_time,
    per_event,
    reasons,
    record,
    requirement,
)

ELSEWHERE = {"source": {"system": "other", "query": "all", "rows": 3}}


def test_r8_a_false_validation_of_a_state_is_a_failure() -> None:
    """It is an exception, and presence is not given either."""
    assert reasons(case(failing())) == ["validation-failed"]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ({"at": "2026-06-15T00:00:01Z"}, []),
        ({"at": "2026-06-14T23:59:59Z"}, ["validation-failed"]),
        ({"at": "2026-06-20T00:00:00Z", **ELSEWHERE}, ["validation-failed"]),
        (
            {"at": "2026-06-20T00:00:00Z", "reliability": "claim"},
            ["validation-failed", "weak-reliability"],
        ),
        ({"at": "2026-06-20T00:00:00Z", "payload": {}}, ["validation-error", "validation-failed"]),
        (
            {"at": "2026-06-20T00:00:00Z", "problems": ["malformed"]},
            ["malformed", "validation-failed"],
        ),
    ],
)
def test_r8_a_later_good_record_of_the_same_source_settles_a_state(
    later: Map, expected: list[str]
) -> None:
    """One from another system, an earlier one, a weak, failing or unsound one does not."""
    given = case(failing("e1"), record("e2", **later))

    assert reasons(given) == expected


def test_r8_a_record_of_the_same_time_settles_nothing() -> None:
    """It contradicts."""
    assert reasons(case(failing("e1"), record("e2"))) == ["contradicted", "validation-failed"]


def test_r8_what_fails_again_is_not_settled() -> None:
    """The good record between two failures settles the first alone."""
    given = case(
        failing("e1", "2026-06-10T00:00:00Z"),
        record("e2", "2026-06-12T00:00:00Z"),
        failing("e3", "2026-06-14T00:00:00Z"),
    )

    assert reasons(given) == ["validation-failed"]


def test_r8_each_failed_validation_is_told_at_its_place() -> None:
    """Both rules that are false give their message."""
    second = {"rule": "evidence.count > 1", "message": "too few"}
    kind = requirement(validations=[{"rule": "evidence.ok", "message": "not ok"}, second])
    given = case(record(payload={"ok": False, "count": 0}), **of_control(kind))

    [found] = run(given).instances

    assert [(why.message, why.at.pointer) for why in found.reasons] == [
        ("not ok", "/evidence/0/validations/0"),
        ("too few", "/evidence/0/validations/1"),
    ]


def test_r8_an_event_is_settled_like_a_state() -> None:
    """A later record of the same system that is in order."""
    about = {"assets": ["event/deployment/d1"]}
    given = case(
        failing("e1", **about),
        record("e2", "2026-06-16T00:00:00Z", **about),
        controls=[control("C1", per_event())],
        events=[{"id": "d1", "type": "deployment", "at": "2026-05-01"}],
    )

    assert reasons(given, "C1/r1@event/deployment/d1") == []


def months(*failing_ones: int, **limits: str) -> Map:
    """One instant each month from April, of which these fail; the last is on 20 June."""
    dates = ["2026-04-01", "2026-05-01", "2026-05-20", "2026-06-20"]
    records = [
        (failing if number in failing_ones else record)(f"e{number}", f"{date}T00:00:00Z")
        for number, date in enumerate(dates)
    ]
    return case(*records, **of_control(over_time("instants", cadence="P3M", **limits)))


def test_r8_an_exception_in_the_period_stays() -> None:
    """Without a time to correct it in, it is never corrected."""
    assert reasons(months(1)) == ["exception-in-period"]


@pytest.mark.parametrize(("within", "expected"), [("P19D", []), ("P18D", ["exception-in-period"])])
def test_r8_an_exception_is_corrected_by_a_good_record_in_time(
    within: str, expected: list[str]
) -> None:
    """The limit itself is in time."""
    assert reasons(months(1, correct_within=within)) == expected


def test_r8_the_correction_has_to_be_good() -> None:
    """The next record fails too, and the one after it comes too late for the first."""
    assert reasons(months(1, 2, correct_within="P31D")) == ["exception-in-period"]


def test_r8_the_correction_has_to_come_from_the_same_system() -> None:
    """Another system's word does not correct this one's."""
    given = months(1, correct_within="P19D")
    given["records"][2] |= ELSEWHERE

    assert reasons(given) == ["exception-in-period"]


@pytest.mark.parametrize(("within", "expected"), [("P1D", []), ("PT23H", ["exception-in-period"])])
def test_r8_continuous_evidence_is_corrected_by_the_end_of_the_next(
    within: str, expected: list[str]
) -> None:
    """The correction has ended, and not only begun, within the limit."""
    april = failing("e1", "2026-04-01T00:00:00Z/2026-05-01T00:00:00Z")
    next_day = record("e2", "2026-05-01T00:00:00Z/2026-05-02T00:00:00Z")
    rest = record("e3", "2026-05-02T00:00:00Z/2026-07-01T00:00:00Z")
    kind = over_time("continuous", tolerance="P1M", correct_within=within)
    given = case(april, next_day, rest, **of_control(kind))

    assert reasons(given) == expected


@pytest.mark.parametrize(
    ("payload", "operation", "expected"),
    [
        ({}, "state", "validation-error"),
        ({"ok": 1}, "state", "validation-error"),
        ({"ok": "true"}, "state", "validation-error"),
        ({"ok": None}, "state", "validation-error"),
        ({}, "instants", "validation-error"),
        ({"ok": False}, "instants", "exception-in-period"),
    ],
)
def test_r8_what_cannot_be_evaluated_is_an_exception_of_its_own(
    payload: Map, operation: str, expected: str
) -> None:
    """Only true is true; an error is named as one whatever the operation."""
    kind = over_time("instants", cadence="P1Y") if operation == "instants" else requirement()
    given = case(record(payload=payload), **of_control(kind))

    assert reasons(given) == [expected]


def test_r8_an_error_is_settled_like_a_failure() -> None:
    """A later good record of the same source shows the state."""
    assert reasons(case(record("e1", payload={}), record("e2", "2026-06-16T00:00:00Z"))) == []


def test_r8_a_payload_over_the_budget_is_too_large() -> None:
    """A rule that would run too long has no answer."""
    rule = "evidence.rows.all(a, evidence.rows.all(b, a == b || a != b))"
    kind = requirement(validations=[{"rule": rule, "message": "no"}])
    given = case(record(payload={"rows": list(range(100))}), **of_control(kind))

    assert reasons(given) == ["too-large"]


def test_r8_a_failure_at_one_asset_is_none_at_another() -> None:
    """A rule that reads the asset is evaluated for each."""
    kind = requirement(
        for_each="environment", validations=[{"rule": "asset.holds_weights", "message": "no"}]
    )
    given = case(
        record(assets=["environment/a", "environment/b"]),
        controls=[control("C1", kind)],
        assets=[
            asset("environment", "a", holds_weights=True),
            asset("environment", "b", holds_weights=False),
        ],
    )

    assert (reasons(given, "C1/r1@environment/a"), reasons(given, "C1/r1@environment/b")) == (
        [],
        ["validation-failed"],
    )

"""R8: what makes an instance met, and what of its evidence cannot help."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    ORG,
    Map,
    asset,
    case,
    control,
    failing,
    gone,
    instances,
    of_control,
    over_time,
    reasons,
    record,
    requirement,
)

OLD = "2026-03-01T00:00:00Z"
"""Before the period, and older than a month."""


def test_r8_a_good_record_meets_the_instance() -> None:
    """It is named as what did."""
    given = case(record())

    [found] = run(given).instances

    assert (found.status, found.evidence, found.reasons) == ("met", ("e1",), ())


def test_r8_without_any_record_it_is_missing() -> None:
    """Absence of evidence is never evidence."""
    assert reasons(case()) == ["missing"]


@pytest.mark.parametrize(
    "change",
    [{"type": "document"}, {"assets": ["model/atlas"]}, {"assets": ["model/atlas", "x/y"]}],
)
def test_r8_a_record_of_another_type_or_key_is_no_evidence(change: Map) -> None:
    """It is as if it were not there."""
    assert reasons(case(record(**change))) == ["missing"]


def test_r8_without_validations_a_record_is_enough() -> None:
    """A requirement may ask for no more than that the record is there."""
    given = case(record(payload={"anything": 1}), **of_control(requirement(validations=[])))

    assert reasons(given) == []


@pytest.mark.parametrize("problem", ["malformed", "unsealed", "tampered", "withdrawn", "too-large"])
def test_r8_an_unsound_record_gives_its_reason_beside_a_good_one(problem: str) -> None:
    """Good evidence does not make up for what is wrong with other evidence."""
    bad = gone("e2") if problem == "withdrawn" else record("e2", problems=[problem])

    assert reasons(case(record(), bad)) == [problem]


def test_r8_an_unsound_record_of_any_age_gives_its_reason() -> None:
    """It need not touch the window."""
    bad = record("e2", "2020-01-01T00:00:00Z", problems=["tampered"])

    assert reasons(case(record(), bad)) == ["tampered"]


def test_r8_an_unsound_record_of_another_key_does_not_concern_it() -> None:
    """A defect stays with what it is about."""
    bad = record("e2", assets=["environment/a"], problems=["tampered"])
    given = case(record(), bad, assets=[asset("environment", "a")])

    assert reasons(given) == []


def test_r8_a_record_has_all_its_reasons() -> None:
    """One defect does not hide another."""
    given = case(record(problems=["malformed", "unsealed"]))

    assert reasons(given) == ["malformed", "unsealed"]


def test_r8_a_reason_points_at_its_record_and_place() -> None:
    """Reasons of a record point at the record, others at the requirement."""
    [unsound] = run(case(record(problems=["malformed"]))).instances
    [missing] = run(case()).instances

    assert (
        unsound.reasons[0].at.pointer,
        unsound.reasons[0].evidence,
        missing.reasons[0].at.pointer,
    ) == (
        "/e1",
        ("e1",),
        "/evidence/0",
    )


@pytest.mark.parametrize(
    ("requirement_", "change", "expected"),
    [
        ({"max_lag": "PT1H"}, {"collected_at": "2026-06-16T00:00:00Z"}, "late"),
        ({}, {"reliability": "representation"}, "weak-reliability"),
        ({"independent_of": ["owner"]}, {"produced_by": {"party": "security"}}, "not-independent"),
        ({}, {"problems": ["not-presented"]}, "not-presented"),
    ],
)
class TestWhatLimits:
    """What keeps a record from helping, and only that."""

    def test_r8_alone_it_is_the_reason(self, requirement_: Map, change: Map, expected: str) -> None:
        """Presence fails, and this is why."""
        given = case(record(**change), **of_control(requirement(**requirement_)))

        assert reasons(given) == [expected]

    def test_r8_beside_a_good_record_it_is_none(
        self, requirement_: Map, change: Map, expected: str
    ) -> None:
        """It helps nothing and hurts nothing."""
        given = case(
            record("e1", **change), record("e2"), **of_control(requirement(**requirement_))
        )

        assert reasons(given) == []

    def test_r8_a_failing_record_hurts_all_the_same(
        self, requirement_: Map, change: Map, expected: str
    ) -> None:
        """Reliability, independence and presence limit only what can help."""
        given = case(
            failing("e1", "2026-06-20T00:00:00Z", **change),
            record("e2"),
            **of_control(requirement(**requirement_)),
        )

        assert reasons(given) == ["validation-failed"]

    def test_r8_where_coverage_fails_it_is_told(
        self, requirement_: Map, change: Map, expected: str
    ) -> None:
        """What would have filled the hole, and why it did not."""
        series = [record(f"e{month}", f"2026-0{month}-01T00:00:00Z") for month in (4, 6)]
        limited = record("x", "2026-05-01T00:00:00Z", **{**change, "collected_at": "2026-05-03"})
        kind = over_time("instants", cadence="P1M", **requirement_)
        given = case(*series, limited, **of_control(kind))

        assert reasons(given) == sorted(["coverage-hole", expected])


def test_r8_a_record_before_the_window_helps_as_long_as_it_is_fresh() -> None:
    """Freshness counts from now, not from the start of the period."""
    given = case(record(at="2026-03-20T00:00:00Z"), now="2026-04-20T00:00:00Z")

    assert reasons(given) == []


def test_r8_a_good_record_that_is_not_fresh_is_stale() -> None:
    """It lies in the window, and is too old at its end."""
    assert reasons(case(record(at="2026-04-02T00:00:00Z"))) == ["stale"]


def test_r8_a_record_out_of_the_window_and_not_fresh_is_stale_not_missing() -> None:
    """There is something, and it is too old."""
    assert reasons(case(record(at=OLD))) == ["stale"]


def test_r8_one_fresh_record_is_enough() -> None:
    """Older ones beside it do no harm."""
    assert reasons(case(record("e1", OLD), record("e2"))) == []


def test_r8_what_is_out_of_the_window_does_not_make_up_for_what_is_in_it() -> None:
    """A good record of another time, and a weak one of this."""
    given = case(
        record("e1", OLD),
        record("e2", reliability="claim"),
        **of_control(requirement(max_age=None)),
    )

    assert reasons(given) == ["weak-reliability"]


def test_r8_a_failing_state_hurts_at_any_age() -> None:
    """That nobody looked again at what failed does not settle it."""
    elsewhere = record("e2", source={"system": "other", "query": "all", "rows": 3})

    assert reasons(case(failing("e1", OLD), elsewhere)) == ["validation-failed"]


def test_r8_a_failing_state_alone_is_failed_and_stale() -> None:
    """What is too old to help can still hurt."""
    assert reasons(case(failing("e1", OLD))) == ["stale", "validation-failed"]


def test_r8_what_is_outside_the_window_never_hurts_over_time() -> None:
    """An exception from before the period is not one in the period, however fresh."""
    before = failing("e0", "2026-03-31T23:59:59Z")
    inside = [record(f"e{month}", f"2026-0{month}-01T00:00:00Z") for month in (4, 5, 6)]
    kind = over_time("instants", cadence="P1M", max_age="P1Y")

    assert reasons(case(before, *inside, **of_control(kind))) == []


def test_r8_for_an_event_evidence_of_any_age_counts() -> None:
    """An event has no freshness: what shows it shows it."""
    ticket = record(at="2025-01-01T00:00:00Z", assets=["event/deployment/d1"])
    given = case(
        ticket,
        controls=[control("C1", requirement(operation="event", for_each="event/deployment"))],
        events=[{"id": "d1", "type": "deployment", "at": "2026-05-01"}],
    )

    assert instances(given) == {"C1/r1@event/deployment/d1": "met"}


def test_r8_evidence_of_one_asset_is_none_for_another() -> None:
    """Coverage failures are the commonest failures."""
    given = case(
        record(assets=["environment/a"]),
        controls=[control("C1", requirement(for_each="environment"))],
        assets=[asset("environment", "a"), asset("environment", "b")],
    )

    assert instances(given) == {"C1/r1@environment/a": "met", "C1/r1@environment/b": "unmet"}


def test_r8_one_record_may_be_about_several_assets() -> None:
    """It counts for each key that it names."""
    given = case(
        record(assets=["environment/a", "environment/b"]),
        controls=[control("C1", requirement(for_each="environment"))],
        assets=[asset("environment", "a"), asset("environment", "b")],
    )

    assert set(instances(given).values()) == {"met"}


def test_r8_the_instance_says_until_when_it_is_fresh() -> None:
    """The newest good record decides."""
    given = case(record("e1", "2026-06-10T00:00:00Z"), record("e2", "2026-06-20T00:00:00Z"))

    [found] = [one for one in run(given).instances if one.id == ORG]

    assert str(found.fresh_until) == "2026-07-20 00:00:00+00:00"

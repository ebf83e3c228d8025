"""R4: windows, and the holes in what was observed over them."""

from __future__ import annotations

import pytest

from tests.builder import (
    NOW,
    START,
    Map,
    asset,
    case,
    control,
    failing,
    holes,
    of_control,
    over_time,
    reasons,
    record,
    requirement,
)


def monthly(*dates: str, **more: object) -> Map:
    """Instants on these dates, one due each month."""
    records = [record(f"e{at}", f"{at}T00:00:00Z") for at in dates]
    return case(*records, **of_control(over_time("instants", cadence="P1M")), **more)


def unbroken(*spans: str, **limits: str) -> Map:
    """Logs of these spans, from date to date."""
    records = []
    for number, span in enumerate(spans):
        start, end = span.split("/")
        records.append(record(f"e{number}", f"{start}T00:00:00Z/{end}T00:00:00Z"))
    return case(*records, **of_control(over_time("continuous", **limits)))


def test_r4_the_period_ends_with_its_last_day() -> None:
    """What happens between the end of the period and now is outside the window."""
    inside = record(at="2026-05-31T23:59:59Z")
    period = {"start": "2026-04-01", "end": "2026-05-31"}
    given = case(inside, period=period, **of_control(requirement(max_age="P1Y")))

    assert reasons(given) == []


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-31T23:59:59Z", ["stale"]),
        (START, []),
        ("2026-06-01T00:00:00Z", []),
        ("2026-06-01T00:00:01Z", ["stale"]),
    ],
)
def test_r4_an_instant_touches_the_closed_window(at: str, expected: list[str]) -> None:
    """Both ends of the window count."""
    period = {"start": "2026-04-01", "end": "2026-05-31"}
    given = case(record(at=at), period=period, **of_control(requirement(max_age=None)))

    assert reasons(given) == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("2026-03-01T00:00:00Z/2026-04-01T00:00:00Z", ["stale"]),
        ("2026-03-01T00:00:00Z/2026-04-01T00:00:01Z", []),
        ("2026-05-31T23:59:59Z/2026-06-15T00:00:00Z", []),
        ("2026-06-01T00:00:00Z/2026-06-15T00:00:00Z", ["stale"]),
    ],
)
def test_r4_a_span_touches_the_window_by_overlap(span: str, expected: list[str]) -> None:
    """A span that only meets the window at an end does not touch it."""
    period = {"start": "2026-04-01", "end": "2026-05-31"}
    given = case(
        record(at=span), period=period, **of_control(requirement(type="log", max_age=None))
    )

    assert reasons(given) == expected


def test_r4_instants_a_cadence_apart_leave_no_hole() -> None:
    """The start and the end of the window count like observations."""
    given = monthly("2026-05-01", "2026-06-01")

    assert holes(given) == []


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2026-05-02", "2026-06-02"], [[START, "2026-05-02T00:00:00Z"]]),
        (["2026-05-01", "2026-06-02"], [["2026-05-01T00:00:00Z", "2026-06-02T00:00:00Z"]]),
        (["2026-05-01", "2026-05-31"], [["2026-05-31T00:00:00Z", NOW]]),
        (["2026-06-15"], [[START, "2026-06-15T00:00:00Z"]]),
    ],
)
def test_r4_more_than_a_cadence_without_an_observation_is_a_hole(
    dates: list[str], expected: list[list[str]]
) -> None:
    """A hole runs from what is covered to the next observation, or to the end of the window."""
    given = monthly(*dates)

    assert (reasons(given), holes(given)) == (["coverage-hole"], expected)


def test_r4_months_are_clamped_from_the_last_observation() -> None:
    """From 31 January to 28 February is a month."""
    given = monthly("2026-01-31", now="2026-02-28T00:00:00Z", period={"start": "2026-01-31"})
    later = monthly("2026-01-31", now="2026-02-28T00:00:01Z", period={"start": "2026-01-31"})

    assert (reasons(given), reasons(later)) == ([], ["coverage-hole"])


def test_r4_spans_that_meet_leave_no_hole() -> None:
    """Half-open spans cover where one ends and the next begins."""
    given = unbroken("2026-04-01/2026-05-01", "2026-05-01/2026-07-01")

    assert holes(given) == []


def test_r4_spans_may_overlap_and_lie_within_each_other() -> None:
    """What is covered only grows."""
    given = unbroken("2026-03-01/2026-06-15", "2026-04-10/2026-04-20", "2026-06-01/2026-07-01")

    assert holes(given) == []


def test_r4_without_a_tolerance_any_gap_is_a_hole() -> None:
    """One second would be enough."""
    given = unbroken("2026-04-01/2026-05-01", "2026-05-02/2026-07-01")

    assert holes(given) == [["2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z"]]


@pytest.mark.parametrize(
    ("tolerance", "expected"),
    [("P2D", []), ("PT47H", [["2026-05-01T00:00:00Z", "2026-05-03T00:00:00Z"]])],
)
def test_r4_a_gap_as_long_as_the_tolerance_is_no_hole(
    tolerance: str, expected: list[list[str]]
) -> None:
    """Longer than the tolerance is a hole."""
    given = unbroken("2026-04-01/2026-05-01", "2026-05-03/2026-07-01", tolerance=tolerance)

    assert holes(given) == expected


@pytest.mark.parametrize(
    ("max_age", "expected"), [("P10D", []), ("P9D", ["coverage-hole", "stale"])]
)
def test_r4_the_last_stretch_may_be_as_long_as_the_limit_of_age(
    max_age: str, expected: list[str]
) -> None:
    """What is still fresh is not yet due."""
    given = unbroken("2026-04-01/2026-06-21", max_age=max_age)

    assert reasons(given) == expected


def test_r4_the_limit_of_age_comes_before_the_tolerance_at_the_end() -> None:
    """What is not yet due may be missing for longer than a hole may be."""
    given = unbroken("2026-04-01/2026-06-21", max_age="P10D", tolerance="P1D")

    assert holes(given) == []


def test_r4_a_stretch_before_the_last_gets_no_credit_for_freshness() -> None:
    """The limit of age is for the end of the window alone."""
    given = unbroken("2026-04-03/2026-07-01", max_age="P10D")

    assert holes(given) == [[START, "2026-04-03T00:00:00Z"]]


def test_r4_the_last_stretch_without_a_limit_of_age_has_the_tolerance() -> None:
    """A day too many is a hole at the end as well."""
    given = unbroken("2026-04-01/2026-06-29", tolerance="P1D")

    assert holes(given) == [["2026-06-29T00:00:00Z", NOW]]


def test_r4_the_window_of_an_asset_is_its_time_in_service() -> None:
    """Nothing is due before it enters service or after it leaves."""
    served = {"start": "2026-05-01T00:00:00Z", "end": "2026-06-01T00:00:00Z"}
    log = record(at="2026-05-01T00:00:00Z/2026-06-01T00:00:00Z", assets=["environment/prod"])
    given = case(
        log,
        controls=[control("C1", over_time("continuous", for_each="environment"))],
        assets=[asset("environment", "prod", **served)],
    )

    assert reasons(given, "C1/r1@environment/prod") == []


def test_r4_the_window_of_a_pair_is_cut_to_both() -> None:
    """The surface has to be covered only while the model was in service too."""
    log = record(at="2026-05-01T00:00:00Z/2026-06-01T00:00:00Z", assets=["surface/api+model/atlas"])
    given = case(
        log,
        controls=[control("C1", over_time("continuous", for_each=["surface", "model"]))],
        assets=[asset("surface", "api", "2020-01-01", "2026-06-01T00:00:00Z")],
        model=asset("model", "atlas", "2026-05-01T00:00:00Z"),
    )

    assert reasons(given, "C1/r1@surface/api+model/atlas") == []


@pytest.mark.parametrize(
    "limit",
    [
        {"received_at": None, "problems": ["unsealed"]},
        {"reliability": "representation"},
        {"problems": ["not-presented"]},
        {"collected_at": "2026-06-04T00:00:00Z"},
    ],
)
def test_r4_only_good_records_cover(limit: Map) -> None:
    """A record that is unsound, weak, not presented or late leaves its time uncovered."""
    first = record("e1", "2026-04-01T00:00:00Z/2026-06-01T00:00:00Z")
    second = record("e2", "2026-06-01T00:00:00Z/2026-06-03T00:00:00Z", **limit)
    third = record("e3", "2026-06-03T00:00:00Z/2026-07-01T00:00:00Z")
    given = case(first, second, third, **of_control(over_time("continuous", max_lag="PT12H")))

    assert holes(given) == [["2026-06-01T00:00:00Z", "2026-06-03T00:00:00Z"]]


def test_r4_a_record_that_fails_does_not_cover() -> None:
    """Its time is an exception and a hole."""
    first = record("e1", "2026-04-01T00:00:00Z/2026-06-01T00:00:00Z")
    second = failing("e2", "2026-06-01T00:00:00Z/2026-07-01T00:00:00Z")
    given = case(first, second, **of_control(over_time("continuous")))

    assert reasons(given) == ["coverage-hole", "exception-in-period"]


def test_r4_two_assets_do_not_cover_for_each_other() -> None:
    """Coverage is looked at for each instance by itself."""
    half = record("e1", "2026-04-01T00:00:00Z/2026-05-15T00:00:00Z", assets=["environment/a"])
    rest = record("e2", "2026-05-15T00:00:00Z/2026-07-01T00:00:00Z", assets=["environment/b"])
    given = case(
        half,
        rest,
        controls=[control("C1", over_time("continuous", for_each="environment"))],
        assets=[asset("environment", "a"), asset("environment", "b")],
    )

    assert (
        holes(given, "C1/r1@environment/a"),
        holes(given, "C1/r1@environment/b"),
    ) == ([["2026-05-15T00:00:00Z", NOW]], [[START, "2026-05-15T00:00:00Z"]])


def test_r4_what_lies_before_the_window_covers_nothing_of_it() -> None:
    """A fresh observation from before the period does not stand for the period."""
    given = monthly("2026-03-31", "2026-05-15", "2026-06-15")

    assert holes(given) == [[START, "2026-05-15T00:00:00Z"]]

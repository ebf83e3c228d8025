"""R5: which instances a requirement has."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    NOW,
    ORG,
    START,
    Map,
    asset,
    case,
    control,
    event,
    instances,
    over_time,
    per_event,
    reasons,
    record,
    requirement,
)


def each(kind: object, *things: Map, where: str | None = None, **more: object) -> Map:
    """A case with one requirement for each of a kind, and these assets."""
    return case(
        controls=[control("C1", requirement(for_each=kind, where=where))],
        assets=list(things),
        **more,
    )


def keys(given: Map) -> list[str]:
    """What the instances of the case are about, but for models that have none."""
    found = [name.partition("@")[2] for name in instances(given)]
    return [key for key in found if not key.startswith("nothing:")]


def test_r5_a_requirement_for_no_kind_is_about_the_organisation() -> None:
    """There is one instance, the organisation."""
    assert keys(case()) == ["organization"]


def test_r5_each_asset_of_the_kind_has_an_instance() -> None:
    """Assets of other kinds have none."""
    given = each(
        "environment", asset("environment", "a"), asset("environment", "b"), asset("team", "c")
    )

    assert keys(given) == ["environment/a", "environment/b"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2020-01-01", START, []),
        ("2020-01-01", "2026-04-01T00:00:01Z", ["environment/a"]),
        ("2026-06-30T23:59:59Z", None, ["environment/a"]),
        (NOW, None, []),
        ("2026-06-30", "2026-06-30", ["environment/a"]),
        ("2026-03-31", "2026-03-31", []),
        ("2026-05-01T00:00:00Z", "2026-05-01T00:00:00Z", []),
    ],
)
def test_r5_an_asset_counts_if_it_was_in_service_at_any_time_of_the_period(
    start: str, end: str | None, expected: list[str]
) -> None:
    """A window without length is no window."""
    given = each("environment", asset("environment", "a", start, end))

    assert keys(given) == (expected or ["nothing"])


def test_r5_an_asset_that_left_before_the_end_of_the_period_still_counts() -> None:
    """Taking a thing out of service does not take it out of the assessment."""
    given = each("environment", asset("environment", "a", end="2026-05-01"))

    assert reasons(given, "C1/r1@environment/a") == ["missing"]


def test_r5_an_asset_that_comes_after_the_period_does_not_count() -> None:
    """The period may end before now."""
    given = each(
        "environment",
        asset("environment", "a", "2026-06-01T00:00:00Z"),
        period={"start": "2026-04-01", "end": "2026-05-31"},
    )

    assert keys(given) == ["nothing"]


def test_r5_no_instance_at_all_is_a_gap_of_its_own() -> None:
    """A requirement that matched nothing shows nothing."""
    given = each("environment")

    assert reasons(given, "C1/r1@nothing") == ["nothing-to-assess"]


def test_r5_a_kind_that_is_misspelt_matches_nothing() -> None:
    """A requirement for `enviroment` is a gap however many environments there are."""
    given = each("enviroment", asset("environment", "a"))

    assert reasons(given, "C1/r1@nothing") == ["nothing-to-assess"]


def test_r5_an_empty_period_is_nothing_to_assess() -> None:
    """A period that starts at the assessment date holds nothing, not even the organisation."""
    given = case(record(), period={"start": NOW})

    assert keys(given) == ["nothing"]


def test_r5_procedure_has_nothing_to_assess_in_an_empty_period() -> None:
    """A fresh record does not make up for a period that has not begun."""
    given = case(record(), period={"start": "2026-08-01"}, controls=[control("C1", clause="P1")])

    assert reasons(given, "C1/r1@nothing") == ["nothing-to-assess"]


def test_r5_where_keeps_what_it_is_true_for() -> None:
    """What it leaves out is listed with the expression that did."""
    things = [
        asset("environment", "a", holds_weights=True),
        asset("environment", "b", holds_weights=False),
    ]
    given = each("environment", *things, where="asset.holds_weights")

    left = [(one.asset, one.because) for one in run(given).excluded]

    assert (keys(given), left) == (
        ["environment/a"],
        [("environment/b", "asset.holds_weights")],
    )


@pytest.mark.parametrize(
    "attributes", [{}, {"holds_weights": "yes"}, {"holds_weights": 1}, {"holds_weights": None}]
)
def test_r5_what_where_cannot_be_evaluated_for_is_kept(attributes: Map) -> None:
    """An attribute that is missing or of the wrong type takes nothing out of scope."""
    good = record(assets=["environment/a"])
    given = each(
        "environment", asset("environment", "a", **attributes), where="asset.holds_weights"
    )
    given["records"] = [good]

    assert reasons(given, "C1/r1@environment/a") == ["scope-error"]


def test_r5_where_that_leaves_nothing_is_nothing_to_assess() -> None:
    """A condition that is always false shows nothing."""
    given = each("environment", asset("environment", "a"), where="1 > 2")

    assert reasons(given, "C1/r1@nothing") == ["nothing-to-assess"]


def test_r5_where_may_read_parameters() -> None:
    """The values are those the project declared."""
    control_ = control(
        "C1",
        requirement(for_each="environment", where="asset.size >= params.least"),
        parameters={"least": {"type": "integer", "description": "d"}},
    )
    given = case(
        controls=[control_],
        assets=[asset("environment", "a", size=1), asset("environment", "b", size=5)],
        parameters={"C1": {"least": {"value": 5, "because": "b"}}},
    )

    assert keys(given) == ["environment/b"]


@pytest.mark.parametrize(
    ("models", "expected"),
    [
        ({}, ["surface/api+model/atlas", "surface/api+model/boreal"]),
        ({"models": ["boreal"]}, ["surface/api+model/boreal"]),
        ({"models": []}, ["surface/api+model/atlas", "surface/api+model/boreal"]),
        ({"models": "none", "models_because": "It is empty."}, ["nothing"]),
    ],
)
def test_r5_a_pair_is_a_surface_and_each_model_it_serves(models: Map, expected: list[str]) -> None:
    """What lists no models serves all; an empty list is no list."""
    given = each(["surface", "model"], asset("surface", "api", **models), asset("model", "boreal"))

    assert keys(given) == expected


def test_r5_the_order_of_a_pair_does_not_change_what_serves_what() -> None:
    """A model and a surface that does not serve it are no pair."""
    given = each(
        ["model", "surface"], asset("surface", "api", models=["boreal"]), asset("model", "boreal")
    )

    assert keys(given) == ["model/boreal+surface/api"]


def test_r5_pairs_without_a_model_are_all_pairs() -> None:
    """Nothing says which surface belongs to which environment."""
    given = each(
        ["environment", "surface"],
        asset("environment", "a"),
        asset("environment", "b"),
        asset("surface", "api"),
    )

    assert keys(given) == ["environment/a+surface/api", "environment/b+surface/api"]


def test_r5_a_pair_needs_time_in_common() -> None:
    """A surface that closed when the model came was never a surface of that model."""
    given = each(
        ["surface", "model"],
        asset("surface", "api", end="2026-05-01T00:00:00Z"),
        model=asset("model", "atlas", "2026-05-01T00:00:00Z"),
    )

    assert keys(given) == ["nothing"]


def test_r5_where_of_a_pair_reads_both() -> None:
    """`asset` is the first, `model` the second."""
    given = each(
        ["surface", "model"],
        asset("surface", "api", public=True),
        asset("surface", "lab", public=False),
        asset("model", "boreal", frontier=False),
        where="asset.public && model.frontier",
        model=asset("model", "atlas", frontier=True),
    )

    assert keys(given) == ["surface/api+model/atlas"]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-31T23:59:59Z", ["nothing"]),
        (START, ["event/deployment/d1"]),
        ("2026-04-01", ["event/deployment/d1"]),
        (NOW, ["event/deployment/d1"]),
        ("2026-07-01", ["event/deployment/d1"]),
        ("2026-07-01T00:00:01Z", ["nothing"]),
    ],
)
def test_r5_an_event_counts_if_it_begins_within_the_period(at: str, expected: list[str]) -> None:
    """Both ends of the period are within."""
    given = case(controls=[control("C1", per_event())], events=[event(at=at)])

    assert keys(given) == expected


def test_r5_events_of_other_types_have_no_instance() -> None:
    """A type that is misspelt in the requirement is a gap."""
    given = case(controls=[control("C1", per_event("deploymnt"))], events=[event()])

    assert reasons(given, "C1/r1@nothing") == ["nothing-to-assess"]


def test_r5_a_model_in_service_within_the_period_is_a_subject() -> None:
    """A model that was retired before it, or comes after it, is none."""
    given = case(
        assets=[
            asset("model", "old", end="2026-03-31"),
            asset("model", "new", NOW),
            asset("model", "brief", "2026-05-01", "2026-05-02"),
        ]
    )

    subjects = [one.id for one in run(given).subjects]

    assert subjects == ["organization", "model/atlas", "model/brief"]


def test_r5_each_requirement_has_its_own_instances() -> None:
    """Evidence for one requirement is none for another of a different type."""
    given = case(
        record(),
        controls=[control("C1", requirement(), over_time("continuous", id="r2"))],
    )

    assert (reasons(given, ORG), reasons(given, "C1/r2@organization")) == ([], ["missing"])

"""R4, R5: the grace of an asset that enters service within the period."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    NOW,
    START,
    Map,
    asset,
    case,
    clause_status,
    control,
    event,
    failing,
    holes,
    instances,
    of_control,
    over_time,
    per_event,
    reasons,
    record,
    requirement,
)

NEW = "C1/r1@environment/new"
ENTRY = "2026-06-01T00:00:00Z"


def served(*records: Map, entry: str = ENTRY, end: str | None = None, **more: object) -> Map:
    """One environment that enters service in June, logs of it, and a grace of two weeks."""
    kind = over_time("continuous", for_each="environment", **{"grace": "P14D", **more})
    things = [asset("environment", "new", entry, end)]
    return case(*records, controls=[control("C1", kind)], assets=things)


def log(span: str, **more: object) -> Map:
    """A log of the new environment."""
    return record("log", span, assets=["environment/new"], **more)


def excluded(given: Map) -> list[tuple[str, str]]:
    """What is in its grace, and why."""
    return [(one.asset, one.because) for one in run(given).excluded if one.in_grace]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2026-06-15T00:00:00Z", []),
        ("2026-06-14T23:59:59Z", []),
        ("2026-06-15T00:00:01Z", [["2026-06-15T00:00:00Z", "2026-06-15T00:00:01Z"]]),
    ],
)
def test_r4_the_window_starts_when_the_grace_is_over(first: str, expected: list[list[str]]) -> None:
    """To the second: entry on 1 June and two weeks are 15 June."""
    given = served(log(f"{first}/{NOW}"))

    assert holes(given, NEW) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("2026-03-31T23:59:59Z", [[START, "2026-04-10T00:00:00Z"]]),
        (START, [[START, "2026-04-10T00:00:00Z"]]),
        ("2026-04-01T00:00:01Z", []),
    ],
)
def test_r4_only_what_enters_after_the_start_of_the_period_has_a_grace(
    entry: str, expected: list[list[str]]
) -> None:
    """What is there when the period starts is not new to it, however young it is."""
    given = served(log(f"2026-04-10T00:00:00Z/{NOW}"), entry=entry)

    assert holes(given, NEW) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("2026-06-17T00:00:01Z", {"C1/r1@nothing": "unmet"}),
        ("2026-06-17T00:00:00Z", {NEW: "unmet"}),
    ],
)
def test_r5_what_is_in_its_grace_has_no_instance(entry: str, expected: dict[str, str]) -> None:
    """It has one from the instant on at which its grace is over."""
    assert instances(served(entry=entry)) == expected


def test_r5_where_all_are_in_their_grace_there_is_nothing_to_assess() -> None:
    """However good the evidence is; the reason names what there is, and the list says why."""
    given = served(log(f"2026-06-20T00:00:00Z/{NOW}"), entry="2026-06-20T00:00:00Z")

    [first, *_] = run(given).instances

    assert [why.code for why in first.reasons] == ["nothing-to-assess"]
    assert first.reasons[0].message.endswith("to assess; in their grace: environment/new")
    assert clause_status(given) == "gap"
    assert excluded(given) == [
        (
            "environment/new",
            "in service since 2026-06-20T00:00:00Z; in its grace until 2026-07-04T00:00:00Z",
        )
    ]


def test_r5_a_model_whose_only_place_is_in_its_grace_has_nothing_to_assess() -> None:
    """What another model is shown by does not stand in."""
    kind = over_time("continuous", for_each="environment", grace="P14D")
    given = case(
        record("e1", f"{START}/{NOW}", assets=["environment/old"]),
        controls=[control("C1", kind)],
        assets=[
            asset("environment", "old", models=["boreal"]),
            asset("environment", "new", "2026-06-20", models=["atlas"]),
            asset("model", "boreal", effective_compute=10),
        ],
    )

    assert clause_status(given) == "gap"
    assert clause_status(given, about="model/boreal") == "satisfied"


def test_r5_what_left_service_in_its_grace_is_listed_as_such() -> None:
    """Nothing was ever due, and nobody is to overlook that."""
    given = served(entry="2026-05-01T00:00:00Z", end="2026-05-10T00:00:00Z")

    assert excluded(given) == [
        (
            "environment/new",
            "in service since 2026-05-01T00:00:00Z until 2026-05-10T00:00:00Z; "
            "in its grace until 2026-05-15T00:00:00Z",
        )
    ]


@pytest.mark.parametrize(
    ("surface", "model", "expected"),
    [
        ("2026-06-01", "2026-05-01", []),
        ("2026-05-01", "2026-06-01", []),
        ("2026-05-01", "2020-01-01", [["2026-05-15T00:00:00Z", "2026-06-15T00:00:00Z"]]),
        ("2020-01-01", "2020-01-01", [[START, "2026-06-15T00:00:00Z"]]),
    ],
)
def test_r4_the_grace_of_a_pair_counts_from_the_later_entry(
    surface: str, model: str, expected: list[list[str]]
) -> None:
    """Of the surface or of the model."""
    key = "surface/api+model/atlas"
    given = case(
        record("e1", f"2026-06-15T00:00:00Z/{NOW}", assets=[key]),
        **of_control(over_time("continuous", for_each=["surface", "model"], grace="P14D")),
        assets=[asset("surface", "api", surface)],
        model=asset("model", "atlas", model, effective_compute=10),
    )

    assert holes(given, f"C1/r1@{key}") == expected


def test_r8_what_fails_in_the_grace_counts_once_the_grace_is_over() -> None:
    """A grace puts off what is due, not what was seen."""
    bad = failing("bad", "2026-06-02T00:00:00Z/2026-06-03T00:00:00Z", assets=["environment/new"])
    given = served(bad, log(f"2026-06-03T00:00:00Z/{NOW}"))

    assert reasons(given, NEW) == ["exception-in-period"]


def test_r8_what_is_seen_in_the_grace_is_presence() -> None:
    """One instant in the grace, and the next is not yet due: nothing is missing."""
    kind = over_time("instants", for_each="environment", grace="P14D", cadence="P1M")
    given = case(
        record("e1", "2026-06-10T00:00:00Z", assets=["environment/new"]),
        controls=[control("C1", kind)],
        assets=[asset("environment", "new", ENTRY)],
    )

    assert reasons(given, NEW) == []


def test_r8_a_grace_shows_nothing_by_itself() -> None:
    """After it, presence is asked for as ever."""
    assert reasons(served(), NEW) == ["missing"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("P14D", []), ("soon", ["coverage-hole", "undeclared-parameter"])],
)
def test_r8_a_grace_that_the_project_sets(value: str, expected: list[str]) -> None:
    """One without a length is none, and every instance says so."""
    parameter = {"wait": {"type": "duration", "description": "d", "policy_leaves_open": True}}
    given = served(log(f"2026-06-15T00:00:00Z/{NOW}"), grace="params.wait")
    given["controls"][0]["parameters"] = parameter
    given["settings"]["parameters"] = {"C1": {"wait": {"value": value, "because": "b"}}}

    assert reasons(given, NEW) == expected


def test_r5_where_that_cannot_be_evaluated_there_is_no_grace() -> None:
    """What may be in scope is judged from its entry on."""
    given = served(entry="2026-06-20T00:00:00Z", where="asset.holds_weights")

    assert reasons(given, NEW) == ["missing", "scope-error"]


def test_r5_events_and_the_organisation_have_no_grace() -> None:
    """They enter no service."""
    about = ["event/deployment/d1"]
    given = case(
        record("e1", "2026-06-15T00:00:00Z", assets=about),
        **of_control(per_event(grace="P1Y"), requirement("r2", grace="P1Y")),
        events=[event("d1", "2026-06-10T00:00:00Z")],
    )

    assert instances(given) == {
        "C1/r1@event/deployment/d1": "met",
        "C1/r2@organization": "unmet",
    }


def test_r12_a_shorter_grace_improves_nothing_that_was_judged() -> None:
    """From long to none, day by day, the holes only grow."""
    days = range(28, 0, -1)

    found = [
        holes(served(log(f"2026-06-20T00:00:00Z/{NOW}"), grace=f"P{day}D"), NEW) for day in days
    ]

    lengths = [sum(int(end[8:10]) - int(start[8:10]) for start, end in each) for each in found]
    assert lengths == sorted(lengths)
    assert (lengths[0], lengths[-1]) == (0, 18)

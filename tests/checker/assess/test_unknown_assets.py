"""R6: what evidence and determinations name and the inventory lacks."""

from __future__ import annotations

import pytest

from tests.builder import (
    NOW,
    Map,
    asset,
    case,
    clause_status,
    control,
    determination,
    event,
    gone,
    instances,
    per_event,
    reasons,
    record,
    requirement,
)


def environments(*records: Map) -> Map:
    """A case with one environment that is shown, and these records beside it."""
    shown = record("shown", assets=["environment/prod"])
    return case(
        shown,
        *records,
        controls=[control("C1", requirement(for_each="environment"))],
        assets=[asset("environment", "prod")],
    )


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"type": "document"},
        {"assets": ["environment/ghost", "environment/prod"]},
        {"problems": ["malformed"]},
        {"payload": {"ok": False}},
    ],
)
def test_r6_a_record_about_an_unknown_asset_is_a_gap(change: Map) -> None:
    """Whatever its type and state: something is out there that the inventory does not know."""
    given = environments(record("e1", **{"assets": ["environment/ghost"], **change}))

    assert reasons(given, "C1/r1@environment/ghost") == ["unknown-asset"]


def test_r6_a_withdrawn_record_names_what_is_unknown_too() -> None:
    """That the record is gone does not make its subject known."""
    given = environments(gone("e1", assets=["environment/ghost"]))

    assert reasons(given, "C1/r1@environment/ghost") == ["unknown-asset"]


def test_r6_a_superseded_record_names_what_is_unknown_too() -> None:
    """It stays in the register, and what it says stays said."""
    new = record(
        "e2",
        assets=["environment/ghost", "environment/prod"],
        collected_at="2026-06-16T00:00:00Z",
        supersedes={"record": "e1", "because": "wider"},
    )
    given = environments(record("e1", assets=["environment/ghost"]), new)

    assert reasons(given, "C1/r1@environment/ghost") == ["unknown-asset"]


def test_r6_a_record_that_is_not_known_yet_names_nothing() -> None:
    """What is collected after now does not exist."""
    given = environments(record("e1", "2026-07-02T00:00:00Z", assets=["environment/ghost"]))

    assert list(instances(given)) == ["C1/r1@environment/prod"]


def test_r6_a_retired_asset_is_known() -> None:
    """Evidence about what was in service before the period is no riddle."""
    given = environments(record("e1", assets=["environment/old"]))
    given["inventory"]["assets"].append(asset("environment", "old", end="2025-01-01"))

    assert list(instances(given)) == ["C1/r1@environment/prod"]


def test_r6_kinds_that_a_requirement_is_not_about_do_not_concern_it() -> None:
    """An unknown surface is a gap of what is asked for each surface."""
    given = environments(record("e1", assets=["surface/ghost"]))

    assert list(instances(given)) == ["C1/r1@environment/prod"]


def test_r6_the_unknown_part_of_a_pair_is_the_gap() -> None:
    """Of a known surface and an unknown model, the model."""
    given = case(
        record(assets=["surface/api+model/ghost"]),
        controls=[control("C1", requirement(for_each=["surface", "model"]))],
        assets=[asset("surface", "api")],
    )

    assert reasons(given, "C1/r1@model/ghost") == ["unknown-asset"]


def test_r6_an_unknown_event_is_a_gap() -> None:
    """Evidence about a deployment that the inventory does not list."""
    given = case(
        record(assets=["event/deployment/d2"]),
        controls=[control("C1", per_event())],
        events=[event()],
    )

    assert reasons(given, "C1/r1@event/deployment/d2") == ["unknown-asset"]


@pytest.mark.parametrize("decided", ["2026-05-10T00:00:00Z", "2026-08-01T00:00:00Z"])
def test_r6_a_determination_about_an_unknown_model_is_a_gap(decided: str) -> None:
    """Also before it is decided: somebody is assessing a model that nobody listed."""
    given = case(
        controls=[control("C1", requirement(for_each="model"))],
        determinations=[determination(model="ghost", decided_at=decided)],
    )

    assert reasons(given, "C1/r1@model/ghost") == ["unknown-asset"]


def test_r6_what_is_unknown_bears_on_every_subject() -> None:
    """Nobody knows which model it belongs to."""
    given = environments(record("e1", assets=["environment/ghost"]))
    given["inventory"]["assets"].append(asset("model", "boreal"))

    statuses = [clause_status(given, about=f"model/{name}") for name in ("atlas", "boreal")]

    assert statuses == ["gap", "gap"]


def test_r6_what_is_unknown_stands_beside_nothing_to_assess() -> None:
    """An unknown environment does not make up for having none."""
    given = case(
        record(assets=["environment/ghost"]),
        controls=[control("C1", requirement(for_each="environment"))],
    )

    assert instances(given) == {
        "C1/r1@environment/ghost": "unmet",
        "C1/r1@nothing": "unmet",
    }


def test_r6_what_is_unknown_does_not_stand_for_what_a_model_lacks() -> None:
    """A model without an environment of its own has that gap too."""
    given = environments(record("e1", assets=["environment/ghost"]))
    given["inventory"]["assets"][1]["models"] = ["atlas"]
    given["inventory"]["assets"].append(asset("model", "boreal"))

    assert instances(given) == {
        "C1/r1@environment/ghost": "unmet",
        "C1/r1@environment/prod": "met",
        "C1/r1@nothing:model/boreal": "unmet",
    }


def test_r6_an_unknown_asset_has_no_alternative() -> None:
    """Each requirement of a group has the same gap."""
    both = [requirement(name, for_each="environment") for name in ("r1", "r2")]
    given = case(
        record("e1", assets=["environment/prod"]),
        record("e2", assets=["environment/ghost"]),
        controls=[control("C1", *both, any_of=[{"id": "either", "of": ["r1", "r2"]}])],
        assets=[asset("environment", "prod")],
        now=NOW,
    )

    assert [name for name, status in instances(given).items() if status == "unmet"] == [
        "C1/r1@environment/ghost",
        "C1/r2@environment/ghost",
    ]

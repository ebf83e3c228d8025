"""R5: nil returns, the only way in which no event is something that was shown."""

from __future__ import annotations

import pytest

from tests.builder import (
    NOW,
    START,
    Map,
    asset,
    case,
    clause_status,
    control,
    event,
    instances,
    nil_return,
    per_event,
    reasons,
    requirement,
)

NOTHING = "C1/r1@nothing"


def nothing(*records: Map, events: list[Map] | None = None, **more: object) -> Map:
    """A case in which a requirement for each deployment has only these records."""
    return case(*records, controls=[control("C1", per_event(**more))], events=events)


def test_r5_a_nil_return_over_the_period_shows_that_there_was_none() -> None:
    """It is what the instance was met by."""
    assert reasons(nothing(nil_return()), NOTHING) == []


@pytest.mark.parametrize(
    ("at", "max_age", "expected"),
    [
        (f"{START}/{NOW}", None, []),
        (f"2026-03-01T00:00:00Z/{NOW}", None, []),
        (f"2026-04-01T00:00:01Z/{NOW}", None, ["nothing-to-assess"]),
        (f"{START}/2026-06-30T23:59:59Z", None, ["nothing-to-assess"]),
        (f"{START}/2026-06-01T00:00:00Z", "P1M", []),
        (f"{START}/2026-05-31T23:59:59Z", "P30D", ["nothing-to-assess"]),
    ],
)
def test_r5_a_nil_return_has_to_reach_over_the_whole_period(
    at: str, max_age: str | None, expected: list[str]
) -> None:
    """It begins not after the period does, and is still fresh at its end."""
    given = nothing(nil_return(at=at), max_age=max_age)

    assert reasons(given, NOTHING) == expected


@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"event": "grant"}},
        {"payload": None},
        {"assets": ["model/atlas"]},
        {"assets": ["environment/a"]},
        {"problems": ["malformed"]},
        {"problems": ["tampered"]},
        {"problems": ["not-presented"]},
        {"reliability": "representation"},
        {"received_at": None, "problems": ["unsealed"]},
        {"received_at": "2026-07-02T00:00:00Z"},
        {"type": "log", "payload": {"event": "deployment"}},
    ],
)
def test_r5_a_nil_return_that_lacks_anything_shows_nothing(change: Map) -> None:
    """Another event, another subject, unsound, not presented, weak, or not known."""
    given = case(
        {**nil_return(), **change},
        controls=[control("C1", per_event())],
        assets=[asset("environment", "a")],
    )

    assert "nothing-to-assess" in reasons(given, NOTHING)


def test_r5_a_nil_return_is_of_no_use_where_assets_are_missing() -> None:
    """That there are no environments is not said by saying that nothing happened."""
    said = nil_return(payload={"event": "environment"})
    given = case(said, controls=[control("C1", requirement(for_each="environment"))])

    assert reasons(given, NOTHING) == ["nothing-to-assess"]


def test_r5_a_superseded_nil_return_shows_nothing() -> None:
    """What took its place says less."""
    first = nil_return("n1")
    second = nil_return(
        "n2",
        payload={"event": "grant"},
        collected_at="2026-07-01T12:00:00Z",
        supersedes={"record": "n1", "because": "wrong type"},
    )
    period = {"start": START, "end": NOW}
    given = case(
        first, second, controls=[control("C1", per_event())], period=period, now="2026-07-02"
    )

    assert reasons(given, NOTHING) == ["nothing-to-assess"]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (START, ["contradicted", "missing"]),
        ("2026-06-30T23:59:59Z", ["contradicted", "missing"]),
        (NOW, ["missing"]),
    ],
)
def test_r5_an_event_that_a_nil_return_denies_is_contradicted(at: str, expected: list[str]) -> None:
    """The statement and the inventory cannot both be right; spans are half-open."""
    given = nothing(nil_return(), events=[event(at=at)])

    assert reasons(given, "C1/r1@event/deployment/d1") == expected


@pytest.mark.parametrize("problem", ["reused", "tampered", "not-presented"])
def test_r5_a_nil_return_contradicts_also_if_it_is_unsound(problem: str) -> None:
    """A defect does not make it unsaid."""
    problems = [] if problem == "reused" else [problem]
    copy = nil_return("n2", "2026-03-01T00:00:00Z/2026-04-02T00:00:00Z") if not problems else None
    said = nil_return("n1", problems=problems)
    if copy is not None:
        copy["payload_digest"] = said["payload_digest"]
    given = nothing(*filter(None, (said, copy)), events=[event()])

    assert "contradicted" in reasons(given, "C1/r1@event/deployment/d1")


def test_r5_a_nil_return_about_another_type_contradicts_nothing() -> None:
    """No grants, and a deployment, are no contradiction."""
    given = nothing(nil_return(payload={"event": "grant"}), events=[event()])

    assert reasons(given, "C1/r1@event/deployment/d1") == ["missing"]


@pytest.mark.parametrize(
    ("models", "expected"),
    [({"models": ["atlas"]}, True), ({}, True), ({"models": ["boreal"]}, False)],
)
def test_r5_a_nil_return_about_a_model_denies_the_events_of_that_model(
    models: Map, expected: bool
) -> None:
    """An event that lists no models is one of every model."""
    given = nothing(nil_return(assets=["model/atlas"]), events=[event(**models)])
    given["inventory"]["assets"].append(asset("model", "boreal"))

    denied = "contradicted" in reasons(given, "C1/r1@event/deployment/d1")

    assert denied is expected


def test_r5_a_nil_return_that_the_inventory_contradicts_meets_nothing() -> None:
    """An event that `where` leaves out is still an event that the return denies."""
    given = nothing(nil_return(), events=[event(full=False)], where="event.full")

    assert reasons(given, NOTHING) == ["contradicted", "nothing-to-assess"]


def test_r5_a_model_without_events_of_its_own_needs_its_own_nil_return() -> None:
    """The events of another model do not show that there were none of this one."""
    other = asset("model", "boreal")
    given = case(
        controls=[control("C1", per_event())], events=[event(models=["boreal"])], assets=[other]
    )
    told = {**given, "records": [nil_return(assets=["model/atlas"])]}

    assert (
        instances(given)["C1/r1@nothing:model/atlas"],
        instances(told)["C1/r1@nothing:model/atlas"],
    ) == ("unmet", "met")


def test_r5_a_nil_return_about_a_model_does_not_outlive_its_events() -> None:
    """It says that there were none of this model, and the inventory lists one that is left out."""
    told = nil_return(assets=["model/atlas"])
    given = case(
        told,
        controls=[control("C1", per_event(where="event.full"))],
        events=[event(full=False), event("d2", full=True, models=["boreal"])],
        assets=[asset("model", "boreal")],
    )

    assert reasons(given, "C1/r1@nothing:model/atlas") == ["contradicted", "nothing-to-assess"]


def test_r5_a_nil_return_can_satisfy_a_clause() -> None:
    """Nothing happened, and that was shown."""
    assert clause_status(nothing(nil_return())) == "satisfied"

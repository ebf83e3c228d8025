"""Each thing that turns red by the date alone, on its day, with what it follows from."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.builder import (
    OK,
    ORG,
    answered,
    asset,
    case,
    clause,
    control,
    determination,
    deviation,
    event,
    needs,
    nil_return,
    of_control,
    over_time,
    per_event,
    record,
    requirement,
)
from tests.checker.forecast.days import Read, change, days, events

Map = dict[str, Any]


def governed(*records: Map, **more: Any) -> Map:
    """A case whose procedure is in order all the time, so that the gate is that of its rest."""
    found = copy.deepcopy(case(*records, **more))
    kept = control("C9", requirement(type="document", max_age="P1Y"), clause="P1")
    found["controls"].append(kept)
    found["edition"]["clauses"].append(clause("P1"))
    found["records"].append(record("kept", "2026-06-01T00:00:00Z", type="document"))
    return found


LASTING = requirement(max_age="P1Y")
"""A requirement that nothing turns red within these tests."""
READS_CLOCK = {
    "rule": "as_of < at('2026-07-05')",
    "message": "it lasts to 5 July",
}
BELOW = determination(assessed_at="2026-01-10", decided_at="2026-05-10")
MONTHLY = over_time("instants", cadence="P1M")
GROUP = requirement("r1", max_age="P1Y", for_each="surface")
JOINED = requirement(
    max_age="P1Y",
    **{"with": {"team": {"type": "roster", "within": "P2M"}}},
    validations=[{"rule": "team.ok", "message": "the list is not in order"}],
)
SUBSTITUTED = {
    "controls": [control("C1", LASTING, clause=None), control("C2", LASTING, clause="S2")],
    "clauses": [clause("S1", "expect"), clause("S2")],
}

TURNS: dict[str, tuple[Map, str, str, str, tuple[str, ...]]] = {
    "freshness: a record is a month old": (
        governed(record()),
        "2026-07-15",
        ORG,
        "stale",
        ("the newest snapshot ends at 2026-06-15T00:00:00Z, older than P1M",),
    ),
    "cadence: nothing for longer than a month": (
        governed(
            *(record(f"e{month}", f"2026-0{month}-15T00:00:00Z") for month in (4, 5, 6)),
            **of_control(MONTHLY),
        ),
        "2026-07-15",
        ORG,
        "coverage-hole",
        ("nothing shows it from 2026-06-15T00:00:00Z to 2026-07-16T00:00:00Z; P1M is allowed",),
    ),
    "a validation that reads the date": (
        governed(record(), **of_control(requirement(max_age="P1Y", validations=[READS_CLOCK]))),
        "2026-07-04",
        ORG,
        "validation-failed",
        ("it lasts to 5 July", "the validation reads as_of"),
    ),
    "an asset that enters service without evidence": (
        governed(
            record(assets=["surface/api"]),
            assets=[asset("surface", "api"), asset("surface", "new", "2026-07-08")],
            **of_control(GROUP),
        ),
        "2026-07-08",
        "C1/r1@surface/new",
        "missing",
        ("no snapshot names surface/new",),
    ),
    "an event without evidence": (
        governed(
            nil_return(),
            events=[event(at="2026-07-10T00:00:00Z")],
            **of_control(per_event(max_age="P1Y")),
        ),
        "2026-07-09",
        "C1/r1@event/deployment/d1",
        "missing",
        ("no snapshot names event/deployment/d1",),
    ),
    "a record that arrives and contradicts": (
        governed(
            record(),
            record("e2", payload={"ok": False}, collected_at="2026-07-07T00:00:00Z"),
            **of_control(LASTING),
        ),
        "2026-07-06",
        ORG,
        "contradicted",
        ("e1 and e2 disagree about the same time", "e2 arrives"),
    ),
    "a record that arrives and names what the inventory lacks": (
        governed(
            record(assets=["surface/api"]),
            record(
                "e2",
                assets=["surface/ghost"],
                collected_at="2026-07-07T00:00:00Z",
            ),
            assets=[asset("surface", "api")],
            **of_control(GROUP),
        ),
        "2026-07-06",
        "C1/r1@surface/ghost",
        "unknown-asset",
        ("surface/ghost is named and the inventory lacks it", "e2 arrives"),
    ),
    "a joined record that arrives and is nearer": (
        governed(
            record(),
            record("l1", "2026-06-01T00:00:00Z", type="roster"),
            record(
                "l2",
                "2026-06-14T00:00:00Z",
                type="roster",
                payload={"ok": False},
                collected_at="2026-07-07T00:00:00Z",
            ),
            **of_control(JOINED),
        ),
        "2026-07-06",
        ORG,
        "validation-failed",
        ("the list is not in order", "l2 arrives"),
    ),
}


@pytest.mark.parametrize("name", TURNS)
def test_an_instance_turns_red_on_its_day(name: str) -> None:
    """Not a day sooner or later, with its reason; and all that rests on it follows from it."""
    given, day, instance, code, because = TURNS[name]

    found = Read(given).forecast(days("2026-07-01", 20))

    (turn,) = [one for one in found.things if (one.kind, one.id) == ("control", "C1")]
    said = events(found, day)[instance]
    assert (turn.red_now, turn.red_from) == (False, day)
    assert (said.kind, said.direction, code in said.codes) == ("instance", "worse", True)
    assert [why for why in because if why not in said.because] == []
    for kind, id in (
        ("control", "C1"),
        ("clause", "S1"),
        ("standard", "asl-3/security"),
        ("activity", "train"),
        ("model", "model/atlas"),
        ("gate", "gate"),
    ):
        one = change(found, day, kind, id, None if kind == "gate" else "model/atlas")
        assert instance in one.roots, kind
        assert (one.direction, one.red) == ("worse", True)


def test_an_undermined_control_follows_from_the_gap_below() -> None:
    """Through one that is undermined itself; and no clause that rests on something else."""
    given = governed(
        record(),
        record("e2", "2026-06-20T00:00:00Z", type="document"),
        controls=[
            control("C1", clause="S1"),
            control("C2", requirement(type="document"), clause="S2", depends_on=needs("C1")),
            control("C3", requirement(type="document"), clause="S3", depends_on=needs("C2")),
            control("C4", requirement(type="document"), clause="S4"),
        ],
        clauses=[clause(name) for name in ("S1", "S2", "S3", "S4")],
    )

    found = Read(given).forecast(days("2026-07-01", 18))

    for kind, id in (("control", "C2"), ("control", "C3"), ("clause", "S2"), ("clause", "S3")):
        one = change(found, "2026-07-15", kind, id, "model/atlas")
        assert (one.after, one.roots) == ("undermined", (ORG,))
    assert [one.red for one in found.things if one.id in ("C4", "S4")] == [()] * 2


def test_a_deviation_that_expires() -> None:
    """The clause it stood in for turns red, and follows from it."""
    given = governed(record(), deviations=[deviation(expires="2026-07-09")], **SUBSTITUTED)

    found = Read(given).forecast(days("2026-07-01", 14))

    said = events(found, "2026-07-10")["deviation/v1"]
    assert (said.direction, said.because) == ("worse", ("it expired on 2026-07-09",))
    for kind, id in (("clause", "S1"), ("standard", "asl-3/security"), ("model", "model/atlas")):
        one = change(found, "2026-07-10", kind, id, "model/atlas")
        assert (one.direction, one.roots) == ("worse", ("deviation/v1",))


def test_a_deviation_that_starts() -> None:
    """What was red turns green again; a day ends with the instant at which the next begins."""
    given = governed(record(), deviations=[deviation(starts="2026-07-09")], **SUBSTITUTED)

    found = Read(given).forecast(days("2026-07-01", 14))

    (thing,) = [one for one in found.things if one.kind == "clause" and one.id == "S1"]
    one = change(found, "2026-07-08", "clause", "S1")
    assert (thing.red_now, thing.red_from, thing.end) == (True, None, "substituted")
    assert [(turn.first, turn.last) for turn in thing.red] == [("2026-07-01", "2026-07-07")]
    assert (one.direction, one.red, one.roots) == ("better", False, ("deviation/v1",))


def test_a_determination_whose_reassessment_is_due() -> None:
    """Six months after the assessment the standard is required, and its gap is red."""
    given = governed(determinations=[BELOW])

    found = Read(given).forecast(days("2026-07-01", 14))

    said = events(found, "2026-07-09")["determination/atlas/T1"]
    assert (said.direction, said.before) == ("worse", "below")
    assert said.after == "cannot-rule-out, determination-unsupported"
    assert said.because == ("assessed on 2026-01-10, P6M or longer ago",)
    one = change(found, "2026-07-09", "standard", "asl-3/security")
    assert (one.before, one.after) == ("not-required", "not-conformant")
    assert "determination/atlas/T1" in one.roots


def test_a_standard_that_is_activated() -> None:
    """It is required from the date on."""
    given = governed(
        record(),
        determinations=[determination()],
        activated=[
            {
                "standard": "asl-3/security",
                "model": "atlas",
                "date": "2026-07-05T00:00:00Z",
                "because": "we promised",
            }
        ],
    )

    found = Read(given).forecast(days("2026-07-01", 7))

    said = events(found, "2026-07-04")["activation/atlas/asl-3/security"]
    one = change(found, "2026-07-04", "standard", "asl-3/security")
    assert (said.because, one.before, one.after) == (
        ("we promised",),
        "not-required",
        "conformant",
    )
    assert one.direction == "neutral"
    assert one.roots[:1] == ("activation/atlas/asl-3/security",)


def test_the_end_of_the_period() -> None:
    """The gate turns red, though no verdict does."""
    given = governed(record(), period={"start": "2026-04-01", "end": "2026-07-04"})

    found = Read(given).forecast(days("2026-07-01", 7))

    assert [(day.date, [one.kind for one in day.changes]) for day in found.days] == [
        ("2026-07-05", ["gate"])
    ]
    assert change(found, "2026-07-05", "gate", "gate").roots == ("period",)


def test_an_acceptance_that_lapses_as_evidence_drops_out() -> None:
    """A record from before the period is no candidate once it is stale: the answer was about it."""
    given = answered(
        governed(
            record("e0", "2026-03-10T00:00:00Z"),
            record(),
            **of_control(
                over_time("instants", cadence="P1Y", max_age="P4M", judgement="Is it enough?")
            ),
        )
    )

    found = Read(given).forecast(days("2026-07-01", 14))

    said = events(found, "2026-07-10")["judgement/C1/r1"]
    one = change(found, "2026-07-10", "standard", "asl-3/security")
    assert (said.before, said.after) == ("accepted", "open")
    assert said.because == ("a1: the evidence has changed since",)
    assert (one.after, one.roots) == ("undetermined", ("judgement/C1/r1",))


def test_what_leaves_service_is_due_no_more_at_a_later_date() -> None:
    """Freshness counts back from retirement; the day of it is shown."""
    given = governed(
        record(assets=["surface/api"]),
        assets=[asset("surface", "api", end="2026-07-09")],
        **of_control(requirement(for_each="surface")),
    )

    found = Read(given).forecast(days("2026-07-01", 20))

    assert [(day.date, [one.id for one in day.events]) for day in found.days] == [
        ("2026-07-09", ["asset/surface/api"])
    ]


def test_a_record_that_is_received_later_turns_it_green_again() -> None:
    """From its date on, and red before: it was not there."""
    given = governed(record("e2", "2026-07-02T00:00:00Z", received_at="2026-07-06T00:00:00Z"))

    found = Read(given).forecast(days("2026-07-01", 8))

    (thing,) = [one for one in found.things if (one.kind, one.id) == ("control", "C1")]
    said = events(found, "2026-07-05")
    assert [(turn.first, turn.last) for turn in thing.red] == [("2026-07-01", "2026-07-04")]
    assert (said[ORG].direction, said["record/e2"].direction) == ("better", "neutral")
    assert change(found, "2026-07-05", "gate", "gate").roots == (ORG,)


def test_days_without_change_are_left_out() -> None:
    """And what is red from the first day on says why."""
    found = Read(governed()).forecast(days("2026-07-01", 5))

    assert found.days == ()
    (one,) = [one for one in found.things if (one.kind, one.id) == ("control", "C1")]
    assert (one.red_now, one.red_from, one.because) == (True, None, (ORG,))
    assert [(turn.first, turn.last) for turn in one.red] == [("2026-07-01", None)]


def test_validations_are_named_only_where_they_fail() -> None:
    """One that reads the date beside one that fails for another reason is not blamed."""
    both = requirement(
        max_age="P1Y", validations=[{"rule": "as_of > at('2020-01-01')", "message": "old"}, OK]
    )
    given = governed(
        record(),
        record("e2", "2026-06-20T00:00:00Z", payload={"ok": False}, collected_at="2026-07-07"),
        **of_control(both),
    )

    found = Read(given).forecast(days("2026-07-01", 9))

    (said,) = [one for day in found.days for one in day.events if one.kind == "instance"]
    assert [why for why in said.because if "as_of" in why] == []
    assert "e2 arrives" in said.because

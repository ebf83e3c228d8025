"""Corners of the rules: members, limits and places that only a case made for them comes to."""

from __future__ import annotations

import pytest

from checker.assess.assessment import Why
from checker.assess.chains import chain_of
from rsp.deviation import Deviation
from rsp.time import Duration
from tests.adapter import decode, run
from tests.builder import (
    ORG,
    Map,
    approvals,
    asset,
    case,
    clause,
    clause_status,
    control,
    control_status,
    determination,
    deviation,
    event,
    failing,
    gone,
    group,
    instances,
    of_control,
    over_time,
    reasons,
    record,
    requirement,
    threshold,
    verdict,
    waiver,
)

JOIN = {"roster": {"type": "roster", "within": "P7D"}}
READS = {"with": JOIN, "validations": [{"rule": "roster.ok", "message": "no"}]}


def roster(name: str, day: str = "15", *, ok: bool = True, **more: object) -> Map:
    """A roster observed on a day of June."""
    kind = {"type": "roster", "payload": {"ok": ok, "id": name}}
    return record(name, f"2026-06-{day}T00:00:00Z", **{**kind, **more})


def whys(given: Map, instance: str = ORG) -> tuple[Why, ...]:
    """The reasons of one instance, in full."""
    return next(one.reasons for one in run(given).instances if one.id == instance)


# --- Time -----------------------------------------------------------------------------------------


def test_r20_a_deviation_may_last_one_day() -> None:
    """It expires at the end of the day at whose beginning it starts."""
    day = {"starts": "2026-07-01", "expires": "2026-07-01"}
    (found,) = run(case(record(), deviations=[waiver(**day)])).deviations

    assert found.because == ()
    assert found.valid


@pytest.mark.parametrize(
    ("at", "expected"),
    [("2026-07-01", []), ("2026-07-02", ["validation-failed"])],
)
def test_r9_an_event_of_today_is_in_the_inventory(at: str, expected: list[str]) -> None:
    """Although its day is not over: a date counts from its beginning on."""
    rule = {"rule": "inventory.event.exists(e, e.id == 'd1')", "message": "no"}
    given = case(record(), events=[event(at=at)], **of_control(requirement(validations=[rule])))

    assert reasons(given) == expected


def deviations(**changes: Map) -> dict[str, Deviation]:
    """Waivers by their ids, each with what it has of its own."""
    return {name: decode(Deviation, waiver(name, **more)) for name, more in changes.items()}


def chained(found: dict[str, Deviation], name: str = "w1") -> tuple[str, ...]:
    """What the chain of one is made of, with a maximum of a month."""
    return chain_of(found, found[name], Duration.parse("P1M")).members


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        ("2026-05-31", ("w0", "w1")),
        ("2026-06-01", ("w0", "w1")),
        ("2026-06-01T00:00:01Z", ("w1",)),
        ("2026-06-02", ("w1",)),
    ],
)
def test_r20_a_chain_goes_back_and_not_forward(starts: str, expected: tuple[str, ...]) -> None:
    """To what started no later, by the beginning of the day."""
    found = deviations(w0={"starts": starts}, w1={"starts": "2026-06-01"})

    assert chained(found) == expected


def test_r20_what_any_of_the_renewed_was_about_is_in_the_chain() -> None:
    """A renewal for another asset takes over what led to the one it renews."""
    first = {"starts": "2026-03-01", "expires": "2026-04-01", "asset": "environment/a"}
    second = {"starts": "2026-04-02", "expires": "2026-05-01", "asset": "environment/a"}
    third = {"starts": "2026-05-02", "asset": "environment/b", "renews": "w2"}

    assert chained(deviations(w1=first, w2=second, w3=third), "w3") == ("w1", "w2", "w3")


# --- Models and places ----------------------------------------------------------------------------


def test_r7_what_serves_no_model_serves_none_by_any_name() -> None:
    """`none` is no list of letters."""
    lone = asset("environment", "a", models="none", models_because="It is spare.")
    given = case(
        model=asset("model", "e", effective_compute=10),
        assets=[lone],
        **of_control(requirement(for_each="environment")),
    )
    (found,) = (one for one in run(given).instances if one.asset == "environment/a")

    assert found.models == frozenset()


@pytest.mark.parametrize(
    ("models", "expected"),
    [("none", []), (["atlas"], ["validation-failed"])],
)
def test_r9_an_asset_of_no_model_shows_an_empty_list(
    models: str | list[str], expected: list[str]
) -> None:
    """To the rules that read it."""
    rule = {"rule": "asset.models.size() == 0", "message": "no"}
    given = case(
        record(assets=["environment/a"]),
        assets=[asset("environment", "a", models=models, models_because="It is so.")],
        **of_control(requirement(for_each="environment", validations=[rule])),
    )

    assert reasons(given, "C1/r1@environment/a") == expected


def test_r9_one_record_of_two_places_is_judged_beside_the_roster_of_each() -> None:
    """What holds of the first place says nothing of the second."""
    given = case(
        record("e1", assets=["environment/a", "environment/b"]),
        roster("j1", assets=["environment/a"]),
        roster("j2", ok=False, assets=["environment/b"]),
        assets=[asset("environment", "a"), asset("environment", "b")],
        **of_control(requirement(for_each="environment", **READS)),
    )

    assert instances(given) == {"C1/r1@environment/a": "met", "C1/r1@environment/b": "unmet"}


# --- What is unknown or malformed -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("type/snapshot", "not-assessed"),
        ("type/roster", "satisfied"),
        ("type/unheard-of", "not-assessed"),
    ],
)
def test_r24_an_error_in_a_type_reaches_what_uses_it(key: str, expected: str) -> None:
    """And everything, where the type is not one of the catalog."""
    assert control_status(case(record(), errors=[{"reaches": [key]}])) == expected


def test_r13_rows_that_are_no_rows_name_no_control() -> None:
    """A payload that its schema would refuse is no reason to stop."""
    given = case(
        record(type="report", payload={"ok": True, "left": ["C2"]}),
        types={"report": {"complementary": "left"}},
        controls=[control("C1", requirement(type="report")), control("C2")],
    )

    assert reasons(given) == ["complement-unknown"]


def test_r8_a_join_whose_distance_is_no_duration_has_no_value() -> None:
    """As with every other limit, and whatever the rule would give."""
    join = {"roster": {"type": "roster", "within": "params.near"}}
    near = {"near": {"type": "integer", "description": "d", "stricter": "lower", "default": 3}}
    given = case(record(), **of_control(requirement(**{"with": join}), parameters=near))

    assert reasons(given) == ["undeclared-parameter"]


# --- Groups ---------------------------------------------------------------------------------------


def grouped(*controls: Map, **more: object) -> Map:
    """A clause S1 with two below it, and its controls."""
    below = [clause("S1a"), clause("S1b")]
    return case(clauses=group("S1", *below, **more), controls=list(controls))


def test_r14_a_group_names_what_is_not_satisfied_below_it() -> None:
    """By id and status, and nothing that is satisfied."""
    given = grouped(control("C1", clause="S1a"), control("C2", requirement(type="document")))
    given["controls"][1]["implements"][0]["clause"] = "S1b"
    given["records"] = [record()]
    (found,) = (
        one
        for subject in run(given).subjects
        if subject.id == "model/atlas"
        for one in subject.clauses
        if one.id == "S1"
    )

    assert found.because == ("S1b is gap",)


def test_r14_a_group_of_which_nothing_applies_and_whose_condition_is_open_is_undetermined() -> None:
    """Whether it applies at all has to be decided first."""
    below = clause("S1a", when="capable")
    given = case(
        clauses=group("S1", below, when="declared"),
        determinations=[],
        data={"conditions": [
            {"id": "declared", "title": "d", "decided_by": "declaration"},
            {"id": "capable", "title": "c", "decided_by": "required: asl-3/deployment"},
        ]},
        controls=[control("C1", clause="S1a")],
    )  # fmt: skip

    assert clause_status(given, "S1a") == "not-applicable"
    assert clause_status(given, "S1") == "undetermined"


@pytest.mark.parametrize(
    ("own", "expected"),
    [(requirement(), "state"), (over_time("instants", cadence="P1M"), "operation")],
)
def test_r4_a_group_with_a_control_of_its_own_was_seen_as_that_and_what_is_below(
    own: Map, expected: str
) -> None:
    """Over time only where both were."""
    below = over_time("instants", cadence="P1M")
    given = case(
        *(record(f"e{month}", f"2026-{month:02}-15T00:00:00Z") for month in (4, 5, 6)),
        clauses=group("S1", clause("S1a")),
        controls=[control("C1", below, clause="S1a"), control("C2", own, clause="S1")],
    )
    (found,) = (
        one.tested.value
        for subject in run(given).subjects
        if subject.id == "model/atlas"
        for one in subject.clauses
        if one.id == "S1"
    )

    assert found == expected


# --- What reasons name ----------------------------------------------------------------------------


def test_r9_a_join_without_answer_names_what_it_did_not_choose() -> None:
    """A roster that is too far away was there all the same; of one that is read only itself."""
    asked = of_control(requirement(**READS))
    (far,) = whys(case(record("e1"), roster("j1", "01"), **asked))
    (read,) = whys(case(record("e1"), roster("j1", "01"), roster("j2", ok=False), **asked))

    assert (far.code.value, far.evidence) == ("validation-error", ("e1", "j1"))
    assert (read.code.value, read.evidence) == ("validation-failed", ("e1", "j2"))


def test_r8_what_nobody_offered_is_missing_by_its_name() -> None:
    """Nothing named the place; that is not the same as not showing it."""
    (found,) = whys(case())

    assert found.message == "no snapshot names organization"


def test_r4_a_hole_names_what_ends_it_and_what_failed_in_it() -> None:
    """And no record beside it, before or after."""
    kind = over_time("instants", cadence="P15D")
    days = ("04-10", "04-20", "06-01", "06-15", "06-30")
    shown = [record(f"e{day}", f"2026-{day}T00:00:00Z") for day in days]
    failed = [failing(f"x{day}", f"2026-{day}T00:00:00Z") for day in ("04-12", "05-10", "06-20")]
    found = whys(case(*shown, *failed, **of_control(kind)))

    (hole,) = (one for one in found if one.code.value == "coverage-hole")
    assert hole.evidence == ("e06-01", "x05-10")


# --- What falls with a deviation ------------------------------------------------------------------

SOON = {"expires": "2026-07-10"}
SHOWN = record("b", type="document")
DOCUMENTED = control("C2", requirement(type="document"), clause="S2")


def falling(given: Map, name: str) -> tuple[str, ...]:
    """What the gate lets pass until a deviation ends."""
    return next(one.carries for one in run(given).deviations if one.id == name)


def test_r20_with_a_substitute_falls_what_it_counts_for_and_with_another_nothing() -> None:
    """One that stands beside a satisfied expectation carries nothing."""
    given = case(
        SHOWN,
        record(),
        clauses=[clause("S1", "expect"), clause("S2"), clause("S3", "expect")],
        controls=[control("C1", requirement(type="roster")), DOCUMENTED, control("C3")],
        deviations=[deviation(**SOON), deviation(id="v3", clause="S3", **SOON)],
    )
    given["controls"][2]["implements"][0]["clause"] = "S3"

    assert verdict(given) == "conformant"
    assert falling(given, "v1") == ("model/atlas: asl-3/security",)
    assert falling(given, "v3") == ()


def test_r20_with_what_is_set_aside_falls_the_standard() -> None:
    """The clause then applies, or is undecided."""
    given = case(
        SHOWN,
        clauses=[clause("S1", when="declared"), clause("S2")],
        controls=[control(), DOCUMENTED],
        deviations=[deviation("not-applicable", **SOON)],
    )

    assert falling(given, "v1") == ("model/atlas: asl-3/security",)


@pytest.mark.parametrize(
    ("gated", "expected"), [(False, []), (True, ["organization: commitments"])]
)
def test_r19_what_the_gate_does_not_ask_for_does_not_fall(gated: bool, expected: list[str]) -> None:
    """Commitments are gated only where the project says so."""
    given = case(
        clauses=[clause("K1", "commitment")],
        controls=[control("C1", clause="K1")],
        deviations=[waiver(**SOON)],
    )
    given["settings"]["gate"] = {"commitments": gated}

    assert list(falling(given, "w1")) == expected


def test_r20_a_waiver_that_is_not_valid_carries_nothing_on() -> None:
    """Although it would end later."""
    later = waiver("w2", approvals=approvals("2026-06-02"))
    given = case(
        SHOWN,
        controls=[control(), DOCUMENTED],
        clauses=[clause("S1"), clause("S2")],
        deviations=[waiver(**SOON), later],
    )

    assert falling(given, "w1") == ("model/atlas: asl-3/security",)


def test_r20_a_standard_is_accepted_by_the_waivers_of_its_own_controls() -> None:
    """That of another standard is not named beside it."""
    second = waiver("w2", control="C2")
    given = case(
        clauses=[clause("S1"), clause("D1")],
        controls=[control(), control("C2", clause="D1")],
        deviations=[waiver(), second],
        data={"thresholds": [threshold(security="ASL-3", deployment="ASL-3")]},
    )
    found = {
        one.id: one.accepted_by
        for subject in run(given).subjects
        for one in subject.standards
        if subject.id == "model/atlas"
    }

    assert found == {"asl-3/deployment": ("w2",), "asl-3/security": ("w1",)}


# --- Figures, and what is said beside a verdict ---------------------------------------------------


def measured(*records: Map, subjects: list[Map]) -> list[str]:
    """The keys of an indicator over snapshots that are about something."""
    given = case(*records, types={"snapshot": {"subjects": subjects}})
    given["settings"]["indicators"] = [
        {
            "id": "i",
            "title": "i",
            "type": "snapshot",
            "value": "evidence.n",
            "unit": "share",
            "better": "lower",
        }
    ]
    return [one.asset for one in run(given).indicators[0].readings]


def test_an_indicator_is_of_what_its_own_type_names() -> None:
    """Of the organisation only where the type is about it, and of nothing another type lost."""
    about = [{"key": "surface/{surface}"}]
    records = [record(assets=["surface/api"]), gone("e2", type="roster", assets=["surface/app"])]

    assert measured(*records, subjects=about) == ["surface/api"]
    assert measured(*records, subjects=[]) == ["organization", "surface/api"]


def test_r16_a_standard_says_which_determination_does_not_hold_and_why() -> None:
    """Not that the capability cannot be ruled out, which nobody found."""
    given = case(record(), determinations=[determination(assessed_at="2025-01-01T00:00:00Z")])
    (why,) = (
        why
        for subject in run(given).subjects
        for one in subject.standards
        if one.id == "asl-3/security"
        for why in one.because
    )

    assert why.startswith("T1: determined below, unsupported: assessed on 2025-01-01")


def test_the_register_says_what_is_known() -> None:
    """All that was collected by now; not what is still to come."""
    later = record("e2", collected_at="2026-07-02T00:00:00Z")
    found = {one.id: one.known for one in run(case(record(), later)).records}

    assert found == {"e1": True, "e2": False}

"""The slow reference says what the rules say: hand-written cases, one or more per rule."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from checker.expr.cel import compile_rule
from tests.reference.evaluator import RULES, evaluate, evaluate_rule, evidence_digests

Map = dict[str, Any]

NOW = "2026-07-01T00:00:00Z"
ORG = "C1/r1@organization"


# --- Making cases ---------------------------------------------------------------------------------


def requirement(name: str = "r1", **more: Any) -> Map:
    """A state of the organisation, shown by a snapshot not older than a month."""
    return {
        "id": name,
        "type": "snapshot",
        "operation": "state",
        "min_reliability": "record",
        "max_age": "P1M",
        "validations": [{"rule": "evidence.ok", "message": "not ok"}],
        **more,
    }


def control(name: str = "C1", *requirements: Map, clause: str | None = "S1", **more: Any) -> Map:
    link = [{"clause": clause, "by": [], "state": "current"}] if clause else []
    return {
        "id": name,
        "standard": "asl-3/security",
        "owner": "security",
        "implements": link,
        "evidence": list(requirements) or [requirement()],
        **more,
    }


def clause(name: str = "S1", modality: str = "must", **more: Any) -> Map:
    standard = {"S": "asl-3/security", "D": "asl-3/deployment", "P": "procedure"}.get(
        name[0], "commitments"
    )
    return {
        "id": name,
        "standard": standard,
        "modality": modality,
        "check": "A",
        "when": None,
        "parent": None,
        "children": [],
        **more,
    }


def record(name: str = "e1", at: str = "2026-06-15T00:00:00Z", **more: Any) -> Map:
    """A good record of one instant, or of `from/to`, collected at its end."""
    start, _, end = at.partition("/")
    found: Map = {
        "id": name,
        "type": "snapshot",
        "assets": ["organization"],
        "observed": {"from": start, "to": end} if end else start,
        "collected_at": end or start,
        "received_at": end or start,
        "source": {"system": "broker", "query": "all", "rows": 3},
        "produced_by": {"party": "tooling"},
        "reliability": "record",
        "payload": {"ok": True, "count": 3},
        "problems": [],
        "digest": f"digest of {name}",
        "payload_digest": f"payload of {name}",
    }
    return {**found, **more}


def party(name: str, *member_of: Any) -> Map:
    memberships = [{"party": m} if isinstance(m, str) else m for m in member_of]
    return {"id": name, "kind": "person", "member_of": memberships}


def asset(
    kind: str, name: str, start: str = "2020-01-01", end: str | None = None, **more: Any
) -> Map:
    return {"id": name, "type": kind, "in_service": {"from": start, "to": end}, **more}


def deployment(name: str, at: str, **more: Any) -> Map:
    return {"id": name, "type": "deployment", "at": at, **more}


def determination(outcome: str = "below", **more: Any) -> Map:
    return {
        "id": "d1",
        "model": "atlas",
        "threshold": "T1",
        "outcome": outcome,
        "assessed_at": "2026-05-01T00:00:00Z",
        "decided_at": "2026-05-10T00:00:00Z",
        "effective_compute": 10,
        "approvals": [
            {"role": "chief-executive", "party": "ceo", "date": "2026-05-09"},
            {"role": "responsible-scaling-officer", "party": "rso", "date": "2026-05-09"},
        ],
        **more,
    }


def deviation(kind: str = "substitute", clause: str = "S1", **more: Any) -> Map:
    roles = {"chief-executive": "ceo", "responsible-scaling-officer": "rso"}
    return {
        "id": "v1",
        "kind": kind,
        "clause": clause,
        "requester": "engineer",
        "approvals": [{"role": r, "party": p, "date": "2026-06-01"} for r, p in roles.items()],
        "starts": "2026-06-01",
        "expires": "2026-12-31",
        "compensating": ["C2"] if kind == "substitute" else [],
        **more,
    }


def case(
    *records: Map,
    controls: list[Map] | None = None,
    clauses: list[Map] | None = None,
    assets: list[Map] | None = None,
    **more: Any,
) -> Map:
    """One model for which ASL-3 Security is required, as nothing was determined about it."""
    model = asset("model", "atlas", attributes={"effective_compute": 10})
    found: Map = {
        "now": NOW,
        "clock": NOW,
        "settings": {"organization": "example-lab", "period": {"start": "2026-04-01"}},
        "edition": {
            "clauses": clauses or [clause()],
            "data": {
                "determination": {
                    "approvals": ["chief-executive", "responsible-scaling-officer"],
                    "reassess_after": "P6M",
                    "reassess_at_effective_compute": 4,
                },
                "thresholds": [
                    {"id": "T1", "kind": "threshold", "requires": {"security": "ASL-3"}}
                ],
                "conditions": [
                    {"id": "declared", "decided_by": "declaration"},
                    {"id": "required", "decided_by": "required: asl-3/security"},
                    {"id": "any", "decided_by": "any-required"},
                    {"id": "open", "decided_by": "threshold: T1"},
                ],
                "activities": {"train": {"standards": ["asl-3/security"], "clauses": ["P1"]}},
                "deviations": {
                    "substitute": {"expect": ["responsible-scaling-officer"], "maximum": "P12M"},
                    "not-applicable": {
                        "must": ["chief-executive", "responsible-scaling-officer"],
                        "maximum": "P12M",
                    },
                },
            },
        },
        "controls": [control()] if controls is None else controls,
        "types": {
            "snapshot": {"rows": None, "shareable": False},
            "log": {"rows": "entries", "shareable": False},
            "document": {"rows": None, "shareable": True},
        },
        "inventory": {"assets": [model, *(assets or [])], "events": []},
        "parties": [
            party("example-lab", "holding"),
            party("holding"),
            party("security", "example-lab"),
            party("tooling", "example-lab"),
            party("assurance", "example-lab"),
            party("guard", "security"),
            party("reviewer", "assurance"),
            party("engineer", "example-lab"),
            party("ceo", "chief-executive", "example-lab"),
            party("rso", "responsible-scaling-officer", "example-lab"),
            party("deputy", "chief-executive", "responsible-scaling-officer"),
            party("auditor"),
        ],
        "determinations": [],
        "deviations": [],
        "records": list(records),
        "errors": [],
        "digests": {"controls": {}, "questions": {}},
    }
    return {**found, **more}


def instance(given: Map, name: str = ORG) -> tuple[str, list[str]]:
    found = evaluate(given)["instances"][name]
    return found["status"], found["reasons"]


def reasons(given: Map, name: str = ORG) -> list[str]:
    return instance(given, name)[1]


def instances(given: Map) -> list[str]:
    return sorted(evaluate(given)["instances"])


def subject(given: Map, name: str = "model/atlas") -> Map:
    found: Map = evaluate(given)["subjects"][name]
    return found


def over_time(operation: str, **more: Any) -> Map:
    return requirement(operation=operation, max_age=None, validations=[], **more)


def coverage(given: Map) -> list[list[str]]:
    found: list[list[str]] = evaluate(given)["instances"][ORG]["holes"]
    return found


# --- R1, R2, R3 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "closed", "clock", "known"),
    [
        ("2026-06-15", None, NOW, True),  # a date means its latest instant
        ("2026-06-15T00:00:00Z", None, NOW, False),
        (None, {"as_of": "2026-06-14"}, NOW, False),
        (None, {"as_of": "2026-06-15"}, "2026-06-01", True),
        (None, None, "2026-06-14T23:59:59Z", False),
        (None, None, "2026-06-15T12:00:00Z", True),
    ],
)
def test_r1_now_is_the_argument_else_the_close_else_the_clock(
    as_of: str | None, closed: Map | None, clock: str, known: bool
) -> None:
    """What was collected by now exists, and only that."""
    given = case(record(at="2026-06-15T12:00:00Z"), now=as_of, clock=clock)
    given["settings"]["closed"] = closed

    assert ([] if known else ["missing"]) == reasons(given)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"collected_at": NOW, "received_at": NOW}, []),
        ({"collected_at": "2026-07-01T00:00:01Z"}, ["missing"]),
        ({"collected_at": "2026-06-30"}, []),
        ({"collected_at": "2026-07-01"}, ["missing"]),
        ({"received_at": "2026-07-01T00:00:01Z"}, ["missing"]),
        ({"received_at": None, "problems": ["unsealed"]}, ["unsealed"]),
        ({"received_at": "2026-08-01T00:00:00Z", "problems": ["withdrawn"]}, ["withdrawn"]),
        ({"collected_at": "2026-06-14T23:59:59Z"}, ["malformed"]),
        ({"collected_at": "2026-06-14"}, []),  # the day ends where the observation is
    ],
)
def test_r2_a_record_is_known_by_collection_and_receipt(change: Map, expected: list[str]) -> None:
    """A record that is not known does not exist; observation after collection is malformed."""
    assert expected == reasons(case(record(**change)))


@pytest.mark.parametrize(
    ("collected", "expected"),
    [("2026-06-17T00:00:00Z", []), ("2026-06-17T00:00:01Z", ["late"]), ("2026-06-16", [])],
)
def test_r2_late_is_collected_after_the_longest_lag(collected: str, expected: list[str]) -> None:
    """The limit itself is in time, to the second."""
    given = case(
        record(collected_at=collected, received_at=collected),
        controls=[control("C1", requirement(max_lag="P2D"))],
    )

    assert expected == reasons(given)


@pytest.mark.parametrize(
    ("now", "observed", "expected"),
    [
        ("2026-07-01T00:00:00Z", "2026-06-01T00:00:00Z", []),
        ("2026-07-01T00:00:01Z", "2026-06-01T00:00:00Z", ["stale"]),
        ("2026-02-28T00:00:00Z", "2026-01-31T00:00:00Z", []),  # clamped: 31 January and a month
        ("2026-02-28T00:00:01Z", "2026-01-31T00:00:00Z", ["stale"]),
        ("2024-02-29T00:00:00Z", "2024-01-31T00:00:00Z", []),
        ("2024-03-30T12:00:00Z", "2024-02-29T12:00:00Z", ["stale"]),
    ],
)
def test_r3_an_age_of_exactly_the_limit_is_fresh(
    now: str, observed: str, expected: list[str]
) -> None:
    """A month is a calendar month."""
    given = case(record(at=observed), now=now)
    given["settings"]["period"]["start"] = "2023-01-01"

    assert expected == reasons(given)


def test_r3_age_counts_to_retirement() -> None:
    """An asset out of service needs evidence about its last days, not about today."""
    each = requirement(for_each="environment")
    given = case(
        record(at="2026-04-20T00:00:00Z", assets=["environment/prod"]),
        record("e2", "2026-04-20T00:00:00Z", assets=["environment/test"]),
        controls=[control("C1", each)],
        assets=[
            asset("environment", "prod", end="2026-05-20T00:00:00Z"),
            asset("environment", "test", end="2026-05-20T00:00:01Z"),
        ],
    )

    assert reasons(given, "C1/r1@environment/prod") == []
    assert reasons(given, "C1/r1@environment/test") == ["stale"]


# --- R4 -------------------------------------------------------------------------------------------


def test_r4_the_period_ends_with_its_last_day() -> None:
    """What happens between the end of the period and now is outside the window."""
    given = case(record(at="2026-06-15T00:00:00Z"))
    given["controls"][0]["evidence"] = [requirement(max_age=None)]
    given["settings"]["period"]["end"] = "2026-06-14"

    assert reasons(given) == []  # an instant on the very end of the window touches it
    given["records"] = [record(at="2026-06-15T00:00:01Z")]
    assert reasons(given) == ["stale"]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["2026-05-01", "2026-06-01"], []),  # a cadence from each to the next, and to both ends
        (["2026-05-02", "2026-06-01"], [["2026-04-01", "2026-05-02"]]),
        (["2026-05-01", "2026-05-31"], [["2026-05-31", "2026-07-01"]]),
        (["2026-04-01", "2026-06-15"], [["2026-04-01", "2026-06-15"]]),
    ],
)
def test_r4_instants_leave_no_stretch_longer_than_the_cadence(
    times: list[str], expected: list[list[str]]
) -> None:
    """A stretch of exactly the cadence is no hole; a hole is named by its dates."""
    given = case(
        *(record(f"e{at}", f"{at}T00:00:00Z") for at in times),
        controls=[control("C1", over_time("instants", cadence="P1M"))],
    )

    assert [[f"{at}T00:00:00Z" for at in hole] for hole in expected] == coverage(given)
    assert (["coverage-hole"] if expected else []) == reasons(given)


@pytest.mark.parametrize(
    ("tolerance", "max_age", "spans", "expected"),
    [
        (None, None, ["2026-04-01/2026-06-30"], []),
        (None, None, ["2026-03-01/2026-04-30", "2026-05-01/2026-06-30"], []),
        (None, None, ["2026-05-01/2026-06-30", "2026-03-01/2026-05-15"], []),
        (None, None, ["2026-04-01/2026-04-30", "2026-05-02/2026-06-30"], [["05-01", "05-02"]]),
        ("P1D", None, ["2026-04-01/2026-04-30", "2026-05-02/2026-06-30"], []),
        ("PT23H", None, ["2026-04-01/2026-04-30", "2026-05-02/2026-06-30"], [["05-01", "05-02"]]),
        (None, None, ["2026-04-01/2026-06-29"], [["06-30", "07-01"]]),
        (None, "P1M", ["2026-04-01/2026-05-31"], []),  # not yet due
        (
            None,
            "P1M",
            ["2026-04-01/2026-05-30", "2026-06-30T00:00:00Z/2026-06-30"],
            [["05-31", "06-30"]],
        ),
        ("P1D", "P1M", ["2026-04-02/2026-05-31"], []),
    ],
)
def test_r4_continuous_spans_cover_the_window(
    tolerance: str | None, max_age: str | None, spans: list[str], expected: list[list[str]]
) -> None:
    """Holes up to the tolerance are none; what is still fresh at the end is not yet due."""
    one = {**over_time("continuous", tolerance=tolerance), "max_age": max_age, "type": "log"}
    given = case(
        *(record(f"e{number}", at, type="log") for number, at in enumerate(spans)),
        controls=[control("C1", one)],
    )

    assert [[f"2026-{day}T00:00:00Z" for day in hole] for hole in expected] == coverage(given)


@pytest.mark.parametrize(
    ("unit", "observed", "expected"),
    [
        ("calendar-month", ["04-30T23:59:59Z", "05-01T00:00:00Z"], [["06-01", "07-01"]]),
        ("calendar-month", ["04-01T00:00:00Z", "06-01T00:00:00Z"], [["05-01", "06-01"]]),
        (
            "calendar-month",
            ["04-01T00:00:00Z/2026-07-01T00:00:00Z"],
            [["04-01", "05-01"], ["05-01", "06-01"]],
        ),
        ("calendar-quarter", ["04-01T00:00:00Z"], []),
        ("calendar-quarter", ["07-01T00:00:00Z"], [["04-01", "07-01"]]),
        ("calendar-quarter", ["03-01T00:00:00Z/2026-07-01T00:00:00Z"], []),
        ("calendar-year", ["04-01T00:00:00Z"], []),
    ],
)
def test_r4_each_whole_unit_of_the_calendar_has_an_observation_that_ends_in_it(
    unit: str, observed: list[str], expected: list[list[str]]
) -> None:
    """Midnight begins a unit; a span ends before it, and counts once."""
    given = case(
        *(record(f"e{number}", f"2026-{at}") for number, at in enumerate(observed)),
        controls=[control("C1", over_time("instants", cadence=unit))],
    )

    assert [[f"2026-{day}T00:00:00Z" for day in hole] for hole in expected] == coverage(given)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("2026-04-01T00:00:00Z", ["2026-04-01T00:00:00Z"]),
        ("2026-04-01T00:00:01Z", ["2026-04-11T00:00:01Z"]),
        ("2026-06-20T23:59:58Z", ["2026-06-30T23:59:58Z"]),
        ("2026-06-20T23:59:59Z", []),
        ("2026-06-21T00:00:00Z", []),
    ],
)
def test_r4_a_grace_puts_off_from_when_something_is_due(entry: str, expected: list[str]) -> None:
    """For what enters service after the period's start; to the second."""
    given = case(
        record("e1", "2026-06-30T23:59:59Z/2026-07-01T00:00:00Z", assets=["environment/a"]),
        controls=[control("C1", over_time("continuous", for_each="environment", grace="P10D"))],
        assets=[asset("environment", "a", entry)],
    )
    found = evaluate(given)["instances"]["C1/r1@environment/a"]

    assert [start for start, _ in found["holes"]] == expected


def test_r5_what_is_in_its_grace_has_no_instance() -> None:
    """Where that is all there is, there is nothing to assess."""
    grace = requirement(for_each="environment", grace="P10D")
    given = case(
        record(assets=["environment/new"]),
        controls=[control("C1", grace)],
        assets=[asset("environment", "new", "2026-06-21T00:00:01Z")],
    )

    assert list(evaluate(given)["instances"]) == ["C1/r1@nothing"]
    given["inventory"]["assets"].append(asset("environment", "old"))
    assert list(evaluate(given)["instances"]) == ["C1/r1@environment/old"]


def test_r4_only_good_records_cover() -> None:
    """A weak record in the middle leaves a hole, and says why."""
    given = case(
        record("e1", "2026-05-01T00:00:00Z", reliability="claim"),
        record("e2", "2026-06-01T00:00:00Z"),
        controls=[control("C1", over_time("instants", cadence="P1M"))],
    )

    assert reasons(given) == ["coverage-hole", "weak-reliability"]


# --- R5, R6, R7 -----------------------------------------------------------------------------------


def test_r5_one_instance_for_each_asset_whose_window_is_not_empty() -> None:
    """In service for a second of the period is in service; until its first instant is not."""
    given = case(
        controls=[control("C1", requirement(for_each="environment"))],
        assets=[
            asset("environment", "all"),
            asset("environment", "before", end="2026-03-31"),
            asset("environment", "into", end="2026-04-01T00:00:01Z"),
            asset("environment", "later", start=NOW),
            asset("environment", "never", start="2026-05-01", end="2026-04-30"),
        ],
    )

    assert instances(given) == ["C1/r1@environment/all", "C1/r1@environment/into"]


def test_r5_a_pair_needs_a_common_window_and_to_be_served() -> None:
    """A surface that lists other models, or none on purpose, makes no pair with this one."""
    given = case(
        controls=[control("C1", requirement(for_each=["surface", "model"]))],
        assets=[
            asset("surface", "every"),
            asset("surface", "mine", models=["atlas"]),
            asset("surface", "other", models=["boreal"]),
            asset("surface", "without", models="none"),
            asset("surface", "gone", end="2026-01-01"),
        ],
    )

    expected = ["C1/r1@surface/every+model/atlas", "C1/r1@surface/mine+model/atlas"]
    assert expected == instances(given)


def test_r5_a_pair_without_a_model_is_every_pair() -> None:
    """Environments and surfaces serve no one in particular."""
    given = case(
        controls=[control("C1", requirement(for_each=["environment", "surface"]))],
        assets=[asset("surface", "api", models=["boreal"]), asset("environment", "prod")],
    )

    assert "C1/r1@environment/prod+surface/api" in instances(given)


def test_r5_events_at_both_ends_of_the_period_count() -> None:
    """An event counts by the earliest instant of its date."""
    given = case(
        controls=[control("C1", requirement(for_each="event/deployment", operation="event"))]
    )
    given["inventory"]["events"] = [
        deployment("first", "2026-04-01"),
        deployment("early", "2026-03-31T23:59:59Z"),
        deployment("last", "2026-07-01"),
        deployment("late", "2026-07-01T00:00:01Z"),
        {**deployment("other", "2026-05-01"), "type": "grant"},
    ]

    expected = ["C1/r1@event/deployment/first", "C1/r1@event/deployment/last"]
    assert expected == instances(given)


def test_r5_where_keeps_what_is_true_and_what_cannot_be_told() -> None:
    """An asset that lacks the attribute is included, with a reason."""
    given = case(
        controls=[control("C1", requirement(for_each="environment", where="asset.holds_weights"))],
        assets=[
            asset("environment", "holds", attributes={"holds_weights": True}),
            asset("environment", "empty", attributes={"holds_weights": False}),
            asset("environment", "silent"),
        ],
    )

    assert instances(given) == ["C1/r1@environment/holds", "C1/r1@environment/silent"]
    assert reasons(given, "C1/r1@environment/silent") == ["missing", "scope-error"]


def test_r5_no_instance_at_all_is_a_gap() -> None:
    """Nothing to assess is never nothing wrong."""
    given = case(controls=[control("C1", requirement(for_each="vendor"))])

    assert instance(given, "C1/r1@nothing") == ("unmet", ["nothing-to-assess"])


def nil(
    name: str = "n1", span: str = "2026-04-01T00:00:00Z/2026-07-01T00:00:00Z", **more: Any
) -> Map:
    about = more.pop("about", "organization")
    payload = {"event": "deployment", "subject": about, **more.pop("payload", {})}
    return record(name, span, type="nil-return", assets=[about], payload=payload, **more)


@pytest.mark.parametrize(
    ("statement", "max_age", "met"),
    [
        (nil(), None, True),
        (nil(span="2026-04-01T00:00:01Z/2026-07-01T00:00:00Z"), None, False),
        (nil(span="2026-04-01T00:00:00Z/2026-06-30T23:59:59Z"), None, False),
        (nil(span="2026-03-01T00:00:00Z/2026-06-01T00:00:00Z"), "P1M", True),
        (nil(span="2026-03-01T00:00:00Z/2026-05-31T23:59:59Z"), "P1M", False),
        (nil(payload={"event": "grant"}), None, False),
        (nil(about="model/atlas"), None, False),
        (nil(reliability="representation"), None, False),
        (nil(problems=["tampered"]), None, False),
        (nil(problems=["not-presented"]), None, False),
    ],
)
def test_r5_a_nil_return_for_the_whole_period_shows_that_nothing_happened(
    statement: Map, max_age: str | None, met: bool
) -> None:
    """It has to be sound, reliable enough, of that event type, and about the organisation."""
    one = {**requirement(for_each="event/deployment", operation="event"), "max_age": max_age}
    given = case(statement, controls=[control("C1", one)])

    assert ([] if met else ["nothing-to-assess"]) == reasons(given, "C1/r1@nothing")


def test_r5_the_organisation_has_no_instance_in_a_period_of_no_length() -> None:
    """There was no time for anything to be so."""
    given = case(record())
    given["settings"]["period"] = {"start": NOW}

    assert instances(given) == ["C1/r1@nothing"]


@pytest.mark.parametrize("problems", [[], ["tampered"]])
def test_r5_a_nil_return_that_the_inventory_contradicts_shows_nothing(problems: list[str]) -> None:
    """Also of an event that `where` leaves out, and beside one that is true of what is left."""
    one = requirement(for_each="event/deployment", operation="event", where="event.real")
    given = case(
        nil("n1", "2026-03-01T00:00:00Z/2026-07-01T00:00:00Z", problems=problems),
        controls=[control("C1", {**one, "max_age": None})],
    )
    given["inventory"]["events"] = [
        deployment("d1", "2026-03-15", attributes={"real": True}),  # before the period
    ]

    assert reasons(given, "C1/r1@nothing") == ["contradicted", "nothing-to-assess"]
    given["records"].append(nil("n2"))
    assert reasons(given, "C1/r1@nothing") == ["contradicted"]
    given["inventory"]["events"][0]["at"] = "2026-02-28"
    assert reasons(given, "C1/r1@nothing") == []


@pytest.mark.parametrize(
    ("about", "models", "at", "denied"),
    [
        ("organization", "none", "2026-05-01", True),
        ("model/atlas", ["atlas"], "2026-05-01", True),
        ("model/atlas", None, "2026-05-01", True),
        ("model/atlas", ["boreal"], "2026-05-01", False),
        ("model/atlas", "none", "2026-05-01", False),
        ("organization", None, "2026-04-01T00:00:00Z", True),
        ("organization", None, "2026-07-01T00:00:00Z", False),  # half-open
    ],
)
def test_r5_a_nil_return_contradicts_the_events_it_denies(
    about: str, models: Any, at: str, denied: bool
) -> None:
    """An event that the inventory lists cannot be stated not to have been."""
    name = "event/deployment/d1"
    given = case(
        nil(about=about),
        record("e2", assets=[name]),
        controls=[control("C1", requirement(for_each="event/deployment", operation="event"))],
    )
    given["inventory"]["events"] = [deployment("d1", at, models=models)]

    assert (["contradicted"] if denied else []) == reasons(given, f"C1/r1@{name}")


def test_r6_what_the_inventory_lacks_is_unmet_for_every_subject() -> None:
    """A record of any type, and a determination, name what has to be in the inventory."""
    each = [
        requirement("r1", for_each="environment"),
        requirement("r2", for_each=["surface", "model"]),
    ]
    given = case(
        record("e1", assets=["environment/prod"]),
        record("e2", assets=["environment/ghost"], type="log"),
        record("e3", assets=["surface/api+model/atlas"]),
        record("e4", assets=["environment/future"], collected_at="2026-07-02"),
        controls=[control("C1", *each)],
        assets=[asset("environment", "prod", models=["boreal"]), asset("surface", "api")],
        determinations=[determination(model="lost")],
    )

    assert instance(given, "C1/r1@environment/ghost") == ("unmet", ["unknown-asset"])
    assert instance(given, "C1/r2@model/lost") == ("unmet", ["unknown-asset"])
    assert "C1/r1@environment/future" not in instances(given)
    assert subject(given)["controls"]["C1"] == "gap"


def test_r6_what_is_unknown_stands_beside_what_is_not_there() -> None:
    """A determination names its model before it is decided; a pair names its unknown part."""
    late = determination(model="ghost", decided_at="2026-08-01")
    given = case(
        record(assets=["surface/ghost+model/atlas"]),
        controls=[
            control("C1", requirement(for_each="surface"), requirement("r2", for_each="vendor")),
            control("C2", requirement(for_each="model")),
        ],
        determinations=[late],
    )

    assert instance(given, "C1/r1@surface/ghost") == ("unmet", ["unknown-asset"])
    assert instance(given, "C1/r1@nothing") == ("unmet", ["nothing-to-assess"])
    assert instance(given, "C2/r1@model/ghost") == ("unmet", ["unknown-asset"])
    assert "C1/r1@surface/ghost+model/atlas" not in instances(given)


def test_r7_the_subjects_are_the_models_in_service_in_the_period() -> None:
    """One that is gone, or still to come, is no subject, and what it requires bears on nothing."""
    given = case(
        assets=[
            asset("model", "old", end="2026-04-01T00:00:00Z"),
            asset("model", "next", start="2026-07-01T00:00:00Z"),
            asset("model", "brief", end="2026-04-01T00:00:01Z"),
        ],
        clauses=[clause("P1", when="any")],
        determinations=[
            determination(id=f"d{name}", model=name, standing="publicly-stated")
            for name in ("atlas", "brief")
        ],
    )

    assert sorted(evaluate(given)["subjects"]) == ["model/atlas", "model/brief", "organization"]
    assert statuses(given, "organization") == {"P1": "not-applicable"}
    given["determinations"] = []
    assert statuses(given, "organization") == {"P1": "uncovered"}


def test_r7_an_asset_is_in_scope_of_the_models_it_lists_or_of_all() -> None:
    """A gap in what serves another model, or none, leaves this model's control alone."""
    each = control("C1", requirement(for_each="surface"))
    keys = {"every": None, "atlas": ["atlas"], "boreal": ["boreal"], "none": "none"}
    bad = {}
    for name in keys:
        given = case(
            *(record(f"e-{k}", assets=[f"surface/{k}"]) for k in keys if k != name),
            controls=[each],
            assets=[asset("surface", k, models=models) for k, models in keys.items()],
        )
        given["inventory"]["assets"].append(asset("model", "boreal"))
        bad[name] = [
            model
            for model in ("atlas", "boreal")
            if subject(given, f"model/{model}")["controls"]["C1"] == "gap"
        ]

    expected = {"every": ["atlas", "boreal"], "atlas": ["atlas"], "boreal": ["boreal"], "none": []}
    assert expected == bad


def test_r7_a_subject_with_nothing_in_scope_gets_a_gap_of_its_own() -> None:
    """What another model's surface shows is nothing about this one."""
    given = case(
        record(assets=["surface/api"]),
        controls=[control("C1", requirement(for_each="surface"))],
        assets=[asset("surface", "api", models=["boreal"]), asset("model", "boreal")],
    )

    assert instance(given, "C1/r1@nothing:model/atlas") == ("unmet", ["nothing-to-assess"])
    assert "C1/r1@nothing:model/boreal" not in instances(given)
    assert (
        subject(given)["controls"]["C1"],
        subject(given, "model/boreal")["controls"]["C1"],
    ) == ("gap", "satisfied")


def test_r7_a_model_without_events_is_met_by_a_nil_return_about_it() -> None:
    """The nil return is about that model; one about the organisation would be untrue."""
    one = requirement(for_each="event/deployment", operation="event")
    given = case(
        nil(about="model/atlas"),
        record("e2", assets=["event/deployment/d1"]),
        controls=[control("C1", {**one, "max_age": None})],
        assets=[asset("model", "boreal")],
    )
    given["inventory"]["events"] = [deployment("d1", "2026-05-01", models=["boreal"])]

    assert instance(given, "C1/r1@nothing:model/atlas") == ("met", [])
    assert instance(given, "C1/r1@event/deployment/d1") == ("met", [])
    early = deployment("d0", "2026-03-31", models=["atlas"])
    given["inventory"]["events"].append(early)
    given["records"][0]["observed"]["from"] = "2026-03-01T00:00:00Z"
    assert reasons(given, "C1/r1@nothing:model/atlas") == ["contradicted", "nothing-to-assess"]


def test_r7_the_organisation_sees_of_asl3_what_the_models_that_require_it_see() -> None:
    """A procedure sees everything; what it rests on of ASL-3, what such a model has in scope."""
    dependent = control(
        "C2", requirement(type="other", max_age=None), clause=None, standard="procedure"
    )
    given = case(
        record("e1", assets=["surface/mine"]),
        record("e3", type="other"),
        controls=[
            control("C1", requirement(for_each="surface")),
            {**dependent, "depends_on": [{"control": "C1"}]},
        ],
        assets=[
            asset("surface", "mine", models=["atlas"]),
            asset("surface", "theirs", models=["boreal"]),
            asset("model", "boreal"),
        ],
        determinations=[determination(model="boreal", standing="publicly-stated")],
    )

    assert subject(given, "organization")["controls"]["C1"] == "satisfied"
    assert instance(given, "C1/r1@surface/theirs") == ("not-applicable", ["missing"])
    given["determinations"] = []
    assert subject(given, "organization")["controls"]["C1"] == "gap"


# --- R8 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("problem", ["malformed", "tampered", "withdrawn", "too-large"])
def test_r8_an_unsound_record_gives_its_reason_beside_good_ones(problem: str) -> None:
    """However old it is, and whatever else there is."""
    old = record("e2", "2020-01-01T00:00:00Z", problems=[problem])

    assert [problem] == reasons(case(record(), old))


ELSEWHERE: Map = {"source": {"system": "other", "query": "q"}}


@pytest.mark.parametrize(
    ("at", "hurts"),
    [
        ("2026-03-01T00:00:00Z/2026-04-01T00:00:00Z", False),
        ("2026-03-01T00:00:00Z/2026-04-01T00:00:01Z", True),
        ("2026-03-31T23:59:59Z", False),
        ("2026-04-01T00:00:00Z", True),
        ("2020-01-01T00:00:00Z", False),
    ],
)
def test_r8_over_time_only_what_touches_the_window_hurts(at: str, hurts: bool) -> None:
    """A state, or an event, is put in question by evidence of any age."""
    bad = record("e2", at, payload={"ok": False}, **ELSEWHERE)
    for operation in ("instants", "continuous"):
        one = requirement(operation=operation, cadence="P6M", tolerance="P6M")
        found = reasons(case(record(), bad, controls=[control("C1", one)]))
        assert found == (["exception-in-period"] if hurts else [])

    assert reasons(case(record(), bad)) == ["validation-failed"]


def test_r8_over_time_what_is_fresh_can_help_and_not_hurt_from_outside_the_window() -> None:
    """Seen before the asset came into service, it covers from the start; if bad, it is nothing."""
    one = requirement(operation="continuous", max_age="P1M")
    for ok, expected in ((True, []), (False, ["missing"])):
        given = case(
            record(at="2026-06-01T00:00:00Z/2026-06-10T00:00:00Z", assets=["environment/new"]),
            controls=[control("C1", {**one, "for_each": "environment"})],
            assets=[asset("environment", "new", start="2026-06-10T00:00:00Z")],
        )
        given["records"][0]["payload"]["ok"] = ok
        assert reasons(given, "C1/r1@environment/new") == expected


def test_r8_nothing_is_met_without_a_good_candidate() -> None:
    """What settles a failing state from after the end of service shows nothing of that service."""
    key = "environment/old"
    given = case(
        record("e1", "2026-05-01T00:00:00Z", assets=[key], payload={"ok": False}),
        record("e2", assets=[key]),
        controls=[control("C1", requirement(for_each="environment", max_age=None))],
        assets=[asset("environment", "old", end="2026-05-20T00:00:00Z")],
    )

    assert reasons(given, f"C1/r1@{key}") == ["missing"]


def test_r8_an_old_state_is_settled_by_what_is_a_little_less_old() -> None:
    """Neither is fresh; the later one helps against the earlier, and shows no presence."""
    bad = record("e2", "2025-01-01T00:00:00Z", payload={"ok": False})
    later = record("e3", "2025-01-02T00:00:00Z")

    assert reasons(case(bad, later)) == ["stale"]
    assert reasons(case(bad)) == ["stale", "validation-failed"]
    assert reasons(case(bad, later, record(**ELSEWHERE))) == []
    assert reasons(case(bad, record(**ELSEWHERE))) == ["validation-failed"]
    weak = record("e3", "2025-01-02T00:00:00Z", reliability="claim")
    assert reasons(case(weak)) == ["stale", "weak-reliability"]


def test_r8_a_span_from_the_end_of_service_on_is_no_candidate() -> None:
    """It shows nothing of the time before."""
    key = "environment/old"
    given = case(
        record(at="2026-05-20T00:00:00Z/2026-05-21T00:00:00Z", assets=[key]),
        controls=[control("C1", requirement(for_each="environment", max_age=None))],
        assets=[asset("environment", "old", end="2026-05-20T00:00:00Z")],
    )

    assert reasons(given, f"C1/r1@{key}") == ["stale"]
    given["records"] = [record(at="2026-05-20T00:00:00Z", assets=[key])]
    assert reasons(given, f"C1/r1@{key}") == []


def test_r8_a_fresh_record_from_before_the_window_is_a_candidate() -> None:
    """The state of an asset new to service may have been looked at before."""
    given = case(
        record(at="2026-06-10T00:00:00Z", assets=["environment/new"]),
        controls=[control("C1", requirement(for_each="environment"))],
        assets=[asset("environment", "new", start="2026-06-20")],
    )

    assert reasons(given, "C1/r1@environment/new") == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"reliability": "representation"}, ["weak-reliability"]),
        ({"produced_by": {"party": "guard"}}, ["not-independent"]),
        ({"problems": ["not-presented"]}, ["not-presented"]),
        (
            {"reliability": "claim", "produced_by": {"party": "ghost"}, "payload": {"ok": False}},
            ["not-independent", "validation-failed", "weak-reliability"],
        ),
    ],
)
def test_r8_what_limits_a_record_is_said_where_something_is_wanting(
    change: Map, expected: list[str]
) -> None:
    """And a failing record hurts, whatever its reliability."""
    given = case(record(**change), controls=[control("C1", requirement(independent_of=["owner"]))])

    assert expected == reasons(given)


def test_r8_what_limits_a_record_is_not_said_where_nothing_is_wanting() -> None:
    """A weak record beside a good one is no gap."""
    assert reasons(case(record(), record("e2", "2026-06-16T00:00:00Z", reliability="claim"))) == []


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (record("e2", "2026-06-15T00:00:01Z"), []),
        (record("e2", "2026-06-14T00:00:00Z"), ["validation-failed"]),
        (
            record("e2", "2026-06-16T00:00:00Z", source={"system": "other", "query": "q"}),
            ["validation-failed"],
        ),
        (
            record("e2", "2026-06-16T00:00:00Z", reliability="claim"),
            ["validation-failed", "weak-reliability"],
        ),
    ],
)
def test_r8_a_later_good_record_of_the_same_source_settles_a_state(
    second: Map, expected: list[str]
) -> None:
    """Only a good one, only a later one, only from the same system."""
    assert expected == reasons(case(record(payload={"ok": False}), second))


@pytest.mark.parametrize(
    ("within", "corrected", "expected"),
    [
        ("P3D", "2026-06-18T00:00:00Z", []),
        ("P3D", "2026-06-18T00:00:01Z", ["exception-in-period"]),
        (None, "2026-06-15T00:00:01Z", ["exception-in-period"]),
    ],
)
def test_r8_over_time_an_exception_stays_unless_corrected_in_time(
    within: str | None, corrected: str, expected: list[str]
) -> None:
    """The limit counts from the end of the exception to the end of what corrects it."""
    one = over_time("instants", cadence="P6M", correct_within=within)
    one["validations"] = [{"rule": "evidence.ok"}]
    given = case(
        record(payload={"ok": False}), record("e2", corrected), controls=[control("C1", one)]
    )

    assert expected == reasons(given)


@pytest.mark.parametrize(
    ("payload", "operation", "expected"),
    [
        ({"ok": False}, "state", ["validation-failed"]),
        ({"ok": False}, "event", ["validation-failed"]),
        ({"ok": False}, "instants", ["exception-in-period"]),
        ({}, "state", ["validation-error"]),
        ({"ok": "yes"}, "instants", ["validation-error"]),
    ],
)
def test_r8_false_and_error_have_reasons_of_their_own(
    payload: Map, operation: str, expected: list[str]
) -> None:
    """Over time a false validation is an exception in the period."""
    one = requirement(operation=operation, cadence="P1M")

    assert expected == reasons(case(record(payload=payload), controls=[control("C1", one)]))


def test_r8_all_reasons_of_a_record_are_given() -> None:
    """One validation is false, another cannot be evaluated, a third is over its budget."""
    rules = ["evidence.ok", "evidence.missing == 1", NESTED]
    one = requirement(validations=[{"rule": rule} for rule in rules])
    given = case(
        record(payload={"ok": False, "rows": list(range(100))}), controls=[control("C1", one)]
    )

    assert reasons(given) == ["too-large", "validation-error", "validation-failed"]


def test_r8_for_an_event_every_sound_record_counts_and_none_grows_stale() -> None:
    """What was decided about an event stays decided."""
    name = "event/deployment/d1"
    given = case(
        record(at="2020-01-01T00:00:00Z", assets=[name]),
        controls=[control("C1", requirement(for_each="event/deployment", operation="event"))],
    )
    given["inventory"]["events"] = [deployment("d1", "2026-05-01")]

    assert reasons(given, f"C1/r1@{name}") == []


def test_r8_stale_is_old_evidence_and_missing_is_none() -> None:
    """A record out of the window and too old is stale; an unsound one speaks for itself."""
    old = record("e1", "2026-01-01T00:00:00Z")

    assert reasons(case(old)) == ["stale"]
    assert reasons(case(record(at="2026-05-01T00:00:00Z"))) == ["stale"]
    assert reasons(case()) == ["missing"]
    assert reasons(case(record(problems=["tampered"]))) == ["tampered"]
    assert reasons(case(old, record("e2", problems=["tampered"]))) == ["stale", "tampered"]


def test_r8_a_parameter_without_value_is_a_gap_of_every_instance() -> None:
    """A default counts unless the policy leaves the value open."""
    open_ended = {"most": {"type": "integer", "policy_leaves_open": True}}
    given = case(record(), controls=[control(parameters=open_ended)])

    assert reasons(given) == ["undeclared-parameter"]
    for value in ("many", 3.5, True, None):
        given["settings"]["parameters"] = {"C1": {"most": {"value": value}}}
        assert reasons(given) == ["undeclared-parameter"]
    given["settings"]["parameters"] = {"C1": {"most": {"value": 3}}}
    assert reasons(given) == []
    with_default = {"most": {"type": "integer", "default": 3}}
    given = case(record(), controls=[control(parameters=with_default)])
    assert reasons(given) == []


def test_r8_a_default_fills_no_value_that_the_policy_leaves_open() -> None:
    """The organisation has to state it."""
    open_ended = {"most": {"type": "integer", "default": 3, "policy_leaves_open": True}}

    assert reasons(case(record(), controls=[control(parameters=open_ended)])) == [
        "undeclared-parameter"
    ]


def test_r8_a_limit_may_be_a_parameter() -> None:
    """Its value is the limit; what is no duration is none, for every requirement."""
    limit: Map = {"type": "duration", "default": "P10D"}
    each = [requirement(max_age="params.limit"), requirement("r2")]
    given = case(record(), controls=[control("C1", *each, parameters={"limit": limit})])

    assert reasons(given) == ["stale"]
    for value in ("soon", "P", "P1D2H"):
        limit["default"] = value
        assert reasons(given, "C1/r2@organization") == ["undeclared-parameter"]
    limit |= {"type": "string"}
    assert reasons(given, "C1/r2@organization") == ["undeclared-parameter"]


# --- R9 -------------------------------------------------------------------------------------------

NESTED = "evidence.rows.all(a, evidence.rows.all(b, a == b || a != b))"


@pytest.mark.parametrize("rule", sorted(RULES))
@pytest.mark.parametrize(
    "names",
    [
        {},
        {"ok": True, "count": 5, "part": 1, "whole": 2, "rows": [1, 2], "holds_weights": True},
        {"ok": False, "count": 6, "part": 1, "whole": 3, "rows": [], "holds_weights": False},
        {"ok": "yes", "count": "many", "part": 1, "whole": 0, "rows": 3, "most": 5},
        {"ok": 1, "count": 2, "rows": list(range(99)), "most": 1, "real": True, "frontier": False},
        {"ok": None, "count": None, "rows": list(range(100)), "most": 2, "missing": 1},
    ],
)
def test_r9_the_table_means_what_the_engine_says(rule: str, names: Map) -> None:
    """Each rule text has the outcome that the engine gives it."""
    scope = dict.fromkeys(("evidence", "roster", "asset", "model", "event", "params"), names)
    compiled = compile_rule(rule, frozenset({"roster"}))

    assert compiled(scope).outcome.value == evaluate_rule(rule, scope)


def joining(*rosters: Map, within: str = "P7D", for_each: Any = None) -> Map:
    """A requirement that reads a roster, on a surface, a pair or the organisation."""
    one = requirement(
        for_each=for_each,
        validations=[{"rule": "roster.ok"}],
    )
    one["with"] = {"roster": {"type": "roster", "within": within}}
    keys = {None: "organization", "surface": "surface/api"}
    key = "surface/api+model/atlas" if isinstance(for_each, list) else keys[for_each]
    given = case(
        record(assets=[key]), controls=[control("C1", one)], assets=[asset("surface", "api")]
    )
    given["records"] += rosters
    return {**given, "key": f"C1/r1@{key}"}


def roster(name: str, at: str, ok: bool, *assets: str, **more: Any) -> Map:
    keys = list(assets) or ["organization"]
    return record(
        name, f"2026-06-{at}T00:00:00Z", type="roster", assets=keys, payload={"ok": ok}, **more
    )


def outcome(given: Map) -> str:
    found = reasons(given, given["key"])
    return found[0] if found else "met"


def test_r9_a_joined_record_lies_within_the_limit_on_either_side() -> None:
    """At most that far before or after; none is an error."""
    assert outcome(joining(roster("a", "08", True))) == "met"
    assert outcome(joining(roster("a", "22", True))) == "met"
    assert outcome(joining(roster("a", "07", True))) == "validation-error"
    assert outcome(joining(roster("a", "23", True))) == "validation-error"
    assert outcome(joining()) == "validation-error"


def test_r9_the_nearest_is_joined_then_the_later_then_by_id() -> None:
    """Exactly one record is read, and always the same one."""
    assert outcome(joining(roster("a", "13", False), roster("b", "16", True))) == "met"
    assert outcome(joining(roster("a", "14", False), roster("b", "16", True))) == "met"
    assert outcome(joining(roster("b", "16", False), roster("a", "16", True))) == "met"


def test_r9_the_same_key_is_joined_before_the_organisation_before_a_part() -> None:
    """A nearer record of a wider key does not outrank."""
    exact = roster("a", "10", True, "surface/api+model/atlas")
    wide = roster("b", "15", False)
    part = roster("c", "15", False, "surface/api")
    pair = ["surface", "model"]

    assert outcome(joining(exact, wide, part, for_each=pair)) == "met"
    assert outcome(joining(roster("b", "10", True), part, for_each=pair)) == "met"
    assert outcome(joining(roster("c", "10", True, "model/atlas"), for_each=pair)) == "met"
    second = roster("d", "15", False, "model/atlas")
    assert outcome(joining(roster("c", "10", True, "surface/api"), second, for_each=pair)) == "met"
    far = roster("a", "01", True, "surface/api+model/atlas")
    assert outcome(joining(far, wide, for_each=pair)) == "validation-error"
    assert (
        outcome(joining(roster("c", "15", True, "model/atlas"), for_each="surface"))
        == "validation-error"
    )


def test_r9_a_joined_record_is_sound_reliable_and_not_superseded() -> None:
    """What cannot carry a requirement cannot carry a validation."""
    for change in (
        {"problems": ["tampered"]},
        {"reliability": "claim"},
        {"collected_at": "2026-07-02"},
    ):
        assert outcome(joining(roster("a", "15", True, **change))) == "validation-error"
    weak = roster("a", "15", True, reliability="claim")
    assert outcome(joining(weak, roster("b", "14", True))) == "validation-error"
    assert outcome(joining(roster("a", "14", True, reliability="claim"), weak)) != "met"
    bad = roster("a", "15", False)
    new = roster("b", "15", True, collected_at="2026-06-16", supersedes={"record": "a"})
    assert outcome(joining(bad, new)) == "met"


# --- R10 ------------------------------------------------------------------------------------------


def replaced(bad: Map | None = None, new: Map | None = None) -> Map:
    """A failing record from another system, and one that names it as superseded."""
    elsewhere = {"system": "other", "query": "q"}
    first = record("e1", payload={"ok": False}, source=elsewhere, **(bad or {}))
    second = record(
        "e2", supersedes={"record": "e1"}, **{"collected_at": "2026-06-16T00:00:00Z", **(new or {})}
    )
    return case(first, second)


@pytest.mark.parametrize(
    ("bad", "new", "expected"),
    [
        ({}, {}, []),
        ({"problems": ["malformed"]}, {}, []),
        ({"problems": ["tampered"]}, {}, ["tampered"]),
        ({}, {"collected_at": "2026-06-15T00:00:00Z"}, ["contradicted", "validation-failed"]),
        ({"assets": ["organization", "model/atlas"]}, {}, ["contradicted", "validation-failed"]),
        ({}, {"assets": ["organization", "model/atlas"]}, []),
        ({}, {"supersedes": {"record": "e9"}}, ["contradicted", "validation-failed"]),
        ({}, {"problems": ["malformed"]}, ["malformed", "validation-failed"]),
        ({}, {"at": "2026-06-14T23:59:59Z"}, ["validation-failed"]),
        ({}, {"at": "2026-06-01T00:00:00Z/2026-06-15T00:00:00Z"}, []),
        ({}, {"at": "2026-06-15T00:00:00Z/2026-06-16T00:00:00Z"}, []),
        ({}, {"at": "2026-06-15T00:00:01Z/2026-06-16T00:00:00Z"}, ["validation-failed"]),
        ({"problems": ["malformed"]}, {"at": "2026-06-14T00:00:00Z"}, []),
        ({"artifacts": [{"sha256": "a"}]}, {"artifacts": [{"sha256": "a"}]}, []),
        ({"reliability": "representation"}, {}, []),
        (
            {},
            {"reliability": "representation"},
            ["contradicted", "validation-failed", "weak-reliability"],
        ),
    ],
)
def test_r10_supersession_by_name(bad: Map, new: Map, expected: list[str]) -> None:
    """Later, sound, for at least the same keys and worth no less; tampering stays."""
    assert expected == reasons(replaced(bad, {**new}) if "supersedes" not in new else _renamed(new))


def _renamed(new: Map) -> Map:
    given = replaced()
    given["records"][1].update(new)
    return given


def test_r10_a_withdrawn_record_cannot_be_superseded_away() -> None:
    """Its line in the manifest stays."""
    gone = {"id": "e1", "type": "snapshot", "assets": ["organization"], "problems": ["withdrawn"]}

    assert reasons(case(gone, record("e2", supersedes={"record": "e1"}))) == ["withdrawn"]


@pytest.mark.parametrize(
    ("one", "two", "contradicted"),
    [
        ("2026-06-15T00:00:00Z", "2026-06-15T00:00:00Z", True),
        ("2026-06-15T00:00:00Z", "2026-06-15T00:00:01Z", False),
        ("2026-06-01T00:00:00Z/2026-06-15T00:00:00Z", "2026-06-15T00:00:00Z/2026-06-20", False),
        ("2026-06-01T00:00:00Z/2026-06-15T00:00:01Z", "2026-06-15T00:00:00Z/2026-06-20", True),
        ("2026-06-01T00:00:00Z/2026-06-15T00:00:00Z", "2026-06-15T00:00:00Z", False),
        ("2026-06-15T00:00:00Z", "2026-06-15T00:00:00Z/2026-06-20", True),
        ("2026-06-15T00:00:00Z", "2026-06-01T00:00:00Z/2026-06-15T00:00:00Z", False),
        ("2026-06-15T00:00:00Z/2026-06-20", "2026-06-15T00:00:00Z", True),
        ("2026-06-15T00:00:00Z/2026-06-20", "2026-06-01T00:00:00Z/2026-06-15T00:00:00Z", False),
    ],
)
def test_r10_overlapping_candidates_that_disagree_are_contradicted(
    one: str, two: str, contradicted: bool
) -> None:
    """Spans are half-open, so what only touches does not overlap."""
    given = case(record("e1", one, payload={"ok": False}), record("e2", two))

    assert contradicted == ("contradicted" in reasons(given))


def test_r10_an_error_disagrees_with_nothing() -> None:
    """One true and one that cannot be evaluated are no contradiction."""
    assert reasons(case(record(payload={}), record("e2"))) == ["validation-error"]


@pytest.mark.parametrize(
    ("kind", "change", "reused"),
    [
        ("snapshot", {"at": "2026-06-14T00:00:00Z"}, True),
        ("snapshot", {}, False),
        ("snapshot", {"assets": ["organization", "model/atlas"]}, True),
        ("document", {"assets": ["organization", "model/atlas"]}, False),
        ("document", {"at": "2026-06-14T00:00:00Z"}, True),
        ("snapshot", {"at": "2026-06-14T00:00:00Z", "payload_digest": "another"}, False),
        ("snapshot", {"at": "2026-06-14T00:00:00Z", "type": "other"}, False),
    ],
)
def test_r10_one_payload_for_two_times_or_keys_is_reused(
    kind: str, change: Map, reused: bool
) -> None:
    """A shareable type may show several assets at one time with the same payload."""
    first = record("e1", type=kind, payload_digest="p")
    second = record("e2", **{"type": kind, "payload_digest": "p", **change})
    given = case(first, second, controls=[control("C1", requirement(type=kind))])

    assert (["reused"] if reused else []) == reasons(given)


def test_r10_one_artifact_for_two_times_is_reused() -> None:
    """Whatever the payloads say."""
    files: Map = {"artifacts": [{"sha256": "a"}]}

    assert reasons(case(record(**files), record("e2", "2026-06-14T00:00:00Z", **files))) == [
        "reused"
    ]


def test_r10_what_replaces_a_record_may_offer_its_payload_again() -> None:
    """The superseded one is no longer offered."""
    first = record("e1", payload_digest="p")
    second = record("e2", payload_digest="p", supersedes={"record": "e1"})
    second |= {"observed": {"from": "2026-06-15T00:00:00Z", "to": "2026-06-16T00:00:00Z"}}
    second["collected_at"] = "2026-06-16T00:00:00Z"

    assert reasons(case(first, second)) == []
    second["observed"] = "2026-06-16T00:00:00Z"
    assert reasons(case(first, second)) == ["reused"]


# --- R11 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "needed", "enough"),
    [
        ({}, "record", True),
        ({"source": {"system": "s", "query": None, "rows": 1}}, "record", False),
        ({"source": {"system": "s", "query": None, "rows": 1}}, "representation", True),
        ({"source": {"system": "s", "query": "q"}}, "record", False),  # a log has rows
        ({"reliability": "independent"}, "independent", False),
        ({"reliability": "independent"}, "record", True),
        ({"reliability": "independent", "produced_by": {"party": "auditor"}}, "independent", True),
        ({"reliability": "independent", "produced_by": {"party": "ghost"}}, "independent", False),
        ({"reliability": "independent", "produced_by": {"party": "guard"}}, "independent", False),
        ({"reliability": "record", "produced_by": {"party": "auditor"}}, "independent", False),
        ({"reliability": "representation"}, "record", False),
        ({"reliability": "claim"}, "claim", True),
    ],
)
def test_r11_declared_reliability_is_a_ceiling(change: Map, needed: str, enough: bool) -> None:
    """A record needs its source; independent evidence an outside producer besides."""
    given = case(
        record(type="log", **change),
        controls=[control("C1", requirement(type="log", min_reliability=needed))],
    )

    assert ([] if enough else ["weak-reliability"]) == reasons(given)


@pytest.mark.parametrize(
    ("producer", "of", "independent"),
    [
        ("tooling", "owner", True),  # the organisation in common is nothing in common
        ("security", "owner", False),
        ("guard", "owner", False),
        ("mixed", "owner", False),
        ("example-lab", "owner", False),
        ("ghost", "owner", False),
        ("auditor", "owner", True),
        ("auditor", "organization", True),
        ("tooling", "organization", False),
        ("example-lab", "organization", False),
        ("former", "owner", True),
        ("leaving", "owner", False),
    ],
)
def test_r11_a_producer_is_independent_who_has_nothing_in_common(
    producer: str, of: str, independent: bool
) -> None:
    """Memberships count at the date of collection, transitively, but for the organisation's."""
    given = case(
        record(produced_by={"party": producer}),
        controls=[control("C1", requirement(independent_of=[of]))],
    )
    given["parties"] += [
        party("mixed", "tooling", "guild"),
        party("former", {"party": "security", "to": "2026-06-14"}),
        party("leaving", {"party": "security", "from": "2026-06-15", "to": "2026-06-15"}),
    ]
    security = next(p for p in given["parties"] if p["id"] == "security")
    security["member_of"].append({"party": "guild"})

    assert ([] if independent else ["not-independent"]) == reasons(given)


def test_r11_nobody_is_independent_of_an_unknown_owner() -> None:
    """Both have to be known."""
    given = case(
        record(), controls=[control("C1", requirement(independent_of=["owner"]), owner="ghost")]
    )

    assert reasons(given) == ["not-independent"]


# --- R13 ------------------------------------------------------------------------------------------


def chain(*shown: str, **more: Any) -> Map:
    """C1 depends on C2, which depends on C3; those named are shown by a record each."""
    controls = [
        control("C1", requirement(type="t1"), clause="S1", depends_on=[{"control": "C2"}]),
        control("C2", requirement(type="t2"), clause="S2", depends_on=[{"control": "C3"}]),
        control("C3", requirement(type="t3"), clause="S3"),
    ]
    records = [record(f"e{name}", type=name.replace("C", "t")) for name in shown]
    return case(
        *records, controls=controls, clauses=[clause("S1"), clause("S2"), clause("S3")], **more
    )


def test_r13_a_gap_below_undermines_all_above_and_is_named() -> None:
    """The nearest causes: a gap itself, through controls that are only undermined."""
    found = subject(chain("C1", "C2"))

    assert found["controls"] == {"C1": "undermined", "C2": "undermined", "C3": "gap"}
    assert found["causes"] == {"C1": ["C3"], "C2": ["C3"]}


def test_r13_a_gap_of_its_own_comes_before_being_undermined() -> None:
    """And it is then the nearest cause for what is above."""
    found = subject(chain("C1"))

    assert found["controls"] == {"C1": "undermined", "C2": "gap", "C3": "gap"}
    assert found["causes"] == {"C1": ["C2"]}


def test_r13_an_error_below_leaves_all_above_not_assessed() -> None:
    """Before anything else is looked at."""
    found = subject(chain("C1", "C2", errors=[{"reaches": ["control/C3"]}]))

    assert {"C1", "C2", "C3"} == {c for c, s in found["controls"].items() if s == "not-assessed"}


@pytest.mark.parametrize("below", ["C1", "unknown"])
def test_r13_a_cycle_or_a_dangling_edge_leaves_what_it_reaches_not_assessed(below: str) -> None:
    """Such a graph has no order to judge it in."""
    given = chain("C1", "C2", "C3")
    given["controls"][2]["depends_on"] = [{"control": below}]

    assert set(subject(given)["controls"].values()) == {"not-assessed"}


def test_r13_a_control_that_asks_for_nothing_shows_nothing() -> None:
    """Nor does what rests on it."""
    given = chain("C1", "C2", "C3")
    given["controls"][2]["evidence"] = []

    assert set(subject(given)["controls"].values()) == {"not-assessed"}


def test_r13_what_is_wrong_with_a_control_not_in_force_reaches_nothing() -> None:
    """No procedure waits for an ASL-3 control that no model requires."""
    given = chain("C1", determinations=[determination()], errors=[{"reaches": ["control/C2"]}])
    given["controls"][0]["standard"] = "procedure"

    assert subject(given, "organization")["controls"] == {"C1": "satisfied"}
    given["determinations"] = []
    assert subject(given, "organization")["controls"]["C1"] == "not-assessed"


def test_r13_what_is_not_required_is_not_in_force() -> None:
    """A standard that is ruled out asks nothing, of a model or of the organisation."""
    given = case(determinations=[determination()])

    assert subject(given)["controls"] == {}
    assert subject(given, "organization")["controls"] == {}
    assert instance(given) == ("not-applicable", ["missing"])


def test_r13_a_dependency_of_a_control_in_force_is_in_force() -> None:
    """Whatever standard it belongs to."""
    given = chain("C1", "C2", "C3")
    given["controls"][1]["standard"] = "procedure"
    given["controls"][2]["standard"] = "asl-3/deployment"

    assert {"satisfied"} == set(subject(given)["controls"].values())


def test_r13_an_asl3_standard_that_no_model_requires_undermines_no_procedure() -> None:
    """The organisation rests on it only where it is in force for somebody."""
    given = chain("C1", determinations=[determination()])
    given["controls"][0]["standard"] = "procedure"

    assert subject(given, "organization")["controls"] == {"C1": "satisfied"}


def test_r13_a_control_is_not_applicable_with_all_its_clauses() -> None:
    """Unless something applicable depends on it."""
    given = chain("C1", "C2")
    given["edition"]["clauses"][2]["when"] = "declared"
    given["deviations"] = [deviation("not-applicable", "S3")]

    assert subject(given)["controls"]["C3"] == "gap"
    given["controls"][1]["depends_on"] = []
    assert subject(given)["controls"] == {
        "C1": "satisfied",
        "C2": "satisfied",
        "C3": "not-applicable",
    }
    assert instance(given, "C3/r1@organization") == ("not-applicable", ["missing"])


def test_r13_one_of_a_group_of_alternatives_is_enough_key_by_key() -> None:
    """An unmet member is an alternative where another is met at the same key."""
    both = [requirement(f"r{n}", type=f"t{n}", for_each="surface") for n in (1, 2)]
    given = case(
        record("e1", type="t1", assets=["surface/a"]),
        controls=[control("C1", *both, any_of=[{"id": "g", "of": ["r1", "r2"]}])],
        assets=[asset("surface", "a"), asset("surface", "b")],
    )

    assert instance(given, "C1/r2@surface/a")[0] == "alternative"
    assert instance(given, "C1/r2@surface/b")[0] == "unmet"
    assert subject(given)["controls"]["C1"] == "gap"
    given["records"].append(record("e2", type="t2", assets=["surface/b"]))
    assert subject(given)["controls"]["C1"] == "satisfied"


def test_r13_of_several_groups_each_needs_a_member_that_is_met() -> None:
    """What stands in for it in one is nothing in the other."""
    each = [requirement(f"r{n}", type=f"t{n}") for n in (1, 2, 3)]
    groups = [{"id": "a", "of": ["r1", "r2"]}, {"id": "b", "of": ["r2", "r3"]}]
    given = case(record(type="t1"), controls=[control("C1", *each, any_of=groups)])

    assert instance(given, "C1/r2@organization") == ("unmet", ["missing"])
    given["records"].append(record("e2", type="t3"))
    assert instance(given, "C1/r2@organization") == ("alternative", ["missing"])


def test_r13_an_open_judgement_leaves_what_rests_on_it_undetermined() -> None:
    """Its own and those of its dependencies."""
    given = chain("C1", "C2", "C3")
    given["controls"][2]["evidence"][0]["judgement"] = "Enough?"
    given["digests"] = {"controls": {"C3": "c"}, "questions": {"C3/r1": "q"}}

    assert {"undetermined"} == set(subject(given)["controls"].values())


# --- R14 ------------------------------------------------------------------------------------------


def shown(*clauses: Map, missing: tuple[str, ...] = (), **more: Any) -> Map:
    """Each clause has a control of its own, shown but for the missing; `-` in an id has none."""
    named = [one["id"] for one in clauses if "-" not in one["id"] and not one["children"]]
    controls = [control(f"C{name}", requirement(type=name), clause=name) for name in named]
    records = [record(f"e{name}", type=name) for name in named if name not in missing]
    return case(*records, controls=controls, clauses=list(clauses), **more)


def group(*children: Map, name: str = "S-0", modality: str = "must", **more: Any) -> list[Map]:
    parent = clause(name, modality, children=[child["id"] for child in children], **more)
    return [parent, *({**child, "parent": name} for child in children)]


def statuses(given: Map, name: str = "model/atlas") -> Map:
    found: Map = subject(given, name)["clauses"]
    return found


@pytest.mark.parametrize(
    ("modality", "expected"),
    [
        ("must", "uncovered"),
        ("expect", "uncovered"),
        ("aim", "informative"),
        ("note", "informative"),
    ],
)
def test_r14_a_clause_without_control_or_counting_child(modality: str, expected: str) -> None:
    """It is uncovered, or has no duty."""
    given = shown(*group(clause("S-1", "example"), modality=modality))

    assert {"S-0": expected, "S-1": "informative"} == statuses(given)


@pytest.mark.parametrize(
    ("child", "missing", "expected"),
    [
        (clause("S2"), False, "satisfied"),
        (clause("S2"), True, "gap"),
        (clause("S-2"), False, "gap"),
        (clause("S2", "expect"), True, "gap"),
        (clause("S-2", "expect"), False, "undetermined"),
        (clause("S2", "aim"), True, "satisfied"),
        (clause("S2", "example"), True, "satisfied"),
        (clause("S2", "may"), True, "satisfied"),
    ],
)
def test_r14_a_group_takes_the_worst_of_its_counting_children(
    child: Map, missing: bool, expected: str
) -> None:
    """An uncovered must is a gap, an uncovered expectation is open, the rest does not count."""
    given = shown(*group(clause("S1"), child), missing=("S2",) if missing else ())

    assert expected == statuses(given)["S-0"]


def test_r14_a_group_without_a_control_is_as_uncovered_as_its_children() -> None:
    """One that something covers makes a gap of the others; a commitment and a permission too."""
    for other in (clause("S-2"), clause("S-2", "expect")):
        assert statuses(shown(*group(clause("S-1"), other)))["S-0"] == "uncovered"
    given = shown(*group(clause("K1", "commitment"), clause("K-2", "commitment"), name="K-0"))
    for one in given["controls"]:
        one["standard"] = "commitments"
    assert statuses(given, "organization")["K-0"] == "gap"


def test_r14_a_group_of_which_nothing_applies_does_not_apply() -> None:
    """Unless a control of its own carries it, or its own condition is undecided."""
    child = clause("P-1", when="any")
    none: Map = {"determinations": [determination()]}
    for modality in ("must", "expect", "aim"):
        given = shown(*group(child, name="P-0", modality=modality), **none)
        assert statuses(given, "organization")["P-0"] == "not-applicable"
    given = shown(*group(child, name="P-0", when="declared"), **none)
    assert statuses(given, "organization")["P-0"] == "undetermined"
    given = shown(*group(child, name="P-0"), **none)
    given["controls"] = [control(clause="P-0", standard="procedure")]
    assert statuses(given, "organization")["P-0"] == "gap"


@pytest.mark.parametrize("modality", ["aim", "example", "note"])
def test_r14_what_is_no_duty_never_fails(modality: str) -> None:
    """It is satisfied, or says no more than it says."""
    assert statuses(shown(clause("S1", modality))) == {"S1": "satisfied"}
    assert statuses(shown(clause("S1", modality, check="P"))) == {"S1": "satisfied"}
    for more in ({"missing": ("S1",)}, {"errors": [{"reaches": ["control/CS1"]}]}):
        assert statuses(shown(clause("S1", modality), **more)) == {"S1": "informative"}


def test_r14_a_permission_is_judged_once_it_is_used() -> None:
    """By its links and children, and without being asked for a judgement."""
    for check, missing, expected in (
        ("A", (), "satisfied"),
        ("P", (), "satisfied"),
        ("A", ("S1",), "gap"),
    ):
        given = shown(clause("S1", "may", check=check), missing=missing)
        assert statuses(given) == {"S1": "informative"}
        given["settings"]["permissions"] = [{"clause": "S1"}]
        assert statuses(given) == {"S1": expected}


def test_r14_a_link_of_a_control_that_is_not_in_force_is_not_assessed() -> None:
    """It belongs to a standard that this subject does not have."""
    given = case(record(), controls=[control(clause="P1")], clauses=[clause("P1")])

    assert statuses(given, "organization") == {"P1": "not-assessed"}


def test_r14_a_link_is_carried_with_the_alternatives_of_what_carries_it() -> None:
    """One of the group is enough; without the group the one that is named is needed."""
    each = [requirement("r1", type="other"), requirement("r2")]
    given = case(
        record(), controls=[control("C1", *each, any_of=[{"id": "a", "of": ["r1", "r2"]}])]
    )
    given["controls"][0]["implements"][0]["by"] = ["r1"]

    assert statuses(given) == {"S1": "satisfied"}
    given["controls"][0]["any_of"] = []
    assert statuses(given) == {"S1": "gap"}


def test_r14_a_condition_on_what_is_no_threshold_is_given() -> None:
    """Nothing is determined of a checkpoint."""
    given = shown(clause("P-1", when="open"), determinations=[determination()])

    assert statuses(given, "organization") == {"P-1": "not-applicable"}
    data = given["edition"]["data"]
    data["thresholds"].append({"id": "T9", "kind": "checkpoint"})
    data["conditions"][-1]["decided_by"] = "threshold: T9"
    given["determinations"].append(determination(id="d2", threshold="T9"))
    assert statuses(given, "organization") == {"P-1": "uncovered"}


def test_r14_a_clause_is_carried_by_every_control_that_links_to_it() -> None:
    """One of two that is not met is enough to leave it open."""
    given = case(
        record(),
        controls=[control(), control("C2", requirement(type="other"))],
    )

    assert statuses(given) == {"S1": "gap"}


def test_r14_only_carrying_requirements_bear_on_a_clause() -> None:
    """A gap in another requirement of the control is a gap of the control alone."""
    given = case(record(), controls=[control("C1", requirement(), requirement("r2", type="other"))])
    given["controls"][0]["implements"][0]["by"] = ["r1"]

    assert subject(given)["controls"]["C1"] == "gap"
    assert statuses(given) == {"S1": "satisfied"}


@pytest.mark.parametrize(
    ("link", "check", "expected"),
    [
        ({"state": "control-moved"}, "A", "undetermined"),
        ({"state": "unreviewed"}, "A", "undetermined"),
        ({}, "P", "undetermined"),  # needs a judgement, and nobody asks one
        ({}, "A/J", "undetermined"),
        ({}, "A", "satisfied"),
    ],
)
def test_r14_a_link_has_to_be_current_and_a_judgement_asked(
    link: Map, check: str, expected: str
) -> None:
    """A clause that evidence cannot settle needs a question."""
    given = case(record(), clauses=[clause(check=check)])
    given["controls"][0]["implements"][0].update(link)

    assert {"S1": expected} == statuses(given)


def test_r14_a_judgement_that_was_rejected_judges_nothing() -> None:
    """Where an alternative makes up for it, nobody judged that one."""
    given = judged({"answer": "reject"})
    given["controls"][0]["evidence"].append(requirement("r2", type="document"))
    given["controls"][0]["any_of"] = [{"id": "a", "of": ["r1", "r2"]}]
    given["records"].append(record("e2", type="document"))

    assert subject(given)["controls"] == {"C1": "satisfied"}
    assert statuses(given) == {"S1": "undetermined"}


def test_r14_an_undermined_control_undermines_its_clauses() -> None:
    """As its status does: through the dependency."""
    assert statuses(chain("C1", "C2")) == {"S1": "undermined", "S2": "undermined", "S3": "gap"}


def test_r14_an_error_leaves_clauses_not_assessed() -> None:
    """Of the control that it reaches, of the clause that it reaches, or all."""
    for reach in ("control/C1", "clause/S1", "*"):
        assert statuses(case(record(), errors=[{"reaches": [reach]}])) == {"S1": "not-assessed"}


@pytest.mark.parametrize(
    ("when", "settings", "expected"),
    [
        ("declared", {}, {"S1": "satisfied", "S2": "undetermined"}),
        ("declared", {"conditions": [{"condition": "declared"}]}, {"S1": "satisfied", "S2": "gap"}),
        ("required", {}, {"S1": "satisfied", "S2": "gap"}),
        ("any", {}, {"S1": "satisfied", "S2": "gap"}),
        ("open", {}, {"S1": "satisfied", "S2": "gap"}),
    ],
)
def test_r14_a_condition_is_given_or_undecided(when: str, settings: Map, expected: Map) -> None:
    """While it is undecided, only what is satisfied stays."""
    given = shown(clause("S1", when=when), clause("S2", when=when), missing=("S2",))
    given["settings"].update(settings)

    assert expected == statuses(given)


def test_r14_a_condition_that_is_not_given_takes_all_below_with_it() -> None:
    """By a valid deviation, or computed; a declared condition cannot be denied."""
    clauses = group(*group(clause("S2"), name="S-1", when="declared"), clause("S3"))
    clauses[2]["parent"] = "S-1"
    clauses[0]["children"] = ["S-1", "S3"]
    given = shown(*clauses, missing=("S2",), deviations=[deviation("not-applicable", "S-1")])

    assert statuses(given) == {
        "S-0": "satisfied",
        "S-1": "not-applicable",
        "S2": "not-applicable",
        "S3": "satisfied",
    }
    given["settings"]["conditions"] = [{"condition": "declared"}]
    assert statuses(given)["S-0"] == "gap"


def test_r14_a_condition_computed_as_not_given() -> None:
    """No model requires the standard, so what it asks of the organisation does not apply."""
    given = shown(
        clause("P1", when="any"), clause("P2", when="open"), determinations=[determination()]
    )

    assert statuses(given, "organization") == {"P1": "not-applicable", "P2": "not-applicable"}


def test_r14_below_a_permission_only_its_use_makes_clauses_apply() -> None:
    """Then the permission counts in its group, with the worst of its children."""
    clauses = group(clause("S1"), *group(clause("S2"), name="S-3", modality="may"))
    clauses[0]["children"], clauses[-1]["parent"] = ["S1", "S-3"], "S-3"
    given = shown(*clauses, missing=("S2",))

    assert (statuses(given)["S-0"], statuses(given)["S2"]) == ("satisfied", "not-applicable")
    given["settings"]["permissions"] = [{"clause": "S-3"}]
    assert statuses(given) == {"S-0": "gap", "S1": "satisfied", "S-3": "gap", "S2": "gap"}


def test_r14_a_substituted_expectation_counts_as_satisfied() -> None:
    """In its group, and as what it is."""
    given = shown(*group(clause("S1", "expect"), clause("S2")), missing=("S1",))
    given["deviations"] = [deviation(clause="S1", compensating=["CS2"])]

    assert statuses(given) == {"S-0": "satisfied", "S1": "substituted", "S2": "satisfied"}


# --- R15, R16 -------------------------------------------------------------------------------------


def test_r15_a_threshold_requires_each_of_its_standards() -> None:
    """A checkpoint requires nothing; a standard the edition does not define is not assessed."""
    given = case(record())
    given["edition"]["data"]["thresholds"] = [
        {"id": "T1", "kind": "threshold", "requires": {"deployment": "ASL-3", "security": "ASL-4"}},
        {"id": "T2", "kind": "checkpoint", "requires": {"security": "ASL-3"}},
    ]

    assert subject(given)["standards"] == {
        "asl-3/deployment": "not-assessed",
        "asl-3/security": "not-required",
        "asl-4/security": "not-assessed",
    }


@pytest.mark.parametrize(
    ("model", "date", "expected"),
    [
        ("atlas", NOW, "conformant"),
        ("atlas", "2026-07-01T00:00:01Z", "not-required"),
        ("boreal", NOW, "not-required"),
    ],
)
def test_r15_a_standard_may_be_activated(model: str, date: str, expected: str) -> None:
    """For one model, by now."""
    given = case(record(), determinations=[determination()])
    given["settings"]["activated"] = [{"standard": "asl-3/security", "model": model, "date": date}]

    assert expected == subject(given)["standards"]["asl-3/security"]


def effective(*determinations: Map, **more: Any) -> tuple[str, str | None]:
    found = evaluate(case(determinations=list(determinations), **more))["determinations"][
        "atlas/T1"
    ]
    return found["effective"], found["because"]


UNSUPPORTED = ("cannot-rule-out", "determination-unsupported")
CEO, RSO = determination()["approvals"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ("below", None)),
        ({"outcome": "cannot-rule-out"}, ("cannot-rule-out", None)),
        ({"outcome": "passed", "approvals": []}, ("passed", None)),
        ({"decided_at": NOW}, ("below", None)),
        ({"decided_at": "2026-07-01"}, ("cannot-rule-out", "no-determination")),
        ({"approvals": [CEO]}, UNSUPPORTED),
        ({"approvals": [CEO, {**RSO, "party": "engineer"}]}, UNSUPPORTED),
        ({"approvals": [CEO, {**RSO, "party": "ghost"}]}, UNSUPPORTED),
        ({"approvals": [{**CEO, "party": "deputy"}, {**RSO, "party": "deputy"}]}, UNSUPPORTED),
        ({"approvals": [{**CEO, "party": "deputy"}, RSO]}, ("below", None)),
        ({"approvals": [{**CEO, "date": NOW}, RSO]}, ("below", None)),
        ({"approvals": [{**CEO, "date": "2026-07-01"}, RSO]}, UNSUPPORTED),
        ({"approvals": [], "standing": "publicly-stated"}, ("below", None)),
        ({"assessed_at": "2026-01-01T00:00:01Z"}, ("below", None)),
        ({"assessed_at": "2026-01-01T00:00:00Z"}, UNSUPPORTED),
        ({"assessed_at": "2026-01-01"}, UNSUPPORTED),  # the earliest instant of the date
        ({"assessed_at": "2026-01-01", "standing": "publicly-stated"}, UNSUPPORTED),
        ({"assessed_at": "2026-05-10T00:00:00Z"}, ("below", None)),
        ({"assessed_at": "2026-05-10T00:00:01Z"}, UNSUPPORTED),  # after it was decided
        ({"assessed_at": "2026-05-11", "standing": "publicly-stated"}, UNSUPPORTED),
        ({"effective_compute": None}, UNSUPPORTED),
        ({"effective_compute": 2.5}, UNSUPPORTED),  # 10 is four times as much
        ({"effective_compute": 2.6}, ("below", None)),
        ({"effective_compute": None, "standing": "publicly-stated"}, ("below", None)),
    ],
)
def test_r16_a_below_has_to_be_supported(change: Map, expected: tuple[str, str | None]) -> None:
    """Approved by each role through different people, recent, and for about this much compute."""
    assert expected == effective(determination(**change))


@pytest.mark.parametrize(
    ("held", "approved", "supported"),
    [
        ({"from": "2026-05-09"}, "2026-05-09", True),
        ({"from": "2026-05-09T00:00:01Z"}, "2026-05-09", False),
        ({"from": "2026-05-09T00:00:01Z"}, "2026-05-09T00:00:01Z", True),
        ({"to": "2026-05-09"}, "2026-05-09", True),
        ({"to": "2026-05-09T12:00:00Z"}, "2026-05-09", False),
        ({"to": "2026-05-09T12:00:00Z"}, "2026-05-09T11:59:59Z", True),
        ({"to": "2026-05-09T12:00:00Z"}, "2026-05-09T12:00:00Z", False),
    ],
)
def test_r16_the_role_is_held_at_the_date(held: Map, approved: str, supported: bool) -> None:
    """From its first instant, for the whole of a date, until before its end."""
    given = case(determinations=[determination(approvals=[CEO, {**RSO, "date": approved}])])
    rso = next(p for p in given["parties"] if p["id"] == "rso")
    rso["member_of"] = [{"party": "responsible-scaling-officer", **held}]

    found = evaluate(given)["determinations"]["atlas/T1"]["effective"]
    assert found == ("below" if supported else "cannot-rule-out")


def test_r16_a_role_is_held_directly_and_by_no_role_itself() -> None:
    """Neither through a team nor by being the role."""
    through = [CEO, {**RSO, "party": "adviser"}]
    itself = [CEO, {**RSO, "party": "responsible-scaling-officer"}]
    for approvals in (through, itself):
        given = case(determinations=[determination(approvals=approvals)])
        given["parties"] += [
            party("office", "responsible-scaling-officer"),
            party("adviser", "office"),
            party("responsible-scaling-officer"),
        ]
        assert evaluate(given)["determinations"]["atlas/T1"]["effective"] == "cannot-rule-out"


def test_r16_the_model_has_to_state_its_compute() -> None:
    """A comparison with nothing supports nothing."""
    given = case(determinations=[determination()])
    given["inventory"]["assets"][0]["attributes"] = {}

    assert tuple(evaluate(given)["determinations"]["atlas/T1"].values()) == UNSUPPORTED


def test_r16_no_determination_has_the_duties_of_cannot_rule_out() -> None:
    """And is reported as what it is."""
    assert effective() == ("cannot-rule-out", "no-determination")
    assert effective(determination(threshold="T9")) == ("cannot-rule-out", "no-determination")


def test_r16_the_most_severe_stands_until_superseded_by_name() -> None:
    """A later below does not outweigh; one that names the other does, if it is itself known."""
    severe = determination("passed", id="d0", decided_at="2026-05-01")
    replaces: Map = {"supersedes": {"determination": "d0"}}

    assert effective(severe, determination()) == ("passed", None)
    assert effective(severe, determination(**replaces)) == ("below", None)
    assert effective(severe, determination(decided_at="2026-08-01", **replaces)) == ("passed", None)
    assert effective(severe, determination(threshold="T9", **replaces)) == ("passed", None)
    same = determination(decided_at="2026-05-02T00:00:00Z", **replaces)
    same["approvals"] = [{**one, "date": "2026-05-01"} for one in same["approvals"]]
    same["assessed_at"] = "2026-04-01"
    assert effective(severe, same) == ("below", None)  # at the end of the date of the other
    earlier = {**same, "decided_at": "2026-05-01T23:59:59Z"}
    assert effective(severe, earlier) == ("passed", None)


def test_r16_per_outcome_the_one_decided_last_counts() -> None:
    """Of two decided at the same time, the one with the greater id."""
    weak: Map = {"approvals": []}

    assert effective(determination(id="a"), determination(id="b", **weak)) == UNSUPPORTED
    assert effective(determination(id="b"), determination(id="a", **weak)) == ("below", None)
    later = determination(id="a", decided_at="2026-05-11")
    assert effective(later, determination(id="b", **weak)) == ("below", None)


# --- R17, R18, R19 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clauses", "missing", "expected"),
    [
        ([clause("S1"), clause("S2", "expect")], (), "conformant"),
        ([clause("S1"), clause("S2", "expect")], ("S2",), "not-conformant"),
        ([clause("S1"), clause("S-2")], (), "not-conformant"),
        ([clause("S1"), clause("S-2", "expect")], (), "undetermined"),
        ([clause("S1"), clause("S2", check="P")], (), "undetermined"),
        ([clause("S1"), clause("S2", "aim")], ("S2",), "conformant"),
        ([clause("S1", "note")], (), "not-assessed"),
    ],
)
def test_r17_the_verdict_is_the_worst_of_what_counts(
    clauses: list[Map], missing: tuple[str, ...], expected: str
) -> None:
    """Musts and expectations count; what nothing covers differs between them."""
    given = shown(*clauses, missing=missing)

    assert expected == subject(given)["standards"]["asl-3/security"]


def test_r17_an_error_anywhere_it_reaches_comes_first() -> None:
    """Even before a gap; a standard that is not required stays not required."""
    given = shown(clause("S1"), clause("S2"), missing=("S2",), errors=[{"reaches": ["clause/S1"]}])

    assert subject(given)["standards"]["asl-3/security"] == "not-assessed"
    given = case(errors=[{"reaches": ["*"]}], determinations=[determination()])
    assert subject(given)["standards"]["asl-3/security"] == "not-required"


def activity(given: Map) -> str:
    found: str = subject(given)["activities"]["train"]
    return found


def with_procedure(**more: Any) -> Map:
    given = shown(clause("S1"), clause("P1"), **more)
    given["controls"][1]["standard"] = "procedure"
    return given


def test_r18_an_activity_is_forbidden_by_a_standard_or_by_a_clause() -> None:
    """The organisation's clauses count where one of the standards is required for the model."""
    nothing = "no forbidding clause found"

    assert nothing == activity(with_procedure())
    assert activity(with_procedure(missing=("S1",))) == "forbidden"
    assert activity(with_procedure(missing=("P1",))) == "forbidden"
    assert nothing == activity(with_procedure(missing=("P1",), determinations=[determination()]))
    assert activity(with_procedure(errors=[{"reaches": ["clause/P1"]}])) == "undetermined"
    assert activity(with_procedure(errors=[{"reaches": ["clause/S1"]}])) == "undetermined"
    assert activity(case(record())) == "undetermined"  # the edition lacks the clause


def test_r18_a_higher_standard_of_the_same_kind_counts_too() -> None:
    """Training under ASL-3 rules is not free once ASL-4 is required."""
    given = with_procedure(determinations=[determination()])
    for level, expected in (("ASL-4", "undetermined"), ("ASL-2", "no forbidding clause found")):
        higher = {"id": "T4", "kind": "threshold", "requires": {"security": level}}
        given["edition"]["data"]["thresholds"][1:] = [higher]
        assert activity(given) == expected
    higher["requires"] = {"deployment": "ASL-4"}
    assert activity(given) == "no forbidding clause found"


def test_r19_commitments_are_apart() -> None:
    """They are in force where ASL-3 is required of any model, and move no other verdict."""
    given = shown(clause("S1"), clause("K1", "commitment"), missing=("K1",))
    given["controls"][1]["standard"] = "commitments"

    assert subject(given, "organization")["standards"]["commitments"] == "not-conformant"
    assert subject(given)["standards"]["asl-3/security"] == "conformant"
    given["determinations"] = [determination()]
    assert subject(given, "organization")["standards"]["commitments"] == "not-required"


def test_r19_a_commitment_nothing_covers_is_not_kept() -> None:
    """It counts as a must does, in its own set."""
    given = shown(clause("S1"), clause("K-1", "commitment"))

    assert subject(given, "organization")["standards"]["commitments"] == "not-conformant"


# --- R20 ------------------------------------------------------------------------------------------


def substituted(change: Map, **more: Any) -> bool:
    """Whether a substitute for S1, with C2 in its place, is valid after this change."""
    given = shown(clause("S1", "expect"), clause("S2"), missing=("S1",), **more)
    given["deviations"] = [deviation(compensating=["CS2"], **change)]
    found = statuses(given)["S1"]
    assert found in ("substituted", "gap")
    return bool(found == "substituted")


OK, BOSS = deviation()["approvals"][1], deviation()["approvals"][0]


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"approvals": [OK]}, True),
        ({"approvals": [BOSS]}, False),
        ({"approvals": []}, False),
        ({"requester": "ghost"}, False),
        ({"requester": "rso"}, False),
        ({"approvals": [OK, {**BOSS, "party": "ghost"}]}, False),
        ({"approvals": [OK, {**BOSS, "party": "guard"}]}, False),  # belongs to the owner
        ({"approvals": [OK, {**BOSS, "party": "security"}]}, False),
        ({"approvals": [{**OK, "party": "ceo"}]}, False),
        ({"approvals": [{**OK, "date": "2026-06-02"}]}, False),
        ({"approvals": [{**OK, "date": "2026-05-31"}]}, True),
        ({"starts": NOW, "approvals": [OK]}, True),
        ({"starts": NOW, "expires": NOW, "approvals": [OK]}, False),  # of no length
        ({"approvals": [{**OK, "date": "2026-06-01T23:00:00Z"}]}, True),
        ({"starts": "2026-07-01", "approvals": [{**OK, "date": NOW}]}, True),
        ({"starts": "2026-07-01", "approvals": [{**OK, "date": "2026-07-01"}]}, False),
        ({"starts": "2026-07-01T00:00:01Z"}, False),
        ({"expires": NOW}, True),
        ({"expires": "2026-06-30"}, True),
        ({"expires": "2026-06-30T23:59:59Z"}, False),
        ({"expires": "2027-06-01T00:00:00Z"}, True),  # exactly twelve months
        ({"expires": "2027-06-01T00:00:01Z"}, False),
        ({"renews": "unknown"}, False),
        ({"renews": "v1"}, False),
        ({"model": "atlas"}, True),
        ({"model": "boreal"}, False),
        ({"clause": "S2"}, False),
        ({"kind": "not-applicable"}, False),
    ],
)
def test_r20_a_substitute_is_approved_bounded_and_compensated(change: Map, valid: bool) -> None:
    """By others than those who asked or own, in time, for a time."""
    assert valid == substituted(change)


@pytest.mark.parametrize(("first", "valid"), [("2026-01-01", True), ("2025-12-31", False)])
def test_r20_renewals_add_up(first: str, valid: bool) -> None:
    """From the first start to the last expiry over the chain."""
    given = shown(clause("S1", "expect"), clause("S2"), missing=("S1",))
    before = deviation(id="v0", starts=first, expires="2026-05-31")
    given["deviations"] = [before, deviation(compensating=["CS2"], renews="v0")]

    assert ("substituted" if valid else "gap") == statuses(given)["S1"]


@pytest.mark.parametrize(
    ("compensating", "valid"),
    [(["CS2"], True), ([], False), (["CS2", "CS3"], False), (["CS1"], False), (["CS4"], False)],
)
def test_r20_each_compensating_control_is_satisfied_and_rests_on_itself(
    compensating: list[str], valid: bool
) -> None:
    """It does not depend on a control of the same clause, nor is it one."""
    given = shown(clause("S1", "expect"), clause("S2"), clause("S3"), clause("S4"), missing=("S3",))
    given["controls"][0]["implements"][0]["state"] = "unreviewed"
    given["controls"][3]["depends_on"] = [{"control": "CS1"}]
    given["deviations"] = [deviation(compensating=compensating)]

    assert ("substituted" if valid else "undetermined") == statuses(given)["S1"]


def test_r20_where_nobody_may_approve_nothing_is_valid() -> None:
    """The edition names no role for a permission."""
    given = shown(clause("S1", "may", when="declared"))
    given["settings"]["permissions"] = [{"clause": "S1"}]
    given["records"] = []
    given["deviations"] = [deviation("not-applicable", approvals=[BOSS, OK])]

    assert statuses(given) == {"S1": "undetermined"}


def test_r20_a_must_has_no_substitute() -> None:
    """Only an expectation has."""
    given = shown(clause("S1"), clause("S2"), missing=("S1",))
    given["deviations"] = [deviation(compensating=["CS2"])]

    assert statuses(given)["S1"] == "gap"


@pytest.mark.parametrize(
    ("approvals", "expected"), [([BOSS, OK], "not-applicable"), ([OK], "undetermined")]
)
def test_r20_a_condition_of_a_must_is_denied_by_both_officers(
    approvals: list[Map], expected: str
) -> None:
    """An invalid denial leaves the condition undecided."""
    given = shown(clause("S1", when="declared"), clause("S2"), missing=("S1",))
    given["deviations"] = [deviation("not-applicable", approvals=approvals)]

    assert expected == statuses(given)["S1"]


# --- R21, R22 -------------------------------------------------------------------------------------


def test_r21_every_state_of_a_link_but_current_leaves_the_clause_open() -> None:
    """The fingerprints are compared elsewhere; what they say decides here."""
    for state in ("unreviewed", "clause-moved", "control-moved", "both-moved", "unknown-recipe"):
        given = case(record())
        given["controls"][0]["implements"][0]["state"] = state
        assert statuses(given) == {"S1": "undetermined"}


def judged(*changes: Map) -> Map:
    """A judgement with good evidence, and an answer for each of the changes."""
    given = case(record(), controls=[control("C1", requirement(judgement="Enough?"))])
    given["edition"]["clauses"][0]["check"] = "P"
    given["digests"] = {"controls": {"C1": "c"}, "questions": {"C1/r1": "q"}}
    today = evidence_digests(given)["C1/r1"]
    for number, change in enumerate(changes):
        meta: Map = {
            key: change[key] for key in ("produced_by", "problems", "supersedes") if key in change
        }
        payload = {
            "judgement": "C1/r1",
            "answer": "accept",
            "reviewer": "reviewer",
            "question_digest": "q",
            "control_digest": "c",
            "evidence_digest": today,
            "conditions": [],
            **{key: value for key, value in change.items() if key not in meta},
        }
        at = f"2026-06-2{number}T00:00:00Z"
        answer = record(f"a{number}", at, type="reviewer-answer", payload=payload)
        answer["produced_by"] = {"party": payload["reviewer"]}
        given["records"].append({**answer, **meta})
    return given


def judgement(given: Map) -> str:
    found: str = evaluate(given)["judgements"]["C1/r1"]
    return found


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "accepted"),
        ({"answer": "reject"}, "rejected"),
        ({"judgement": "C1/r2"}, "open"),
        ({"question_digest": "x"}, "open"),
        ({"control_digest": "x"}, "open"),
        ({"evidence_digest": "x"}, "open"),
        ({"answer": "reject", "evidence_digest": "x"}, "rejected"),
        ({"answer": "reject", "question_digest": "x", "control_digest": "x"}, "rejected"),
        ({"answer": "reject", "reviewer": "tooling"}, "rejected"),  # produced the evidence
        ({"answer": "reject", "reviewer": "guard"}, "open"),
        ({"answer": "reject", "reviewer": "ghost"}, "open"),
        ({"answer": "reject", "produced_by": {"party": "auditor"}}, "open"),
        ({"answer": "reject", "problems": ["malformed"]}, "rejected"),
        ({"answer": "reject", "problems": ["unsealed"]}, "rejected"),
        ({"reviewer": "ghost"}, "open"),
        ({"reviewer": "guard"}, "open"),  # belongs to the owner
        ({"reviewer": "security"}, "open"),
        ({"reviewer": "tooling"}, "open"),  # produced the evidence
        ({"produced_by": {"party": "auditor"}}, "open"),  # is not who answers
        ({"reviewer": "auditor"}, "accepted"),
        ({"problems": ["malformed"]}, "open"),
        ({"conditions": [{"id": "c", "met": True, "shown_by": "e1"}]}, "accepted"),
        ({"conditions": [{"id": "c", "met": False, "shown_by": "e1"}]}, "rejected"),
        ({"conditions": [{"id": "c", "met": True, "shown_by": "e9"}]}, "rejected"),
        ({"conditions": [{"id": "c", "met": True}]}, "rejected"),
        ({"conditions": [{"id": "c", "met": True, "shown_by": "a0"}]}, "rejected"),  # by itself
        ({"conditions": [{"id": "c", "met": False}], "evidence_digest": "x"}, "rejected"),
    ],
)
def test_r22_an_answer_counts_from_an_independent_reviewer_on_todays_digests(
    change: Map, expected: str
) -> None:
    """Otherwise the judgement is open."""
    assert expected == judgement(judged(change))


def test_r22_a_rejection_stands_beside_an_acceptance_until_superseded() -> None:
    """Any valid rejection makes every instance of the requirement unmet."""
    given = judged({"answer": "reject"}, {})

    assert judgement(given) == "rejected"
    assert instance(given) == ("unmet", ["rejected-in-review"])
    given = judged({"answer": "reject"}, {"supersedes": {"record": "a0"}})
    assert judgement(given) == "accepted"
    assert subject(given)["standards"]["asl-3/security"] == "conformant"
    given = judged({"answer": "reject"}, {"supersedes": {"record": "a0"}, "reviewer": "auditor"})
    assert judgement(given) == "rejected"
    given["records"][2]["payload"] |= {"reviewer": "reviewer", "judgement": "C1/r2"}
    assert judgement(given) == "rejected"
    given = judged({"answer": "reject"}, {"supersedes": {"record": "a0"}})
    given["records"][2]["collected_at"] = given["records"][1]["collected_at"]
    assert judgement(given) == "rejected"


def test_r22_a_rejection_offered_twice_is_still_one() -> None:
    """Both are reused, so neither could be accepted."""
    given = judged({"answer": "reject"}, {"answer": "reject"})
    for one in given["records"][1:]:
        one["payload_digest"] = "p"

    assert judgement(given) == "rejected"


def test_r22_an_unknown_owner_bars_acceptance_and_not_rejection() -> None:
    """Nobody is known not to be that owner; anybody known may say no."""
    for answer, expected in (("accept", "open"), ("reject", "rejected")):
        given = judged({"answer": answer})
        given["controls"][0]["owner"] = "somebody"
        assert judgement(given) == expected


def test_r22_where_there_is_no_candidate_there_is_nothing_to_accept() -> None:
    """A nil return that meets a requirement is what is accepted there; of one model it is not."""
    given = judged({})
    given["records"].pop(0)
    today = evidence_digests(given)["C1/r1"]
    given["records"][0]["payload"]["evidence_digest"] = today
    assert judgement(given) == "open"
    one = requirement(for_each="event/deployment", operation="event", judgement="Enough?")
    for about, expected in (("organization", "accepted"), ("model/atlas", "open")):
        given["controls"] = [control("C1", {**one, "max_age": None})]
        given["records"][:-1] = [nil(about=about)]
        today = evidence_digests(given)["C1/r1"]
        given["records"][-1]["payload"]["evidence_digest"] = today
        assert judgement(given) == expected


def test_r22_a_payload_in_a_file_is_part_of_the_evidence() -> None:
    """The record only names the file."""
    given = judged({})
    given["records"][0]["payload_file"] = "payload.json"

    assert judgement(given) == "open"


def test_r22_what_an_unknown_party_produced_can_be_rejected_but_not_accepted() -> None:
    """Nobody is known to be independent of it."""
    for answer, expected in (("accept", "open"), ("reject", "rejected")):
        given = judged({"answer": answer})
        given["records"][0]["produced_by"] = {"party": "ghost"}
        assert judgement(given) == expected


def test_r22_new_evidence_reopens_a_judgement() -> None:
    """The digest covers every candidate of every instance."""
    given = judged({})
    given["records"].append(record("e2", "2026-06-16T00:00:00Z"))

    assert judgement(given) == "open"
    given = judged({})
    given["records"].append(record("e2", "2020-01-01T00:00:00Z"))  # of a state, also an old one
    assert judgement(given) == "open"
    given = judged({})
    given["records"].append(record("e2", type="log"))
    assert judgement(given) == "accepted"


# --- R23, R24 -------------------------------------------------------------------------------------


def test_r23_the_order_of_the_inputs_decides_nothing() -> None:
    """Same inputs, same results."""
    given = chain("C1", "C2")
    turned = copy.deepcopy(given)
    for part in ("records", "controls", "parties"):
        turned[part].reverse()

    assert evaluate(given) == evaluate(turned)


def test_r24_an_error_of_unknown_reach_leaves_nothing_assessed() -> None:
    """Controls, clauses, verdicts and activities."""
    given = with_procedure(errors=[{"reaches": ["*"]}])
    found = subject(given)

    assert {"not-assessed"} == set(found["controls"].values()) | set(found["clauses"].values())
    assert found["standards"]["asl-3/security"] == "not-assessed"
    assert found["activities"]["train"] == "undetermined"


@pytest.mark.parametrize(
    ("reach", "controls", "clauses"),
    [
        ("control/C1", {"C1"}, {"S1"}),
        ("clause/S1", set(), {"S1"}),
        ("type/log", {"C2"}, {"S2"}),
        ("type/roster", {"C2"}, {"S2"}),  # it is joined there
        ("type/document", set(), set()),
        ("deviation/v1", set(), {"S1"}),
        ("control/C9", {"C1", "C2"}, {"S1", "S2"}),
        ("clause/S9", {"C1", "C2"}, {"S1", "S2"}),
        ("type/unheard-of", {"C1", "C2"}, {"S1", "S2"}),
        ("deviation/v9", {"C1", "C2"}, {"S1", "S2"}),
        ("record/e1", {"C1", "C2"}, {"S1", "S2"}),
    ],
)
def test_r24_an_error_reaches_what_it_names_or_all(
    reach: str, controls: set[str], clauses: set[str]
) -> None:
    """What names nothing of the project is nowhere in particular."""
    joining_log = requirement(type="log")
    joining_log["with"] = {"roster": {"type": "roster", "within": "P7D"}}
    given = case(
        record(),
        record("e2", type="log"),
        controls=[control(), control("C2", joining_log, clause="S2")],
        clauses=[clause("S1"), clause("S2")],
        deviations=[deviation()],
        errors=[{"reaches": [reach]}],
    )
    found = subject(given)

    unassessed = {
        part: {name for name, status in found[part].items() if status == "not-assessed"}
        for part in ("controls", "clauses")
    }
    assert unassessed == {"controls": controls, "clauses": clauses}

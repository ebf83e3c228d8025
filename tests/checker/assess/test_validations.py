"""R9: validations, and the records they read beside the one under test."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    Map,
    asset,
    case,
    control,
    of_control,
    reasons,
    record,
    requirement,
)


def asks(rule: str, payload: Map, **more: object) -> Map:
    """A case with one rule over one payload."""
    kind = requirement(validations=[{"rule": rule, "message": "no"}], **more)
    return case(record(payload=payload), **of_control(kind))


@pytest.mark.parametrize(
    ("rule", "payload", "expected"),
    [
        ("evidence.count > 0", {"count": 1}, []),
        ("evidence.count > 0", {"count": 0}, ["validation-failed"]),
        ("evidence.count > 0", {}, ["validation-error"]),
        ("evidence.count > 0", {"count": "many"}, ["validation-error"]),
        ("evidence.count", {"count": 1}, ["validation-error"]),
        ("ratio(evidence.part, evidence.whole) >= 0.5", {"part": 1, "whole": 2}, []),
        (
            "ratio(evidence.part, evidence.whole) >= 0.5",
            {"part": 0, "whole": 0},
            ["validation-error"],
        ),
        ("evidence.rows[0].ok", {"rows": []}, ["validation-error"]),
        ("evidence.", {}, ["validation-error"]),
        ("unknown.ok", {}, ["validation-error"]),
        ("roster.ok", {}, ["validation-error"]),
        ("asset.ok", {}, ["validation-error"]),
        ("1 + 1", {}, ["validation-error"]),
        ("'true'", {}, ["validation-error"]),
        ("evidence == null || evidence.ok", {"ok": True}, []),
    ],
)
def test_r9_only_true_is_true(rule: str, payload: Map, expected: list[str]) -> None:
    """Whatever is not true and not false, or does not compile, is an error."""
    assert reasons(asks(rule, payload)) == expected


def test_r9_a_record_without_payload_fails_every_rule_that_reads_it() -> None:
    """Nothing is not in order."""
    assert reasons(case(record(payload=None))) == ["validation-error"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("record.observed_to == '2026-06-15T00:00:00Z'", []),
        ("at(record.collected_at) >= at(record.observed_to)", []),
        ("record.source.rows == 3 && record.reliability == 'record'", []),
        ("as_of == at('2026-07-01T00:00:00Z')", []),
        ("inventory.model.exists(m, m.id == 'atlas')", []),
        ("inventory.vendor.all(v, v.ok)", ["validation-error"]),
        ("inventory.event.size() == 0", []),
    ],
)
def test_r9_a_rule_may_read_the_record_the_inventory_and_the_date(
    rule: str, expected: list[str]
) -> None:
    """A kind of which there is none is an error, and not all of them."""
    assert reasons(asks(rule, {})) == expected


def test_r9_two_requirements_read_one_record_each_by_its_own_rules() -> None:
    """Of one control, and of two with requirements of one name."""
    rules = [[{"rule": f"evidence.{name}", "message": name}] for name in ("good", "bad")]
    first = requirement(validations=rules[0])
    given = case(
        record(payload={"good": True, "bad": False}),
        controls=[
            control("C1", first, requirement("r2", validations=rules[1])),
            control("C2", requirement(validations=rules[1])),
            control("C3", first),
        ],
    )

    found = [
        reasons(given, f"{name}@organization") for name in ("C1/r1", "C1/r2", "C2/r1", "C3/r1")
    ]

    assert found == [[], ["validation-failed"], ["validation-failed"], []]


# --- Joined records -------------------------------------------------------------------------------

JOIN = {"roster": {"type": "roster", "within": "P7D"}}


def joined(*rosters: Map, rule: str = "roster.ok", **more: object) -> Map:
    """A snapshot of 15 June that is judged beside these rosters."""
    kind = requirement(**{"with": JOIN, "validations": [{"rule": rule, "message": "no"}], **more})
    return case(record("e1"), *rosters, **of_control(kind))


def roster(name: str, day: str, *, ok: bool = True, **more: object) -> Map:
    """A roster observed on a day of June."""
    kind = {"type": "roster", "payload": {"ok": ok, "id": name}}
    return record(name, f"2026-06-{day}", **{**kind, **more})


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("08T00:00:00Z", []),
        ("07T23:59:59Z", ["validation-error"]),
        ("22T00:00:00Z", []),
        ("22T00:00:01Z", ["validation-error"]),
    ],
)
def test_r9_a_joined_record_lies_within_the_limit(day: str, expected: list[str]) -> None:
    """Before or after; the limit itself is near enough."""
    assert reasons(joined(roster("j1", day))) == expected


def test_r9_without_a_joined_record_there_is_no_answer() -> None:
    """A rule that reads what is not there is an error."""
    assert reasons(joined()) == ["validation-error"]


def test_r9_a_rule_that_does_not_read_it_does_not_need_it() -> None:
    """An absent join concerns the rules that name it."""
    assert reasons(joined(rule="evidence.ok")) == []


@pytest.mark.parametrize(
    ("rosters", "expected"),
    [
        ([("j1", "13T00:00:00Z"), ("j2", "16T00:00:00Z")], "j2"),
        ([("j1", "14T00:00:00Z"), ("j2", "16T00:00:00Z")], "j2"),
        ([("j2", "14T00:00:00Z"), ("j1", "14T00:00:00Z")], "j1"),
        ([("j1", "14T00:00:00Z"), ("j2", "17T00:00:00Z")], "j1"),
    ],
)
def test_r9_the_nearest_is_read_then_the_later_then_the_lesser_id(
    rosters: list[tuple[str, str]], expected: str
) -> None:
    """There is always one that is next."""
    records = [roster(name, day) for name, day in rosters]

    assert reasons(joined(*records, rule=f"roster.id == '{expected}'")) == []


@pytest.mark.parametrize(
    "change",
    [
        {"problems": ["malformed"]},
        {"received_at": "2026-07-02T00:00:00Z"},
        {"reliability": "representation"},
        {"type": "document"},
        {"assets": ["model/atlas"]},
    ],
)
def test_r9_a_joined_record_has_to_be_sound_known_and_as_reliable(change: Map) -> None:
    """What could not show the requirement cannot help to show it."""
    assert reasons(joined(roster("j1", "15T00:00:00Z", **change))) == ["validation-error"]


def test_r9_a_weak_record_is_an_error_and_not_passed_over() -> None:
    """A nearer weak record is not replaced by a farther strong one that says something else."""
    weak = roster("j1", "15T00:00:00Z", ok=False, reliability="claim")
    strong = roster("j2", "16T00:00:00Z")

    assert reasons(joined(weak, strong)) == ["validation-error"]


def test_r9_a_superseded_record_is_not_joined() -> None:
    """What took its place is."""
    old = roster("j1", "15T00:00:00Z", ok=False)
    new = roster(
        "j2",
        "15T00:00:00Z",
        collected_at="2026-06-16T00:00:00Z",
        supersedes={"record": "j1", "because": "wrong export"},
    )

    assert reasons(joined(old, new)) == []


def test_r9_a_false_rule_names_the_joined_records() -> None:
    """The defect may lie in either."""
    [found] = run(joined(roster("j1", "15T00:00:00Z", ok=False))).instances

    assert found.reasons[0].evidence == ("e1", "j1")


def at_environment(*rosters: Map) -> Map:
    """The same for an environment."""
    kind = requirement(
        **{"with": JOIN, "validations": [{"rule": "roster.ok", "message": "no"}]},
        for_each="environment",
    )
    return case(
        record("e1", assets=["environment/a"]),
        *rosters,
        controls=[control("C1", kind)],
        assets=[asset("environment", "a"), asset("environment", "b")],
    )


@pytest.mark.parametrize(
    ("rosters", "expected"),
    [
        ([("environment/a", True, "15"), ("organization", False, "15")], []),
        ([("environment/a", False, "15"), ("organization", True, "15")], ["validation-failed"]),
        ([("organization", True, "15")], []),
        ([("environment/b", True, "15")], ["validation-error"]),
        ([("environment/a", True, "01"), ("organization", True, "15")], ["validation-error"]),
    ],
)
def test_r9_a_record_of_the_same_key_comes_before_one_of_the_organisation(
    rosters: list[tuple[str, bool, str]], expected: list[str]
) -> None:
    """If there is one of the key, however far away, that of the organisation does not stand in."""
    records = [
        roster(f"j{number}", f"{day}T00:00:00Z", ok=ok, assets=[key])
        for number, (key, ok, day) in enumerate(rosters)
    ]

    assert reasons(at_environment(*records), "C1/r1@environment/a") == expected


@pytest.mark.parametrize(
    ("rosters", "expected"),
    [
        ([("surface/api", True), ("model/atlas", False)], []),
        ([("surface/api", False), ("model/atlas", True)], ["validation-failed"]),
        ([("model/atlas", True)], []),
        ([("organization", True), ("surface/api", False)], []),
        ([("surface/api+model/atlas", True), ("organization", False)], []),
    ],
)
def test_r9_for_a_pair_its_parts_come_last(
    rosters: list[tuple[str, bool]], expected: list[str]
) -> None:
    """The pair, the organisation, the first part, the second."""
    kind = requirement(
        **{"with": JOIN, "validations": [{"rule": "roster.ok", "message": "no"}]},
        for_each=["surface", "model"],
    )
    records = [
        roster(f"j{number}", "15T00:00:00Z", ok=ok, assets=[key])
        for number, (key, ok) in enumerate(rosters)
    ]
    given = case(
        record("e1", assets=["surface/api+model/atlas"]),
        *records,
        controls=[control("C1", kind)],
        assets=[asset("surface", "api")],
    )

    assert reasons(given, "C1/r1@surface/api+model/atlas") == expected

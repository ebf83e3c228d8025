"""Two versions of a control beside each other: what asks for less, for more, or cannot be told."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from checker.compare.change import Change
from checker.compare.control import CONTROL, changes
from checker.compare.parameter import PARAMETER
from checker.compare.requirement import REQUIREMENT
from checker.compare.validations import JOIN, VALIDATION
from rsp.control import Control, Parameter
from rsp.requirement import Join, Requirement, Validation
from tests import builder
from tests.adapter import decode
from tests.strategies import random_case

Map = dict[str, Any]


def bare(control: Map) -> Control:
    links = [{k: v for k, v in one.items() if k != "state"} for one in control["implements"]]
    found: Control = decode(Control, {**control, "implements": links})
    return found


def of(*requirements: Map, **more: Any) -> Control:
    return bare(builder.control("C1", *requirements, **more))


def asked(**more: Any) -> Control:
    return of(builder.requirement("r1", **more))


def shown(found: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(one.kind.value, one.what) for one in found]


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        (Control, CONTROL),
        (Requirement, REQUIREMENT),
        (Parameter, PARAMETER),
        (Validation, VALIDATION),
        (Join, JOIN),
    ],
)
def test_every_field_has_a_rule(kind: type, rules: Map) -> None:
    """A field that is added later is undecidable until somebody says what it means."""
    assert {field.name for field in msgspec.structs.fields(kind)} == set(rules)


def test_a_field_without_a_rule_is_undecidable(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the comparison does not know counts as weaker."""
    monkeypatch.delitem(REQUIREMENT, "max_lag")

    found = changes(asked(), asked(max_lag="P1D"))

    assert shown(found) == [("undecidable", "field-changed")]


def test_what_is_equal_has_no_change() -> None:
    """Read twice from one text."""
    assert changes(asked(), asked()) == ()


BOTH_WAYS: list[tuple[str, Map, Map, tuple[str, str], tuple[str, str]]] = [
    (
        "max_age",
        {"max_age": "P35D"},
        {"max_age": "P60D"},
        ("weaker", "max-age-longer"),
        ("stronger", "max-age-shorter"),
    ),
    (
        "max_age by the calendar",
        {"max_age": "P1M"},
        {"max_age": "P31D"},
        ("weaker", "max-age-longer"),
        ("stronger", "max-age-shorter"),
    ),
    (
        "max_age that depends on the month",
        {"max_age": "P1M"},
        {"max_age": "P30D"},
        ("undecidable", "max-age-changed"),
        ("undecidable", "max-age-changed"),
    ),
    (
        "max_age in other words",
        {"max_age": "P1W"},
        {"max_age": "P7D"},
        ("neutral", "max-age-rewritten"),
        ("neutral", "max-age-rewritten"),
    ),
    (
        "max_age by a parameter",
        {"max_age": "P7D"},
        {"max_age": "params.age"},
        ("undecidable", "max-age-changed"),
        ("undecidable", "max-age-changed"),
    ),
    (
        "max_age of an event, which only a nil return reads",
        {"operation": "event", "for_each": "event/deployment", "max_age": None},
        {"operation": "event", "for_each": "event/deployment", "max_age": "P7D"},
        ("weaker", "max-age-added"),
        ("stronger", "max-age-removed"),
    ),
    (
        "no max_age",
        {"operation": "instants", "cadence": "P7D", "max_age": "P7D"},
        {"operation": "instants", "cadence": "P7D", "max_age": None},
        ("undecidable", "max-age-removed"),
        ("undecidable", "max-age-added"),
    ),
    (
        "tolerance",
        {"operation": "continuous"},
        {"operation": "continuous", "tolerance": "P1D"},
        ("weaker", "tolerance-added"),
        ("stronger", "tolerance-removed"),
    ),
    (
        "tolerance that nothing reads",
        {},
        {"tolerance": "P1D"},
        ("neutral", "tolerance-added"),
        ("neutral", "tolerance-removed"),
    ),
    (
        "grace",
        {},
        {"grace": "P7D"},
        ("weaker", "grace-added"),
        ("stronger", "grace-removed"),
    ),
    (
        "cadence by another unit",
        {"operation": "instants", "cadence": "calendar-month"},
        {"operation": "instants", "cadence": "calendar-quarter"},
        ("weaker", "cadence-longer"),
        ("stronger", "cadence-shorter"),
    ),
    (
        "cadence by length or by unit",
        {"operation": "instants", "cadence": "P1M"},
        {"operation": "instants", "cadence": "calendar-month"},
        ("undecidable", "cadence-changed"),
        ("undecidable", "cadence-changed"),
    ),
    (
        "max_lag",
        {"max_lag": "P1D"},
        {},
        ("weaker", "max-lag-removed"),
        ("stronger", "max-lag-added"),
    ),
    (
        "min_reliability",
        {"min_reliability": "record"},
        {"min_reliability": "claim"},
        ("weaker", "reliability-lower"),
        ("stronger", "reliability-higher"),
    ),
    (
        "independent_of",
        {"independent_of": ["owner"]},
        {"independent_of": []},
        ("weaker", "independence-dropped"),
        ("stronger", "independence-added"),
    ),
    (
        "where",
        {},
        {"where": "asset.holds_weights"},
        ("weaker", "scope-narrowed"),
        ("stronger", "scope-widened"),
    ),
    (
        "another where",
        {"where": "true"},
        {"where": "asset.holds_weights"},
        ("undecidable", "scope-changed"),
        ("undecidable", "scope-changed"),
    ),
    (
        "judgement",
        {"judgement": "Is it?"},
        {},
        ("weaker", "judgement-removed"),
        ("stronger", "judgement-added"),
    ),
    (
        "another judgement",
        {"judgement": "Is it?"},
        {"judgement": "Is it so?"},
        ("undecidable", "judgement-changed"),
        ("undecidable", "judgement-changed"),
    ),
    (
        "a validation less",
        {"validations": [{"rule": "evidence.ok", "message": "no"}]},
        {"validations": []},
        ("weaker", "validation-removed"),
        ("stronger", "validation-added"),
    ),
    (
        "another validation",
        {"validations": [{"rule": "evidence.ok", "message": "no"}]},
        {"validations": [{"rule": "evidence.n > 1", "message": "no"}]},
        ("undecidable", "expression-changed"),
        ("undecidable", "expression-changed"),
    ),
    (
        "a conjunct less",
        {"validations": [{"rule": "(evidence.ok) && evidence.n > 1", "message": "no"}]},
        {"validations": [{"rule": "evidence.ok", "message": "no"}]},
        ("weaker", "expression-widened"),
        ("stronger", "expression-narrowed"),
    ),
    (
        "type",
        {"type": "t1"},
        {"type": "t2"},
        ("undecidable", "type-changed"),
        ("undecidable", "type-changed"),
    ),
    (
        "title",
        {"title": "a"},
        {"title": "b"},
        ("neutral", "title-changed"),
        ("neutral", "title-changed"),
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "there", "back"), [one[1:] for one in BOTH_WAYS], ids=[x[0] for x in BOTH_WAYS]
)
def test_a_requirement_both_ways(
    old: Map, new: Map, there: tuple[str, str], back: tuple[str, str]
) -> None:
    """What is weaker one way is stronger the other way."""
    before, after = (builder.requirement("r1", **side) for side in (old, new))

    assert shown(changes(of(before), of(after))) == [there]
    assert shown(changes(of(after), of(before))) == [back]


R1, R2, R3 = (builder.requirement(name) for name in ("r1", "r2", "r3"))

CONTROLS: list[tuple[str, Control, Control, list[tuple[str, str]]]] = [
    ("a requirement less", of(R1, R2), of(R1), [("weaker", "requirement-removed")]),
    ("a requirement more", of(R1), of(R1, R2), [("stronger", "requirement-added")]),
    ("the first requirement", of(evidence=[]), of(R1), [("undecidable", "requirement-added")]),
    ("the last requirement", of(R1), of(evidence=[]), [("weaker", "requirement-removed")]),
    ("in another order", of(R1, R2), of(R2, R1), []),
    (
        "an alternative more",
        of(R1),
        of(R1, R2, any_of=[{"id": "g", "of": ["r1", "r2"]}]),
        [("weaker", "alternatives-added"), ("neutral", "requirement-added")],
    ),
    (
        "one of two is enough",
        of(R1, R2),
        of(R1, R2, any_of=[{"id": "g", "of": ["r1", "r2"]}]),
        [("weaker", "alternatives-added")],
    ),
    (
        "a member more",
        of(R1, R2, R3, any_of=[{"id": "g", "of": ["r1", "r2"]}]),
        of(R1, R2, R3, any_of=[{"id": "g", "of": ["r1", "r2", "r3"]}]),
        [("weaker", "alternative-added")],
    ),
    (
        "a group less of two that share a member",
        of(R1, R2, R3, any_of=[{"id": "g", "of": ["r1", "r2"]}, {"id": "h", "of": ["r2", "r3"]}]),
        of(R1, R2, R3, any_of=[{"id": "g", "of": ["r1", "r2"]}]),
        [("undecidable", "alternatives-removed")],
    ),
    (
        "a dependency less",
        of(R1, depends_on=builder.needs("C2")),
        of(R1),
        [("weaker", "dependency-removed")],
    ),
    ("a link less", of(R1), of(R1, clause=None), [("weaker", "link-removed")]),
    (
        "carried by one of two",
        of(R1, R2),
        of(R1, R2, implements=[builder.link("S1", "r1")]),
        [("weaker", "by-narrowed")],
    ),
    (
        "carried by another",
        of(R1, R2, implements=[builder.link("S1", "r1")]),
        of(R1, R2, implements=[builder.link("S1", "r2")]),
        [("undecidable", "by-changed")],
    ),
    ("severity", of(R1, severity="high"), of(R1, severity="low"), [("weaker", "severity-lower")]),
    ("owner", of(R1, owner="a"), of(R1, owner="b"), [("neutral", "owner-changed")]),
    ("statement", of(R1), of(R1, statement="Other."), [("undecidable", "statement-changed")]),
    (
        "two requirements of one id",
        of(R1, R1),
        of(R1),
        [("undecidable", "repeated-id")],
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "expected"), [one[1:] for one in CONTROLS], ids=[one[0] for one in CONTROLS]
)
def test_a_control(old: Control, new: Control, expected: list[tuple[str, str]]) -> None:
    """Each difference by itself."""
    assert shown(changes(old, new)) == expected


PARAMETERS: list[tuple[str, Map, Map, tuple[str, str]]] = [
    ("wider", {"maximum": 5}, {"maximum": 6}, ("weaker", "parameter-bound-wider")),
    ("none", {"minimum": 5}, {}, ("weaker", "parameter-bound-wider")),
    ("narrower", {"minimum": 5}, {"minimum": 6}, ("stronger", "parameter-bound-narrower")),
    ("default", {}, {"default": 6}, ("weaker", "default-added")),
    (
        "stricter default",
        {"stricter": "lower", "default": 6},
        {"stricter": "lower", "default": 5},
        ("stronger", "default-changed"),
    ),
    (
        "default that nobody can weigh",
        {"default": 6},
        {"default": 5},
        ("undecidable", "default-changed"),
    ),
    ("closed", {"policy_leaves_open": True}, {}, ("weaker", "parameter-closed")),
]


@pytest.mark.parametrize(
    ("old", "new", "expected"), [one[1:] for one in PARAMETERS], ids=[one[0] for one in PARAMETERS]
)
def test_a_parameter(old: Map, new: Map, expected: tuple[str, str]) -> None:
    """Bounds and defaults; durations are compared like limits."""
    base = {"type": "integer", "description": "n"}
    before, after = (of(R1, parameters={"n": {**base, **side}}) for side in (old, new))

    assert shown(changes(before, after)) == [expected]


def test_a_bound_that_is_a_duration() -> None:
    """P1M is never longer than P31D."""
    base = {"type": "duration", "description": "n"}
    before, after = (of(R1, parameters={"n": {**base, "maximum": end}}) for end in ("P31D", "P1M"))

    assert shown(changes(before, after)) == [("stronger", "parameter-bound-narrower")]


def test_a_change_says_where_and_what() -> None:
    """By ids, by pointers on both sides, and by the values."""
    found = changes(of(R2, R1), of({**R1, "max_age": "P99D"}, R2))

    assert [(one.path, one.old, one.new, one.becomes) for one in found] == [
        ("control/C1/evidence/r1/max_age", "/evidence/1/max_age", "/evidence/0/max_age", "P99D")
    ]
    assert found[0].sentence.startswith("C1/evidence/r1/max_age goes from P1M to ")


@pytest.mark.parametrize("seed", range(60))
def test_back_is_the_reverse_of_there(seed: int) -> None:
    """Of any two generated controls: as many weaker one way as stronger the other way.

    One that asks for nothing is left out: its first requirement lets it be assessed at all.
    """
    plain = [one for one in random_case(seed)["controls"] if one["evidence"]]
    controls = [bare({**one, "id": "C"}) for one in plain]
    for old in controls:
        for new in controls:
            there = sorted(one.kind.reverse for one in changes(old, new))
            back = sorted(one.kind for one in changes(new, old))

            assert there == back

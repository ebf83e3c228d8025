"""R8: parameters and the limits they set."""

from __future__ import annotations

import pytest

from tests.builder import Map, case, control, instances, reasons, record, requirement


def limited(
    parameter: Map | None, declared: object = None, limit: str = "max_age", **more: Map
) -> Map:
    """A case whose requirement is limited by a parameter."""
    one = control("C1", requirement(**{limit: "params.longest"}))
    if parameter is not None:
        one["parameters"] = {"longest": {"description": "d", **parameter}}
    given = {} if declared is None else {"longest": {"value": declared, "because": "b"}}
    return case(record(), controls=[one], parameters={"C1": given}, **more)


DURATION = {"type": "duration"}


@pytest.mark.parametrize(
    ("parameter", "declared", "expected"),
    [
        (DURATION, "P1M", []),
        (DURATION, "P1D", ["stale"]),
        ({**DURATION, "default": "P1M"}, None, []),
        ({**DURATION, "default": "P1M"}, "P1D", ["stale"]),
        (DURATION, None, ["undeclared-parameter"]),
        (
            {**DURATION, "policy_leaves_open": True, "default": "P1M"},
            None,
            ["undeclared-parameter"],
        ),
        (DURATION, "a month", ["undeclared-parameter"]),
        (DURATION, 31, ["undeclared-parameter"]),
        ({"type": "integer"}, 31, ["undeclared-parameter"]),
        ({"type": "string"}, "often", ["undeclared-parameter"]),
        ({"type": "string"}, "P1M", []),
        (None, None, ["undeclared-parameter"]),
    ],
)
def test_r8_a_limit_is_the_declared_value_or_the_default(
    parameter: Map | None, declared: object, expected: list[str]
) -> None:
    """A limit without a duration is no limit, and no reason to pass."""
    assert reasons(limited(parameter, declared)) == expected


@pytest.mark.parametrize("limit", ["cadence", "tolerance", "max_lag", "correct_within", "max_age"])
def test_r8_every_limit_needs_its_value(limit: str) -> None:
    """Whichever limit names it, a parameter without value gives its reason."""
    assert reasons(limited(DURATION, limit=limit)) == ["undeclared-parameter"]


def test_r8_a_join_needs_its_value_too() -> None:
    """The distance of a joined record is a limit like the others."""
    join = {"roster": {"type": "roster", "within": "params.near"}}
    one = control(
        "C1", requirement(**{"with": join}), parameters={"near": {**DURATION, "description": "d"}}
    )

    assert reasons(case(record(), controls=[one])) == ["undeclared-parameter"]


def test_r8_a_parameter_without_value_concerns_the_whole_control() -> None:
    """Also the requirements that do not read it, and those with nothing to assess."""
    one = control(
        "C1",
        requirement(),
        requirement("r2", for_each="vendor"),
        parameters={"least": {"type": "integer", "description": "d"}},
    )
    given = case(record(), controls=[one])

    assert (reasons(given), reasons(given, "C1/r2@nothing")) == (
        ["undeclared-parameter"],
        ["nothing-to-assess", "undeclared-parameter"],
    )


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("integer", 5, "met"),
        ("integer", True, "unmet"),
        ("integer", 5.5, "unmet"),
        ("integer", "5", "unmet"),
        ("number", 5.5, "met"),
        ("number", 5, "met"),
        ("number", True, "unmet"),
        ("boolean", True, "met"),
        ("boolean", 1, "unmet"),
        ("string", "five", "met"),
        ("string", 5, "unmet"),
        ("duration", "P5D", "met"),
        ("duration", "5 days", "unmet"),
    ],
)
def test_r8_a_value_has_to_be_of_its_type(kind: str, value: object, expected: str) -> None:
    """One that is not is as if it were not declared."""
    one = control("C1", parameters={"size": {"type": kind, "description": "d"}})
    declared = {"C1": {"size": {"value": value, "because": "b"}}}

    assert list(instances(case(record(), controls=[one], parameters=declared)).values()) == [
        expected
    ]


@pytest.mark.parametrize(
    ("value", "rule", "expected"),
    [
        ("PT12H", "duration(params.size) == duration('43200s')", []),
        ("P1M", "params.size == 'P1M'", []),
        ("P1M", "at('2026-06-30T00:00:00Z') < plus(as_of, params.size)", []),
        ("PT12H", "params.size == 'PT12H'", ["validation-failed"]),
    ],
)
def test_r8_expressions_read_durations_as_seconds_where_they_are_exact(
    value: str, rule: str, expected: list[str]
) -> None:
    """A calendar duration stays as it is written."""
    kind = requirement(validations=[{"rule": rule, "message": "no"}])
    one = control("C1", kind, parameters={"size": {**DURATION, "description": "d"}})
    declared = {"C1": {"size": {"value": value, "because": "b"}}}

    assert reasons(case(record(), controls=[one], parameters=declared)) == expected

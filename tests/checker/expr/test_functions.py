"""The functions added to CEL: total over their types, or an error."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from checker.expr.cel import Outcome, compile_rule
from checker.expr.functions import FUNCTIONS


def outcome(text: str, **evidence: Any) -> str:
    """What an expression over a payload comes to."""
    scope = {"evidence": evidence, "as_of": datetime(2026, 7, 1, tzinfo=UTC)}
    return compile_rule(text)(scope).outcome.value


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (1, 2, "true"),
        (1.0, 2, "true"),
        (1, 2.0, "true"),
        (0.5, 1.0, "true"),
        (1, 3, "false"),
        (0, 1, "false"),
        (0, 0, "error"),
        (5, 0, "error"),
        (0.0, 0.0, "error"),
        ("1", 2, "error"),
        (True, 2, "error"),
        (None, 2, "error"),
    ],
)
def test_r9_a_share_of_nothing_is_an_error(part: object, whole: object, expected: str) -> None:
    """And so is a share of what is no number."""
    assert (
        outcome("ratio(evidence.part, evidence.whole) >= 0.5", part=part, whole=whole) == expected
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"id": "a"}, {"id": "b"}], "true"),
        ([{"id": "a"}], "false"),
        ([{"id": "a"}, {"name": "b"}], "error"),
        ([{"id": "a"}, "b"], "error"),
        ([], "false"),
        ("ab", "error"),
        (None, "error"),
    ],
)
def test_a_column_needs_its_field_in_every_row(rows: object, expected: str) -> None:
    """A row without it is an error, and not passed over."""
    assert outcome("covers(column(evidence.rows, 'id'), ['a', 'b'])", rows=rows) == expected


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        (["a", "b"], ["b"], "true"),
        (["a"], ["a", "b"], "false"),
        (["a"], [], "true"),
        ([], ["a"], "false"),
        ([1], [1.0], "true"),
        ([1], [True], "false"),
        ([0], [False], "false"),
        (["1"], [1], "false"),
        ([{"a": 1}], [{"a": 1}], "true"),
        ([{"a": 1}], [{"a": 2}], "false"),
        ([{"a": True}], [{"a": 1}], "false"),
        ([["a", "b"]], [["a", "b"]], "true"),
        ([["a", "b"]], [["b", "a"]], "false"),
        ([None], [None], "true"),
        (["a"], "a", "error"),
        (None, ["a"], "error"),
    ],
)
def test_covers_compares_sets_of_whole_values(whole: object, part: object, expected: str) -> None:
    """A truth is no number, and a list no set."""
    assert outcome("covers(evidence.whole, evidence.part)", whole=whole, part=part) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["a", "b"], "true"),
        (["a", "a"], "false"),
        ([1, True], "true"),
        ([1, 1.0], "false"),
        ([{"a": 1}, {"a": 1}], "false"),
        ([], "true"),
        ("ab", "error"),
    ],
)
def test_distinct_is_no_value_twice(values: object, expected: str) -> None:
    """By the same comparison."""
    assert outcome("distinct(evidence.values)", values=values) == expected


def test_covers_has_no_budget() -> None:
    """It is there so that long lists need no loop in a loop."""
    values = list(range(20_000))

    assert outcome("covers(evidence.a, evidence.b)", a=values, b=values) == "true"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at('2026-06-30') == timestamp('2026-06-30T00:00:00Z')", "true"),
        ("until('2026-06-30') == timestamp('2026-07-01T00:00:00Z')", "true"),
        ("at('2026-06-30T08:00:00+02:00') == timestamp('2026-06-30T06:00:00Z')", "true"),
        ("until('2026-06-30T08:00:00Z') == at('2026-06-30T08:00:00Z')", "true"),
        ("at('2026-06-30T08:00:00') < as_of", "error"),
        ("at('soon') < as_of", "error"),
        ("until('') < as_of", "error"),
        ("plus(at('2026-01-31'), 'P1M') == at('2026-02-28')", "true"),
        ("plus(at('2024-01-31'), 'P1M') == at('2024-02-29')", "true"),
        ("plus(at('2026-01-31'), 'PT24H') == at('2026-02-01')", "true"),
        ("plus(at('2026-01-31'), '24h') == at('2026-02-01')", "error"),
        ("plus(at('2026-01-31'), 'P9999Y') > as_of", "error"),
    ],
)
def test_dates_are_read_as_everywhere(text: str, expected: str) -> None:
    """With offsets, by the calendar, clamped."""
    assert outcome(text) == expected


@pytest.mark.parametrize("name", [row[0] for row in FUNCTIONS])
def test_a_function_of_a_missing_field_is_an_error(name: str) -> None:
    """Nothing is computed from what is not there."""
    arguments = {
        "ratio": "evidence.x, 1",
        "column": "evidence.x, 'a'",
        "plus": "at(evidence.x), 'P1D'",
    }
    call = f"{name}({arguments.get(name, 'evidence.x')})"
    call = call if name not in ("covers",) else "covers(evidence.x, ['a'])"

    assert outcome(f"{call} == {call}") == Outcome.ERROR.value

"""The seam to CEL: what compiles, what an evaluation comes to, that only true is true."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from checker.expr.cel import (
    FALSE,
    RESERVED,
    TRUE,
    ExpressionError,
    Outcome,
    Result,
    compile_rule,
)

AS_OF = datetime(2026, 7, 1, tzinfo=UTC)


def evaluate(text: str, joined: frozenset[str] = frozenset(), **scope: Any) -> Result:
    """An expression over a scope."""
    return compile_rule(text, joined)({"as_of": AS_OF, **scope})


@pytest.mark.parametrize(
    ("text", "expected"), [("true", TRUE), ("false", FALSE), ("1 < 2", TRUE), ("!true", FALSE)]
)
def test_true_is_true_and_false_is_false(text: str, expected: Result) -> None:
    """Without a message."""
    assert evaluate(text) == expected


@pytest.mark.parametrize(
    "value", [1, 0, "true", "", None, [], [True], {}, {"ok": True}, 1.0, "x" * 1000]
)
def test_r9_a_value_that_is_no_truth_is_an_error(value: object) -> None:
    """However it looks."""
    assert evaluate("evidence.ok", evidence={"ok": value}).outcome is Outcome.ERROR


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("evidence.ok", {}),
        ("evidence.ok", {"evidence": None}),
        ("evidence.ok", {"evidence": {}}),
        ("evidence.ok", {"evidence": []}),
        ("evidence.a.b", {"evidence": {"a": None}}),
        ("evidence.a > 1", {"evidence": {"a": "2"}}),
        ("evidence.a > 1", {"evidence": {"a": None}}),
        ("evidence.rows[0]", {"evidence": {"rows": []}}),
        ("evidence.rows.all(r, r.ok)", {"evidence": {"rows": [{"ok": True}, {}]}}),
        ("evidence.rows.all(r, r.ok)", {"evidence": {"rows": 7}}),
        ("1 / 0 == 1", {}),
        ("timestamp(evidence.at) < as_of", {"evidence": {"at": "yesterday"}}),
        ("duration(evidence.d) > duration('1s')", {"evidence": {"d": "P1M"}}),
        ("int(evidence.n) == 1", {"evidence": {"n": "one"}}),
        ("evidence.text.matches('(')", {"evidence": {"text": "x"}}),
    ],
)
def test_r9_what_cannot_be_evaluated_is_an_error(text: str, scope: dict[str, Any]) -> None:
    """With a message; never true, and never silently false."""
    found = evaluate(text, **scope)

    assert (found.outcome, bool(found.message)) == (Outcome.ERROR, True)


def test_r9_an_error_beside_what_decides_is_no_error() -> None:
    """CEL's `or` and `and` are decided by either side; that is part of the rule as written."""
    assert (
        evaluate("true || evidence.ok", evidence={}),
        evaluate("evidence.ok && false", evidence={}),
        evaluate("evidence.ok || false", evidence={}).outcome,
    ) == (TRUE, FALSE, Outcome.ERROR)


def test_a_loop_in_a_loop_has_a_budget() -> None:
    """Over it there is no answer, and it says so."""
    text = "evidence.rows.all(a, evidence.rows.all(b, a == b || a != b))"

    outcomes = [evaluate(text, evidence={"rows": list(range(size))}).outcome for size in (90, 100)]

    assert outcomes == [Outcome.TRUE, Outcome.TOO_LARGE]


def test_a_message_is_one_short_line() -> None:
    """Whatever the engine says."""
    found = evaluate("evidence.a == 1 && evidence.b", evidence={"a": 1, "b": "x\ny" * 500})

    assert (len(found.message) <= 300, "\n" in found.message) == (True, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 + 1", "it gives int, not true or false"),
        ("'true'", "it gives string, not true or false"),
        ("null", "it gives null, not true or false"),
        ("as_of", "it gives timestamp, not true or false"),
    ],
)
def test_what_can_only_give_another_type_does_not_compile(text: str, message: str) -> None:
    """It is refused before any record is looked at."""
    with pytest.raises(ExpressionError) as raised:
        compile_rule(text)

    assert raised.value.message == message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("evidence.", 1, 10),
        ("", 1, 1),
        ("evidence.ok &&", 1, 15),
        ("true &&\n  unknown", 2, 3),
        ("unknown_function(1)", 1, 17),
        ("roster.ok", 1, 7),
    ],
)
def test_what_does_not_compile_says_where(text: str, line: int, column: int) -> None:
    """Line and column within the expression."""
    with pytest.raises(ExpressionError) as raised:
        compile_rule(text)

    assert (raised.value.line, raised.value.column) == (line, column)


def test_a_joined_name_is_known_where_it_is_joined() -> None:
    """And nowhere else."""
    roster = frozenset(("roster",))

    assert evaluate("roster.ok", roster, roster={"ok": True}) == TRUE


@pytest.mark.parametrize("name", sorted(RESERVED - {"as_of"}))
def test_every_reserved_name_can_be_read(name: str) -> None:
    """A name that a rule may read has a value of any kind."""
    assert evaluate(f"{name}.ok", **{name: {"ok": True}}) == TRUE


def test_the_date_is_a_timestamp() -> None:
    """It can be compared and counted from."""
    assert evaluate("as_of - duration('24h') == timestamp('2026-06-30T00:00:00Z')") == TRUE


def test_a_rule_knows_what_it_reads() -> None:
    """Variables, macro variables among them, and parameters."""
    rule = compile_rule("evidence.rows.all(r, r.age <= params.longest) && asset.ok")

    assert (rule.names, rule.parameters) == (
        {"evidence", "r", "params", "asset"},
        {"longest"},
    )


def test_an_expression_has_no_way_out() -> None:
    """No environment, no file, no clock, no network."""
    for text in (
        "env('HOME') == ''",
        "now() > as_of",
        "open('x')",
        "http.get('x')",
        "__import__('os')",
    ):
        with pytest.raises(ExpressionError):
            compile_rule(text)

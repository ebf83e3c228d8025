"""Expressions that are meant to exhaust whoever evaluates them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.assess.assessment import Reason
from checker.expr.cel import ExpressionError, Outcome, compile_rule
from tests.hostile.conftest import Found, patience

Put = Callable[[str, str | bytes], Path]
Survive = Callable[..., Found]

PEOPLE = [{"person": f"u-{number}"} for number in range(1000)]
SCOPE = {"evidence": {"people": PEOPLE, "text": "a" * 10_000}}

NESTED = "evidence.people.all(a, evidence.people.all(b, evidence.people.all(c, c.person != '')))"


@pytest.mark.parametrize(
    "text",
    [
        NESTED,
        "evidence.people.map(a, evidence.people.map(b, evidence.people)).size() > 0",
        "evidence.people.exists(a, evidence.people.exists(b, evidence.people.exists(c, false)))",
        "evidence.people.filter(a, evidence.people.filter(b, a == b).size() > 5).size() > 0",
    ],
)
def test_loops_within_loops_run_out_of_budget(text: str) -> None:
    """A thousand times a thousand steps are too large, and are neither true nor false."""
    with patience(20):
        found = compile_rule(text)(SCOPE)

    assert found.outcome is Outcome.TOO_LARGE


@pytest.mark.parametrize(
    "text",
    [
        "(" * 1900 + "true" + ")" * 1900,
        "[" * 1900 + "]" * 1900,
        "!" * 3900 + "true",
        "-" * 3900 + "1 < 0",
        "evidence" + ".a" * 1900,
        "evidence" + "[0]" * 1200,
        "true ? " * 550 + "true" + " : false" * 10,
        "true && " * 480 + "true",
        "1 + " * 980 + "1 > 0",
        "size(" * 780 + "'a'" + ")" * 780,
        "evidence.people.map(a, " * 170 + "1" + ")" * 170,
        "'" + "a" * 3900,
        '"""' + "\n" * 3900,
        "{1: " * 900 + "1" + "}" * 900,
        "\x00" * 100,
        "\u202etrue",
        "evidence.text.matches('(a+)+$')",
        "evidence.text.matches('(a|a)*b')",
        "duration('999999999999h') > duration('1s')",
        "timestamp('9999-12-31T23:59:59Z') + duration('9999h') > as_of",
        "plus(timestamp('9999-12-31T23:59:59Z'), 'P9999Y') > as_of",
        "at('0001-01-01T00:00:00+23:59') < as_of",
        "9223372036854775807 + 1 > 0",
        "ratio(1, 0) > 0.0",
        "ratio(1e308, 1e-308) > 0.0",
        "distinct(evidence.people) && covers(evidence.people, evidence.people)",
        "column(evidence.people, 'gone') == []",
        "__import__('os').system('exit 1') == 0",
        "evidence.__class__ == 1",
    ],
)
def test_any_text_has_an_outcome(text: str) -> None:
    """It does not compile, or it gives a result, in time and without a crash."""
    with patience(20):
        try:
            found = compile_rule(text)
        except ExpressionError:
            return
        result = found(SCOPE)

    assert result.outcome in Outcome
    assert len(result.message) <= 300


def test_a_bomb_in_a_catalog_is_a_gap_with_a_name(
    project: Path, put: Put, survive: Survive
) -> None:
    """The instance gets `too-large`, and the exit code stays that of a gate that failed."""
    control = (project / "catalog" / "SEC-B.yaml").read_text(encoding="utf-8")
    bomb = NESTED
    put("catalog/SEC-B.yaml", control.replace("evidence.complete", bomb))
    put("deviations.yaml", "deviations: []\n")
    record = (project / "evidence" / "roster-1.yaml").read_text(encoding="utf-8")
    people = json.dumps(PEOPLE)
    record = record.replace("[{person: u-1}]", people).replace("rows: 1", "rows: 1000")
    put("evidence/roster-1.yaml", record)
    (project / "evidence" / "manifest.jsonl").unlink()

    from tests.checker.lint import cases

    cases.seal_store(project)
    found = survive(code=1, known=False, seconds=30)

    reasons = {
        why.code
        for one in found.check.assessment.instances
        if one.control == "SEC-B" and one.requirement == "roster"
        for why in one.reasons
    }
    assert Reason.TOO_LARGE in reasons


def test_an_expression_over_its_length_is_refused(
    project: Path, put: Put, survive: Survive
) -> None:
    """Expressions have a length that a person can read."""
    control = (project / "catalog" / "SEC-B.yaml").read_text(encoding="utf-8")
    put("catalog/SEC-B.yaml", control.replace("evidence.complete", "true || " * 600 + "true"))

    found = survive()

    assert ("schema-violation", "catalog/SEC-B.yaml", 25) in found.places

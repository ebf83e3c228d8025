"""R8: when a sample stands for the whole, each condition at its boundary."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    START,
    Map,
    case,
    failing,
    instances,
    nil_return,
    of_control,
    per_event,
    reasons,
    record,
    requirement,
)

SPAN = f"{START}/2026-06-30T00:00:00Z"
DRAWN = {"population": 200, "method": "random", "size": 25, "seed": 7, "exceptions": 0}


def sampled(rule: Map | None, *, kind: str = "log", **change: object) -> Map:
    """A log that holds a sample, for a requirement with this rule."""
    sample = {key: value for key, value in {**DRAWN, **change}.items() if value is not None}
    asked = requirement(type=kind, sample=rule)
    return case(record("e1", SPAN, type=kind, sample=sample), **of_control(asked))


@pytest.mark.parametrize(
    ("rule", "change", "enough"),
    [
        (None, {}, False),
        (None, {"size": 200}, False),
        ({"at_least": 25}, {}, True),
        ({"at_least": 26}, {}, False),
        ({"at_least": 300}, {"size": 199}, False),
        ({"at_least": 300}, {"size": 200}, True),
        ({"at_least": 5, "percent": 12.5}, {}, True),
        ({"at_least": 5, "percent": 12.5}, {"population": 201}, False),
        ({"at_least": 5, "percent": 12.5}, {"population": 201, "size": 26}, True),
        ({"at_least": 30, "percent": 1}, {}, False),
        ({"at_least": 1, "percent": 100}, {"size": 199}, False),
        ({"at_least": 1, "percent": 0.07}, {"population": 10_000, "size": 7}, True),
        ({"at_least": 1, "percent": 0.07}, {"population": 10_000, "size": 6}, False),
        ({"at_least": 1, "percent": 0.07}, {"population": 10_001, "size": 7}, False),
        ({"at_least": 25}, {"seed": None}, False),
        ({"at_least": 25}, {"exceptions": None}, False),
        ({"at_least": 25}, {"exceptions": 1}, False),
        ({"at_least": 25, "exceptions_at_most": 1}, {"exceptions": 1}, True),
        ({"at_least": 25, "exceptions_at_most": 1}, {"exceptions": 2}, False),
    ],
)
def test_r8_a_sample_helps_only_as_its_rule_asks(
    rule: Map | None, change: Map, enough: bool
) -> None:
    """As large as asked, rounded up exactly; repeatable; with no more exceptions than may be."""
    assert reasons(sampled(rule, **change)) == ([] if enough else ["sample-inadequate"])


def test_r8_a_sample_that_nothing_counts_is_not_enough() -> None:
    """A type without rows cannot show how many were drawn."""
    assert reasons(sampled({"at_least": 1}, kind="snapshot")) == ["sample-inadequate"]


def test_r8_a_sample_that_fails_hurts_all_the_same() -> None:
    """It cannot help, and what it shows counts."""
    whole = record("e1", SPAN)
    part = failing("e2", f"{START}/2026-06-29T00:00:00Z", sample=DRAWN)
    given = case(whole, part, **of_control(requirement(type="log", correct_within=None)))
    whole["source"] = {**whole["source"], "system": "another"}

    assert "validation-failed" in reasons(given)


def test_r8_each_thing_that_a_sample_lacks_is_said() -> None:
    """One reason for each, with what is asked for."""
    given = sampled({"at_least": 30}, seed=None, exceptions=2)

    assert [why.message for why in run(given).instances[0].reasons] == [
        "2 rows of the sample deviate where 0 may",
        "25 of 200 rows were drawn where 30 are asked for",
        "the sample states no seed, so that nobody can draw it again",
    ]


def test_r9_a_sample_cannot_be_joined() -> None:
    """What was left out of a roster is not on it."""
    rule = {"rule": "roster.ok", "message": "no"}
    asked = requirement(
        **{"with": {"roster": {"type": "log", "within": "P30D"}}}, validations=[rule]
    )
    given = case(record("e1"), record("e2", SPAN, sample=DRAWN), **of_control(asked))

    assert reasons(given) == ["validation-error"]


def test_r9_what_is_kept_elsewhere_cannot_be_joined() -> None:
    """It was not there to be read."""
    rule = {"rule": "roster.ok", "message": "no"}
    asked = requirement(
        **{"with": {"roster": {"type": "log", "within": "P30D"}}}, validations=[rule]
    )
    roster = record("e2", SPAN, problems=["not-presented"])

    assert reasons(case(record("e1"), roster, **of_control(asked))) == ["validation-error"]


def test_r5_a_nil_return_is_no_sample() -> None:
    """That a few rows hold no event shows nothing."""
    given = case(nil_return(sample=DRAWN), **of_control(per_event()))

    assert instances(given) == {"C1/r1@nothing": "unmet"}


def test_r8_rules_read_what_a_sample_states() -> None:
    """Size, population, seed and exceptions, as far as they are stated."""
    rule = "record.sample.exceptions == 0 && record.sample.seed == 7 && !has(record.sample.more)"
    asked = requirement(
        type="log", sample={"at_least": 25}, validations=[{"rule": rule, "message": "no"}]
    )

    assert reasons(case(record("e1", SPAN, sample=DRAWN), **of_control(asked))) == []

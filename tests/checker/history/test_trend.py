"""Successive assessments beside each other: what moved, what got worse, how long it took."""

from __future__ import annotations

import pytest

from checker.history import text
from checker.history.model import GapTime, Regression, RuleChange
from tests.checker.history.saves import compared, save

A, B, C, D = "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"
SEC = "asl-3/security"
ONE = "SEC-A/log@environment/prod"


def test_assessments_are_in_the_order_of_their_dates() -> None:
    """Whatever the order of the files."""
    found = compared(save(C), save(A), save(B))

    assert [one.as_of for one in found.assessments] == [A, B, C]
    assert [(one.before, one.after) for one in found.steps] == [(A, B), (B, C)]


def test_verdicts_over_time_name_what_was_not_there() -> None:
    """A standard that a subject did not have yet has no verdict."""
    found = compared(save(A), save(B, verdicts={SEC: "undetermined"}))

    assert [one.verdicts for one in found.verdicts] == [(None, "undetermined")]
    assert found.regressions == ()


def test_gaps_opened_and_closed_are_told_from_new_and_removed_ones() -> None:
    """An instance that was not there cannot have been closed before."""
    found = compared(
        save(
            A,
            instances={
                "a": "met",
                "b": "unmet",
                "c": "unmet",
                "d": "unmet",
                "e": "met",
                "h": "met",
            },
        ),
        save(
            B,
            instances={
                "a": "unmet",
                "b": "alternative",
                "c": "not-applicable",
                "f": "unmet",
                "g": "met",
                "h": "met",
            },
        ),
    )

    (step,) = found.steps
    assert step.opened == ("a",)
    assert step.closed == ("b",)
    assert step.set_aside == ("c",)
    assert step.new_open == ("f",)
    assert step.removed_open == ("d",)
    assert (step.instances_new, step.instances_removed) == (2, 2)


def test_time_to_close_is_between_assessments() -> None:
    """From the first that found a gap to the first that did not; reopened ones count again."""
    found = compared(
        save(A, instances={"a": "unmet", "b": "met", "c": "unmet", "d": "unmet"}),
        save(B, instances={"a": "met", "b": "unmet", "c": "unmet"}),
        save(C, instances={"a": "unmet", "b": "unmet", "c": "not-applicable"}),
        save(D, instances={"a": "unmet", "b": "met", "c": "not-applicable"}),
    )

    def gap(name: str, opened: str, ended: str | None, how: str | None, days: int) -> GapTime:
        return GapTime(
            instance=name,
            opened=opened,
            at_least=opened == A,
            ended=ended,
            how=how,  # type: ignore[arg-type]
            days=days,
        )

    assert found.gaps == (
        gap("a", A, B, "closed", 30),
        gap("c", A, C, "set aside", 61),
        gap("d", A, B, "removed", 30),
        gap("b", B, D, "closed", 61),
        gap("a", C, None, None, 30),
    )
    assert found.time_to_close.gaps == 2
    assert found.time_to_close.median_days == 45.5
    assert found.time_to_close.longest_days == 61


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        ("conformant", "undetermined", True),
        ("undetermined", "not-conformant", True),
        ("not-conformant", "not-assessed", True),
        ("not-required", "not-conformant", True),
        ("not-required", "conformant", False),
        ("conformant", "not-required", False),
        ("not-assessed", "not-conformant", False),
        ("not-conformant", "not-conformant", False),
    ],
)
def test_a_verdict_that_got_worse_is_a_regression(before: str, after: str, worse: bool) -> None:
    """Not assessed is worst: less is known than before."""
    found = compared(save(A, verdicts={SEC: before}), save(B, verdicts={SEC: after}))

    assert [(one.kind, one.id, one.before, one.after) for one in found.regressions] == (
        [("verdict", SEC, before, after)] if worse else []
    )


@pytest.mark.parametrize("part", ["clauses", "controls"])
@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        ("satisfied", "gap", True),
        ("satisfied", "undetermined", True),
        ("substituted", "undermined", True),
        ("satisfied", "not-assessed", True),
        ("satisfied", "substituted", False),
        ("satisfied", "not-applicable", False),
        ("not-applicable", "gap", False),
        ("gap", "not-assessed", False),
    ],
)
def test_what_was_satisfied_and_is_not_is_a_regression(
    part: str, before: str, after: str, worse: bool
) -> None:
    """What no longer applies is none."""
    found = compared(save(A, **{part: {"X": before}}), save(B, **{part: {"X": after}}))

    assert [(one.kind, one.before, one.after) for one in found.regressions] == (
        [(part.removesuffix("s"), before, after)] if worse else []
    )


def test_a_regression_ends_when_it_is_as_good_as_before() -> None:
    """Partly better is not enough."""
    found = compared(
        save(A, verdicts={SEC: "conformant"}, instances={ONE: "met"}),
        save(B, verdicts={SEC: "not-conformant"}, instances={ONE: "unmet"}),
        save(C, verdicts={SEC: "undetermined"}, instances={ONE: "alternative"}),
    )

    assert [(one.kind, one.ended, one.how) for one in found.regressions] == [
        ("verdict", None, None),
        ("instance", C, "recovered"),
    ]


def test_a_regression_that_is_hidden_for_a_while_comes_back() -> None:
    """Set aside or removed is an end, and what follows is held against what was good."""
    for hidden in ({}, {"X": "not-applicable"}):
        found = compared(
            save(A, clauses={"X": "satisfied"}),
            save(B, clauses={"X": "gap"}),
            save(C, clauses=hidden),
            save(D, clauses={"X": "gap"}),
        )

        assert [(one.at, one.how) for one in found.regressions] == [
            (B, "set aside" if hidden else "gone"),
            (D, None),
        ]


def test_a_change_of_rules_is_pointed_out() -> None:
    """Beside the regression that it may explain."""
    before = save(A, clauses={"X": "satisfied"})
    catalog = {"name": "shipped", "version": "2", "digest": "cd" * 32, "custom": False}
    project = {"organization": "example-lab", "digest": "ee" * 32}
    tool = {"name": "rsp-checker", "version": "0.2.0"}
    period = {"start": "2026-04-01T00:00:00Z", "end": "2026-07-01T00:00:00Z"}
    after = save(
        B, clauses={"X": "gap"}, catalog=catalog, project=project, tool=tool, period=period
    )

    found = compared(before, after)

    assert found.steps[0].rules == (
        RuleChange(
            what="catalog", before="shipped 1 (abababababab)", after="shipped 2 (cdcdcdcdcdcd)"
        ),
        RuleChange(what="declared rules", before="abababababab", after="not stated"),
        RuleChange(
            what="period", before="from 2026-01-01T00:00:00Z", after="from 2026-04-01T00:00:00Z"
        ),
        RuleChange(what="tool", before="0.0.0", after="0.2.0"),
    )
    assert found.regressions == (
        Regression(
            kind="clause",
            subject="model/atlas",
            id="X",
            at=B,
            before="satisfied",
            after="gap",
            rules_changed=True,
            ended=None,
            how=None,
        ),
    )


def test_a_policy_text_that_changed_is_a_rule_that_changed() -> None:
    """Under the same name, too."""
    edition = {"edition": "rsp-2.2", "title": "-", "effective": "-", "source": "-"}
    found = compared(save(A), save(B, policy={**edition, "digest": "cd" * 32}))

    assert [one.what for one in found.steps[0].rules] == ["policy"]


def test_controls_and_subjects_that_come_and_go_are_named() -> None:
    """They are neither opened nor closed."""
    other = {"id": "model/boreal", "standards": [], "clauses": [], "controls": []}
    found = compared(
        save(A, controls={"C1": "gap"}), save(B, controls={"C2": "gap"}, subjects=[other])
    )

    (step,) = found.steps
    assert (step.controls_new, step.controls_removed) == (("C2",), ("C1",))
    assert (step.subjects_new, step.subjects_removed) == (("model/boreal",), ("model/atlas",))
    assert found.regressions == ()


@pytest.mark.parametrize(
    ("values", "moved"),
    [
        ((0.2, 0.1), "better"),
        ((0.1, 0.2), "worse"),
        ((0.1, 0.1), "same"),
        ((0.1, None), "unknown"),
        ((None, 0.1), "unknown"),
    ],
)
def test_indicators_move_by_their_own_direction(
    values: tuple[float | None, float | None], moved: str
) -> None:
    """Here lower is better; none of it is a regression."""
    found = compared(save(A, values={"api": values[0]}), save(B, values={"api": values[1]}))

    assert [(one.asset, one.values, one.moved) for one in found.indicators] == [
        ("api", values, moved)
    ]
    assert found.regressions == ()
    assert not found.indicators[0].redefined


def test_an_indicator_is_held_against_the_last_value_that_is_known() -> None:
    """A date without a value is skipped, and stays visible."""
    found = compared(
        save(A, values={"api": 0.1}),
        save(B),
        save(C, values={"app": 0.5}),
        save(D, values={"api": 1}),
    )

    assert [(one.asset, one.values, one.moved) for one in found.indicators] == [
        ("api", (0.1, None, None, 1), "worse"),
        ("app", (None, None, 0.5, None), "unknown"),
    ]


def test_partial_runs_and_projections_stand_apart() -> None:
    """They are named with the reason, and nothing is held against them."""
    dated = save(C).saved.as_of
    projection = {
        "instant": dated.instant,
        "date": dated.date,
        "source": "argument",
        "projection": True,
        "closed_because": None,
        "closed_age_days": None,
    }
    found = compared(
        save(A, instances={ONE: "met"}),
        save(B, partial=["--model atlas"], instances={ONE: "unmet"}),
        save(C, as_of=projection, instances={ONE: "unmet"}),
        save(D, instances={ONE: "met"}),
    )

    assert [one.as_of for one in found.assessments] == [A, D]
    assert [(one.as_of, one.because) for one in found.apart] == [
        (B, "it is partial: --model atlas"),
        (C, "it is a projection: its date lay in the future"),
    ]
    assert found.regressions == ()
    assert found.exit.code == 0


def test_the_same_bytes_twice_count_once() -> None:
    """A copy says nothing new."""
    found = compared(save(A), save(B, file="b1"), save(B, file="b2"))

    assert [one.file for one in found.assessments] == [f"{A}.json", "b1"]
    assert [one.because for one in found.apart] == ["it is the same, byte for byte, as b1"]
    assert found.exit.code == 0


def test_two_of_one_date_that_differ_are_explained_and_neither_counts() -> None:
    """Nobody can say which of them came first."""
    moved = {"organization": "example-lab", "digest": "cd" * 32, "rules_digest": "ab" * 32}
    found = compared(save(A), save(B, file="b1"), save(B, file="b2", project=moved), save(C))

    assert [one.as_of for one in found.assessments] == [A, C]
    assert found.apart[0].because == (
        "it has the date of b2 and other findings; they differ in the project's files; name only"
        " one of them"
    )
    assert found.exit.code == 2


@pytest.mark.parametrize("fail", [False, True])
def test_what_stands_fails_where_that_is_asked_for(fail: bool) -> None:
    """What ended does not."""
    good, bad = ({"clauses": {"X": status}} for status in ("satisfied", "gap"))

    assert compared(save(A, **good), save(B, **bad), fail=fail).exit.code == int(fail)
    assert compared(save(A, **good), save(B, **bad), save(C, **good), fail=fail).exit.code == 0
    assert compared(save(A, **bad), save(B, **bad), fail=fail).exit.code == 0


@pytest.mark.parametrize("count", [0, 1])
def test_a_comparison_of_nothing_is_no_success(count: int) -> None:
    """One is not enough."""
    assert compared(*[save(A)][:count]).exit.code == 2


def test_the_text_fits_a_terminal_and_plays_nothing_back() -> None:
    """However long or hostile the names in a file are."""
    evil = "x\x1b[31m\u202e" + "long-" * 40
    found = compared(
        save(A, clauses={evil: "satisfied"}, instances={evil: "met"}, values={evil: 1e-300}),
        save(B, clauses={evil: "gap"}, instances={evil: "unmet"}, values={evil: 1e300}, file=evil),
    )

    written = text.render(found)

    assert max(map(len, written.split("\n"))) <= 80
    assert all(one.isprintable() or one == "\n" for one in written)
    assert "Regressions: 2 stand, 0 ended" in written

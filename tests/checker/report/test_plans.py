"""What to fix first, in each format: what a gap frees, what makes a standard conformant."""

from __future__ import annotations

import msgspec
import pytest

from checker.report import markdown, model, text
from checker.report.text_plans import steps
from tests.checker.report.sample import report, root_gap


def folded(written: str) -> str:
    """Without its line breaks."""
    return " ".join(written.split())


def test_the_summary_says_what_closing_a_gap_alone_does() -> None:
    """Standards first, then clauses, then the other controls."""
    frees = model.Frees(
        controls=("SEC-A", "SEC-B"), clauses=("SEC-1", "SEC-2"), standards=("asl-3/security",)
    )
    gap = msgspec.structs.replace(root_gap("SEC-A"), frees=frees)

    assert (
        "closing it alone makes conformant asl-3/security for model/atlas; satisfies SEC-1, SEC-2;"
        " frees 1 control: SEC-B" in folded(text.render(report(root_gaps=(gap,))))
    )


def test_the_summary_is_silent_on_a_gap_that_frees_itself_alone() -> None:
    """A line without news is noise."""
    frees = model.Frees(controls=("SEC-A",), clauses=(), standards=())
    gap = msgspec.structs.replace(root_gap("SEC-A"), frees=frees)

    assert "closing it alone" not in text.render(report(root_gaps=(gap,)))


def needed(kind: str, id: str) -> model.Needed:
    return model.Needed(kind=kind, id=id, because="it is open")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gaps", "also", "said"),
    [
        (("A",), (), ["close 1 gap: A"]),
        (("A", "B", "C", "D"), (), ["close 4 gaps: A, B, C and 1 more"]),
        (
            (),
            (needed("judgement", "A/r"), needed("link", "A S"), needed("link", "B S")),
            ["have 1 judgement accepted", "review 2 links"],
        ),
        ((), (needed("clause", "S"),), ["change what no evidence can settle: S (it is open)"]),
    ],
)
def test_a_plan_in_words(
    gaps: tuple[str, ...], also: tuple[model.Needed, ...], said: list[str]
) -> None:
    """Evidence, people and files apart."""
    plan = model.Plan(
        subject="model/atlas",
        standard="asl-3/security",
        gaps=gaps,
        also_needed=also,
        reached=not also,
        reached_with=True,
    )

    assert list(steps(plan)) == said
    assert said[0] in folded(text.render(report(plans=(plan,))))


def test_a_plan_that_files_stand_in_the_way_of_promises_nothing() -> None:
    """Nor does the report for reviewers."""
    assert "what else then is open cannot be known" in folded(text.render(report()))
    assert "| `model/atlas` | `asl-3/security` | 1 | 0 | 0 | 1 | not known |" in markdown.render(
        report()
    )


def test_nothing_is_planned_where_all_is_conformant() -> None:
    """No heading without content."""
    for render in (text.render, markdown.render):
        assert "What would make each standard conformant" not in render(report(plans=()))


def test_the_report_for_reviewers_says_what_was_proved() -> None:
    """And how much a gap stands in the way of."""
    written = folded(markdown.render(report()))

    assert "satisfies [SEC-1](#clause-sec-1); satisfies [SEC-A]" in written
    assert "(judged again with it closed)" in written
    assert "in the way of 1 standards, 0 clauses and 0 controls more." in written
    unproved = msgspec.structs.replace(root_gap("SEC-A"), proved=False)
    assert "judged again" not in markdown.render(report(root_gaps=(unproved,)))


def test_indicators_have_a_table_of_their_own() -> None:
    """With the values that are not there."""
    written = markdown.render(report())

    assert "| `over-refusal` Harmless prompts refused | `surface/api` | 0.02 |" in written
    assert "| `surface/app` | no value |" in written
    assert "### Declared indicators" not in markdown.render(report(indicators=()))

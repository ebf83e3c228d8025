"""Part 8 lists the runs on which most rests, and counts the others."""

from __future__ import annotations

from checker.report.markdown import render
from checker.report.model import Run
from tests.checker.report import sample


def rest(number: int) -> Run:
    """A run on which two requirements of a control rest."""
    return Run(
        produced_by=f"team-{number}",
        source="broker",
        collected_at="2026-06-01T00:00:00Z",
        requirements=("SEC-A/one", "SEC-A/two"),
        controls=("SEC-A",),
        records=("r-1",),
    )


def test_a_run_is_told_in_a_sentence() -> None:
    """How many requirements of how many controls, by whom, from where."""
    text = render(sample.report(runs=(rest(1),))).replace("\\", "")

    assert (
        "- These 2 requirements of 1 control rest on one run by team-1 from broker, collected"
        " 2026-06-01T00:00:00Z: `SEC-A/one`, `SEC-A/two`."
    ) in text
    assert "Further runs" not in text


def test_what_is_not_listed_is_counted() -> None:
    """Twenty are listed."""
    text = render(sample.report(runs=tuple(rest(number) for number in range(23))))

    assert text.count("rest on one run by") == 20
    assert "Further runs on which several requirements rest: 3." in text

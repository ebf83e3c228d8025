"""What the summary and the report for reviewers say of deviations and of what the gate accepts."""

from __future__ import annotations

import msgspec
import pytest

from checker.report.markdown import render as markdown
from checker.report.model import Deviation, Gate, Report
from checker.report.text import render as text
from tests.checker.report import sample

ACCEPTED = "model/atlas: asl-3/security is not-conformant, accepted by w-1"


def accepted() -> Report:
    """One verdict that the gate lets pass on the strength of a waiver."""
    subject = next(one for one in sample.report().subjects if one.kind == "model")
    standard = msgspec.structs.replace(
        subject.standards[0], verdict="not-conformant", gate="passes", accepted_by=("w-1",)
    )
    return sample.report(
        gate=Gate(status="passed", because=(), accepted=(ACCEPTED,)),
        subjects=(msgspec.structs.replace(subject, standards=(standard,)),),
        deviations=(sample.deviation("w-1", "waiver", accepts=("SEC-A/approvals@environment/x",)),),
    )


def said(*deviations: Deviation) -> str:
    """The summary, unwrapped."""
    return " ".join(text(sample.report(deviations=deviations)).split())


def test_the_summary_has_verdict_and_gate_side_by_side() -> None:
    """The verdict as it is, the gate as it is, and by what."""
    lines = text(accepted()).split("\n")

    row = next(line for line in lines if "not-conformant" in line and "accepted" in line)
    assert row.split()[1:3] == ["not-conformant", "accepted"]
    whole = " ".join(" ".join(lines).split())
    assert "the verdict stays not-conformant; the gate accepts it by w-1" in whole
    assert f"Verdict that stays: {ACCEPTED}" in whole


def test_the_report_has_verdict_and_gate_side_by_side() -> None:
    """On its first page, and with the deviations."""
    found = markdown(accepted())

    row = next(line for line in found.split("\n") if "| accepted |" in line)
    assert "**not-conformant**" in row
    assert "the verdicts stay" in found
    assert "- model/atlas: asl-3/security is not-conformant, accepted by w-1" in found
    part = found.partition("### Accepted by the gate")[2].partition("###")[0]
    assert "**not-conformant** | [w-1]" in part


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (10, "w-1 (waiver, SEC-A) ends with 2026-12-31, 10 days left"),
        (1, "w-1 (waiver, SEC-A) ends with 2026-12-31, 1 day left"),
        (0, "w-1 (waiver, SEC-A) ends with 2026-12-31, less than a day left"),
    ],
)
def test_the_summary_announces_what_ends_soon(days: int, expected: str) -> None:
    """With the days that are left, and what turns red."""
    one = sample.deviation(
        "w-1", "waiver", ends_soon=True, days_left=days, carries=("model/atlas: asl-3/security",)
    )

    assert expected in said(one)
    assert "without another, the gate then fails for model/atlas: asl-3/security" in said(one)


def test_the_summary_is_silent_on_what_does_not_end_soon() -> None:
    """And on a substitute that does its work."""
    assert "Deviations" not in said(sample.deviation("dev-1"))


def test_the_summary_names_a_waiver_that_accepts_nothing() -> None:
    """It may be taken back, or does not do what somebody thinks it does."""
    idle = sample.deviation("w-1", "waiver")
    kept = msgspec.structs.replace(idle, limits=("its compensating control SEC-B is gap for x",))

    assert "w-1 (waiver) accepts nothing today: what it names is not unmet" in said(idle)
    assert "accepts nothing today: its compensating control SEC-B is gap for x" in said(kept)


def test_the_summary_names_what_is_not_valid() -> None:
    """With the first reason."""
    one = sample.deviation("w-1", "waiver", valid=False, because=("it expired on 2026-05-01",))

    assert "1 deviation without effect: w-1 (it expired on 2026-05-01)" in said(one)


def test_the_report_says_all_of_a_deviation() -> None:
    """What it is about, by whom, how long, what it accepts, and what it counts with."""
    one = sample.deviation(
        "w-1",
        "waiver",
        requirement="approvals",
        asset="environment/x",
        chain=("w-0", "w-1"),
        accepts=("SEC-A/approvals@environment/x",),
        limits=("SEC-A/approvals@environment/y is tampered, which nobody can waive",),
        carries=("model/atlas: asl-3/security",),
        ends_soon=True,
    )

    found = markdown(sample.report(deviations=(one,)))

    for expected in (
        "/approvals@environment/x",
        "181 of 365 days",
        "as chief-executive on",
        "Counted together: `w-0`, `w-1`.",
        "Accepts today: `SEC-A/approvals@environment/x`.",
        "is tampered, which nobody can waive",
        "the gate then fails for model/atlas: asl-3/security",
        "the policy says nothing of waivers",
    ):
        assert expected in found, expected


def test_the_report_says_all_of_interim_measures() -> None:
    """The same assurance, the measures, and who was told; no word of waivers."""
    one = sample.deviation(
        "i-1",
        "interim-measure",
        model="atlas",
        same_assurance="The weights are out of reach.",
        measures=("SEC-B",),
        notices=("board on 2026-01-02", "long-term-benefit-trust on 2026-01-03"),
    )

    found = markdown(sample.report(deviations=(one,)))

    assert "Same assurance: The weights are out of reach." in found
    assert "Shown to the board on 2026-01-02, the long-term-benefit-trust on 2026-01-03." in found
    assert "Measures: [SEC-B]" in found
    assert "the policy says nothing of waivers" not in found

"""A gap that a waiver accepts: the gate passes, the verdict stays, and both are said."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.cli.main import main
from checker.report.text import render
from checker.run import Run, run_check, run_lint
from tests.examples.example_lab import FOLDER

CLOCK = datetime(2026, 11, 21, tzinfo=UTC)
WAIVER = "april-review-north"
INSTANCE = "SEC-ACC-02/reviews@environment/north-hosted"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The derived project."""
    target = tmp_path_factory.mktemp("derived") / "accepted-gap"
    command = [sys.executable, str(FOLDER.parent / "derive"), str(FOLDER.parent / "accepted-gap")]
    subprocess.run([*command, str(target)], check=True, capture_output=True)
    return target


def checked(folder: Path) -> Run:
    """A run on the project's own date."""
    return run_check(folder, as_of=None, clock=CLOCK)


def test_the_gate_passes_and_the_verdict_stays(made: Path) -> None:
    """Exit code 0, and not-conformant where the review is missing, as without the waiver."""
    run = checked(made)

    assert run.assessment is not None
    verdicts = {
        (subject.id, one.id): (one.verdict.value, one.accepted_by)
        for subject in run.assessment.subjects
        for one in subject.standards
        if one.required
    }
    conformant = ("conformant", ())
    accepted = ("not-conformant", (WAIVER,))
    assert verdicts == {
        ("organization", "procedure"): conformant,
        ("organization", "commitments"): conformant,
        ("model/atlas-2", "asl-3/deployment"): conformant,
        ("model/atlas-2", "asl-3/security"): accepted,
        ("model/atlas-2-bio", "asl-3/deployment"): conformant,
        ("model/atlas-2-bio", "asl-3/security"): accepted,
    }
    assert (run.exit.code, run.gate.status, run.gate.because) == (0, "passed", ())
    unmet = [one.id for one in run.assessment.instances if one.status.value == "unmet"]
    assert unmet == [INSTANCE]


def test_both_are_said(made: Path) -> None:
    """In the summary, side by side; and what still is forbidden."""
    report = checked(made).report
    assert report is not None

    text = render(report)
    whole = " ".join(text.split())

    rows = [line.split()[:3] for line in text.split("\n") if "accepted " in line[40:56]]
    assert rows == [["asl-3/security", "not-conformant", "accepted"]] * 2
    assert "Gate: PASSED (exit 0)" in whole
    assert f"asl-3/security is not-conformant, accepted by {WAIVER}" in whole
    assert "deploy: forbidden by OUT-1: asl-3/security is not-conformant" in whole
    assert "ends with 2026-07-24, 24 days left without another, the gate then fails for" in whole


def test_the_waiver_explains_itself(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who decided it, how long it lasts, what it accepts, and what fails when it ends."""
    assert main(["explain", WAIVER, str(made)]) == 0

    page = " ".join(capsys.readouterr().out.split())
    for expected in (
        f"Deviation {WAIVER} (waiver) from SEC-ACC-02, requirement reviews,",
        "the-chief-executive as chief-executive on 2026-05-12",
        "48 of 184 days used",
        f"Accepted by the gate: {INSTANCE}",
        "the gate fails for: model/atlas-2: asl-3/security model/atlas-2-bio: asl-3/security",
    ):
        assert expected in page, expected
    assert "Accepts no more" not in page


def test_its_files_are_in_order(made: Path) -> None:
    """Nothing is found in the project; the base has the same findings elsewhere."""
    elsewhere = {one.message for one in run_lint(FOLDER).diagnostics}

    assert {one.message for one in run_lint(made).diagnostics} == elsewhere


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("expires: 2026-07-24", "expires: 2026-06-30", 0, None),
        ("expires: 2026-07-24", "expires: 2026-06-29", 1, None),
        ("    expires: 2026-07-24\n", "", 3, "missing-key"),
        ("control: SEC-ACC-02", 'control: "SEC-*"', 3, "schema-violation"),
        ("asset: environment/north-hosted", 'asset: "*"', 3, "schema-violation"),
        ("requester: security-governance", "requester: the-chief-executive", 1, None),
        ("requester: security-governance", "requester: identity-engineering", 1, None),
        ("compensating: [SEC-ACC-03]", "compensating: [SEC-ACC-02]", 1, None),
        ("asset: environment/north-hosted", "asset: environment/research", 1, None),
        ("asset: environment/north-hosted", "asset: environment/north", 3,
         "deviation-matches-nothing"),
        ("requirement: reviews", "requirement: review", 3, "deviation-matches-nothing"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_waiver_fails_the_gate(
    made: Path, tmp_path: Path, old: str, new: str, code: int, said: str | None
) -> None:
    """But for one that ends with the very day; what is no use of the file is named."""
    project = shutil.copytree(made, tmp_path / "project")
    text = (project / "deviations.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (project / "deviations.yaml").write_text(text.replace(old, new), encoding="utf-8")

    run = checked(project)

    assert run.exit.code == code
    assert {one.code for one in run.diagnostics if one.level.value == "error"} == (
        {said} if said else set()
    )

"""The one path of every command: dates (R1), narrowing, and what cannot be opened."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker.project import edition
from checker.project import open as opening
from checker.report import json as report_json
from checker.run import Run, Selection, narrowed, run_check
from rsp.time import Moment
from tests.adapter import run
from tests.builder import asset, case, record

CASES = Path(__file__).parents[1] / "cases" / "mini"
CLOCK = datetime(2026, 7, 10, 12, tzinfo=UTC)
CLOSED = "closed: {as_of: 2026-06-30, because: the half-year is over}\n"


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an edition of its own, closed at the end of June; nothing is sealed."""
    for module in (edition, opening):
        monkeypatch.setattr(module, "editions_path", lambda: CASES / "edition")
    return shutil.copytree(CASES / "lab", tmp_path / "lab")


def check(path: Path, as_of: str | None = None, clock: datetime = CLOCK, **more: list[str]) -> Run:
    """One run."""
    moment = Moment.parse(as_of) if as_of is not None else None
    return run_check(path, as_of=moment, clock=clock, **more)


def change(lab: Path, old: str, new: str) -> None:
    """Another setting in the project file."""
    file = lab / "rsp.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def dated(found: Run) -> tuple[str, str, bool]:
    """Instant, source, and whether it is a projection."""
    assert found.report is not None
    as_of = found.report.as_of
    return as_of.instant, as_of.source, as_of.projection


# --- R1 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "closed", "expected"),
    [
        ("2026-05-31", True, ("2026-06-01T00:00:00Z", "argument", False)),
        ("2026-05-31T00:00:00Z", False, ("2026-05-31T00:00:00Z", "argument", False)),
        (None, True, ("2026-07-01T00:00:00Z", "closed", False)),
        (None, False, ("2026-07-10T12:00:00Z", "clock", False)),
    ],
)
def test_r1_now_is_the_argument_else_the_close_else_the_clock(
    lab: Path, as_of: str | None, closed: bool, expected: tuple[str, str, bool]
) -> None:
    """A date means its last instant."""
    if not closed:
        change(lab, CLOSED, "")

    assert dated(check(lab, as_of)) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-07-10T12:00:00Z", False),
        ("2026-07-10T12:00:01Z", True),
        ("2026-07-10", False),
        ("2026-07-11", True),
    ],
)
def test_r1_a_date_that_begins_after_the_clock_is_a_projection(
    lab: Path, as_of: str, expected: bool
) -> None:
    """Today is no projection before it is over."""
    found = check(lab, as_of)

    refused = "the date lies in the future: a projection never passes" in found.gate.because

    assert (dated(found)[2], refused) == (expected, expected)


def test_r1_a_close_in_the_future_is_a_projection(lab: Path) -> None:
    """An assessment is not finished before its date."""
    assert dated(check(lab, clock=datetime(2026, 6, 29, tzinfo=UTC)))[2] is True


@pytest.mark.parametrize(("allowed", "expected"), [("true", False), ("false", True)])
def test_r1_a_closed_assessment_needs_leave_to_pass(
    lab: Path, allowed: str, expected: bool
) -> None:
    """The gate says that it is missing."""
    change(lab, "gate: {allow_closed: true}", f"gate: {{allow_closed: {allowed}}}")

    found = check(lab)

    assert ("the assessment is closed, and gate.allow_closed is not set" in found.gate.because) is (
        expected
    )


def test_r1_a_closed_assessment_says_its_age(lab: Path) -> None:
    """In whole days since its date."""
    found = check(lab)

    assert found.report is not None
    assert (found.report.as_of.closed_because, found.report.as_of.closed_age_days) == (
        "the half-year is over",
        9,
    )


# --- Same inputs, same bytes ----------------------------------------------------------------------


def test_r23_a_run_gives_the_same_bytes_whatever_the_clock(lab: Path) -> None:
    """A report of a stated date depends on that date."""
    change(lab, CLOSED, "")
    runs = [check(lab, "2026-06-30", CLOCK + timedelta(days=days)) for days in (0, 40)]

    first, second = (report_json.render(one.report) for one in runs if one.report is not None)

    assert first == second


def test_a_run_writes_nothing(lab: Path) -> None:
    """Checking opens nothing for writing."""
    before = {path: path.read_bytes() for path in lab.rglob("*") if path.is_file()}
    check(lab)

    assert {path: path.read_bytes() for path in lab.rglob("*") if path.is_file()} == before


# --- Narrowing ------------------------------------------------------------------------------------


TWO = case(record(), assets=[asset("model", "boreal")])


@pytest.mark.parametrize(
    ("selection", "subjects", "standards"),
    [
        (Selection(), ["organization", "model/atlas", "model/boreal"], 4),
        (Selection(models=("boreal",)), ["model/boreal"], 1),
        (Selection(models=("model/boreal",)), [], 0),
        (Selection(models=("ghost",)), [], 0),
        (
            Selection(standards=("asl-3/security",)),
            ["organization", "model/atlas", "model/boreal"],
            2,
        ),
        (Selection(standards=("asl-3",)), ["organization", "model/atlas", "model/boreal"], 0),
        (Selection(models=("atlas",), standards=("asl-3/security",)), ["model/atlas"], 1),
    ],
)
def test_a_selection_is_by_exact_names(
    selection: Selection, subjects: list[str], standards: int
) -> None:
    """A name that matches nothing selects nothing."""
    found = narrowed(run(TWO), selection)

    assert (
        [one.id for one in found.subjects],
        sum(len(one.standards) for one in found.subjects),
    ) == (subjects, standards)


def test_narrowing_changes_no_verdict() -> None:
    """What is shown is what the whole run found."""
    whole = run(TWO)

    assert narrowed(whole, Selection(models=("atlas",))).subjects[0] == whole.subjects[1]


def test_narrowing_keeps_every_record() -> None:
    """A record that was altered fails a narrowed run too."""
    whole = run(TWO)

    assert narrowed(whole, Selection(models=("atlas",))).records == whole.records


def test_a_narrowed_run_says_that_it_is_partial(lab: Path) -> None:
    """With the words it was narrowed by."""
    found = check(lab, models=["atlas"], standards=["asl-3/security"])

    assert found.report is not None
    assert found.report.partial == ("--model atlas", "--standard asl-3/security")


# --- What cannot be assessed ----------------------------------------------------------------------


def test_without_a_project_there_is_no_assessment(tmp_path: Path) -> None:
    """The run says so, and exits as an invalid file does."""
    found = check(tmp_path)

    assert (found.assessment, found.report, found.gate.status, found.exit.code) == (
        None,
        None,
        "failed",
        3,
    )


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("rsp.yaml", "organization: ["),
        ("inventory.yaml", "assets: 7"),
        ("parties.yaml", "parties: []\nmore: 1\n"),
        ("determinations/first.yaml", "determinations: [{id: x}]"),
        ("catalog/catalog.yaml", "name: x"),
        ("evidence/manifest.jsonl", "{"),
    ],
)
def test_r24_a_broken_file_never_passes(lab: Path, file: str, text: str) -> None:
    """The run goes on, and exits as an invalid file does."""
    (lab / file).write_text(text, encoding="utf-8")

    found = check(lab)

    assert (found.gate.status, found.exit.code) == ("failed", 3)


@pytest.mark.parametrize("file", ["inventory.yaml", "parties.yaml"])
def test_r24_what_is_broken_leaves_nothing_assessed(lab: Path, file: str) -> None:
    """No verdict of a required standard survives it."""
    (lab / file).write_text("", encoding="utf-8")

    found = check(lab)

    assert found.assessment is not None
    verdicts = {
        each.verdict for one in found.assessment.subjects for each in one.standards if each.required
    }

    assert verdicts == {"not-assessed"}

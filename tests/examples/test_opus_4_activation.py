"""The public record of May 2025 gives the result that its README describes, and no more."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.evidence.offered import Offered
from checker.report.model import Report, Standard
from checker.run import Run, run_check
from rsp.project import Settings
from rsp.time import Moment

ROOT = Path(__file__).parents[2] / "examples" / "opus-4-activation"
CLOCK = datetime(2026, 11, 22, tzinfo=UTC)
BY_OTHERS = {"unsupported", "contradicted", "disputed"}


@pytest.fixture(scope="module")
def run() -> Run:
    return run_check(ROOT, as_of=None, clock=CLOCK)


@pytest.fixture(scope="module")
def report(run: Run) -> Report:
    assert run.report is not None
    return run.report


@pytest.fixture(scope="module")
def settings(run: Run) -> Settings:
    assert run.project is not None
    return run.project.settings


def _standards(report: Report, subject: str) -> dict[str, Standard]:
    found = next(one for one in report.subjects if one.id == subject)
    return {standard.id: standard for standard in found.standards}


def _statements(run: Run) -> dict[str, Offered]:
    return {one.id: one for one in run.offered}


def test_the_gate_is_red_and_nothing_is_invalid(run: Run) -> None:
    """Exit code 1: neither a defect of a file (3) nor of a seal (4)."""
    assert (run.exit.code, run.gate.status) == (1, "failed")
    assert [one.code for one in run.diagnostics if one.level.value == "error"] == []


def test_both_standards_are_required_for_opus_4(report: Report) -> None:
    """Because CBRN-3 cannot be ruled out, as stated, and for no other reason."""
    found = _standards(report, "model/claude-opus-4")

    because = ("THR-CBRN-3: cannot-rule-out (as publicly stated)",)
    assert {
        "asl-3/deployment": ("not-conformant", because),
        "asl-3/security": ("not-conformant", because),
    } == {name: (one.verdict, one.because) for name, one in found.items() if one.required}


def test_no_standard_is_required_for_sonnet_4(report: Report) -> None:
    """Every threshold counts as below, as stated."""
    found = _standards(report, "model/claude-sonnet-4")

    assert {"asl-3/deployment", "asl-3/security"} == set(found)
    assert {"not-required"} == {one.verdict for one in found.values()}


def test_the_organisation_is_held_to_its_procedures(report: Report) -> None:
    """Procedure is always required, and reported commitments stand apart from it."""
    found = _standards(report, "organization")

    assert (found["procedure"].verdict, found["procedure"].required) == ("not-conformant", True)
    assert "commitments" not in " ".join(report.gate.because)


def test_determinations_are_public_statements(report: Report) -> None:
    """Each of the four thresholds has one for each model, and none claims an approval."""
    found = {
        (subject.id, one.threshold): (one.effective, one.standing, one.because)
        for subject in report.subjects
        for one in subject.determinations
    }

    below = ("below", "publicly-stated", None)
    thresholds = ("THR-CBRN-3", "THR-CBRN-4", "THR-AIRD-4", "THR-AIRD-5")
    models = ("model/claude-opus-4", "model/claude-sonnet-4")
    expected = {(model, threshold): below for model in models for threshold in thresholds}
    expected[models[0], "THR-CBRN-3"] = ("cannot-rule-out", "publicly-stated", None)
    assert expected == found


def test_nothing_is_met_and_no_gap_is_invented(report: Report) -> None:
    """What is missing is missing; nothing is said to have failed, and nothing could not be read."""
    reasons = {reason.code for one in report.instances for reason in one.reasons}

    assert report.counts.met == 0
    assert {"missing", "nothing-to-assess", "undeclared-parameter"} == reasons


def test_every_record_is_a_sealed_claim(run: Run, report: Report) -> None:
    """All are public statements of the lowest reliability, sound, and sealed as they are."""
    assert {("public-statement", "claim")} == {
        (one.type, one.reliability.declared) for one in report.records
    }
    assert [one.id for one in run.offered if one.problems or one.received_at is None] == []


def test_later_statements_are_not_there_yet(report: Report) -> None:
    """R2: what was public on the closing date counts on it, and nothing else does."""
    late = {one.id for one in report.records if not one.known}

    text = (ROOT / "README.md").read_text()
    listed = text.partition("Not there yet are:")[2].partition("- **Not read.**")[0]
    assert late == set(re.findall(r"[A-Z][\w-]*\d[\w-]*", listed))
    assert {one.id for one in report.records if _observed(report, one.id) >= "2025-05-23"} == late


def _observed(report: Report, record: str) -> str:
    found = next(one for one in report.records if one.id == record)
    assert found.observed is not None
    return found.observed.start


def test_what_contradicts_a_claim_is_named(run: Run) -> None:
    """Each account by others names statements or clauses it is held against, and they exist."""
    assert run.project is not None
    statements = _statements(run)
    known = {*statements, *run.project.edition.clauses}

    for one in statements.values():
        assert one.payload is not None
        named = {*one.payload["against"], *one.payload["about"]}
        assert set() == named - known, one.id
        assert bool(one.payload["against"]) == (one.payload["standing"] in BY_OTHERS), one.id
        assert one.id == one.payload["statement_id"]


def test_crossing_the_threshold_is_contradicted(run: Run) -> None:
    """F-4 and its like keep their standing beside what prevails."""
    statements = _statements(run)

    for name in ("F-4", "CON-1", "CON-2", "CON-5"):
        payload = statements[name].payload
        assert payload is not None
        assert payload["standing"] == "contradicted"
        assert {"ACT-2"} <= set(payload["against"])


def test_all_statements_of_the_activation_are_there(run: Run) -> None:
    """One record for each, or several where its parts have different standings."""
    expected = {
        *(f"ACT-{number}" for number in range(1, 9)),
        *(f"AD-{number}" for number in range(1, 14)),
        *(f"AS-{number}" for number in range(1, 10)),
    }
    found = {re.sub(r"-(first|second|later|detail)\Z", "", name) for name in _statements(run)}

    assert set() == expected - found


def test_the_table_of_the_readme_is_that_of_the_records(run: Run) -> None:
    """The README names every record with its standing, and what it is held against."""
    text = (ROOT / "README.md").read_text()
    row = r"^\| \[([^]]+)\]\(([^)]+)\) \|.*?\| (\S+) \| (\S[^|]*) \| [^|]* \|$"
    rows = re.findall(row, text, re.MULTILINE)

    found = {}
    for name, one in _statements(run).items():
        assert one.payload is not None
        against = ", ".join(one.payload["against"]) or "-"
        found[name] = (one.at.document, one.payload["standing"], against)
    assert found == {name: (path, standing, against) for name, path, standing, against in rows}


def test_only_what_is_stated_is_declared(settings: Settings) -> None:
    """No parameter, no voluntary activation, no gate that lets a record of the past pass."""
    assert {"deploying", "trusted-users"} == {one.condition for one in settings.conditions}
    assert (settings.parameters, settings.activated) == ({}, ())
    assert not settings.gate.allow_closed


def test_statements_change_no_verdict_when_they_arrive() -> None:
    """With all records there, nothing is met: a claim is not what a control asks for."""
    later = run_check(ROOT, as_of=Moment.parse("2026-11-21"), clock=CLOCK)

    assert later.report is not None
    assert [one.id for one in later.report.records if not one.known] == []
    assert later.report.counts.met == 0

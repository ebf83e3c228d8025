"""Graces, cadences by the calendar and reversed periods, as the command line shows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.checker.cli.conftest import Rsp, change

SEC_B = "catalog/SEC-B.yaml"


@pytest.fixture
def graced(lab: Path) -> Path:
    """The environment enters service in June, and the requirement gives it two months."""
    change(lab / SEC_B, "tolerance: P1D", "tolerance: P1D\n    grace: P2M")
    prod = "{id: prod, type: environment, models: [atlas-2], in_service: {from: "
    change(lab / "inventory.yaml", f"{prod}2026-01-01", f"{prod}2026-06-01")
    return lab


def test_the_report_lists_what_is_in_its_grace(graced: Path, rsp: Rsp) -> None:
    """With why; and what it leaves is nothing to assess, which is a gap."""
    why = "in service since 2026-06-01T00:00:00Z; in its grace until 2026-08-01T00:00:00Z"

    written = rsp("report", "lab", "--format", "json")
    report = json.loads(written.out)
    markdown = rsp("report", "lab", "--format", "markdown").out

    exclusions = {one["left_out_by"]: one for one in report["exclusions"]}
    assert set(exclusions) == {"grace", "where"}
    assert exclusions["grace"]["assets"] == ["environment/prod"]
    assert exclusions["grace"]["because"] == why
    reasons = {one["id"]: one["reasons"] for one in report["instances"]}
    [reason] = reasons["SEC-B/approvals@nothing"]
    assert reason["code"] == "nothing-to-assess"
    assert reason["message"].endswith("to assess; in their grace: environment/prod")
    assert f"| {why} | `environment/prod` |" in markdown
    assert written.code == 1


def test_explain_says_what_is_in_its_grace(graced: Path, rsp: Rsp) -> None:
    """For the requirement, and for the asset."""
    requirement = " ".join(rsp("explain", "SEC-B/approvals", "lab").out.split())
    asset = " ".join(rsp("explain", "environment/prod", "lab").out.split())

    assert "Grace: P2M after an asset enters service" in requirement
    assert "for a new asset from P2M after it enters service" in requirement
    assert "Left out by its condition: environment/web" in requirement
    assert "Left out by its grace: environment/prod: in service since 2026-06-01" in requirement
    assert "Left out of: SEC-B/approvals: in service since 2026-06-01" in asset


@pytest.mark.parametrize(
    ("clause", "tested", "words"),
    [
        ("SEC-1", "operation", "satisfied; operation tested over the period"),
        ("OUT-1", "state", "satisfied; state at a date seen"),
    ],
)
def test_every_clause_says_what_was_seen_of_it(
    lab: Path, rsp: Rsp, clause: str, tested: str, words: str
) -> None:
    """In the report, in its table, and on the page of the clause."""
    report = json.loads(rsp("report", "lab", "--format", "json").out)
    markdown = rsp("report", "lab", "--format", "markdown").out
    page = rsp("explain", f"clause/{clause}", "lab").out

    found = {
        one["tested"]
        for subject in report["subjects"]
        for one in subject["clauses"]
        if one["id"] == clause and one["status"] == "satisfied"
    }
    assert found == {tested}
    assert f"| {words.partition('; ')[2]} | `edition:" in markdown
    assert words in page


def test_a_cadence_by_the_calendar_is_told_in_words(lab: Path, rsp: Rsp) -> None:
    """In the page of the requirement, and in the reason of a hole."""
    change(
        lab / SEC_B,
        "operation: continuous\n    tolerance: P1D",
        "operation: instants\n    cadence: calendar-month",
    )
    change(lab / "rsp.yaml", "start: 2026-01-01", "start: 2025-11-15")
    change(
        lab / "inventory.yaml",
        "models: [atlas-2], in_service: {from: 2026-01-01}, attributes: {holds_weights: true}",
        "models: [atlas-2], in_service: {from: 2025-01-01}, attributes: {holds_weights: true}",
    )

    page = " ".join(rsp("explain", "SEC-B/approvals", "lab").out.split())
    instance = rsp("explain", "SEC-B/approvals@environment/prod", "lab").out

    assert "in every whole calendar month of the period" in page
    assert "2025-12: nothing shows it from 2025-12-01" in " ".join(instance.split())
    assert max(map(len, instance.splitlines())) <= 80


def test_a_period_that_ends_before_it_starts_fails(lab: Path, rsp: Rsp) -> None:
    """With a place, exit code 3, and nothing that is assessed."""
    period = "{{start: {}, end: {}}}"
    days = ("2026-01-01", "2026-06-30")
    change(lab / "rsp.yaml", period.format(*days), period.format(*reversed(days)))

    run = rsp("check", "lab")

    assert run.code == 3
    assert "rsp.yaml:5:34: error dates-reversed: the period ends before it starts" in run.err
    assert "Gate: FAILED (exit 3)" in run.out
    assert "conformant " not in run.out.replace("not-conformant", "")

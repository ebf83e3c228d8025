"""The summary of a step: what a reader needs, on one screen, within GitHub's size."""

from __future__ import annotations

from checker.report import model, summary
from tests.checker.report import sample
from tests.checker.report.sample import location, report
from tests.hostile.reports import hostile
from tests.hostile.strings import CALL, EVERY


def test_verdict_gate_gaps_and_what_is_due() -> None:
    """With the address of the rest, where one is given."""
    found = summary.render(report(), "projects/lab", "https://ci.invalid/run/1")

    assert "**Gate: failed**, exit code 1: the gate failed." in found
    assert "| `model/atlas` | `asl-3/security` | **not-conformant** | fails |" in found
    assert "`asl-3/deployment`" not in found
    assert "### Root gaps: 1, in the order to work on them" in found
    assert "`projects/lab/catalog/SEC-A.yaml:21`" in found
    assert "| `2026-08-02` | `SEC-B/approvals@environment/prod` | newer evidence |" in found
    assert "Waiting for a reviewer: `SEC-B/approvals`." in found
    assert "[The whole report](https://ci.invalid/run/1)." in found
    assert "`rsp report` writes the whole report." in summary.render(report())


def test_a_long_report_has_a_short_summary() -> None:
    """The first gaps, and how many there are."""
    names = [f"SEC-{number}" for number in range(5_000)]
    found = summary.render(
        report(
            controls=tuple(sample.control(name) for name in names),
            instances=tuple(sample.instance(f"{name}/approvals@prod") for name in names),
            root_gaps=tuple(sample.root_gap(name) for name in names),
        )
    )

    assert "### Root gaps: 5000" in found
    assert "And 4980 root gaps more." in found
    assert len(found) < 10_000


def test_errors_in_files_are_named() -> None:
    """Also where nothing could be assessed; what is no file of the project has no place."""
    here, there = (
        model.Diagnostic(code="unknown-key", level="error", message=f"it is {where}", help=None,
                         location=location(file, 4))
        for where, file in (("here", "rsp.yaml"), ("there", "catalog:a.yaml"))
    )  # fmt: skip
    expected = "- `unknown-key` it is here (`lab/rsp.yaml:4`)\n- `unknown-key` it is there"

    assert expected in summary.render(report(diagnostics=(here, there)), "lab")
    alone = summary.render_files((here, there), report().gate, report().exit, "lab")
    assert alone.startswith("## Nothing was assessed\n\n**Gate: failed**")
    assert expected in alone


def test_hostile_texts_come_out_as_words_and_within_the_size() -> None:
    """No element, no link, no mention; a megabyte in one text is cut."""
    for texts in (None, EVERY):
        found = summary.render(hostile(report(), texts) if texts else hostile(report()))

        assert f"<script>{CALL}" not in found
        assert "](javascript:" not in found
        assert len(found.encode()) <= summary.MOST_BYTES

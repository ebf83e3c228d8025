"""Beside the gate: what it leaves out, and the baseline with the gaps that it knows."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.escape import escape
from checker.report.gated import (
    baseline_lists,
    baseline_words,
    gap_words,
    left_words,
    let_words,
    scope_words,
)
from checker.report.model import Report
from checker.report.parts.block import items


def gated(report: Report) -> Iterator[str]:
    """Nothing where no setting narrows the gate and there is no baseline."""
    scope, baseline = report.gate.scope, report.gate.baseline
    stays = [
        f"{subject.id}: {standard.id}: {let_words(standard)}"
        for subject in report.subjects
        for standard in subject.standards
        if standard.let_pass_by
    ]
    if stays:
        yield items(escape(one) for one in stays)
    if scope is not None:
        yield f"**{escape(scope_words(report))}.**"
        if scope.left_out:
            yield items(escape(left_words(one)) for one in scope.left_out)
    if baseline is not None:
        yield f"**{escape(baseline_words(baseline))}.** {escape(baseline.because)}"
        for title, gaps in baseline_lists(baseline):
            yield f"{title}:"
            yield items(escape(gap_words(one)) for one in gaps)

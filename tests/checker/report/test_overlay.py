"""The overlay in every format: every change, what asks for less first, and who approved it."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.report import json, markdown, text
from checker.report.layout import WIDTH, columns
from checker.report.model import OverlayChange, OverlayHead, Report
from tests.checker.report import sample

NASTY = st.text(alphabet=st.sampled_from("ab-. \n\t|`<漢\x1b[31m\u202e\\'\""), max_size=80)


def change(**more: Any) -> OverlayChange:
    return OverlayChange(
        **{
            "kind": "weaker",
            "change": "max-age-longer",
            "at": "control/SEC-A/evidence/r1/max_age",
            "was": "P1M",
            "becomes": "P60D",
            "sentence": "SEC-A/evidence/r1/max_age goes from P1M to P60D",
            "reason": "The export is late.",
            "approvals": ("the-rso as responsible-scaling-officer, 2026-01-15",),
            "unapproved": (),
            **more,
        }
    )


def with_overlay(*changes: OverlayChange, because: str = "Ours.") -> Report:
    base = sample.report()
    overlay = OverlayHead(because=because, digest="a" * 64, base="b" * 64, changes=changes)
    return sample.report(catalog=msgspec.structs.replace(base.catalog, overlay=overlay))


def test_every_format_shows_a_loosening_with_reason_and_approver() -> None:
    """Nobody reads a verdict without it."""
    report = with_overlay(change(), change(kind="stronger", change="tolerance-shorter"))

    summary, page = text.render(report), markdown.render(report)

    for shown in (" ".join(summary.split()), page):
        assert "The export is late." in shown
        assert "2026-01-15" in shown
    assert "Overlay on the catalog: 1 weaker, 1 stronger" in summary
    assert page.index("max-age-longer") < page.index("tolerance-shorter")
    assert "2 places; 1 of them ask for less, or may" in page
    assert json.read(json.render(report)) == report


def test_what_is_not_approved_is_said_to_be() -> None:
    """With what is missing."""
    report = with_overlay(change(unapproved=("no entry approves it",), reason=None, approvals=()))

    assert "NOT APPROVED: no entry approves it" in " ".join(text.render(report).split())
    assert "**not approved:** no entry approves it" in markdown.render(report)


def test_without_an_overlay_no_format_speaks_of_one() -> None:
    """The sample has none."""
    assert "verlay" not in text.render(sample.report())
    assert "verlay" not in markdown.render(sample.report())


@settings(deadline=None, max_examples=60)
@given(NASTY, NASTY)
def test_whatever_it_says_the_formats_hold(sentence: str, reason: str) -> None:
    """80 columns in the summary, one row a change in the table."""
    report = with_overlay(change(sentence=sentence, reason=reason), because=reason)

    lines = text.render(report).split("\n")
    plain = markdown.render(with_overlay(change()))

    assert [line for line in lines if columns(line) > WIDTH] == []
    assert all(line.isprintable() for line in lines)
    rows = markdown.render(report).count("\n| asks for less |")
    assert rows == plain.count("\n| asks for less |") == 1

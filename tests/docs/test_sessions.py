"""Pages whose commands build on each other do what they say, step by step; RSP_GOLDENS=write
renews the outputs that a page shows whole."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.cli import clock
from tests.docs.pages import ROOT, SESSIONS
from tests.docs.session import matches, play, renewed, steps

CLOCK = datetime(2026, 11, 21, 9, tzinfo=UTC)
"""The day on which the pages were written; their outputs are those of that day."""
EMPTY = ("tutorial",)
"""Pages that begin in an empty folder; the others begin in the checkout."""


@pytest.mark.parametrize("name", SESSIONS)
def test_a_page_does_what_it_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command leaves with the exit code beside it, or 0, and prints what stands below it."""
    if name not in EMPTY:
        for folder in ("examples", "controls"):
            shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.setattr(clock, "now", lambda: CLOCK)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    page = ROOT / "docs" / f"{name}.md"
    text = page.read_text(encoding="utf-8")

    found = list(play(text, tmp_path))

    if os.environ.get("RSP_GOLDENS") == "write":
        text = renewed(text, [(step, printed) for step, printed, _ in found])
        page.write_text(text, encoding="utf-8", newline="\n")
        shown = [step for step in steps(text) if step.kind == "run"]
        shown = [step for step in shown if not step.what.startswith("cd ")]
        found = [(new, *rest) for new, (_, *rest) in zip(shown, found, strict=True)]
    wrong = [
        f"line {step.line}: {step.what}\nexit {code}\n{printed}"
        for step, printed, code in found
        if code != step.code or not matches(step.text, printed)
    ]
    assert not wrong, "\n".join(wrong)
    assert len(found) > 1


def test_a_session_sees_what_is_wrong(tmp_path: Path) -> None:
    """Another exit code, another output, a cut output that is not there."""
    page = (
        '```text title="a/b.txt"\none\n```\n```console\n$ rsp --version\nno\n$ rsp nothing\n```\n'
    )

    (first, printed, _), (second, _, code) = play(page, tmp_path)

    assert (tmp_path / "a" / "b.txt").read_text(encoding="utf-8") == "one\n"
    assert (first.text, matches(first.text, printed)) == ("no\n", False)
    assert (second.code, code) == (0, 2)
    assert matches("a\n…\nz\n", "a\nb\nc\nz\n")
    assert matches("…\nz\n", "z\n")
    assert not matches("a\n…\nz\n", "a\nb\n")
    assert renewed(page, [(first, printed)]) == page.replace("\nno\n", f"\n{printed}")

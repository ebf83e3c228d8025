"""The commands of the page on formats for CI, run one after the other as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.cli import clock
from checker.cli.main import main
from checker.report.ci.cases import COULD_NOT_CHECK
from checker.report.ci.rest import RESULTS
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "ci-formats.md"
WRITTEN = {"a.json", "rsp.md", "rsp.sarif", "rsp.xml"}
"""What the commands write."""


def test_the_commands_leave_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with its exit code, and what is to be written is there."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 21, tzinfo=UTC))
    text = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"^\$ rsp (.*?) +# exit (\d)$", text, re.M)

    codes = [main(shlex.split(command)) for command, _ in shown]

    assert codes == [int(code) for _, code in shown]
    assert len(codes) == text.count("\n$ ") > 0
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {"examples", *WRITTEN}


def test_the_page_names_what_there_is() -> None:
    """The rules of its own, and the reasons that are errors."""
    text = PAGE.read_text(encoding="utf-8")

    assert {name for name in (*RESULTS, *COULD_NOT_CHECK) if f"`{name}`" not in text} == set()

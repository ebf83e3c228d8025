"""The commands of the page on reports, run one after the other as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.cli import clock
from checker.cli.main import main
from checker.report.sheets.ask import request_sheet
from tests.checker.report import sample
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "formats.md"


def test_the_commands_write_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with exit code 0, each its file."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 21, tzinfo=UTC))
    found = re.findall(r"^\$ rsp (.*)$", PAGE.read_text(encoding="utf-8"), re.M)

    codes = [main(shlex.split(command)) for command in found]

    assert codes == [0] * 6
    assert sorted(path.suffix for path in tmp_path.glob("lab.*")) == [
        ".csv", ".json", ".md", ".pdf", ".xlsx",
    ]  # fmt: skip


def test_the_page_names_the_columns_of_the_request_list() -> None:
    """All but where a requirement stands in its file."""
    rows = re.findall(r"^\| ([A-Z][^|]*) \|", PAGE.read_text(encoding="utf-8"), re.M)
    named = [name for row in rows[1:] for name in row.split(", ")]

    heads = [column.head for column in request_sheet(sample.report()).columns]
    assert named == [head for head in heads if head != "Asked at"]

"""The commands of the page on history, run one after the other as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.cli import clock
from checker.cli.main import main
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "history.md"
COMMAND = re.compile(r"^\$ (?P<command>[^#\n]*?)(?: +# (?P<comment>.*))?$", re.M)


def test_the_commands_do_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each leaves with the exit code beside it, or 0, and the trend is of all that was saved."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 21, tzinfo=UTC))
    found = list(COMMAND.finditer(PAGE.read_text(encoding="utf-8")))
    printed = ""
    for one in found:
        program, *arguments = shlex.split(one["command"])
        if program == "mkdir":
            Path(arguments[0]).mkdir()
            continue
        expected = re.fullmatch(r"exit (\d)", one["comment"] or "")
        capsys.readouterr()

        code = main(arguments)

        out, err = capsys.readouterr()
        assert program == "rsp"
        assert code == int(expected[1] if expected else 0), (one["command"], err)
        if arguments == ["trend", "saved"]:
            printed = out
    assert len(found) == 8
    assert printed.startswith("example-lab: 3 assessments, 2026-04-30 to 2026-06-30\n")
    assert "Regressions: 0 stand" in printed

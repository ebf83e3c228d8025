"""The commands of the page on reports, run one after the other as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from checker.cli.main import main
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "reports.md"
COMMAND = re.compile(r"^\$ (?P<command>[^#\n]*?)(?: +# (?P<comment>.*))?$", re.M)


def test_the_commands_do_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each leaves with the exit code beside it, or 0."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    found = list(COMMAND.finditer(PAGE.read_text(encoding="utf-8")))

    for one in found:
        program, *arguments = shlex.split(one["command"])
        expected = re.fullmatch(r"exit (\d)", one["comment"] or "")
        code = main(arguments)
        assert program == "rsp"
        assert code == int(expected[1] if expected else 0), (one["command"], capsys.readouterr())

    assert len(found) == 8


def test_the_activation_of_the_public_record_overstates_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By precaution, as stated in public; no control shown; the second account contradicted."""
    monkeypatch.chdir(ROOT)
    assert main(["report", "examples/opus-4-activation", "--kind", "activation"]) == 1
    shown = capsys.readouterr().out
    first, second = shown.index("## 2 Protections"), shown.index("## 4 Contradictions")

    assert "**Claims alone.** All 37 records" in shown
    assert shown[:first].count("by precaution: it was not determined") == 2
    assert shown[:first].count("stated in public, and no approval was presented") == 2
    assert "determined: the model passed" not in shown
    assert "Controls: 145, of which the evidence shows 0." in shown
    assert "thresholds were crossed" not in shown[:second]
    f_4 = shown.index("`F-4`, **contradicted**")
    assert "Held against ACT-2 (stated; anthropic.com, 2025-05-22)" in shown[f_4:]
    assert "CON-1" not in shown[:second]

"""The page on the gate: its commands one after the other, what it shows, and what it names."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from checker.cli import clock
from checker.cli.main import main
from rsp.project import Gate
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "gate.md"
COMMAND = re.compile(r"^\$ (?P<command>[^#\n]*?)(?: +# exit (?P<code>\d))?$", re.M)
SHOWN = re.compile(r"<!-- gate: (?P<setting>.*?) -->\n```text\n(?P<text>.*?)```\n", re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the examples; the working folder is the one above them."""
    for name in ("examples", "controls"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 21, tzinfo=UTC))
    return tmp_path


def test_the_commands_do_what_the_page_says(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each leaves with the exit code beside it, or 0; the file has the line that is shown."""
    text = PAGE.read_text(encoding="utf-8")
    found = list(COMMAND.finditer(text))
    for one in found:
        program, *arguments = shlex.split(one["command"])
        if program == "python":
            subprocess.run([sys.executable, *arguments], check=True)
            continue
        code = main(arguments)
        assert program == "rsp"
        assert code == int(one["code"] or 0), (one["command"], capsys.readouterr())

    saved = (checkout / "lab" / "baseline.yaml").read_text(encoding="utf-8")
    listed = re.findall(r"^  - \{kind: .*$", text, re.M)
    assert len(found) == 6
    assert listed
    assert set(listed) <= set(saved.splitlines())


def test_the_page_shows_what_a_narrowed_gate_says(
    checkout: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The end of the summary, as it is printed; RSP_GOLDENS=write renews it."""
    text = PAGE.read_text(encoding="utf-8")
    shown = SHOWN.search(text)
    assert shown is not None
    derive = [sys.executable, "examples/derive", "examples/published-failures/fx-4", "lab"]
    subprocess.run(derive, check=True)
    settings = checkout / "lab" / "rsp.yaml"
    plain = settings.read_text(encoding="utf-8")
    assert plain.count("  commitments: true\n") == 1
    settings.write_text(
        plain.replace("  commitments: true\n", f"  {shown['setting']}\n"), encoding="utf-8"
    )

    code = main(["check", "lab"])
    printed = capsysbinary.readouterr().out.decode()
    expected = printed[printed.index("\nGate: ") + 1 :]

    if os.environ.get("RSP_GOLDENS") == "write":
        text = text[: shown.start("text")] + expected + text[shown.end("text") :]
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        shown = SHOWN.search(text)
        assert shown is not None
    assert (code, shown["text"]) == (0, expected)


def test_the_page_names_every_setting() -> None:
    """In the first column of its table."""
    rows = re.findall(r"^\| `([a-z_]+): ", PAGE.read_text(encoding="utf-8"), re.M)

    assert sorted(rows) == sorted(one.name for one in msgspec.structs.fields(Gate))

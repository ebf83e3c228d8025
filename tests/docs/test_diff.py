"""The commands of the page on comparisons, run as they stand, on a history of three commits."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.cli import clock
from checker.cli.main import main
from checker.diff.markdown import LARGEST, MARKER
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "diff.md"
COMMAND = re.compile(r"^\$ (?P<command>[^#\n]*?)(?: +# (?P<comment>.*))?$", re.M)
CLOCK = datetime(2026, 11, 21, 12, tzinfo=UTC)


def git(*arguments: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")
    subprocess.run(
        ["git", *who, *arguments],
        check=True,
        capture_output=True,
        env={**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example lab on a branch, and as it was before and is after a looser gate."""
    shutil.copytree(ROOT / "examples" / "example-lab", tmp_path / "examples" / "example-lab")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: CLOCK)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "one")
    git("checkout", "-q", "-b", "mine")
    for name in ("before", "after"):
        shutil.copytree(tmp_path / "examples" / "example-lab", tmp_path / name)
    settings = tmp_path / "after" / "rsp.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("commitments: true", "commitments: false"), encoding="utf-8")
    return tmp_path


def test_the_commands_do_what_the_page_says(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each leaves with the exit code beside it, or 0."""
    found = list(COMMAND.finditer(PAGE.read_text(encoding="utf-8")))
    for one in found:
        program, *arguments = shlex.split(one["command"])
        expected = re.fullmatch(r"exit (\d)", one["comment"] or "")

        code = main(arguments)

        assert program == "rsp"
        assert code == int(expected[1] if expected else 0), capsys.readouterr()
    assert len(found) == 6
    said = json.loads((repository / "diff.json").read_text(encoding="utf-8"))
    assert [one["change"] for one in said["policy"]["changes"]] == ["gate-commitments-off"]
    assert (repository / "comment.md").read_text(encoding="utf-8").startswith(MARKER)


def test_a_change_is_accepted_as_the_page_says(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the officer of the example, with the id that is printed."""
    main(["diff", "before", "after", "--format", "json"])
    [change] = json.loads(capsys.readouterr().out)["policy"]["changes"]
    name, entry = re.findall(r"```yaml\n((?:# )?changes.*?)```", PAGE.read_text("utf-8"), re.S)
    for side in ("before", "after"):
        settings = repository / side / "rsp.yaml"
        settings.write_text(name + settings.read_text(encoding="utf-8"), encoding="utf-8")
        (repository / side / "changes.yaml").write_text("changes: []\n", encoding="utf-8")
    accepted = re.sub(r"c1:[0-9a-f]{40}", change["id"], entry)
    (repository / "after" / "changes.yaml").write_text(accepted, encoding="utf-8")

    code = main(["diff", "before", "after", "--fail-on", "weaker"])

    out = capsys.readouterr().out
    assert code == 0, out
    assert "accepted by the-responsible-scaling-officer, 2026-11-21: The export" in out


def test_the_page_states_what_the_code_has() -> None:
    """The size of a comment, and its mark."""
    text = PAGE.read_text(encoding="utf-8")

    assert f"{LARGEST:,} bytes" in text
    assert f"`{MARKER}`" in text

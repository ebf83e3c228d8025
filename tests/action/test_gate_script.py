"""The program of the action that runs the gate, with a tool that does as each test says."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.action.conftest import ROOT

Tool = Callable[..., int]
REPORTS = {
    "json": '{"saved": true}',
    "summary": "**Gate: passed**",
    "html": "<p>",
    "sarif": "{}",
    "junit": "<a/>",
}


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program, for the project `lab`, with the folders of a runner."""
    path = ROOT / ".github" / "action" / "gate.py"
    spec = importlib.util.spec_from_file_location("gate_of_action", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("RSP_BASE", "RSP_PULL_BASE", "RSP_FAIL_ON", "RSP_AS_OF", "RSP_MORE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "RSP_PROJECT": "lab",
        "GITHUB_WORKSPACE": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["gate.py", str(tmp_path / "run" / "reports")])
    return module


def _writes(code: int = 0, *, failing: str = "") -> Tool:
    """A tool that writes what it is asked for and leaves with 0; with `code` it leaves where its
    arguments hold `failing`, and writes nothing there."""

    def tool(*arguments: str | Path, commands: bool = False) -> int:
        if failing and failing in map(str, arguments):
            return code
        if "--output" in arguments:
            target = Path(arguments[arguments.index("--output") + 1])
            format = str(arguments[arguments.index("--format") + 1])
            target.write_text(REPORTS.get(format, "compared"), encoding="utf-8")
        return 0

    return tool


def _ran(script: ModuleType, tmp_path: Path) -> tuple[dict[str, str], str]:
    """The outputs, and what the comment says."""
    (tmp_path / "output").unlink(missing_ok=True)
    assert script.main() == 0
    lines = (tmp_path / "output").read_text(encoding="utf-8").splitlines()
    outputs = dict(line.split("=", 1) for line in lines)
    return outputs, Path(outputs["comment"]).read_text(encoding="utf-8")


def test_a_tool_that_a_signal_ends_is_a_defect(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its code is below 0, as where memory ran out, and is none that something else outweighs."""
    killed = tmp_path / "python"
    killed.write_text("#!/bin/sh\nkill -9 $$\n", encoding="utf-8")
    killed.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(killed))

    outputs, comment = _ran(script, tmp_path)

    assert (outputs["exit-code"], outputs["gate"]) == ("5", "failed")
    assert "**Gate: failed**, exit code 5" in comment


@pytest.mark.parametrize("code", [2, 3, 5])
def test_a_project_without_a_report_is_in_the_comment(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Beside one that passes, and first: the comment is not that of the green one alone."""
    monkeypatch.setenv("RSP_PROJECT", "lab\nother")
    monkeypatch.setattr(script, "rsp", _writes(code, failing="other"))

    outputs, comment = _ran(script, tmp_path)

    assert outputs["exit-code"] == str(code)
    assert comment.startswith(f"**Failed**, exit code {code}")
    assert f"## `other`\n\n**Gate: failed**, exit code {code}" in comment
    assert "**Gate: failed**" in (tmp_path / "summary").read_text(encoding="utf-8")


@pytest.mark.parametrize(("code", "out"), [(2, "2"), (0, "5")])
def test_a_comparison_that_wrote_nothing_fails_and_is_in_the_comment(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, out: str
) -> None:
    """Whatever its exit code is: a base such as `--help` compares with nothing."""
    monkeypatch.setenv("RSP_BASE", "--help")
    monkeypatch.setattr(script, "rsp", _writes(code, failing="diff"))

    outputs, comment = _ran(script, tmp_path)

    assert (outputs["exit-code"], outputs["gate"]) == (out, "failed")
    assert f"**Comparison: failed**, exit code {out}" in comment


@pytest.mark.parametrize(
    ("said", "asked"), [("", "weaker"), (" ", "weaker"), ("posture", "posture"), ("none", None)]
)
def test_an_empty_input_does_not_switch_the_comparison_off(
    script: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: str,
    asked: str | None,
) -> None:
    """Only `none` does; an expression may come out empty."""
    seen: list[list[str]] = []
    writes = _writes()

    def tool(*arguments: str | Path, commands: bool = False) -> int:
        seen.append([str(one) for one in arguments])
        return writes(*arguments, commands=commands)

    monkeypatch.setattr(script, "rsp", tool)
    monkeypatch.setenv("RSP_BASE", "main")
    monkeypatch.setenv("RSP_FAIL_ON", said)

    _ran(script, tmp_path)

    (diff,) = [one for one in seen if one[0] == "diff"]
    assert diff[-2:] == ["--", "main"]
    found = diff[diff.index("--fail-on") + 1] if "--fail-on" in diff else None
    assert found == asked


def test_nothing_is_told_of_a_run_before(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a job uses the action twice, the second run does not show the report of the first."""
    monkeypatch.setattr(script, "rsp", _writes())
    _ran(script, tmp_path)
    monkeypatch.setattr(script, "rsp", _writes(3, failing="check"))

    outputs, comment = _ran(script, tmp_path)

    assert (outputs["exit-code"], outputs["reports"], outputs["sarif"]) == ("3", "", "")
    assert "passed" not in comment


def test_each_project_has_a_folder_of_its_own(script: ModuleType) -> None:
    """Also where names differ in case or in signs alone, or are those that a number makes."""
    found = script.folders("lab-3\nLab\nlab\n l a b \nl-a-b\nlab-2\n--\n.\n")

    assert list(found) == ["lab-3", "Lab", "lab", "l a b", "l-a-b", "lab-2", "--", "."]
    assert list(found.values()) == [
        "lab-3",
        "lab",
        "lab-2",
        "l-a-b",
        "l-a-b-2",
        "lab-2-2",
        "project",
        "project-2",
    ]


def test_a_folder_without_a_project_is_not_taken_for_the_one_above(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own file may have been moved or misspelt, and the project above be green."""
    (tmp_path / "rsp.yaml").touch()
    (tmp_path / "lab").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(script, "rsp", _writes())

    outputs, comment = _ran(script, tmp_path)

    assert (outputs["exit-code"], outputs["gate"]) == ("2", "failed")
    assert "## `lab`\n\n**Gate: failed**, exit code 2" in comment


def test_a_workspace_is_asked_for_its_projects(
    script: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each has reports of its own, so each is named."""
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "rsp-workspace.yaml").write_text("projects: [one]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(script, "rsp", _writes())

    script.main()

    assert "exit-code=2" in (tmp_path / "output").read_text(encoding="utf-8")
    assert "a workspace; name the folders of its projects" in capsys.readouterr().out

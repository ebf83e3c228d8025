"""Several projects in one run: a section each, one exit code, and none hides another."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from tests.checker.cli.conftest import Rsp, change


@pytest.fixture
def second(lab: Path) -> Path:
    """Another project beside the first one, whose gate fails."""
    other = shutil.copytree(lab, lab.parent / "other")
    (other / "evidence" / "comparison-2026-06.yaml").unlink()
    return other


def test_each_project_has_a_section(lab: Path, second: Path, rsp: Rsp) -> None:
    """And the run has the highest exit code."""
    run = rsp("check", "lab", "other")

    assert run.code == 4
    assert [line for line in run.out.splitlines() if line.startswith("== ")] == [
        "== lab ==",
        "== other ==",
    ]
    assert run.out.endswith("2 projects: 1 passed, 1 failed (exit 4: highest of all, in other)\n")


def test_a_project_that_is_named_twice_counts_once(lab: Path, rsp: Rsp) -> None:
    """Also by a folder inside it; the run is then that of one project."""
    assert rsp("check", "lab", "lab/evidence", "lab/rsp.yaml").out == rsp("check", "lab").out


@pytest.mark.parametrize("broken", ["rsp.yaml", "inventory.yaml"])
def test_a_broken_project_hides_no_other(lab: Path, second: Path, rsp: Rsp, broken: str) -> None:
    """It has a section of its own, whatever is left of it."""
    (lab / broken).write_text("x: [", encoding="utf-8")

    run = rsp("check", "lab", "other")

    assert run.code == 4
    assert f"lab/{broken}:2:1: error syntax-invalid: " in run.err
    assert run.out.startswith("== lab ==\n")
    assert "== other ==\nexample-lab" in run.out


def test_a_selector_that_one_project_lacks_hides_no_other(
    lab: Path, second: Path, rsp: Rsp
) -> None:
    """It is a usage error of that project."""
    change(second / "inventory.yaml", "id: atlas-mini", "id: atlas-maxi")

    run = rsp("check", "lab", "other", "--model", "atlas-mini")

    assert "rsp: other: there is no model 'atlas-mini'" in run.err
    assert "== lab ==\nexample-lab" in run.out
    assert run.code >= 2


def test_json_is_a_list_with_a_schema(lab: Path, second: Path, rsp: Rsp) -> None:
    """Each project's report is that of a run by itself."""
    (second / "rsp.yaml").write_text("x: [", encoding="utf-8")

    run = rsp("check", "lab", "other", "--format", "json")

    found = json.loads(run.out)
    jsonschema.validate(found, json.loads(rsp("schema", "checks").out))
    assert found["exit"] == {"code": 3, "because": "highest of all, in other"}
    assert [one["path"] for one in found["projects"]] == ["lab", "other"]
    alone = json.loads(rsp("check", "lab", "--format", "json").out)
    assert found["projects"][0]["report"] == alone
    assert found["projects"][1]["report"] is None
    assert [one["code"] for one in found["projects"][1]["diagnostics"]] == ["syntax-invalid"]


@pytest.mark.parametrize("format", ["text", "json"])
def test_the_result_can_go_to_a_file(
    lab: Path, second: Path, rsp: Rsp, tmp_path: Path, format: str
) -> None:
    """The same bytes as on standard output, and never over what was checked."""
    shown = rsp("check", "lab", "other", "--format", format)
    saved = rsp("check", "lab", "other", "--format", format, "--output", "out.txt")

    assert (saved.code, saved.out) == (shown.code, "")
    assert Path("out.txt").read_text(encoding="utf-8") == shown.out
    over = rsp("check", "lab", "other", "--format", format, "--output", "other/inventory.yaml")
    assert (over.code, over.out) == (2, "")


def test_other_formats_are_of_one_project(lab: Path, second: Path, rsp: Rsp) -> None:
    """Said before anything is assessed."""
    run = rsp("check", "lab", "other", "--format", "markdown")

    assert (run.code, run.out) == (2, "")
    assert "several projects are written as text or json, and not as markdown" in run.err


def _workspace(folder: Path, *entries: str) -> None:
    text = "projects:\n" + "".join(f"  - {entry}\n" for entry in entries)
    (folder / "rsp-workspace.yaml").write_text(text, encoding="utf-8")


def test_a_workspace_stands_for_its_projects(
    lab: Path, second: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found upward like a project, by check and by lint."""
    _workspace(lab.parent, "lab", "o*")
    (lab.parent / "docs").mkdir()
    monkeypatch.chdir(lab.parent / "docs")

    run = rsp("check")

    assert run.code == 4
    assert "== ../lab ==" in run.out
    assert "== ../other ==" in run.out
    assert "../other/" in rsp("lint").err


def test_a_workspace_of_one_is_still_a_workspace(lab: Path, rsp: Rsp) -> None:
    """Its form does not hang on how many it finds."""
    _workspace(lab.parent, "lab")

    run = rsp("check", "--format", "json")

    assert (run.code, json.loads(run.out)["schema"]) == (0, "rsp-checks/v1")


@pytest.mark.parametrize("entries", [("lab", "gone*"), ("gone",), ()])
def test_a_workspace_with_an_error_is_never_green(
    lab: Path, rsp: Rsp, entries: tuple[str, ...]
) -> None:
    """What it does name is checked all the same."""
    _workspace(lab.parent, *entries)

    run = rsp("check")

    assert run.code == 3
    assert "rsp-workspace.yaml:" in run.err
    assert ("== lab ==" in run.out) == ("lab" in entries)
    assert rsp("lint").code == 3


@pytest.mark.parametrize("command", ["report", "graph", "forecast", "review"])
def test_a_command_about_one_project_wants_one(lab: Path, rsp: Rsp, command: str) -> None:
    """The projects of the workspace are named."""
    _workspace(lab.parent, "lab")

    run = rsp(command, *(["SEC-B"] if command == "review" else []))

    assert (run.code, run.out) == (2, "")
    assert run.err.endswith("name one of them: 'lab'\n")


@pytest.mark.parametrize(
    "command",
    [("check",), ("report",), ("lint",), ("graph",), ("forecast",), ("evidence", "list"),
     ("evidence", "seal"), ("review", "SEC-B"), ("test",), ("new", "determination")],
)  # fmt: skip
def test_every_command_finds_the_project_upward(
    lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """And says with exit 2 where it looked, where there is none."""
    monkeypatch.chdir(lab.parent)
    outside = rsp(*command)
    monkeypatch.chdir(lab / "evidence")
    inside = rsp(*command)

    assert outside.code == 2
    assert "there is no project: no rsp.yaml in '.' or above it" in outside.err
    assert "there is no project" not in inside.err


def test_places_are_named_from_the_working_folder(
    lab: Path, rsp: Rsp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also above it."""
    (lab / "inventory.yaml").write_text("x: [", encoding="utf-8")
    monkeypatch.chdir(lab / "evidence")

    assert rsp("lint").err.startswith("../inventory.yaml:2:1: error ")

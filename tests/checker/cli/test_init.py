"""`rsp init`: a project that lints without an error, asked for or given, never over another."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import asking
from checker.read.yaml_nodes import read_yaml
from tests.checker.cli.conftest import Rsp

GIVEN = ("--organization", "example-lab", "--model", "atlas-1", "--start", "2026-09-01")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_new_project_lints_without_an_error(rsp: Rsp) -> None:
    """The one warning says what the policy leaves open, and how to declare it."""
    assert rsp("init", "lab", *GIVEN).code == 0

    found = rsp("lint", "lab", "--format", "json")

    assert found.code == 0
    codes = [one["code"] for one in json.loads(found.out)["diagnostics"]]
    assert codes == ["parameter-without-value"]


def test_a_new_project_shows_nothing_and_says_what_is_next(rsp: Rsp) -> None:
    """Everything is missing: the gate fails, no file is invalid."""
    rsp("init", "lab", *GIVEN)

    found = rsp("check", "lab")

    assert found.code == 1
    assert "Next:" in found.out


def test_nothing_is_asked_without_a_terminal(rsp: Rsp) -> None:
    """The options that lack are named, and nothing is written."""
    found = rsp("init", "lab")

    assert (found.code, Path("lab").exists()) == (2, False)
    assert found.err.startswith("rsp: --organization, --model are missing")


@pytest.mark.parametrize("taken", ["rsp.yaml", "inventory.yaml", "evidence/README.md"])
def test_nothing_is_written_over(rsp: Rsp, taken: str) -> None:
    """One file that is there, and no other is written."""
    path = Path("lab") / taken
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")

    found = rsp("init", "lab", *GIVEN)

    assert found.code == 2
    assert [one for one in Path("lab").rglob("*") if one.is_file()] == [path]
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["null", "1", "true", "on", "1e3"])
def test_a_name_that_yaml_reads_otherwise_stays_a_name(rsp: Rsp, name: str) -> None:
    """It is quoted."""
    rsp("init", "lab", "--organization", name, "--model", name)

    assert rsp("lint", "lab").code == 0


@pytest.mark.parametrize(
    "wrong", [("--organization", "a b"), ("--model", "a/b"), ("--start", "yesterday")]
)
def test_a_value_that_is_none_is_refused(rsp: Rsp, wrong: tuple[str, str]) -> None:
    """Before anything is written."""
    assert rsp("init", "lab", *GIVEN, *wrong).code == 2
    assert not Path("lab").exists()


@pytest.mark.parametrize(
    ("forge", "files"),
    [
        ("github", [".github/workflows/rsp.yml"]),
        ("gitlab", [".gitlab-ci.yml", ".gitlab/rsp.yml"]),
    ],
)
def test_a_workflow_stands_at_the_root_of_the_repository(
    rsp: Rsp, forge: str, files: list[str]
) -> None:
    """And names the project from there."""
    Path(".git").mkdir()

    assert rsp("init", "compliance/lab", *GIVEN, "--ci", forge).code == 0
    assert [file for file in files if Path(file).is_file()] == files
    assert "PROJECT: compliance/lab\n" in Path(files[-1]).read_text(encoding="utf-8")


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_a_workflow_is_what_its_forge_reads(rsp: Rsp, tmp_path: Path, forge: str) -> None:
    """One that a linter from outside finds nothing to say about, where there is one."""
    Path(".git").mkdir()
    rsp("init", "lab", *GIVEN, "--ci", forge)

    path = tmp_path / (".gitlab/rsp.yml" if forge == "gitlab" else ".github/workflows/rsp.yml")
    data = read_yaml(path.read_bytes(), "-").data
    assert {"github": "jobs", "gitlab": "rsp"}[forge] in data
    assert "rsp check" in path.read_text(encoding="utf-8")
    if forge == "github":
        zizmor = Path(sys.executable).with_name("zizmor")
        judged = subprocess.run([zizmor, "--offline", path], capture_output=True, text=True)
        assert judged.returncode == 0, judged.stdout


def test_a_pipeline_that_is_there_is_left_alone(rsp: Rsp) -> None:
    """The line that it needs is said."""
    Path(".git").mkdir()
    Path(".gitlab-ci.yml").write_text("mine: {}\n", encoding="utf-8")

    found = rsp("init", *GIVEN, "--ci", "gitlab")

    assert found.code == 0
    assert "add to .gitlab-ci.yml: include: - local: .gitlab/rsp.yml" in found.out
    assert Path(".gitlab-ci.yml").read_text(encoding="utf-8") == "mine: {}\n"


def on_a_terminal(*arguments: str, answers: str, folder: Path) -> tuple[int, str]:
    """Run the command with a terminal as input and error; its exit code and what it asked."""
    root = Path(asking.__file__).parents[2]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "checker.cli.main", *arguments],
        stdin=theirs, stderr=theirs, stdout=subprocess.DEVNULL, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as process:  # fmt: skip
        os.close(theirs)
        os.write(ours, answers.encode())
        code = process.wait(timeout=60)
    said = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        said += part
    os.close(ours)
    return code, said.decode()


def test_a_terminal_is_asked_for_what_lacks(rsp: Rsp, tmp_path: Path) -> None:
    """Again, where an answer is none."""
    code, said = on_a_terminal(
        "init", "lab", answers="two words\nexample-lab\natlas-1 atlas-2\n", folder=tmp_path
    )

    assert code == 0, said
    assert said.count("Id of the organisation") == 2
    assert "id: atlas-2" in Path("lab/inventory.yaml").read_text(encoding="utf-8")
    assert rsp("lint", "lab").code == 0


def test_input_that_ends_is_no_answer(tmp_path: Path) -> None:
    """Nothing hangs, and nothing is written."""
    code, said = on_a_terminal("init", "lab", answers="\x04", folder=tmp_path)

    assert code == 2
    assert "there was no answer; --organization takes it" in said
    assert not Path("lab").exists()

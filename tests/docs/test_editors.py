"""The page on editors and pre-commit: its commands as they stand, its hooks by pre-commit."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.cli.main import main
from checker.schema.published import YAML, file_name, names
from tests.docs.pages import ROOT, console

PAGE = ROOT / "docs" / "editors.md"
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
CONTROL = "security/inventory/SEC-INV-01"

Run = Callable[..., subprocess.CompletedProcess[str]]


def blocks(language: str) -> list[str]:
    """The fenced blocks of the page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)


def hooks() -> dict[str, dict[str, Any]]:
    """What the manifest offers, by id."""
    return {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with a project, and a small catalog of its own, as the page has them."""
    top = tmp_path / "repository"
    shutil.copytree(ROOT / "examples" / "example-lab", top / "lab")
    own = top / "our-controls"
    shutil.copytree(ROOT / "controls" / "evidence-types", own / "evidence-types")
    shutil.copy(ROOT / "controls" / "catalog.yaml", own)
    for suffix in (".yaml", ".cases.yaml"):
        target = own / f"{CONTROL}{suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "controls" / f"{CONTROL}{suffix}", target)
    subprocess.run(["git", "init", "--quiet", str(top)], check=True)
    return top


@pytest.fixture
def run(repository: Path, tmp_path: Path) -> Run:
    """Runs a command at the top of the repository after staging everything."""
    programs = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([programs, os.environ["PATH"]]),
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "PYTHONPATH": str(ROOT),
    }

    def run_(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
        subprocess.run(["git", "-C", str(repository), "add", "--all"], check=True)
        return subprocess.run(
            command, cwd=repository, env={**environment, **more}, capture_output=True, text=True
        )

    return run_


def configure(repository: Path) -> None:
    """The page's configuration, its hooks taken from the manifest and run without installing."""
    config = yaml.safe_load(next(text for text in blocks("yaml") if text.startswith("repos:")))
    chosen = [
        {**hooks()[hook["id"]], **hook, "language": "system"}
        for hook in config["repos"][0]["hooks"]
    ]
    text = yaml.safe_dump({"repos": [{"repo": "local", "hooks": chosen}]})
    (repository / ".pre-commit-config.yaml").write_text(text)


def test_the_manifest_is_valid() -> None:
    """As pre-commit reads it; every hook is on the page, with what it runs."""
    checked = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)],
        capture_output=True,
    )
    rows = dict(re.findall(r"^\| `(rsp-\w+)` \| `(rsp \w+)` \|", PAGE.read_text("utf-8"), re.M))

    assert checked.returncode == 0, checked.stderr
    assert {id: hook["entry"] for id, hook in hooks().items()} == rows


@pytest.mark.parametrize(
    ("path", "started"),
    [
        ("lab/rsp.yaml", {"rsp-lint", "rsp-test"}),
        ("lab/evidence/manifest.jsonl", {"rsp-lint"}),
        ("our-controls/evidence-types/access-review.schema.json", {"rsp-lint", "rsp-test"}),
        ("policy/asl-3-security.md", {"rsp-lint"}),
        ("src/main.py", set()),
    ],
)
def test_hooks_start_on_what_they_are_about(path: str, started: set[str]) -> None:
    """What no hook reads starts none."""
    filters = {id: hook["files"] for id, hook in hooks().items() if "files" in hook}

    assert {id for id, pattern in filters.items() if re.search(pattern, path)} == started


def test_the_commands_of_the_page_do_what_it_says(
    repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One after the other, in a repository as the page has it; every hook passes."""
    configure(repository)
    monkeypatch.chdir(repository)
    passed = []

    for command in console(PAGE):
        program, *arguments = command.split()
        if program == "rsp":
            assert main(arguments) == 0, command
        else:
            done = run(sys.executable, "-m", "pre_commit", *arguments)
            assert done.returncode == 0, done.stdout + done.stderr
            passed += re.findall(r"^(rsp \w+)\.+Passed$", done.stdout, re.M)

    assert {f"schemas/{file_name(name)}" for name in names()} == {
        path.relative_to(repository).as_posix() for path in (repository / "schemas").iterdir()
    }
    assert set(passed) == {"rsp lint", "rsp test", "rsp check"}
    printed = capsys.readouterr().out
    settings = json.loads(printed[printed.rindex('{\n  "yaml.schemas"') :])
    assert set(settings["yaml.schemas"]) == {f"schemas/{file_name(name)}" for name in YAML}


@pytest.mark.parametrize(
    ("file", "old", "new", "hook", "says"),
    [
        ("lab/rsp.yaml", "organization:", "organisation:", "rsp-lint",
         "lab/rsp.yaml:{line}:1: error unknown-key: the key 'organisation' is not known here"),
        (f"our-controls/{CONTROL}.cases.yaml", "fails: 0", "errors: 0", "rsp-test",
         "validation 0 is false, expected: cannot be evaluated"),
    ],
)  # fmt: skip
def test_a_hook_fails_on_a_defect_and_says_where(
    repository: Path, run: Run, file: str, old: str, new: str, hook: str, says: str
) -> None:
    """The commit is stopped, and its author sees the place."""
    configure(repository)
    subject = repository / file
    text = subject.read_text("utf-8")
    assert old in text
    subject.write_text(text.replace(old, new, 1), "utf-8")

    done = run(sys.executable, "-m", "pre_commit", "run", hook, "--all-files")

    line = text[: text.index(old)].count("\n") + 1
    assert done.returncode == 1
    assert says.format(line=line) in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="pre-commit installs from a repository")
def test_hooks_install_themselves(repository: Path, run: Run) -> None:
    """`pre-commit try-repo` builds the package as a user's machine does, and runs it from there."""
    done = run(
        sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "rsp-lint", "--all-files",
        PYTHONPATH="",
    )  # fmt: skip
    if "Could not find a version" in done.stdout + done.stderr:
        pytest.skip("no package registry can be reached")

    assert "rsp lint" in done.stdout
    assert "make one: rsp init" in done.stdout


def test_the_page_maps_files_as_the_settings_do() -> None:
    """What it shows for another editor is part of the same table."""
    shown = re.findall(r'\["schemas/([a-z-]+)\.schema\.json"\] = "([^"]+)"', blocks("lua")[0])

    assert shown
    assert [(name, glob) for name, glob in shown if glob not in YAML[name]] == []

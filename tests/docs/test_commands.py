"""Commands that the pages show are run as they stand, and exit as the pages say."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.cli import clock
from checker.cli.main import main
from tests.docs.pages import ROOT, SESSIONS, console, named, pages

APART = (
    "ci-formats", "diff", "editors", "formats", "gate", "history", "reports", *SESSIONS,
)  # fmt: skip
"""A page whose commands build on each other has a test of its own."""
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md")),
    *(path for path in pages() if path.parent == ROOT / "docs" and path.stem not in APART),
    *(path for path in pages() if ROOT / "examples" in path.parents),
]
PLACEHOLDERS = {"path/to/project": "examples/example-lab"}
"""What a reader puts in, and the example that stands for it here."""
NOT_RUN = ("make ", "pip install ", "python ", ".venv/bin/pytest ")
"""They set up, test or generate, which the tests of the package and of the examples do."""
DERIVES = "python examples/derive "
"""It makes the project that the other commands of its page are about."""
RED = (
    "rsp check examples/opus-4-activation",
    "rsp report examples/opus-4-activation",
    "rsp check out/fx-",
)
"""Commands whose gate is red, as their pages say: exit 1. All others exit 0."""


def commands(path: Path) -> list[str]:
    """The commands of a page, those joined by `&&` one by one."""
    return [one for line in console(path) for one in line.split(" && ")]


SHOWN = [(path, command) for path in PAGES for command in commands(path)]
RUN = [(path, command) for path, command in SHOWN if not command.startswith(NOT_RUN)]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the commands name; the working folder is its top."""
    for name in ("examples", "controls"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 21, tzinfo=UTC))
    return tmp_path


@pytest.mark.parametrize(
    ("path", "command"), RUN, ids=[f"{named(path)}: {command}" for path, command in RUN]
)
def test_a_command_that_is_shown_does_what_the_page_says(
    path: Path, command: str, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is understood, finds what it names, and leaves with the exit code of the page."""
    real = command
    for placeholder, example in PLACEHOLDERS.items():
        real = real.replace(placeholder, example)
    for made in (one for one in commands(path) if one.startswith(DERIVES)):
        subprocess.run([sys.executable, *shlex.split(made)[1:]], check=True)
    program, *arguments = shlex.split(real)

    code = main(arguments)

    assert program in ("rsp", ".venv/bin/rsp")
    assert (1 if command.startswith(RED) else 0) == code, capsys.readouterr().err


def test_commands_are_found_on_the_pages() -> None:
    """None is left out because its block is marked as something else, or is no longer shown."""
    shown = {path for path, _ in SHOWN}

    assert {path for path in PAGES if "\n$ " in path.read_text(encoding="utf-8")} == shown
    assert {*RED} == {red for red in RED for _, command in RUN if command.startswith(red)}
    assert {*NOT_RUN} == {
        skip for skip in NOT_RUN for _, command in SHOWN if command.startswith(skip)
    }

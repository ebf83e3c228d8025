"""Every command that a page shows is run by a test, or has a reason not to be."""

from __future__ import annotations

import re

from checker.cli.main import COMMANDS
from tests.docs.pages import ROOT, SESSIONS, fences, named, pages
from tests.docs.test_commands import APART, NOT_RUN, PAGES, commands

SHELLS = {"bash", "shell", "sh", "zsh", "fish", "powershell", "bat", "cmd", "shell-session"}
"""Languages in which a block would hold commands that no test sees: `console` is the one to use."""
_COMMAND = re.compile(
    r"^\s*(?:-\s+)?(?:run:\s*|\$ |> )?(?:\S*/)?(?:rsp|pip|make|pytest|git|npx) ", re.M
)
REASONS = {
    ("docs/ci.md", "yaml"): "workflows: tests/action judges the one and runs what it uses",
    ("docs/diff.md", "yaml"): "a step of a workflow: the same command is run above it",
    ("docs/ci.md", "sh"): "an image, which takes an engine that tests do not have",
    ("checker/docs/diagnostics", "sh"): "a state of files; tests/cases/lint makes it for each code",
}
"""Blocks of other languages that hold commands, by page or folder, and why they are not run."""
UNRUN = {
    "make ": "targets of the Makefile: CI runs them",
    "pip install ": "an installation: tests/packaging installs what is built",
    "python ": "examples/derive, which makes the project that the page's commands are about",
    ".venv/bin/pytest ": "tests do not run tests",
}
"""Commands that are not run where they stand, and what runs them."""


def own_test(page: str) -> str:
    """The test of a page by itself."""
    return f"test_{page.replace('-', '_')}.py"


def test_every_page_with_commands_has_a_test() -> None:
    """All of its commands one by one, or as a session, or in a test with the name of the page."""
    shown = {path for path in pages() if commands(path)}
    apart = {
        ROOT / "docs" / f"{name}.md"
        for name in APART
        if name in SESSIONS or (ROOT / "tests" / "docs" / own_test(name)).is_file()
    }

    assert sorted(named(path) for path in shown - {*PAGES} - apart) == []
    assert {*UNRUN} == {*NOT_RUN}


def test_no_command_hides_in_another_kind_of_block() -> None:
    """Commands stand in `console` blocks, or the block is listed with a reason."""
    found = {
        (named(path), info.split()[0] if info.split() else "")
        for path in pages()
        for info, text in fences(path)
        if not info.startswith(("console", "diff"))
        and (info.strip() in SHELLS or _COMMAND.search(text))
    }
    folders = {(page.rpartition("/")[0], language) for page, language in found}

    assert {
        (page, language)
        for page, language in found
        if not {(page, language), (page.rpartition("/")[0], language)} & {*REASONS}
    } == set()
    assert {*REASONS} - found - folders == set()


def test_commands_in_running_text_exist() -> None:
    """`rsp check` and the like name commands that there are."""
    said = {
        (named(path), name)
        for path in PAGES
        for name in re.findall(r"`rsp ([a-z]+)[ `]", path.read_text(encoding="utf-8"))
    }

    assert {(page, name) for page, name in said if name not in COMMANDS} == set()
    assert ("docs/ci.md", "check") in said

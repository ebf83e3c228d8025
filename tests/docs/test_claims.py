"""What the pages say of exit codes, commands and diagnostics is what the code has."""

from __future__ import annotations

import re

import pytest

from checker import gate
from checker.cli.main import COMMANDS
from checker.diagnostics.registry import CODES
from tests.docs.pages import ROOT

EXITS = {
    gate.PASSED: "gate passed",
    gate.FAILED: "gate failed",
    gate.USAGE: "usage",
    gate.INVALID: "invalid",
    gate.INTEGRITY: "altered",
    gate.INTERNAL: "internal error",
}


def test_the_readme_lists_the_exit_codes() -> None:
    """All of them, each with its meaning, and no other."""
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    listed = re.search(r"Exit codes: (.*?)\. The highest", readme)
    assert listed is not None

    found = dict(re.findall(r"(\d) (.*?)(?=, \d |\Z)", listed[1]))

    assert [str(code) for code in EXITS] == list(found)
    assert [found[str(code)] for code, word in EXITS.items() if word not in found[str(code)]] == []


@pytest.mark.parametrize("what", [COMMANDS, CODES], ids=["commands", "diagnostics"])
def test_the_changelog_names_what_there_is(what: dict[str, object]) -> None:
    """Every command and diagnostic came with some version, or comes with the next one."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:rsp )?([a-z][a-z-]*)`", text))

    assert "\n## [Unreleased]\n" in text
    assert sorted(set(what) - named) == []

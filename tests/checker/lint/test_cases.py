"""Every diagnostic code is registered, documented, and seen to fire on a folder."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import checker
from checker.diagnostics.registry import CODES
from checker.evidence.seal import seal
from checker.evidence.store import read_store
from checker.explain.words import documentation
from checker.project.open import open_project
from tests.checker.lint import cases

PACKAGE = Path(checker.__file__).parent
PAGES = PACKAGE / "docs" / "diagnostics"
FORM = ["What", "Why", "Fails", "Passes", "Fix", "Since"]
MAKERS = {"Refused", "_diagnosis", "_refuse", "_says", "add", "diagnose", "report", "stop"}
"""What takes a code as its first argument."""
ELSEWHERE = {
    "baseline-entry-stale", "change-matches-nothing", "change-not-approved", "seal-refused",
}  # fmt: skip
"""Codes that no reading of a folder reports: checking, comparing and sealing do."""


@pytest.mark.parametrize("folder", cases.folders("fails"), ids=cases.name)
def test_a_failing_case_fires_its_code_and_no_other(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each diagnostic is of the code the folder is named for, and stands where it should."""
    path = cases.build(folder, tmp_path / "case", monkeypatch)

    run = cases.lint(path, folder)

    found = [cases.shown(run, one) for one in run.diagnostics]
    assert found == cases.expectation(folder)["diagnostics"]
    assert {one["code"] for one in found} == {folder.parent.name}


@pytest.mark.parametrize("folder", cases.folders("passes"), ids=cases.name)
def test_a_passing_case_fires_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is nearly the defect and is none gives no diagnostic of any code."""
    path = cases.build(folder, tmp_path / "case", monkeypatch)

    run = cases.lint(path, folder)

    assert [cases.shown(run, one) for one in run.diagnostics] == []


def test_every_code_has_a_failing_and_a_passing_case() -> None:
    """A code that was never seen to fire is one that nobody knows to work."""
    for kind in ("fails", "passes"):
        seen = {folder.parent.name for folder in cases.folders(kind)}

        assert seen == set(CODES) - ELSEWHERE, kind


def test_a_changed_record_is_not_sealed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """seal-refused: the one code that only sealing reports."""
    folder = cases.LINT / "record-tampered" / "fails"
    opened = open_project(cases.build(folder, tmp_path / "case", monkeypatch))

    sealed = seal(read_store(opened.tree, "evidence", opened.sources), cases.SEALED)

    assert [one.code for one in sealed.diagnostics] == ["seal-refused"]
    assert opened.sources.locate(sealed.diagnostics[0].at).file == "evidence/roster-1.yaml"


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """Registry and pages name the same codes."""
    assert {page.stem for page in PAGES.glob("*.md")} == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_has_the_one_form(code: str) -> None:
    """What, why, fails, passes, fix, since; with an example on each side."""
    text = documentation("diagnostics", code)

    assert text is not None
    assert text.startswith(f"# {code}\n")
    assert re.findall(r"^## (.*)$", text, re.M) == FORM
    fails, passes = text.split("## Fails\n")[1].split("## Passes\n")
    assert fails.count("```") == 2
    assert passes.split("## Fix\n")[0].count("```") == 2
    assert text.endswith(f"## Since\n\n{CODES[code].since}\n")
    assert max(map(len, text.splitlines())) <= 100


def test_every_code_in_the_source_is_registered_and_used() -> None:
    """A literal that the registry lacks would be an internal error, a code without one is dead."""
    made, written = set(), set()
    for path in sorted(PACKAGE.rglob("*.py")):
        for name, literal in _literals(ast.parse(path.read_text(encoding="utf-8"))):
            written |= {literal} if path.name != "registry.py" else set()
            if name in MAKERS and re.fullmatch(r"[a-z]+(?:-[a-z]+)+", literal):
                made.add(literal)

    assert made - set(CODES) == set()
    assert set(CODES) - written == set()


def _literals(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Every string, with the name of the function that has it as its first argument if one has."""
    first: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            first[id(node.args[0])] = name
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield first.get(id(node), ""), node.value

"""What only follows from a file that could not be used is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.lint import rules
from checker.project.open import open_project
from tests.checker.lint import cases


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("catalog/SEC-A.yaml", {"dangling-reference", "clause-without-control"}),
        ("catalog/evidence-types/review.schema.json", {"dangling-reference"}),
        ("inventory.yaml", {"dangling-reference", "deviation-matches-nothing"}),
        (
            "parties.yaml",
            {"dangling-reference", "unknown-party", "deviation-invalid", "unreviewed-link"},
        ),
        ("reviews.yaml", {"unreviewed-link"}),
    ],
)
def test_a_broken_file_takes_its_echoes_with_it(
    name: str, hidden: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what opening found, rules repeat nothing of it; without, they do."""
    project = cases.build(None, tmp_path / "case", monkeypatch)
    (project / name).write_text("[", encoding="utf-8")
    opened = open_project(project)
    assert opened.project is not None

    alone = {one.code for one in rules.apply(rules.LINT, opened.project)}
    informed = {one.code for one in rules.apply(rules.LINT, opened.project, opened.diagnostics)}

    assert informed & hidden == set()
    assert alone - informed <= hidden | {"evidence-type-unused", "control-without-clause"}
    assert alone & hidden


def test_what_has_another_cause_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken inventory hides no name that the catalog lacks."""
    folder = cases.LINT / "dangling-reference" / "fails"
    project = cases.build(folder, tmp_path / "case", monkeypatch)
    (project / "inventory.yaml").write_text("[", encoding="utf-8")
    opened = open_project(project)
    assert opened.project is not None

    found = rules.apply(rules.LINT, opened.project, opened.diagnostics)

    assert "there is no control 'SEC-AA'" in {one.message for one in found}


def test_a_warning_of_opening_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only an error that reaches every verdict may stand for what follows from it."""
    folder = cases.LINT / "obligation-outside-clause" / "fails"
    project = cases.build(folder, tmp_path / "case", monkeypatch)
    (project / "catalog" / "PRO-A.yaml").unlink()
    opened = open_project(project)
    assert opened.project is not None

    found = rules.apply(rules.LINT, opened.project, opened.diagnostics)

    assert "clause-without-control" in {one.code for one in found}

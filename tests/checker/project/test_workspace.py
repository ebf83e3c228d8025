"""A workspace names its projects, each once; an entry that names none is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.project.workspace import open_workspace


def _projects(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).mkdir(parents=True, exist_ok=True)
        (folder / path / "rsp.yaml").touch()


def _found(folder: Path, *entries: str) -> tuple[list[str], list[str]]:
    lines = [f'  - "{entry}"\n' for entry in entries]
    (folder / "rsp-workspace.yaml").write_text("projects:\n" + "".join(lines), encoding="utf-8")
    opened = open_workspace(folder)
    roots = [root.relative_to(folder).as_posix() for root in opened.roots]
    return roots, [one.code for one in opened.diagnostics]


@pytest.mark.parametrize(
    ("entries", "roots"),
    [
        (("a/x",), ["a/x"]),
        (("a/*",), ["a/x", "a/y"]),
        (("*/x",), ["a/x", "b/x"]),
        (("**/x",), ["a/x", "b/x", "b/deep/x"]),
        (("b/**",), ["b/deep/x", "b/x"]),
        (("a/y", "a/*", "./a/y/"), ["a/y", "a/x"]),
        (("a/[xz]",), ["a/x"]),
    ],
)
def test_entries_name_folders_of_projects(
    tmp_path: Path, entries: tuple[str, ...], roots: list[str]
) -> None:
    """A folder without a project is passed over by a pattern."""
    _projects(tmp_path, "a/x", "a/y", "b/x", "b/deep/x")
    (tmp_path / "a" / "none").mkdir()

    assert _found(tmp_path, *entries) == (roots, [])


@pytest.mark.parametrize("entry", ["c", "c/*", "a/none", "A/x"])
def test_an_entry_that_names_no_project_is_an_error(tmp_path: Path, entry: str) -> None:
    """The others are found."""
    _projects(tmp_path, "a/x")
    (tmp_path / "a" / "none").mkdir()

    assert _found(tmp_path, entry, "a/x") == (["a/x"], ["workspace-entry-empty"])


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("../a", "path-escapes"),
        ("/a", "path-escapes"),
        ("a\\\\x", "path-not-portable"),
        ("C:/a", "path-not-portable"),
        ("out", "path-escapes"),
    ],
)
def test_no_entry_leads_out_of_the_workspace(tmp_path: Path, entry: str, code: str) -> None:
    """Neither by its text nor by a link."""
    inner = tmp_path / "inner"
    _projects(tmp_path, "inner", "elsewhere")
    (inner / "rsp.yaml").unlink()
    (inner / "out").symlink_to(tmp_path / "elsewhere")

    assert _found(inner, entry) == ([], [code])


def test_a_project_beside_the_workspace_belongs_to_it(tmp_path: Path) -> None:
    """Nobody has to list the folder itself."""
    _projects(tmp_path, ".", "a")

    assert _found(tmp_path, "a") == ([".", "a"], [])


@pytest.mark.parametrize("text", ["projects: []\n", "projects:\n", "project: [a]\n", "projects: ["])
def test_a_workspace_that_cannot_be_read_is_an_error(tmp_path: Path, text: str) -> None:
    """It never means that there is nothing to check."""
    (tmp_path / "rsp-workspace.yaml").write_text(text, encoding="utf-8")

    opened = open_workspace(tmp_path)

    assert opened.roots == ()
    assert opened.diagnostics


def test_a_project_whose_file_is_a_link_to_nothing_is_not_passed_over(tmp_path: Path) -> None:
    """Checking it fails, where a pattern that dropped it would leave a green workspace."""
    _projects(tmp_path, "a", "b")
    (tmp_path / "b" / "rsp.yaml").unlink()
    (tmp_path / "b" / "rsp.yaml").symlink_to("gone")

    assert _found(tmp_path, "*") == (["a", "b"], [])

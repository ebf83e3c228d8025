"""The project is found upward, and no further than it may belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.project import discover
from checker.project.discover import PROJECT_FILE, project_root, search


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A folder three levels down."""
    folder = tmp_path / "a" / "b" / "c"
    folder.mkdir(parents=True)
    return folder


def test_the_nearest_counts(tmp_path: Path, deep: Path) -> None:
    """Not the outermost; a file of the project leads to it, too."""
    (tmp_path / PROJECT_FILE).touch()
    (tmp_path / "a" / "b" / PROJECT_FILE).touch()

    assert project_root(deep) == tmp_path / "a" / "b"
    assert project_root(tmp_path / "a" / "b" / PROJECT_FILE) == tmp_path / "a" / "b"
    assert project_root(tmp_path / "a") == tmp_path


@pytest.mark.parametrize("mark", ["folder", "file"])
def test_nothing_above_the_repository_counts(tmp_path: Path, deep: Path, mark: str) -> None:
    """Of a clone and of a work tree; its root itself does."""
    (tmp_path / PROJECT_FILE).touch()
    root = tmp_path / "a"
    (root / ".git").mkdir() if mark == "folder" else (root / ".git").touch()

    found = search(deep, PROJECT_FILE)

    assert (found.root, found.until) == (None, "the root of the repository")
    assert found.looked == (deep, tmp_path / "a" / "b", root)
    (root / PROJECT_FILE).touch()
    assert project_root(deep) == root


def test_nothing_above_the_home_folder_counts(
    tmp_path: Path, deep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies there belongs to somebody else."""
    (tmp_path / PROJECT_FILE).touch()
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "a")

    assert search(deep, PROJECT_FILE).until == "the home folder"
    assert project_root(deep) is None
    assert project_root(tmp_path) == tmp_path


def test_nothing_on_another_file_system_counts(
    tmp_path: Path, deep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mounted folder ends at its mount."""
    (tmp_path / PROJECT_FILE).touch()
    mounted = tmp_path / "a"
    inside = (mounted, *(mounted / one for one in ("b", "b/c")))
    monkeypatch.setattr(discover, "_device", lambda folder: 2 if folder in inside else 1)

    assert search(deep, PROJECT_FILE).until == "the end of this file system"
    assert project_root(deep) is None


def test_nobody_has_to_have_a_home(deep: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without one looks up to the root."""

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)

    assert search(deep, "no-such-file").looked[0] == deep


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_what_has_the_name_and_is_no_file_counts(tmp_path: Path, deep: Path, kind: str) -> None:
    """The project above is not taken for one whose settings cannot be read."""
    (tmp_path / PROJECT_FILE).touch()
    broken = deep / PROJECT_FILE
    if kind == "link":
        broken.symlink_to("gone")
    else:
        broken.mkdir()

    assert project_root(deep) == deep

"""Text that is not saved, over a tree."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.read.folder import FolderTree
from checker.read.overlay import OverlayTree, place_of
from checker.read.tree import Refused


def over(root: Path, **texts: str) -> OverlayTree:
    """A tree with texts by name, `__` for a slash."""
    places = {place_of(root / name.replace("__", "/")): t.encode() for name, t in texts.items()}
    return OverlayTree(FolderTree(root), places)


def test_text_stands_in_for_the_file_and_for_one_that_is_not_there(tmp_path: Path) -> None:
    """In what is read, listed and hashed alike."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "a").write_text("saved")
    (tmp_path / "b").write_text("saved")
    tree = over(tmp_path, a="typed", sub__new="new", sub__x="")

    assert [tree.read(path, 10) for path in ("a", "b", "sub/new", "sub/x")] == [
        b"typed",
        b"saved",
        b"new",
        b"",
    ]
    assert tree.list("").files == ("a", "b", "sub/new", "sub/x")
    assert tree.list("sub").files == ("sub/new", "sub/x")
    assert [tree.exists(path) for path in ("sub/new", "sub/no", "../a")] == [True, False, False]
    assert tree.digest("a") != FolderTree(tmp_path).digest("a")


def test_text_is_held_to_the_limit(tmp_path: Path) -> None:
    """As the file would be."""
    with pytest.raises(Refused, match="at most 3 are read"):
        over(tmp_path, a="four").read("a", 3)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege there")
def test_text_does_not_hide_a_link_that_leads_out(tmp_path: Path) -> None:
    """What would not be read is not read from an editor either."""
    (tmp_path / "root").mkdir()
    (tmp_path / "outside").write_text("x")
    (tmp_path / "root" / "a").symlink_to("../outside")
    tree = over(tmp_path / "root", a="typed")

    with pytest.raises(Refused, match="leads out"):
        tree.read("a", 10)


def test_texts_of_other_roots_and_hidden_names_are_no_files_of_a_tree(tmp_path: Path) -> None:
    """A neighbour whose name starts the same is outside."""
    (tmp_path / "root").mkdir()
    (tmp_path / "root-2").mkdir()
    texts = {
        place_of(tmp_path / "root-2" / "a"): b"x",
        place_of(tmp_path / "root" / ".git" / "b"): b"x",
    }

    assert OverlayTree(FolderTree(tmp_path / "root"), texts).list("").files == ()


def test_nobody_waits_any_more(tmp_path: Path) -> None:
    """Whatever `wanted` raises ends the reading."""

    def wanted() -> None:
        raise KeyboardInterrupt

    (tmp_path / "a").write_text("saved")
    with pytest.raises(KeyboardInterrupt):
        OverlayTree(FolderTree(tmp_path), {}, wanted).read("a", 10)

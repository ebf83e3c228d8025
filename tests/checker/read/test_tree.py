"""Folders as trees: nothing outside the root is read, whatever a path or link says."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from checker.read.folder import FolderTree
from checker.read.tree import Refused, beside, checked


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root with a file, beside a file that is none of its business."""
    (tmp_path / "secret").write_bytes(b"secret")
    root = tmp_path / "root"
    (root / "a").mkdir(parents=True)
    (root / "a" / "x.yaml").write_bytes(b"x")
    return root


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/etc/passwd", "path-escapes"),
        ("../secret", "path-escapes"),
        ("a/../../secret", "path-escapes"),
        ("a/..", "path-escapes"),
        ("a\\..\\secret", "path-not-portable"),
        ("C:/secret", "path-not-portable"),
        ("a/\x00", "path-not-portable"),
        ("a\nb", "path-not-portable"),
        ("a", "file-not-regular"),
        ("", "file-not-regular"),
        ("a/y.yaml", "file-missing"),
        ("a/x.yaml/z", "file-missing"),
    ],
)
def test_a_path_that_is_not_a_file_inside_is_refused(root: Path, path: str, code: str) -> None:
    """Reading, hashing and asking refuse alike."""
    tree = FolderTree(root)

    for attempt in (lambda: tree.read(path, 10), lambda: tree.digest(path)):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == code
    assert not tree.exists(path)


@pytest.mark.parametrize("target", ["../../secret", "/etc/passwd"])
def test_a_link_out_of_the_root_is_refused(root: Path, target: str) -> None:
    """Whether a file or the folder above it is the link."""
    (root / "a" / "link").symlink_to(target)
    (root / "out").symlink_to("..")
    tree = FolderTree(root)

    for path in ("a/link", "out/secret"):
        with pytest.raises(Refused) as refused:
            tree.read(path, 10)
        assert refused.value.code == "path-escapes"
    listing = tree.list("")
    assert listing.files == ("a/x.yaml",)
    assert {found.code for found in listing.diagnostics} == {"path-escapes", "symlink-refused"}


def test_a_link_inside_the_root_is_followed(root: Path) -> None:
    """It names a file that could be read anyway."""
    (root / "link").symlink_to("a/x.yaml")
    tree = FolderTree(root)

    assert tree.read("link", 10) == b"x"
    assert tree.list("").files == ("a/x.yaml", "link")


def test_a_file_over_its_limit_is_refused_and_can_still_be_hashed(root: Path) -> None:
    """The limit itself is allowed; hashing does not load."""
    (root / "big").write_bytes(b"x" * 100)
    tree = FolderTree(root)

    assert tree.read("big", 100) == b"x" * 100
    assert tree.digest("big") == hashlib.sha256(b"x" * 100).hexdigest()
    with pytest.raises(Refused) as refused:
        tree.read("big", 99)
    assert refused.value.code == "file-too-large"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_at_once(root: Path) -> None:
    """Opening one would wait for a writer."""
    os.mkfifo(root / "pipe")
    tree = FolderTree(root)

    with pytest.raises(Refused) as refused:
        tree.read("pipe", 10)
    assert refused.value.code == "file-not-regular"
    assert [found.code for found in tree.list("").diagnostics] == ["file-not-regular"]


def test_names_that_differ_only_in_case_are_reported(root: Path) -> None:
    """On another system they would be one file."""
    (root / "a" / "X.yaml").write_bytes(b"other")
    if len(os.listdir(root / "a")) < 2:
        pytest.skip("the file system folds case")

    listing = FolderTree(root).list("a")

    assert [found.code for found in listing.diagnostics] == ["path-case-conflict"]


def test_listing_is_sorted_and_leaves_hidden_names_out(root: Path) -> None:
    """The same on every machine; `.git` and the like are nobody's evidence."""
    for name in ("b.yaml", "a/b/c.yaml", ".git/x", "a/.hidden", "B.yaml2"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()

    assert FolderTree(root).list("").files == ("B.yaml2", "a/b/c.yaml", "a/x.yaml", "b.yaml")
    assert FolderTree(root).list("a").files == ("a/b/c.yaml", "a/x.yaml")


def test_documents_of_two_roots_are_kept_apart(root: Path) -> None:
    """A prefix with a colon is no path of a project."""
    assert FolderTree(root, prefix="catalog:").document("a/x.yaml") == "catalog:a/x.yaml"
    with pytest.raises(Refused):
        checked("catalog:a/x.yaml")


def test_a_path_beside_a_file_never_climbs() -> None:
    """What belongs to a record lies in its folder or below."""
    assert beside("evidence/q3/r.yaml", "./files//x.csv") == "evidence/q3/files/x.csv"
    assert beside("r.yaml", "x.csv") == "x.csv"
    with pytest.raises(Refused):
        beside("evidence/q3/r.yaml", "../q2/x.csv")

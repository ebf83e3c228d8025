"""Revisions that are hostile: links, submodules, names, sizes; and text that acts on a comment."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from checker.diff.json import render
from checker.diff.markdown import render as markdown
from checker.diff.model import Diff
from checker.project.open import open_project
from checker.read.git_tree import GitTree
from checker.read.repository import Repository
from checker.read.tree import Refused
from tests.checker.cli.conftest import Rsp, change
from tests.checker.review.conftest import Git, commit


def codes(rsp: Rsp) -> list[tuple[str, str]]:
    """What is wrong with the base, by code and file."""
    found = json.loads(rsp("diff", "HEAD~1", "--project", "lab", "--format", "json").out)
    return [(one["code"], one["file"]) for one in found["diagnostics"]]


@pytest.fixture
def linked(lab: Path, git: Git) -> Path:
    """A catalog that is read through a link within the project."""
    (lab / SEC_A).rename(lab / "aside.yaml")
    (lab / SEC_A).symlink_to("../aside.yaml")
    commit(git)
    commit(git)
    return lab


SEC_A = "catalog/SEC-A.yaml"


def test_a_link_within_the_project_is_followed(linked: Path, rsp: Rsp) -> None:
    """As in a checkout."""
    run = rsp("diff", "HEAD~1", "--project", "lab", "--format", "json")

    assert (run.code, json.loads(run.out)["policy"]["changes"]) == (0, [])


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../../../../../../etc/passwd", "path-escapes"),
        ("/etc/passwd", "path-escapes"),
        ("SEC-A.yaml", "file-not-regular"),
        ("nowhere.yaml", "file-not-regular"),
        ("evidence-types", "symlink-refused"),
    ],
)
def test_a_link_that_leads_elsewhere(lab: Path, git: Git, rsp: Rsp, target: str, code: str) -> None:
    """It is reported, and not read."""
    (lab / SEC_A).unlink()
    (lab / SEC_A).symlink_to(target)
    commit(git)
    commit(git)

    assert (code, SEC_A) in codes(rsp)


def test_a_submodule_is_no_file(lab: Path, git: Git, rsp: Rsp) -> None:
    """Nothing is fetched."""
    head = git("rev-parse", "HEAD")
    git("update-index", "--add", "--cacheinfo", f"160000,{head},lab/catalog/other")
    git("commit", "-q", "-m", "a submodule")
    git("commit", "-q", "--allow-empty", "-m", "another")

    assert ("file-not-regular", "catalog/other") in codes(rsp)


def test_names_that_differ_only_in_case(lab: Path, git: Git, rsp: Rsp) -> None:
    """A checkout elsewhere would hold one of them."""
    blob = git("rev-parse", f"HEAD:lab/{SEC_A}")
    git("update-index", "--add", "--cacheinfo", f"100644,{blob},lab/catalog/sec-a.yaml")
    git("commit", "-q", "-m", "twins")
    git("commit", "-q", "--allow-empty", "-m", "another")

    assert ("path-case-conflict", "catalog/sec-a.yaml") in codes(rsp)


def test_a_file_that_is_too_large(lab: Path, git: Git, rsp: Rsp) -> None:
    """It is refused by what the listing says, without being read."""
    with (lab / "parties.yaml").open("a", encoding="utf-8") as file:
        file.write("#" + "x" * (17 << 20))
    commit(git)
    commit(git)

    found = codes(rsp)
    assert ("file-too-large", "rsp.yaml") in found


def test_hidden_names_are_left_out(lab: Path, git: Git, rsp: Rsp) -> None:
    """As in a folder."""
    (lab / "catalog" / ".hidden").mkdir()
    (lab / "catalog" / ".hidden" / "SEC-X.yaml").write_text("id: [\n", encoding="utf-8")
    commit(git)
    commit(git)

    assert codes(rsp) == []


def test_a_revision_reads_as_its_checkout(lab: Path, git: Git) -> None:
    """The same project, to the digest; the same refusals."""
    repository = Repository(lab)
    assert not repository.shallow
    with repository.tree(repository.commit("HEAD"), "lab") as tree:
        opened = open_project(Path(), tree=tree)

        assert opened.diagnostics == ()
        assert opened.project is not None
        folder = open_project(lab).project
        assert folder is not None
        assert opened.project.digest == folder.digest
        refused_all(tree)
        assert (
            tree.digest("rsp.yaml")
            == __import__("hashlib").sha256((lab / "rsp.yaml").read_bytes()).hexdigest()
        )


def refused_all(tree: GitTree) -> None:
    for path, code in (
        ("nowhere.yaml", "file-missing"),
        ("catalog", "file-not-regular"),
        ("../edition/mini-1/thresholds.yaml", "path-escapes"),
    ):
        assert not tree.exists(path)
        with pytest.raises(Refused) as refused:
            tree.read(path, 1 << 20)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        tree.list("nowhere")
    assert refused.value.code == "file-missing"


@pytest.mark.parametrize(
    "name",
    ["--output=x", "-", "", "a b", "HEAD\n", "HEAD:lab", "\x00", "a" * 300, "@{99}", "^HEAD"],
)
def test_a_name_that_is_none(git: Git, lab: Path, rsp: Rsp, name: str) -> None:
    """It is given to git as a name alone, or not at all."""
    run = rsp("diff", "--project", "lab", "--", name)

    assert run.code == 2
    assert "revision" in run.err or "empty name" in run.err
    assert not (lab.parent / "x").exists()


def test_nothing_is_written(lab: Path, git: Git, rsp: Rsp) -> None:
    """Neither in the working tree nor in the repository."""
    change(lab / "rsp.yaml", "allow_closed: true", "allow_closed: false")
    before = {path: path.stat().st_mtime_ns for path in lab.parent.rglob("*") if path.is_file()}

    rsp("diff", "HEAD", "--project", "lab")

    after = {path: path.stat().st_mtime_ns for path in lab.parent.rglob("*") if path.is_file()}
    assert after == before


def test_text_from_files_acts_on_nothing(lab: Path, git: Git, rsp: Rsp) -> None:
    """Markdown shows it; a terminal prints it."""
    evil = "</details><script>alert(1)</script> @everyone [x](http://a) <!-- rsp diff -->"
    change(
        lab / "rsp.yaml",
        "title: Example Lab, first half of 2026",
        f'title: "{evil}\\e[31m"',
    )

    comment = rsp("diff", "HEAD", "--project", "lab", "--format", "markdown").out
    text = rsp("diff", "HEAD", "--project", "lab").out

    assert comment.count("<!-- rsp diff -->") == 1
    assert "<script>" not in comment
    assert "</details><script" not in comment
    assert "\x1b" not in comment + text


def test_a_comment_is_cut_to_its_size(lab: Path, git: Git, rsp: Rsp) -> None:
    """What is left out is said; the mark and the head stay."""
    change(lab / "catalog/SEC-B.yaml", "tolerance: P1D", "tolerance: P3D")
    import msgspec

    found = msgspec.json.decode(
        rsp("diff", "HEAD", "--project", "lab", "--format", "json").out.encode(), type=Diff
    )
    assert found.policy is not None
    many = msgspec.structs.replace(
        found,
        policy=msgspec.structs.replace(found.policy, changes=found.policy.changes * 2000),
    )

    cut = markdown(many, 60_000)

    assert len(cut.encode()) <= 60_000
    assert cut.startswith("<!-- rsp diff -->\n\n### ")
    assert "**Cut for size:**" in cut
    assert len(markdown(many)) > 60_000
    assert render(found) == render(found)
    assert os.linesep in cut

"""`rsp diff` on the command line: sides, formats, exit codes, and what it says of bad input."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from checker.diff.markdown import MARKER
from tests.checker.cli.conftest import Rsp, change
from tests.checker.review.conftest import Git, commit

SEC_B = "catalog/SEC-B.yaml"


@pytest.fixture
def weaker(lab: Path, git: Git) -> Path:
    """The working tree asks for less than its one commit: more holes, and a looser gate."""
    change(lab / SEC_B, "tolerance: P1D", "tolerance: P3D")
    return lab


def test_nothing_changed(git: Git, rsp: Rsp) -> None:
    """The project is found from a folder below it, or named; exit 0."""
    for more in (("--project", "lab"), ("--project", "lab/catalog")):
        run = rsp("diff", "HEAD", *more, "--fail-on", "weaker", "--fail-on", "posture")

        assert (run.code, run.err) == (0, "")
        assert "Policy: no change" in run.out
        assert "Posture: nothing moves" in run.out


def test_a_weakening_fails_where_that_is_asked_for(weaker: Path, git: Git, rsp: Rsp) -> None:
    """With both places, the id, and how to accept it, in 80 columns."""
    plainly = rsp("diff", "HEAD", "--project", "lab")
    strictly = rsp("diff", "HEAD", "--project", "lab", "--fail-on", "weaker")

    assert (plainly.code, strictly.code) == (0, 1)
    assert "HEAD:lab/catalog/SEC-B.yaml:31 -> lab/catalog/SEC-B.yaml:31" in strictly.out
    assert '    - change: "c1:' in strictly.out
    assert strictly.out.endswith(
        "Exit 1 (fails on weaker): 1 change asks for less, or may, and nobody has\naccepted it\n"
    )
    assert max(map(len, strictly.out.splitlines())) <= 80


def test_sides_may_be_named_in_every_way(weaker: Path, git: Git, rsp: Rsp) -> None:
    """Revisions, folders, ranges, the merge base: all compare the same two texts."""
    first = git("rev-parse", "HEAD")
    git("branch", "old")
    commit(git)
    git("tag", "new")
    shutil.copytree(weaker, weaker.parent / "before")
    change(weaker.parent / "before" / SEC_B, "tolerance: P3D", "tolerance: P1D")
    expected = {"tolerance-longer"}
    for sides in (
        ("old", "new", "--project", "lab"),
        ("old..new", "--project", "lab"),
        ("old...new", "--project", "lab"),
        ("old", "lab"),
        ("old", "--merge-base", "--project", "lab"),
        (first, "HEAD", "--project", "lab"),
        ("before", "lab"),
    ):
        run = rsp("diff", *sides, "--format", "json")

        found = json.loads(run.out)
        assert {one["change"] for one in found["policy"]["changes"]} == expected, sides
        assert run.code == 0


def test_the_merge_base_leaves_out_what_the_base_got_since(
    weaker: Path, git: Git, rsp: Rsp
) -> None:
    """What others merged meanwhile is none of this change."""
    git("checkout", "-q", "-b", "mine")
    commit(git)
    git("checkout", "-q", "-b", "theirs", "HEAD~1")
    change(weaker / "rsp.yaml", "gate: {allow_closed: true}", "gate: {allow_closed: false}")
    commit(git)

    two_ends = json.loads(rsp("diff", "theirs..mine", "--project", "lab", "--format", "json").out)
    merged = json.loads(rsp("diff", "theirs...mine", "--project", "lab", "--format", "json").out)

    assert {one["change"] for one in two_ends["policy"]["changes"]} == {
        "tolerance-longer", "gate-allow-closed-on",
    }  # fmt: skip
    assert {one["change"] for one in merged["policy"]["changes"]} == {"tolerance-longer"}


def test_what_passes_only_because_the_policy_changed_is_named(
    lab: Path, git: Git, rsp: Rsp
) -> None:
    """The evidence is the same; a gap that a looser rule closes is no merit."""
    change(lab / "catalog/SEC-A.yaml", "evidence.unknown == 0", "evidence.unknown < 0")
    rsp("review", "SEC-A", "lab", "--because", "read again")
    commit(git)
    change(lab / "catalog/SEC-A.yaml", "evidence.unknown < 0", "evidence.unknown >= 0")
    rsp("review", "SEC-A", "lab", "--because", "read again")

    run = rsp("diff", "HEAD", "--project", "lab", "--format", "json", "--fail-on", "posture")

    found = json.loads(run.out)
    eased = {(one["kind"], one["id"]) for one in found["posture"]["moved"] if one["how"] == "eased"}
    assert found["posture"]["same_evidence"] is True
    assert {("instance", "SEC-A/comparison@organization"), ("control", "SEC-A")} <= eased
    assert run.code == 1
    assert "passes by the policy of the head alone" in found["exit"]["because"]
    text = rsp("diff", "HEAD", "--project", "lab").out
    assert "Passes only because the policy changed (" in text
    assert "instance SEC-A/comparison@organization: unmet to met" in text


def test_the_json_fits_the_schema_that_is_published(weaker: Path, git: Git, rsp: Rsp) -> None:
    """With changes, posture and diagnostics."""
    (weaker / "deviations.yaml").write_text("deviations: 7\n", encoding="utf-8")
    change(weaker / "rsp.yaml", "reviews:", "deviations: deviations.yaml\nreviews:")

    run = rsp("diff", "HEAD", "--project", "lab", "--format", "json")
    schema = json.loads(rsp("schema", "diff").out)
    found = json.loads(run.out)

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    assert run.code == found["exit"]["code"] == 3
    assert found["policy"]["changes"]
    assert found["posture"]["moved"]
    assert [one["code"] for one in found["diagnostics"]] == ["schema-violation"]


def test_markdown_is_for_a_comment_that_is_updated(weaker: Path, git: Git, rsp: Rsp) -> None:
    """A hidden mark comes first; the file is written whole."""
    run = rsp("diff", "HEAD", "--project", "lab", "--format", "markdown", "--output", "c.md")
    text = Path("c.md").read_text(encoding="utf-8")

    assert (run.code, run.out) == (0, "")
    assert text.startswith(
        f"{MARKER}\n\n### This change weakens the policy: 1 to be accepted or taken back\n"
    )
    assert "`HEAD:lab/catalog/SEC-B.yaml:31` to `lab/catalog/SEC-B.yaml:31`" in text


def test_saved_assessments_have_a_posture_and_no_policy(lab: Path, git: Git, rsp: Rsp) -> None:
    """Two of them, or one beside the project; what cannot be decided is refused."""
    rsp("report", "lab", "--format", "json", "--output", "before.json")
    shutil.rmtree(lab / "evidence")
    (lab / "evidence").mkdir()
    (lab / "evidence" / "manifest.jsonl").write_text("", encoding="utf-8")
    rsp("report", "lab", "--format", "json", "--output", "after.json")

    for sides in (("before.json", "after.json"), ("before.json", "lab")):
        run = rsp("diff", *sides, "--format", "json")
        found = json.loads(run.out)
        assert found["policy"] is None
        assert "a saved assessment holds verdicts" in found["policy_because"]
        assert found["posture"]["same_evidence"] is False
        assert any(one["how"] == "worse" for one in found["posture"]["moved"])
        assert rsp("diff", *sides, "--fail-on", "posture").code == 1
        refused = rsp("diff", *sides, "--fail-on", "weaker")
        assert refused.code == 2
        assert "--fail-on weaker cannot be decided" in refused.err


BAD = [
    (("nowhere",), 2, "the repository has no revision 'nowhere'\n    name a branch"),
    (("origin/main",), 2, "git fetch origin main brings it"),
    (("--", "--upload-pack=x"), 2, "is no name of a revision"),
    (("HEAD", "--fail-on", "weakr"), 2, "--fail-on knows no 'weakr'\n    did you mean weaker?"),
    (("HEAD", "--project", "edition"), 2, "there is no rsp.yaml on either side, in edition"),
    (("HEAD", "--project", "/"), 2, "cannot be compared with a revision: it lies in no git"),
    (("lab...HEAD",), 2, "only a revision has a merge base"),
    (("HEAD", "lab", "--merge-base", "--base-project", "../.."), 2, "lies outside of the"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), BAD, ids=[str(one[0]) for one in BAD])
def test_what_cannot_be_compared(
    arguments: tuple[str, ...], code: int, message: str, git: Git, rsp: Rsp
) -> None:
    """What is wrong, and what to do; never a traceback."""
    run = rsp("diff", *arguments)

    assert run.code == code
    assert message in run.err
    assert run.out == ""


def test_a_shallow_clone(lab: Path, git: Git, rsp: Rsp, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says how to fetch what is missing."""
    commit(git)
    git("clone", "-q", "--depth", "1", f"file://{lab.parent}", str(lab.parent / "clone"))
    monkeypatch.chdir(lab.parent / "clone")

    run = rsp("diff", "HEAD~1", "--project", "lab")

    assert run.code == 2
    assert "the repository has no revision 'HEAD~1'" in run.err
    assert "the clone is shallow" in run.err
    assert "fetch-depth: 0" in run.err


def test_a_branch_that_only_the_remote_has(
    lab: Path, git: Git, rsp: Rsp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a checkout of a pull request."""
    git("branch", "release")
    git("clone", "-q", str(lab.parent), str(lab.parent / "clone"))
    monkeypatch.chdir(lab.parent / "clone")

    assert "did you mean origin/release?" in rsp("diff", "release", "--project", "lab").err
    assert rsp("diff", "origin/release", "--project", "lab").code == 0


def test_a_folder_that_is_a_branch_too(lab: Path, git: Git, rsp: Rsp) -> None:
    """Nobody can tell which is meant."""
    git("branch", "lab")

    run = rsp("diff", "lab")

    assert run.code == 2
    assert "'lab' is a folder and a revision" in run.err
    assert rsp("diff", "refs/heads/lab", "./lab").code == 0


def test_a_project_that_is_new(lab: Path, git: Git, rsp: Rsp) -> None:
    """Everything is new: that is said, and is no failure."""
    shutil.copytree(lab, lab.parent / "second")

    run = rsp("diff", "HEAD", "second", "--fail-on", "weaker")

    assert run.code == 0
    assert "project-added: the base has no rsp.yaml: everything is new" in run.out


def test_a_project_that_moved_is_not_new(lab: Path, git: Git, rsp: Rsp) -> None:
    """A folder that is renamed cannot hide what changed in it."""
    lab.rename(lab.parent / "policy")
    change(lab.parent / "policy" / SEC_B, "tolerance: P1D", "tolerance: P3D")

    run = rsp("diff", "HEAD", "policy", "--fail-on", "weaker")
    told = rsp("diff", "HEAD", "policy", "--base-project", "lab", "--fail-on", "weaker")

    assert run.code == told.code == 1
    assert "unless the project moved from lab" in " ".join(run.out.split())
    assert "HEAD:lab/catalog/SEC-B.yaml:31 -> policy/catalog/SEC-B.yaml:31" in told.out


def test_a_project_that_is_removed(lab: Path, git: Git, rsp: Rsp) -> None:
    """It asks for nothing any more."""
    (lab / "rsp.yaml").unlink()

    run = rsp("diff", "HEAD", "--project", "lab", "--fail-on", "weaker")

    assert run.code == 1
    assert "project-removed: the project is removed" in run.out


@pytest.mark.parametrize("side", ["base", "head"])
def test_a_broken_file_of_a_side(lab: Path, git: Git, rsp: Rsp, side: str) -> None:
    """It is named with its revision and line, exit 3, and what can be compared is."""
    whole = git("rev-parse", "HEAD")
    (lab / "catalog" / "SEC-A.yaml").write_text("id: [\n", encoding="utf-8")
    change(lab / SEC_B, "tolerance: P1D", "tolerance: P3D")
    broken = commit(git)
    sides = (broken, whole) if side == "base" else (whole, broken)

    run = rsp("diff", *sides, "--project", "lab", "--format", "json")

    found = json.loads(run.out)
    kinds = {(one["kind"], one["change"]) for one in found["policy"]["changes"]}
    assert run.code == 3
    assert f"{broken}:lab/catalog/SEC-A.yaml:2:1: error syntax-invalid" in run.err
    assert (
        {("undecidable", "control-added"), ("stronger", "tolerance-shorter")}
        if side == "base"
        else {("weaker", "control-removed"), ("weaker", "tolerance-longer")}
    ) <= kinds


def test_a_project_that_cannot_be_opened(lab: Path, git: Git, rsp: Rsp) -> None:
    """Neither part can be compared, and both say why."""
    change(lab / "rsp.yaml", "policy: mini-1", "policy: none-such")

    run = rsp("diff", "HEAD", "--project", "lab")

    assert run.code == 3
    assert "lab/rsp.yaml:3:9: error edition-unknown" in run.err
    assert "Policy: not compared, the head has no project that can be opened" in run.out

"""`rsp review` shows what changed since a stamp, from the history of the files (R21)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.report.layout import columns
from tests.checker.cli.conftest import Rsp, change
from tests.checker.review.conftest import Git, commit

REVIEW = ("review", "SEC-B", "lab", "--clause", "SEC-1")


def shown(rsp: Rsp, *arguments: str) -> str:
    """What a review shows, on one line; no line of it is wider than a terminal."""
    run = rsp(*(arguments or REVIEW))
    assert (run.code, run.err) == (0, "")
    assert max(map(columns, run.out.split("\n"))) <= 80
    return " ".join(run.out.split())


CONTROL = {
    "title: A second": ("title: One more", "title - A second person approves"),
    "statement: No one": ("statement: Hardly anyone", "+ Hardly anyone reaches"),
    "tolerance: P1D": ("tolerance: P2D", "requirement approvals: tolerance - P1D + P2D"),
    "maximum: P60D": ("maximum: P61D", "parameter freshness: maximum - P60D + P61D"),
    "{control: SEC-A,": ("{control: GOV-A,", "depends_on - SEC-A + GOV-A"),
    "a session was approved by its": (
        "a session got approved by its",
        "requirement approvals: validations - evidence.sessions.all(s, s.approved_by !="
        " s.requested_by) — else: a - session was approved by its own requester",
    ),
}


@pytest.mark.parametrize("old", CONTROL)
def test_what_changed_in_a_control_is_shown_with_both_texts(
    lab: Path, rsp: Rsp, git: Git, old: str
) -> None:
    """Every field that its fingerprint covers, as it was in the revision that was stamped."""
    first = git("rev-parse", "HEAD")[:12]
    new, expected = CONTROL[old]
    change(lab / "catalog" / "SEC-B.yaml", old, new)

    found = shown(rsp)

    assert f"The control changed since the publisher's stamp, which fits revision {first}" in found
    assert expected in found


def test_what_carries_a_link_is_part_of_it(lab: Path, rsp: Rsp, git: Git) -> None:
    """The link, and not the control alone, was read."""
    change(lab / "catalog" / "SEC-B.yaml", "    by: [approvals]\n", "")

    assert "carried by - approvals + all requirements" in shown(rsp)


def test_an_evidence_type_is_part_of_a_control(lab: Path, rsp: Rsp, git: Git) -> None:
    """What a record of it has to show."""
    path = lab / "catalog" / "evidence-types" / "weight-log.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["description"] = "Another log."
    path.write_text(json.dumps(schema), encoding="utf-8")

    found = shown(rsp)

    assert "evidence type weight-log: description - " in found
    assert "+ Another log." in found


def test_what_changed_in_a_clause_is_shown(lab: Path, tmp_path: Path, rsp: Rsp, git: Git) -> None:
    """Its text and how binding it is; the control did not change and is not said to."""
    change(tmp_path / "edition" / "mini-1" / "security.md", "No one reaches", "Few reach")

    found = shown(rsp)

    assert "The clause changed since the publisher's stamp, which fits revision" in found
    assert "text - No one reaches model weights alone. + Few reach" in found
    assert "The control changed" not in found


def test_both_sides_are_found_each_in_its_own_revision(
    lab: Path, tmp_path: Path, rsp: Rsp, git: Git
) -> None:
    """The stamp need not fit any single revision."""
    change(tmp_path / "edition" / "mini-1" / "security.md", "No one reaches", "Few reach")
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Hardly anyone")
    commit(git)
    change(lab / "catalog" / "SEC-B.yaml", "Hardly anyone", "Nobody at all")
    commit(git)

    found = shown(rsp)

    assert "text - No one reaches model weights alone. + Few reach" in found
    assert "statement - No one reaches model weights alone. + Nobody at all reaches" in found


def test_the_newest_revision_that_fits_is_named(lab: Path, rsp: Rsp, git: Git) -> None:
    """A text that came back is a review that came back."""
    path = lab / "catalog" / "SEC-B.yaml"
    change(path, "statement: No one", "statement: Hardly anyone")
    commit(git)
    change(path, "statement: Hardly anyone", "statement: No one")
    newest = commit(git)
    change(path, "statement: No one", "statement: Few people")

    assert f"which fits revision {newest}" in shown(rsp)


def test_a_control_is_found_in_a_file_of_another_name(lab: Path, rsp: Rsp, git: Git) -> None:
    """It is known by its id."""
    git("mv", "lab/catalog/SEC-B.yaml", "lab/catalog/second-person.yaml")
    commit(git)
    change(lab / "catalog" / "second-person.yaml", "statement: No one", "statement: Few")

    assert "statement - No one reaches model weights alone. + Few reaches" in shown(rsp)


def test_line_ends_are_no_change(lab: Path, rsp: Rsp, git: Git) -> None:
    """A revision with other line ends has the text that was stamped."""
    path = lab / "catalog" / "SEC-B.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    newest = commit(git)
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    change(path, "statement: No one", "statement: Few")

    found = shown(rsp)

    assert f"which fits revision {newest}" in found
    assert "statement - No one reaches model weights alone. + Few" in found


def test_the_own_stamp_is_what_counts_for_the_organisation(lab: Path, rsp: Rsp, git: Git) -> None:
    """It was written over a later text than the publisher's."""
    path = lab / "catalog" / "SEC-B.yaml"
    change(path, "statement: No one", "statement: Hardly anyone")
    assert rsp(*REVIEW, "--because", "read both").code == 0
    commit(git)
    change(path, "statement: Hardly anyone", "statement: Few people")

    found = shown(rsp)

    assert "The control changed since the own stamp" in found
    assert "statement - Hardly anyone reaches" in found


def test_a_change_of_several_links_is_shown_once(lab: Path, rsp: Rsp, git: Git) -> None:
    """For the others it is named."""
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Few")

    found = shown(rsp, "review", "SEC-B", "lab")

    assert (found.count("- No one reaches"), found.count("as shown for SEC-1.")) == (1, 1)


def test_a_current_link_needs_no_history(lab: Path, rsp: Rsp, git: Git) -> None:
    """Nothing changed."""
    assert "changed since" not in shown(rsp)


# --- Where there is no text to show --------------------------------------------------------------


def lost(lab: Path, rsp: Rsp) -> str:
    """What is said of a control that moved and whose earlier text is not found."""
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Few")
    found = shown(rsp)
    assert "statement -" not in found
    head = "The control changed since the publisher's stamp; what it was then is not known: "
    return found.partition(head)[2].partition(". Nothing was stamped")[0]


def test_outside_a_repository(lab: Path, rsp: Rsp) -> None:
    """It is said."""
    assert lost(lab, rsp) == "it lies in no git repository"


def test_a_repository_without_a_commit(lab: Path, rsp: Rsp, git: Git, tmp_path: Path) -> None:
    """Nothing was ever kept."""
    git("update-ref", "-d", "HEAD")

    assert lost(lab, rsp) == "the git repository it lies in has no usable revision"


def test_a_folder_that_the_repository_does_not_hold(lab: Path, rsp: Rsp, git: Git) -> None:
    """As an installed catalog in an environment that is ignored."""
    git("rm", "-rq", "--cached", "lab")
    git("commit", "-q", "--amend", "-m", "without it")

    assert lost(lab, rsp) == "no revision of the git repository it lies in holds it"


def test_a_shallow_clone(
    lab: Path, rsp: Rsp, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it lacks can be fetched."""
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Hardly anyone")
    commit(git)
    git("clone", "-q", "--depth", "1", f"file://{tmp_path}", "clone")
    monkeypatch.chdir(tmp_path / "clone")

    found = shown(rsp)

    assert "the clone is shallow, and the one revision of the folder that it has" in found
    assert "git fetch --unshallow" in found
    git("fetch", "-q", "--unshallow", at=tmp_path / "clone")
    assert "statement - No one reaches model weights alone. + Hardly" in shown(rsp)


def test_a_text_that_was_never_committed(lab: Path, rsp: Rsp, git: Git) -> None:
    """A revision is believed for nothing: only the text that was stamped is shown."""
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Hardly anyone")
    assert rsp("review", "SEC-B", "--catalog", "lab/catalog", "--because", "read it").code == 0
    change(lab / "catalog" / "SEC-B.yaml", "statement: Hardly anyone", "statement: Few")

    assert "the one revision of its folder is another text" in shown(rsp)


def test_more_revisions_than_are_looked_at(
    lab: Path, rsp: Rsp, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound is said."""
    path = lab / "catalog" / "SEC-B.yaml"
    for count in range(2):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("alone", f"alone, {count}"), encoding="utf-8")
        commit(git)
    for module in ("checker.read.git", "checker.review.archive"):
        monkeypatch.setattr(f"{module}.MOST", 2)

    assert "none of the latest 2 revisions of its folder holds it" in shown(rsp)


def test_a_machine_without_git(
    lab: Path, rsp: Rsp, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The review goes on with today's texts."""
    monkeypatch.setenv("PATH", "")

    assert lost(lab, rsp) == "git is not installed"


def test_an_installed_edition(
    lab: Path, rsp: Rsp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git: Git
) -> None:
    """It lies elsewhere, and has no history there."""
    moved = tmp_path.parent / f"{tmp_path.name}-installed"
    (tmp_path / "edition").rename(moved)
    for module in ("edition", "open"):
        monkeypatch.setattr(f"checker.project.{module}.editions_path", lambda: moved)
    change(moved / "mini-1" / "security.md", "No one reaches", "Few reach")

    assert (
        "The clause changed since the publisher's stamp; what it was then is not known:"
        in shown(rsp)
    )

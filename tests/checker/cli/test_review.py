"""`rsp review`: shows both sides, writes one stamp for each link, changes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checker.cli.conftest import Rsp, change

WHY = ("--because", "read both sides")


def test_nothing_is_written_without_a_reason(lab: Path, rsp: Rsp) -> None:
    """Both sides are shown."""
    before = (lab / "reviews.yaml").read_bytes()

    run = rsp("review", "SEC-B", "lab")

    assert run.code == 0
    assert "No one reaches model weights alone." in run.out
    assert (lab / "reviews.yaml").read_bytes() == before


@pytest.mark.parametrize("reason", ["", " ", "...", "\u202e"])
def test_a_reason_has_words(lab: Path, rsp: Rsp, reason: str) -> None:
    """Dots are none."""
    assert rsp("review", "SEC-B", "lab", "--because", reason).code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["SEC-Z", "lab"],
        ["SEC-B", "lab", "--clause", "DEP-1"],
        ["SEC-B", "lab", *WHY, "--by", "nobody"],
        ["SEC-B", "nowhere"],
    ],
)
def test_unknown_ids(lab: Path, rsp: Rsp, arguments: list[str]) -> None:
    """Exit 2 for a control, clause, party or folder that does not exist."""
    assert rsp("review", *arguments).code == 2


def test_own_stamps(lab: Path, rsp: Rsp) -> None:
    """They are added in order, kept beside each other, and count as the organisation's."""
    assert rsp("review", "SEC-B", "lab", *WHY, "--clause", "SEC-2").code == 0
    assert rsp("review", "DEP-A", "lab", *WHY, "--by", "ceo").code == 0
    assert rsp("review", "SEC-B", "lab", *WHY).code == 0

    text = (lab / "reviews.yaml").read_text(encoding="utf-8")
    controls = [line for line in text.split("\n") if "control:" in line or "clause:" in line]
    assert controls == [
        '  - control: "DEP-A"',
        '    clause: "DEP-1"',
        '  - control: "SEC-B"',
        '    clause: "SEC-1"',
        '  - control: "SEC-B"',
        '    clause: "SEC-2"',
    ]
    found = " ".join(rsp("check", "lab").out.split())
    assert "4 by the publisher (0 in bulk), 3 by the organisation (0 in bulk)" in found


def test_a_current_stamp_is_left_alone(lab: Path, rsp: Rsp) -> None:
    """A second review of the same texts writes nothing."""
    rsp("review", "SEC-B", "lab", *WHY)
    before = (lab / "reviews.yaml").read_bytes()

    run = rsp("review", "SEC-B", "lab", "--because", "read it once more")

    assert "nothing was written" in run.out
    assert (lab / "reviews.yaml").read_bytes() == before


def test_the_file_is_created(lab: Path, rsp: Rsp) -> None:
    """Where rsp.yaml names one that does not exist yet."""
    (lab / "reviews.yaml").unlink()

    assert rsp("review", "SEC-B", "lab", *WHY).code == 0
    assert rsp("check", "lab").code == 0


def test_a_project_without_reviews_file(lab: Path, rsp: Rsp) -> None:
    """It is said what to add."""
    change(lab / "rsp.yaml", "reviews: reviews.yaml\n", "")

    run = rsp("review", "SEC-B", "lab", *WHY)

    assert run.code == 2
    assert "reviews: reviews.yaml" in run.err


def test_a_broken_reviews_file_is_not_overwritten(lab: Path, rsp: Rsp) -> None:
    """What is in it would be lost."""
    (lab / "reviews.yaml").write_text("reviews: [", encoding="utf-8")

    assert rsp("review", "SEC-B", "lab", *WHY).code == 3
    assert (lab / "reviews.yaml").read_text(encoding="utf-8") == "reviews: ["


def test_a_moved_side_makes_a_link_suspect_until_it_is_reviewed(lab: Path, rsp: Rsp) -> None:
    """The side that moved is named; a review makes it current again."""
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Hardly anyone")
    assert rsp("check", "lab").code == 1
    assert "Publisher's stamp: control-moved" in rsp("review", "SEC-B", "lab").out

    assert rsp("review", "SEC-B", "lab", *WHY).code == 0
    assert rsp("check", "lab").code == 0


FORMS = {
    "block": "implements:\n  # why\n  - clause: SEC-1   # first\n    by: [approvals]\n"
    "  - clause: SEC-2\n",
    "flow": "implements:\n  - {clause: SEC-1, by: [approvals]} # first\n  - { clause: SEC-2 , }\n",
    "list": "implements: [{clause: SEC-1}, {clause: SEC-2}]\n",
    "deep": "implements:\n    -   by:\n          - approvals\n        clause: SEC-1\n    -\n"
    "        clause: SEC-2\n",
    "stamped": "implements:\n  - clause: SEC-1\n    reviewed:\n      stamp: v1:"
    f"{'0' * 32}/{'0' * 32}\n      by: someone\n      date: 2026-01-01\n"
    "      because: an earlier text\n    by: [approvals]\n  - clause: SEC-2\n",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("form", FORMS)
def test_the_publishers_stamp_changes_its_link_alone(
    lab: Path, rsp: Rsp, form: str, newline: str
) -> None:
    """In every way a link can be written: comments stay, and other lines keep their bytes."""
    path = lab / "catalog" / "SEC-B.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("implements:"), text.index("depends_on:")
    written = (text[:start] + FORMS[form] + text[end:]).replace("\n", newline)
    path.write_bytes(written.encode())

    run = rsp("review", "SEC-B", "--catalog", "lab/catalog", *WHY)

    assert (run.code, run.err) == (0, "")
    after = path.read_bytes().decode()
    kept = [line for line in written.split(newline) if "SEC-" not in line or "#" in line]
    lost = [line for line in kept if line.partition("#")[2] not in after]
    assert lost == []
    assert after.count("reviewed: {") == 2
    assert after.count("\r") == (after.count("\n") if newline == "\r\n" else 0)
    assert rsp("check", "lab").code == 0
    assert "nothing was written" in rsp("review", "SEC-B", "--catalog", "lab/catalog", *WHY).out


def test_one_link_of_two(lab: Path, rsp: Rsp) -> None:
    """With --clause, the other keeps what it has."""
    path = lab / "catalog" / "SEC-B.yaml"
    change(path, "statement: No one", "statement: Hardly anyone")
    before = path.read_text(encoding="utf-8").split("\n")

    rsp("review", "SEC-B", "--catalog", "lab/catalog", "--clause", "SEC-1", *WHY)

    after = path.read_text(encoding="utf-8").split("\n")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert "reviewed: {stamp: " in changed[0]

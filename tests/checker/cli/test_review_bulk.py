"""Many stamps at once: only with a reason, each marked as written in bulk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checker.cli.conftest import Rsp, change

WHY = ("--because", "a rewording, nothing else")


def moved(lab: Path) -> None:
    """Both links of SEC-B are suspect, and that of SEC-A was never stamped."""
    change(lab / "catalog" / "SEC-B.yaml", "statement: No one", "statement: Hardly anyone")
    path = lab / "catalog" / "SEC-A.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert sum("reviewed:" in line for line in lines) == 1
    kept = [line for line in lines if "reviewed:" not in line]
    path.write_text("".join(kept), encoding="utf-8")


def bulk_lines(path: Path) -> int:
    """How many stamps of a file say that they were written in bulk."""
    return path.read_text(encoding="utf-8").count("bulk: true")


def test_all_suspect_links_are_stamped_and_marked(lab: Path, rsp: Rsp) -> None:
    """Those that were never reviewed are not suspect; every report counts them apart."""
    moved(lab)

    run = rsp("review", "lab", "--all-suspect", *WHY)

    assert (run.code, run.err) == (0, "")
    assert "Stamped 2 links in bulk in reviews.yaml: SEC-B to SEC-1, SEC-B to SEC-2" in run.out
    assert bulk_lines(lab / "reviews.yaml") == 2
    found = " ".join(rsp("check", "lab").out.split())
    assert "4 by the publisher (0 in bulk), 2 by the organisation (2 in bulk)" in found
    assert "not reviewed or suspect: 1" in found
    assert "2 by the organisation (2 in bulk)" in rsp("report", "lab", "--format", "markdown").out


def test_all_unreviewed_links_are_stamped_and_marked(lab: Path, rsp: Rsp) -> None:
    """Together with the suspect ones where both are asked for."""
    moved(lab)

    first = rsp("review", "lab", "--all-unreviewed", *WHY)
    rsp("review", "lab", "--bulk", "--all-unreviewed", "--all-suspect", *WHY)

    assert "Stamped 1 link in bulk in reviews.yaml: SEC-A to SEC-2" in first.out
    assert bulk_lines(lab / "reviews.yaml") == 3
    assert rsp("check", "lab").code == 0


def test_named_controls_are_stamped_whoever_stamped_them_before(lab: Path, rsp: Rsp) -> None:
    """The publisher's stamps are no review of the organisation's."""
    run = rsp("review", "lab", "--bulk", "SEC-A", "DEP-A", *WHY)

    assert "DEP-A to DEP-1, SEC-A to SEC-2" in run.out
    again = rsp("review", "lab", "--bulk", "SEC-A", "DEP-A", "--because", "once more")
    assert "nothing was written" in again.out


def test_a_review_by_itself_takes_the_place_of_one_in_bulk(lab: Path, rsp: Rsp) -> None:
    """And a review in bulk never that of one by itself."""
    rsp("review", "lab", "--bulk", "SEC-B", *WHY)

    one = rsp("review", "SEC-B", "lab", "--clause", "SEC-1", "--because", "read both")

    assert "Own stamp: current, in bulk, by example-lab on 2026-07-10" in one.out
    assert bulk_lines(lab / "reviews.yaml") == 1
    before = (lab / "reviews.yaml").read_bytes()
    rsp("review", "lab", "--bulk", "SEC-B", "--because", "all of them again")
    assert (lab / "reviews.yaml").read_bytes() == before


def test_the_publisher_stamps_a_catalog_in_bulk(lab: Path, rsp: Rsp) -> None:
    """In each control's own file; a review by itself takes their place there too."""
    moved(lab)
    catalog = ("--catalog", "lab/catalog")

    run = rsp("review", "--all-suspect", "--all-unreviewed", *catalog, *WHY)

    assert (run.code, run.err) == (0, "")
    assert "Stamped 3 links in bulk in lab/catalog" in run.out
    assert [bulk_lines(lab / "catalog" / f"SEC-{one}.yaml") for one in "AB"] == [1, 2]
    assert rsp("check", "lab").code == 0
    rsp("review", "SEC-B", *catalog, "--because", "read both")
    assert bulk_lines(lab / "catalog" / "SEC-B.yaml") == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lab", "--bulk", "SEC-B"], "a review in bulk needs a reason"),
        (["lab", "--all-suspect"], "a review in bulk needs a reason"),
        (["lab", "--bulk", "SEC-B", "--because", "..."], "needs a reason in words"),
        (["lab", "--bulk", *WHY], "--bulk names no control"),
        (["lab", "--bulk", "SEC-Z", *WHY], "the catalog has no control 'SEC-Z'"),
        (["lab", "--bulk", "SEC-B", "--clause", "SEC-1", *WHY], "--clause means nothing"),
        (["SEC-B", "lab", "--bulk", "SEC-A", *WHY], "takes one project, and no control"),
        (["lab", "--bulk", "SEC-B", "--by", "ghost", *WHY], "no party has the id 'ghost'"),
        (["--catalog", "lab/catalog", "--bulk", "SEC-B", "--by", "a b", *WHY], "'a b' is no id"),
        (["nowhere", "--bulk", "SEC-B", *WHY], "there is no folder 'nowhere'"),
        (["SEC-B", "lab", "--list", "--bulk", "SEC-A", *WHY], "means nothing with --list"),
        (["SEC-B", "lab", "--state", "suspect"], "--state means nothing with one control"),
        (["SEC-B", "lab", "--as-of", "2026-01-01"], "--as-of means nothing with one control"),
        ([], "name the control to review"),
    ],
)
def test_what_cannot_be_meant(lab: Path, rsp: Rsp, arguments: list[str], said: str) -> None:
    """Exit 2, and nothing is written."""
    moved(lab)
    before = {path: path.read_bytes() for path in lab.rglob("*.yaml")}

    run = rsp("review", *arguments)

    assert run.code == 2
    assert said in run.err
    assert {path: path.read_bytes() for path in lab.rglob("*.yaml")} == before


def test_nothing_is_stamped_in_bulk_while_files_have_errors(lab: Path, rsp: Rsp) -> None:
    """What cannot be read cannot have been reviewed."""
    (lab / "catalog" / "SEC-A.yaml").write_text("[", encoding="utf-8")
    before = (lab / "reviews.yaml").read_bytes()

    run = rsp("review", "lab", "--bulk", "SEC-B", *WHY)

    assert run.code == 3
    assert "SEC-A.yaml" in run.err
    assert (lab / "reviews.yaml").read_bytes() == before

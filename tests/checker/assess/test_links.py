"""R21: whether a link is still what was reviewed."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from checker.assess.links import links_of
from checker.project.project import Project
from rsp.project import OwnReview
from rsp.stamp import clause_fingerprint, control_fingerprint, link_fingerprint, stamp
from rsp.time import Moment
from tests.adapter import project_of
from tests.builder import Map, case, clause, control, link, of_control


def of(project: Project) -> tuple[str, str]:
    """State and reviewer of the only link."""
    [found] = links_of(project)["S1"]
    return found.state, found.reviewer


def reviewed(project: Project, written: str, by: str = "auditor") -> Project:
    """The project with a stamp of the organisation's own."""
    review = OwnReview(
        control="C1",
        clause="S1",
        stamp=written,
        by=by,
        date=Moment.parse("2026-06-01"),
        because="I read both.",
    )
    return msgspec.structs.replace(project, own_reviews=(review,))


def today(project: Project) -> tuple[str, str]:
    """The fingerprints of both sides."""
    types = {name: kind.digest for name, kind in project.catalog.types.items()}
    return (
        clause_fingerprint(project.edition.clauses["S1"], project.edition.clauses),
        link_fingerprint(control_fingerprint(project.catalog.controls["C1"], types), ()),
    )


def with_part(project: Project, part: str, **values: Any) -> Project:
    """The project with another control, clause or evidence type."""
    if part == "clause":
        changed = msgspec.structs.replace(project.edition.clauses["S1"], **values)
        clauses = {**project.edition.clauses, "S1": changed}
        edition = msgspec.structs.replace(project.edition, clauses=clauses)
        return msgspec.structs.replace(project, edition=edition)
    if part == "control":
        changed = msgspec.structs.replace(project.catalog.controls["C1"], **values)
        catalog = msgspec.structs.replace(project.catalog, controls={"C1": changed})
        return msgspec.structs.replace(project, catalog=catalog)
    kind = msgspec.structs.replace(project.catalog.types["snapshot"], **values)
    types = {**project.catalog.types, "snapshot": kind}
    catalog = msgspec.structs.replace(project.catalog, types=types)
    return msgspec.structs.replace(project, catalog=catalog)


CURRENT: Map = case()
UNREVIEWED: Map = case(**of_control(implements=[link("S1", state="unreviewed")]))


def test_r21_the_publisher_s_stamp_makes_a_link_current() -> None:
    """It is counted as the publisher's review."""
    assert of(project_of(CURRENT)) == ("current", "publisher")


def test_r21_a_link_without_a_stamp_is_unreviewed() -> None:
    """By nobody."""
    assert of(project_of(UNREVIEWED)) == ("unreviewed", "nobody")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("clause", {"text": "Another text."})], "clause-moved"),
        ([("control", {"statement": "Something else is done."})], "control-moved"),
        ([("type", {"digest": "1" * 64})], "control-moved"),
        ([("clause", {"text": "Another."}), ("control", {"title": "Another"})], "both-moved"),
    ],
)
def test_r21_a_link_says_which_side_moved(
    changes: list[tuple[str, dict[str, Any]]], expected: str
) -> None:
    """The clause, the control or what it is shown by, or both."""
    project = project_of(CURRENT)
    for part, values in changes:
        project = with_part(project, part, **values)

    assert of(project) == (expected, "publisher")


def test_r21_the_organisation_s_own_stamp_makes_a_link_current() -> None:
    """It is counted as its own, and first where both are current."""
    own = stamp(*today(project_of(UNREVIEWED)))

    assert (
        of(reviewed(project_of(UNREVIEWED), own)),
        of(reviewed(project_of(CURRENT), own)),
    ) == (("current", "organization"), ("current", "organization"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [(CURRENT, ("current", "publisher")), (UNREVIEWED, ("both-moved", "organization"))],
)
def test_r21_of_two_stamps_the_current_one_counts(given: Map, expected: tuple[str, str]) -> None:
    """An own stamp that moved does not undo the publisher's, and stands where there is none."""
    project = reviewed(project_of(given), stamp("0" * 32, "1" * 32))

    assert of(project) == expected


def test_r21_halves_of_two_stamps_do_not_add_up() -> None:
    """One that fits the clause and one that fits the control are two that do not fit."""
    clause_side, control_side = today(project_of(CURRENT))
    project = project_of(CURRENT)
    moved = with_part(project, "clause", text="Another text.")
    own = stamp(today(moved)[0], "1" * 32)

    assert (of(reviewed(moved, own)), clause_side != control_side) == (
        ("control-moved", "organization"),
        True,
    )


def test_r21_a_stamp_of_another_recipe_is_not_current() -> None:
    """Whatever its digits."""
    clause_side, control_side = today(project_of(UNREVIEWED))
    project = reviewed(project_of(UNREVIEWED), f"v0:{clause_side}/{control_side}")

    assert of(project) == ("unknown-recipe", "organization")


def test_r21_a_link_to_an_unknown_clause_is_listed_nowhere() -> None:
    """It is a diagnostic, and covers nothing."""
    project = project_of(case(controls=[control(implements=[link("S9"), link("S1")])]))

    assert list(links_of(project)) == ["S1"]


def test_r21_links_of_a_clause_are_in_the_order_of_their_controls() -> None:
    """Whatever order the catalog was read in."""
    given = case(controls=[control("C2"), control("C1")], clauses=[clause()])

    found = [one.control for one in links_of(project_of(given))["S1"]]

    assert found == ["C1", "C2"]


def test_r21_an_own_review_by_someone_unknown_is_none() -> None:
    """Its stamp fits, and nobody made it; the publisher's still stands."""
    own = stamp(*today(project_of(UNREVIEWED)))

    assert [of(reviewed(project_of(given), own, "ghost")) for given in (UNREVIEWED, CURRENT)] == [
        ("unreviewed", "nobody"),
        ("current", "publisher"),
    ]


@pytest.mark.parametrize("bulk", [True, False])
def test_r21_a_link_says_whether_the_stamp_that_counts_was_written_in_bulk(bulk: bool) -> None:
    """Which is current all the same; of the stamp that does not count it says nothing."""
    own = stamp(*today(project_of(UNREVIEWED)))
    project = reviewed(project_of(UNREVIEWED), own)
    [review] = project.own_reviews
    review = msgspec.structs.replace(review, bulk=bulk)
    project = msgspec.structs.replace(project, own_reviews=(review,))
    old = msgspec.structs.replace(review, stamp=stamp("0" * 32, "1" * 32))
    moved = msgspec.structs.replace(project_of(CURRENT), own_reviews=(old,))

    assert [(of(one), links_of(one)["S1"][0].bulk) for one in (project, moved)] == [
        (("current", "organization"), bulk),
        (("current", "publisher"), False),
    ]

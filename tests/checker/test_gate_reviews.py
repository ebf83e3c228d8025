"""`gate.require_own_review`: the publisher's stamps carry a verdict, and need not pass a gate."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pytest

from checker.assess.assess import assess
from checker.assess.assessment import Assessment
from checker.assess.links import links_of
from checker.gate import decide
from checker.run import Selection, narrowed
from rsp.project import Gate as Policy
from rsp.project import OwnReview
from rsp.time import Moment
from tests.adapter import offered_of, project_of
from tests.builder import NOW, Map, case, clause, control, determination, record, requirement
from tests.checker.test_gate import TODAY

OWN = Policy(require_own_review=True)
DOCUMENT = requirement(type="document")


def lab(*links: str, **more: object) -> Map:
    """Three standards in order; C1 to C3 implement S1, P1, K1, the others what is named."""
    return case(
        record("a"),
        record("b", type="document"),
        controls=[
            control("C1"),
            control("C2", clause="P1"),
            control("C3", DOCUMENT, clause="K1"),
            *(control(f"C{index}") for index, _ in enumerate(links, 4)),
        ],
        clauses=[clause("S1"), clause("P1"), clause("K1", "commitment")],
        **more,
    )


def assessed(
    given: Map, own: Iterable[str] = (), *, moved: bool = False, **changed: object
) -> Assessment:
    """The assessment, with the organisation's own current review of these controls."""
    project = project_of(given)
    stamps = {
        one.id: link.reviewed.stamp
        for one in project.catalog.controls.values()
        for link in one.implements
        if link.reviewed is not None
    }
    reviews = tuple(
        OwnReview(
            **{
                "control": link.control,
                "clause": link.clause,
                "stamp": f"v1:{'0' * 32}/{'1' * 32}" if moved else stamps[link.control],
                "by": "auditor",
                "date": Moment.parse("2026-06-01"),
                "because": "read both",
                **changed,
            }
        )
        for links in links_of(project).values()
        for link in links
        if link.control in own
    )
    project = msgspec.structs.replace(project, own_reviews=reviews)
    return assess(project, offered_of(given), [], Moment.parse(NOW).latest)


def because(found: Assessment, policy: Policy = OWN) -> tuple[str, ...]:
    """Why the gate fails; nothing where it passes."""
    return decide(found, policy, TODAY, ()).because


def test_it_is_off_unless_it_is_asked_for() -> None:
    """The publisher's review is enough for a verdict, and for the gate."""
    assert because(assessed(lab()), Policy()) == ()


def test_a_gate_that_asks_for_it_names_what_nobody_here_reviewed() -> None:
    """How many, and the first; the verdicts stay."""
    without, own = assessed(lab()), assessed(lab(), ["C1", "C2"])

    assert because(without) == (
        "2 links are without the organisation's own current review: C1 to S1, C2 to P1",
    )
    assert because(own) == ()
    verdicts = [
        [(one.id, each.id, each.verdict) for one in found.subjects for each in one.standards]
        for found in (without, own)
    ]
    assert verdicts[0] == verdicts[1]


@pytest.mark.parametrize(
    ("changed", "moved", "expected"),
    [
        ({}, False, 0),
        ({"bulk": True}, False, 0),
        ({}, True, 2),
        ({"by": "ghost"}, False, 2),
    ],
)
def test_only_a_current_review_by_a_known_party_counts(
    changed: Map, moved: bool, expected: int
) -> None:
    """One in bulk counts too: it is shown as what it is."""
    found = because(assessed(lab(), ["C1", "C2"], moved=moved, **changed))

    assert [one[:12] for one in found] == (["2 links are "] if expected else [])


def test_one_link_is_named_in_the_singular() -> None:
    """All others are the organisation's."""
    assert because(assessed(lab(), ["C1"])) == (
        "1 link is without the organisation's own current review: C2 to P1",
    )


def test_of_many_links_the_first_are_named() -> None:
    """And that there are more."""
    [found] = because(assessed(lab("S1", "S1"), ["C2", "C3"]))
    [more] = because(assessed(lab("S1", "S1")))

    assert found.endswith(": C1 to S1, C4 to S1, C5 to S1")
    assert (more.startswith("4 links are "), more.endswith(", …")) == (True, True)


def test_r19_commitments_need_it_where_they_are_gated() -> None:
    """Where they are not, nobody has to review them."""
    both = Policy(require_own_review=True, commitments=True)

    assert because(assessed(lab(), ["C1", "C2"]), both) == (
        "1 link is without the organisation's own current review: C3 to K1",
    )


def test_a_standard_that_is_not_required_needs_no_review() -> None:
    """Its links are there, and carry nothing that is due."""
    given = lab(determinations=[determination()])

    assert because(assessed(given, ["C2"])) == ()


@pytest.mark.parametrize("modality", ["aim", "note", "example"])
def test_a_clause_that_does_not_count_needs_no_review(modality: str) -> None:
    """It decides nothing."""
    given = lab("S2")
    given["edition"]["clauses"].append(clause("S2", modality))
    given["controls"][3] = control("C4", clause="S2")

    assert because(assessed(given, ["C1", "C2"])) == ()


def test_a_narrowed_run_asks_for_what_it_selects() -> None:
    """The links of another standard are left out with it."""
    found = narrowed(assessed(lab(), ["C1"]), Selection(standards=("asl-3/security",)))

    assert because(found) == ()

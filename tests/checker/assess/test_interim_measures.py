"""R20, OUT-3: when interim measures are valid, and what the gate accepts by them."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    Map,
    approvals,
    asset,
    case,
    clause,
    control,
    failing,
    interim,
    record,
    requirement,
    waiver,
)
from tests.checker.assess.test_waivers import DOCUMENT, S2, security, state

USED = [{"clause": "P8", "because": "The standard is not ready."}]


def not_ready(*deviations: Map, **more: object) -> Map:
    """ASL-3 Security is not shown; C2 is, and stands in."""
    return case(
        DOCUMENT,
        controls=[control(), S2],
        clauses=[clause("S1"), clause("S2")],
        deviations=list(deviations) or [interim()],
        permissions=more.pop("permissions", USED),
        **more,
    )


def test_r20_interim_measures_are_accepted_and_the_finding_stays() -> None:
    """Named beside each activity that needs the standard."""
    found = run(not_ready())

    verdict, activities = security(found), found.subjects[1].activities
    assert (verdict.verdict, verdict.accepted, verdict.accepted_by) == (
        "not-conformant",
        None,
        ("i1",),
    )
    assert [(one.finding, one.interim) for one in activities.values()] == [
        ("forbidden", ("i1",))
    ] * 3
    assert state(not_ready(), "i1").accepts == ("model/atlas: asl-3/security",)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"standard": None}, "it has no standard"),
        ({"model": None}, "it has no model"),
        ({"same_assurance": None}, "it has no same_assurance"),
        ({"measures": []}, "it has no measures"),
        ({"notices": []}, "it has no notices"),
        (
            {"notices": [{"to": "board", "date": "2026-06-01"}]},
            "no notice to the long-term-benefit-trust was given",
        ),
        (
            {
                "notices": [
                    {"to": "board", "date": "2026-07-01"},
                    {"to": "long-term-benefit-trust", "date": "2026-06-30"},
                ]
            },
            "no notice to the board was given",
        ),
        ({"standard": "asl-9/security"}, "the edition has no standard asl-9/security"),
        ({"standard": "procedure"}, "procedure is no standard that a threshold requires"),
        ({"measures": ["C9"]}, "its measure C9 is not in the catalog"),
        (
            {"approvals": approvals("2026-06-01")[:1]},
            "no responsible-scaling-officer known to hold that role approved it",
        ),
        (
            {"approvals": approvals("2026-06-01")[1:]},
            "no chief-executive known to hold that role approved it",
        ),
        ({"requester": "guard"}, "guard, who requested it, is or belongs to security, who owns C2"),
        ({"expires": "2026-12-01"}, "from 2026-06-01 to 2026-12-01 is longer than P6M"),
        ({"expires": "2026-06-29"}, "it expired on 2026-06-29"),
    ],
)
def test_r20_what_breaks_a_condition_is_not_valid(change: Map, expected: str) -> None:
    """And says which."""
    given = not_ready(interim(**change))
    given["edition"]["clauses"].append(clause("P1"))

    assert expected in state(given, "i1").because
    assert security(given).accepted_by == ()


def test_r20_the_use_of_what_allows_them_has_to_be_recorded() -> None:
    """Else the duties that come with it would not count."""
    given = not_ready(permissions=[])

    assert state(given, "i1").because == (
        "the use of P8, which allows it, is not recorded in the permissions",
    )


def test_r20_a_measure_has_to_be_satisfied_without_any_waiver() -> None:
    """One that is waived gives no assurance."""
    given = not_ready(interim(), waiver(control="C2"))
    given["records"] = []

    assert security(given).accepted_by == ()
    assert state(given, "i1").limits[0] == "its measure C2 is gap for model/atlas"


def test_r20_they_are_about_their_model_and_their_standard() -> None:
    """Another model has none, and another standard neither."""
    given = not_ready(assets=[asset("model", "boreal")])
    given["edition"]["data"]["thresholds"][0]["requires"] = {
        "security": "ASL-3",
        "deployment": "ASL-3",
    }
    given["edition"]["clauses"].append(clause("D1"))

    found = run(given)

    assert [
        (subject.id, standard.id)
        for subject in found.subjects
        for standard in subject.standards
        if standard.accepted_by
    ] == [("model/atlas", "asl-3/security")]


def test_r20_an_open_question_of_the_standard_does_not_keep_them_from_it() -> None:
    """They stand in for the standard as a whole, which is not ready."""
    given = not_ready()
    given["controls"][0] = control("C1", requirement(judgement="Is it enough?"))
    given["edition"]["clauses"].append(clause("S3"))

    assert security(given).accepted_by == ("i1",)


@pytest.mark.parametrize(
    ("records", "errors"),
    [
        ([failing("a"), record("c")], []),
        ([record("a", problems=["tampered"])], []),
        ([], [{"reaches": ["clause/S1"]}]),
        ([], [{"reaches": ["deviation/i1"]}]),
    ],
)
def test_r20_what_nobody_can_waive_is_in_their_way(records: list[Map], errors: list[Map]) -> None:
    """As is what is not assessed."""
    given = not_ready(errors=errors)
    given["records"] += records

    assert security(given).accepted_by == ()


def test_r20_waivers_and_interim_measures_are_named_together() -> None:
    """Where each of them would do."""
    assert security(not_ready(interim(), waiver())).accepted_by == ("w1", "i1")


def test_r20_where_the_standard_is_met_they_accept_nothing() -> None:
    """They are valid and idle."""
    given = not_ready()
    given["records"].append(record("a"))

    found = state(given, "i1")

    assert (found.valid, found.accepts) == (True, ())
    assert security(given).verdict == "conformant"

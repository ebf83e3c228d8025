"""R14: when a conditional clause applies."""

from __future__ import annotations

import pytest

from tests.builder import (
    Map,
    asset,
    case,
    clause,
    clause_status,
    control,
    determination,
    deviation,
    record,
    threshold,
    verdict,
)

A = record("a")


def conditional(when: str, *records: Map, modality: str = "must", **more: object) -> Map:
    """One clause with a condition, beside one without."""
    return case(
        *records,
        controls=[control(), control("C2", clause="S2")],
        clauses=[clause("S1", modality, when=when), clause("S2")],
        **more,
    )


def denied(**more: object) -> Map:
    """A decision that the condition is not given."""
    return deviation("not-applicable", **more)


DECLARED = {"conditions": [{"condition": "declared", "because": "It is so."}]}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (DECLARED, "gap"),
        ({}, "undetermined"),
        ({"deviations": [denied()]}, "not-applicable"),
        ({"deviations": [denied()], **DECLARED}, "gap"),
        ({"conditions": [{"condition": "other", "because": "It is so."}]}, "undetermined"),
        ({"deviations": [denied(expires="2026-06-30T23:59:59Z")]}, "undetermined"),
        ({"deviations": [denied(clause="S2")]}, "undetermined"),
        ({"deviations": [denied(model="atlas")]}, "not-applicable"),
    ],
)
def test_r14_a_declaration_decides_or_a_deviation_denies(more: Map, expected: str) -> None:
    """A condition that is declared given cannot be denied; one nobody decided is open."""
    assert clause_status(conditional("declared", **more)) == expected


def test_r14_a_denial_about_another_model_denies_nothing_here() -> None:
    """Each model by itself."""
    given = conditional(
        "declared", deviations=[denied(model="boreal")], assets=[asset("model", "boreal")]
    )

    statuses = [clause_status(given, about=f"model/{name}") for name in ("atlas", "boreal")]

    assert statuses == ["undetermined", "not-applicable"]


def test_r14_what_is_satisfied_stays_so_while_its_condition_is_open() -> None:
    """It is shown either way."""
    assert clause_status(conditional("declared", A)) == "satisfied"


def test_r14_what_is_not_shown_is_open_while_its_condition_is() -> None:
    """It may be a gap or nothing: that leaves the verdict open."""
    given = conditional("declared", A)
    given["controls"] = [control("C2", clause="S2")]

    assert (clause_status(given), verdict(given)) == ("undetermined", "undetermined")


def test_r14_an_open_condition_does_not_hide_an_error() -> None:
    """Not assessed stays so."""
    given = conditional("declared", errors=[{"reaches": ["control/C1"]}])

    assert clause_status(given) == "not-assessed"


def test_r14_a_condition_that_the_edition_does_not_define_is_open() -> None:
    """A misspelt condition takes no duty away."""
    assert (clause_status(conditional("typo")), clause_status(conditional("typo", A))) == (
        "undetermined",
        "satisfied",
    )


def test_r14_a_condition_decided_in_an_unknown_way_is_open() -> None:
    """Nothing computes it, and nobody may declare or deny it."""
    given = conditional(
        "odd", conditions=[{"condition": "odd", "because": "b"}], deviations=[denied()]
    )
    given["edition"]["data"]["conditions"] = [{"id": "odd", "title": "t", "decided_by": "moon"}]

    assert clause_status(given) == "undetermined"


BELOW = [determination()]


@pytest.mark.parametrize(
    ("when", "determinations", "expected"),
    [
        ("anywhere", [], "gap"),
        ("secured", [], "gap"),
        ("capable", [], "gap"),
    ],
)
def test_r14_a_computed_condition_is_given(
    when: str, determinations: list[Map], expected: str
) -> None:
    """A standard is required, this one is, the threshold is not ruled out."""
    assert clause_status(conditional(when, determinations=determinations)) == expected


@pytest.mark.parametrize("when", ["anywhere", "secured", "capable"])
def test_r14_a_computed_condition_that_is_not_given_takes_the_clause_away(when: str) -> None:
    """For the organisation: where its models are all below."""
    given = case(
        controls=[control("C1", clause="P1")],
        clauses=[clause("P1", when=when), clause("P2"), clause("S1")],
        determinations=BELOW,
    )

    assert clause_status(given, "P1", "organization") == "not-applicable"


@pytest.mark.parametrize("when", ["anywhere", "secured", "capable"])
def test_r14_one_model_is_enough_for_the_organisation(when: str) -> None:
    """Procedure applies as soon as it is needed for one of them."""
    given = case(
        controls=[control("C1", clause="P1")],
        clauses=[clause("P1", when=when), clause("P2"), clause("S1")],
        determinations=BELOW,
        assets=[asset("model", "boreal")],
    )

    assert clause_status(given, "P1", "organization") == "gap"


def test_r14_whether_a_standard_is_required_is_asked_of_each_model() -> None:
    """The model that does not need it has no such duty."""
    given = case(
        controls=[control("C1", clause="D1")],
        clauses=[clause("S1"), clause("D1", when="secured"), clause("D2")],
        data={"thresholds": [threshold(), threshold("T2", deployment="ASL-3")]},
        determinations=[determination()],
        assets=[asset("model", "boreal")],
    )

    statuses = [clause_status(given, "D1", f"model/{name}") for name in ("atlas", "boreal")]

    assert statuses == ["not-applicable", "gap"]


def test_r14_a_condition_on_a_threshold_is_given_by_any_model() -> None:
    """It is about what some model may be able to do."""
    given = case(
        controls=[control("C1", clause="D1")],
        clauses=[clause("S1"), clause("D1", when="capable"), clause("D2")],
        data={"thresholds": [threshold(), threshold("T2", deployment="ASL-3")]},
        determinations=[determination()],
        assets=[asset("model", "boreal")],
    )

    assert clause_status(given, "D1") == "gap"


def test_r14_a_condition_on_one_threshold_is_not_ruled_out_by_another() -> None:
    """What is below elsewhere says nothing here."""
    given = conditional(
        "capable",
        data={"thresholds": [threshold(), threshold("T2")]},
        determinations=[determination(threshold="T2")],
    )

    assert clause_status(given) == "gap"


def test_r14_a_condition_on_an_unknown_threshold_is_given() -> None:
    """What nobody assesses is not ruled out."""
    given = conditional("capable", determinations=[])
    given["edition"]["data"]["conditions"][3]["decided_by"] = "threshold: T9"

    assert clause_status(given) == "gap"


def test_r14_a_computed_condition_cannot_be_denied() -> None:
    """A deviation denies what is decided by declaration."""
    assert clause_status(conditional("secured", deviations=[denied()])) == "gap"


def test_r14_a_clause_without_a_condition_cannot_be_set_aside() -> None:
    """No deviation relabels a duty."""
    assert clause_status(case(deviations=[denied()])) == "gap"

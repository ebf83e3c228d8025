"""R17, R18 and R19: the verdicts, what forbids an activity, and the place of commitments."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    Map,
    answered,
    asset,
    case,
    clause,
    control,
    determination,
    deviation,
    link,
    record,
    requirement,
    rule,
    subject,
    threshold,
    verdict,
)

A = record("a")
BELOW = {"determinations": [determination()]}


# --- R17 ------------------------------------------------------------------------------------------


def test_r17_conformant_is_every_duty_satisfied() -> None:
    """With the number of clauses by status."""
    [standard] = run(case(A)).subjects[1].standards

    assert (standard.verdict, standard.counts) == ("conformant", {"satisfied": 1})


def test_r17_a_standard_that_is_not_required_has_no_verdict() -> None:
    """Whatever its evidence."""
    assert verdict(case(**BELOW)) == "not-required"


@pytest.mark.parametrize("records", [[], [A]])
def test_r17_a_gap_is_not_conformant(records: list[Map]) -> None:
    """One is enough, beside whatever is satisfied."""
    given = case(
        *records,
        controls=[control(), control("C2", requirement(type="document"), clause="S2")],
        clauses=[clause("S1"), clause("S2", "expect")],
    )

    assert verdict(given) == "not-conformant"


@pytest.mark.parametrize(
    ("modality", "expected"),
    [
        ("must", "not-conformant"),
        ("expect", "undetermined"),
        ("aim", "conformant"),
        ("may", "conformant"),
    ],
)
def test_r17_an_uncovered_clause_counts_by_its_modality(modality: str, expected: str) -> None:
    """A must that nobody addresses is not met; an expectation is open."""
    given = case(A, clauses=[clause("S1"), clause("S2", modality)])

    assert verdict(given) == expected


def test_r17_what_rests_on_a_gap_is_not_conformant() -> None:
    """Its own evidence is in order."""
    given = case(
        A,
        controls=[
            control("C1", depends_on=[{"control": "C2", "because": "b"}]),
            control("C2", requirement(type="document"), clause="P1"),
        ],
        clauses=[clause("S1"), clause("P1")],
    )

    assert verdict(given) == "not-conformant"


def test_r17_an_open_question_is_undetermined() -> None:
    """It becomes conformant when it is answered."""
    given = case(A, controls=[control("C1", requirement(judgement="Is it enough?"))])

    assert (verdict(given), verdict(answered(given))) == ("undetermined", "conformant")


def test_r17_a_verdict_names_its_open_judgements() -> None:
    """Once each."""
    one = control("C1", requirement(judgement="Is it enough?"), implements=[link("S1"), link("S2")])
    given = case(A, controls=[one], clauses=[clause("S1"), clause("S2")])

    [standard] = run(given).subjects[1].standards

    assert standard.open_judgements == ("C1/r1",)


@pytest.mark.parametrize("reach", ["control/C1", "clause/S1", "*"])
def test_r17_an_error_is_not_assessed(reach: str) -> None:
    """Before any gap."""
    given = case(
        A,
        controls=[control()],
        clauses=[clause("S1"), clause("S2")],
        errors=[{"reaches": [reach]}],
    )

    assert verdict(given) == "not-assessed"


def test_r17_a_required_standard_without_clauses_is_not_assessed() -> None:
    """The edition does not say what it asks."""
    given = case(A, data={"thresholds": [threshold(security="ASL-4")]})

    assert verdict(given, "asl-4/security") == "not-assessed"


def test_r17_clauses_of_a_misspelt_standard_do_not_stand_for_the_right_one() -> None:
    """The standard is required and has none."""
    given = case(A, clauses=[clause("S1", standard="asl-3/securty")])

    assert verdict(given) == "not-assessed"


def test_r17_a_substitute_is_a_shortfall_and_conformant() -> None:
    """It is listed beside the verdict."""
    given = case(
        record("b", type="document"),
        controls=[control(), control("C2", requirement(type="document"), clause="S2")],
        clauses=[clause("S1", "expect"), clause("S2")],
        deviations=[deviation()],
    )

    [standard] = run(given).subjects[1].standards

    assert (standard.verdict, standard.shortfalls) == ("conformant", ("S1",))


def test_r17_what_is_set_aside_is_a_shortfall_too() -> None:
    """By a deviation, and not by a condition that was computed."""
    given = case(
        A,
        controls=[control(clause="S2")],
        clauses=[clause("S1", when="declared"), clause("S2"), clause("S3", when="never")],
        deviations=[deviation("not-applicable")],
    )
    never = {"id": "never", "title": "never", "decided_by": "required: asl-3/deployment"}
    given["edition"]["data"]["conditions"].append(never)

    [standard] = run(given).subjects[1].standards

    assert (standard.verdict, standard.shortfalls, standard.counts) == (
        "conformant",
        ("S1",),
        {"satisfied": 1},
    )


# --- R18 ------------------------------------------------------------------------------------------


def activity(given: Map, **rules: Map) -> str:
    """What is found about training."""
    given["edition"]["data"]["activities"]["train"] = rules.get("train", rule())
    return str(subject(given)["activities"]["train"])


FINE, OPEN, FORBIDDEN = "no forbidding clause found", "undetermined", "forbidden"


def test_r18_a_standard_that_is_met_forbids_nothing() -> None:
    """That is all that is said."""
    assert activity(case(A)) == FINE


def test_r18_a_standard_that_is_not_met_forbids() -> None:
    """With the clause of the policy that does."""
    found = run(case()).subjects[1].activities["train"]

    assert (found.finding, found.clauses) == (FORBIDDEN, ("P0",))


@pytest.mark.parametrize("state", ["unreviewed", "current"])
def test_r18_a_standard_that_is_open_leaves_it_open(state: str) -> None:
    """Undetermined and not assessed alike."""
    errors = [{"reaches": ["control/C1"]}] if state == "current" else []
    given = case(A, controls=[control(implements=[link("S1", state=state)])], errors=errors)

    assert activity(given) == OPEN


def test_r18_without_a_required_standard_nothing_forbids() -> None:
    """Whatever the organisation's clauses."""
    given = case(clauses=[clause("S1"), clause("P1")], **BELOW)

    assert activity(given, train=rule("P1")) == FINE


def test_r18_a_standard_that_the_rule_does_not_name_does_not_forbid_it() -> None:
    """Training asks for security."""
    given = case(
        controls=[control("C1", clause="D1")],
        clauses=[clause("S1"), clause("D1")],
        data={"thresholds": [threshold(deployment="ASL-3")]},
    )

    assert activity(given) == FINE


def test_r18_a_higher_level_of_the_same_kind_counts() -> None:
    """ASL-4 Security, which the edition does not define, leaves training open."""
    given = case(A, data={"thresholds": [threshold(), threshold("T4", security="ASL-4")]})

    assert activity(given) == OPEN


def procedure(modality: str = "must", *records: Map, **more: object) -> Map:
    """A met standard, and a clause of procedure about a document."""
    return case(
        A,
        *records,
        controls=[control(), control("C2", requirement(type="document"), clause="P1")],
        clauses=[clause("S1"), clause("P1", modality)],
        **more,
    )


DOCUMENT = record("b", type="document")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (procedure("must", DOCUMENT), FINE),
        (procedure(), FORBIDDEN),
        (procedure("must", DOCUMENT, errors=[{"reaches": ["clause/P1"]}]), OPEN),
        (procedure("note"), OPEN),
        (procedure("may"), OPEN),
    ],
)
def test_r18_a_clause_of_the_rule_has_to_be_satisfied(given: Map, expected: str) -> None:
    """A gap forbids; what is not assessed, or says nothing, leaves it open."""
    assert activity(given, train=rule("P1")) == expected


def test_r18_an_uncovered_clause_forbids() -> None:
    """Nobody does what the rule asks."""
    given = case(A, clauses=[clause("S1"), clause("P1")])

    assert activity(given, train=rule("P1")) == FORBIDDEN


def test_r18_a_clause_that_rests_on_a_gap_forbids() -> None:
    """It is undermined."""
    given = procedure("must", DOCUMENT)
    given["controls"][1]["depends_on"] = [{"control": "C3", "because": "b"}]
    given["controls"].append(
        control("C3", requirement(type="roster"), clause=None, standard="procedure")
    )

    assert activity(given, train=rule("P1")) == FORBIDDEN


def test_r18_a_clause_that_does_not_apply_forbids_nothing() -> None:
    """Nor one with a substitute."""
    aside = procedure(deviations=[deviation("not-applicable", clause="P1")])
    aside["edition"]["clauses"][1]["when"] = "declared"
    instead = procedure("expect", deviations=[deviation(clause="P1", compensating=["C3"])])
    instead["controls"].append(control("C3", requirement(), clause=None, standard="procedure"))

    assert [activity(given, train=rule("P1")) for given in (aside, instead)] == [FINE, FINE]


def test_r18_a_clause_that_the_edition_lacks_leaves_it_open() -> None:
    """A rule that names nothing forbids nothing and clears nothing."""
    assert activity(case(A), train=rule("P9")) == OPEN


def test_r18_an_error_that_reaches_everything_leaves_it_open() -> None:
    """Also where no standard seems to be required: the determination may be what is broken."""
    given = case(errors=[{"reaches": ["*"]}], **BELOW)

    assert activity(given) == OPEN


def test_r18_each_activity_has_its_own_rule() -> None:
    """What forbids deploying need not forbid training."""
    given = case(
        A,
        controls=[control(), control("C2", requirement(type="document"), clause="D1")],
        clauses=[clause("S1"), clause("D1")],
        data={"thresholds": [threshold(security="ASL-3", deployment="ASL-3")]},
    )
    given["edition"]["data"]["activities"]["deploy"] = rule(
        standards=("asl-3/deployment", "asl-3/security")
    )

    assert subject(given)["activities"] == {"train": FINE, "deploy": FORBIDDEN, "store": FINE}


def test_r18_the_organisation_has_no_activities() -> None:
    """They are of models."""
    assert subject(case(A), "organization")["activities"] == {}


# --- R19 ------------------------------------------------------------------------------------------


def committed(*records: Map, modality: str = "commitment", **more: object) -> Map:
    """A met standard, and a commitment about a document."""
    return case(
        A,
        *records,
        controls=[control(), control("C2", requirement(type="document"), clause="K1")],
        clauses=[clause("S1"), clause("K1", modality)],
        **more,
    )


def test_r19_a_commitment_that_is_not_kept_changes_no_standard() -> None:
    """It has a verdict of its own."""
    given = committed()

    assert (verdict(given), verdict(given, "commitments", "organization")) == (
        "conformant",
        "not-conformant",
    )


def test_r19_a_commitment_that_nobody_addresses_is_not_kept() -> None:
    """It counts like a must in its own set."""
    given = case(A, clauses=[clause("S1"), clause("K1", "commitment")])

    assert verdict(given, "commitments", "organization") == "not-conformant"


def test_r19_commitments_that_are_kept_are_conformant() -> None:
    """Also those that the text calls a must."""
    assert [
        verdict(committed(DOCUMENT, modality=modality), "commitments", "organization")
        for modality in ("commitment", "must")
    ] == ["conformant", "conformant"]


def test_r19_commitments_are_looked_at_where_a_model_is_under_asl_3() -> None:
    """Otherwise they are not required."""
    assert "commitments" not in subject(committed(**BELOW), "organization")["standards"]


def test_r19_one_model_is_enough() -> None:
    """The commitments are the organisation's."""
    given = committed(DOCUMENT, assets=[asset("model", "boreal")], **BELOW)

    assert verdict(given, "commitments", "organization") == "conformant"


def test_r19_a_commitment_never_forbids_an_activity() -> None:
    """It is no criterion of the policy."""
    assert activity(committed()) == FINE

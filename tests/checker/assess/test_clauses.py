"""R14: what a clause takes from its links."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    Map,
    answered,
    case,
    clause,
    clause_status,
    control,
    control_status,
    group,
    link,
    needs,
    of_control,
    over_time,
    record,
    requirement,
    verdict,
)

TWO = [requirement(), requirement("r2", type="document")]
A, B = record("a"), record("b", type="document")


def linked(*records: Map, by: tuple[str, ...] = (), **more: object) -> Map:
    """One control with two requirements, of which these carry the clause."""
    return case(*records, **of_control(*TWO, implements=[link("S1", *by)]), **more)


def test_r14_a_clause_is_satisfied_by_its_link() -> None:
    """Its control is named."""
    [found] = run(case(record())).subjects[1].clauses

    assert (found.status, found.controls, found.counts) == ("satisfied", ("C1",), True)


def test_r14_without_a_control_a_clause_is_uncovered() -> None:
    """No control, no gap of a control, and no satisfaction."""
    assert clause_status(case(controls=[])) == "uncovered"


@pytest.mark.parametrize(
    ("by", "records", "expected"),
    [
        ((), [A, B], "satisfied"),
        ((), [A], "gap"),
        (("r1",), [A], "satisfied"),
        (("r2",), [A], "gap"),
        (("r1", "r2"), [A], "gap"),
    ],
)
def test_r14_the_requirements_named_carry_the_clause(
    by: tuple[str, ...], records: list[Map], expected: str
) -> None:
    """If none is named, all of them do."""
    assert clause_status(linked(*records, by=by)) == expected


@pytest.mark.parametrize("by", [("r9",), ("r1", "r9")])
def test_r14_a_link_carried_by_a_name_that_does_not_exist_is_a_gap(by: tuple[str, ...]) -> None:
    """Nothing is not met."""
    assert clause_status(linked(A, B, by=by)) == "gap"


@pytest.mark.parametrize("by", [(("r1",), ()), ((), ("r1",))])
def test_r14_of_two_links_to_one_clause_neither_narrows_the_other(
    by: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    """One that is carried by all stays carried by all."""
    given = case(A, **of_control(*TWO, implements=[link("S1", *names) for names in by]))

    assert clause_status(given) == "gap"


def test_r14_a_gap_of_another_requirement_is_no_gap_of_the_clause() -> None:
    """The control is in gap, and the clause is carried by what is met."""
    given = linked(A, by=("r1",))

    assert (control_status(given), clause_status(given)) == ("gap", "satisfied")


@pytest.mark.parametrize(
    ("state", "expected"),
    [("current", "satisfied"), ("unreviewed", "undetermined"), ("suspect", "undetermined")],
)
def test_r14_a_link_without_a_current_stamp_is_undetermined(state: str, expected: str) -> None:
    """Evidence shows what the control does, and a review that it is what the clause asks."""
    given = case(A, **of_control(implements=[link("S1", state=state)]))

    assert clause_status(given) == expected


def test_r14_every_link_counts() -> None:
    """A second control that shows nothing is a gap."""
    given = case(A, controls=[control(), control("C2", requirement(type="document"))])

    assert clause_status(given) == "gap"


def test_r14_the_worst_link_decides() -> None:
    """A gap weighs more than an unreviewed link, and an error more than a gap."""
    given = case(
        controls=[
            control("C1", implements=[link("S1", state="unreviewed")]),
            control("C2", requirement(type="document")),
            control("C3", requirement(type="roster")),
        ],
    )
    broken = {**given, "errors": [{"reaches": ["control/C3"]}]}

    assert (clause_status(given), clause_status(broken)) == ("gap", "not-assessed")


@pytest.mark.parametrize(
    ("records", "judged", "expected"),
    [([A], False, "undermined"), ([A, B], False, "satisfied"), ([A, B], True, "undetermined")],
)
def test_r14_a_link_takes_what_its_control_rests_on(
    records: list[Map], judged: bool, expected: str
) -> None:
    """A gap below undermines it; an open judgement below leaves it open."""
    below = requirement(type="document", **({"judgement": "Is it enough?"} if judged else {}))
    given = case(
        *records,
        controls=[control("C1", depends_on=needs("C2")), control("C2", below, clause="S2")],
        clauses=[clause("S1"), clause("S2")],
    )

    assert clause_status(given) == expected


def test_r14_a_link_takes_what_its_control_rests_on_through_others() -> None:
    """A gap two controls below, where the one between is in order."""
    given = case(
        A,
        B,
        controls=[
            control("C1", depends_on=needs("C2")),
            control("C2", requirement(type="document"), clause="S2", depends_on=needs("C3")),
            control("C3", requirement(type="roster"), clause="S3"),
        ],
        clauses=[clause("S1"), clause("S2"), clause("S3")],
    )

    assert clause_status(given) == "undermined"


def test_r14_a_requirement_that_carries_nothing_does_not_undermine_its_own_control() -> None:
    """Dependence is between controls."""
    given = case(
        A,
        B,
        controls=[
            control("C1", *TWO, implements=[link("S1", "r1")], depends_on=needs("C2")),
            control("C2", requirement(type="document"), clause="S2"),
        ],
        clauses=[clause("S1"), clause("S2")],
    )

    assert clause_status(given) == "satisfied"


def test_r14_a_control_of_a_standard_that_is_not_in_force_shows_nothing() -> None:
    """A link from another standard's control is not assessed."""
    given = case(A, controls=[control("C1", clause="S1", standard="asl-3/deployment")])

    assert clause_status(given) == "not-assessed"


def test_r14_a_link_to_an_unknown_clause_covers_none() -> None:
    """The clause it was meant for is uncovered."""
    given = case(A, controls=[control("C1", implements=[link("S9")])])

    assert clause_status(given) == "uncovered"


def test_r14_an_alternative_carries_for_its_group() -> None:
    """A link that names one member of a group is carried by the group."""
    group = [{"id": "either", "of": ["r1", "r2"]}]
    given = case(B, **of_control(*TWO, implements=[link("S1", "r1")], any_of=group))

    assert clause_status(given) == "satisfied"


def test_r14_an_open_question_about_an_alternative_is_open_for_its_group() -> None:
    """What is shown by the other member is judged there."""
    group = [{"id": "either", "of": ["r1", "r2"]}]
    judged = requirement("r2", type="document", judgement="Is it enough?")
    given = case(B, **of_control(TWO[0], judged, implements=[link("S1", "r1")], any_of=group))

    assert clause_status(given) == "undetermined"


@pytest.mark.parametrize(
    ("operation", "evidence", "expected"),
    [
        ("state", A, "state"),
        ("instants", A, "operation"),
        ("continuous", record("l", "2026-04-01T00:00:00Z/2026-07-01T00:00:00Z"), "operation"),
        ("instants", B, "none"),
        ("instants", record("a", reliability="claim"), "none"),
    ],
)
def test_r14_a_clause_says_whether_operation_was_tested(
    operation: str, evidence: Map, expected: str
) -> None:
    """Over the period, and not only as a state at a date; and only what was seen is tested."""
    kind = requirement() if operation == "state" else over_time(operation, cadence="P3M")

    [found] = run(case(evidence, **of_control(kind))).subjects[1].clauses

    assert found.tested == expected


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        (("instants", "continuous"), "operation"),
        (("instants", "state"), "state"),
        (("instants", None), "state"),
        (("state", "state"), "state"),
        ((None, None), "none"),
    ],
)
def test_r14_a_clause_with_parts_was_tested_where_each_part_was(
    operations: tuple[str | None, str | None], expected: str
) -> None:
    """One part that was not seen over the period, and the whole was not."""
    log = record("l", "2026-04-01T00:00:00Z/2026-07-01T00:00:00Z")
    controls = []
    for number, operation in enumerate(operations, 1):
        kind = over_time("instants", cadence="P3M", type="document")
        if operation is not None:
            kind = requirement() if operation == "state" else over_time(operation, cadence="P3M")
        controls.append(control(f"C{number}", kind, clause=f"S{number}"))
    given = case(A, log, controls=controls, clauses=group("S0", clause("S1"), clause("S2")))

    [found] = [one for one in run(given).subjects[1].clauses if one.id == "S0"]

    assert found.tested == expected


# --- Judgements -----------------------------------------------------------------------------------


def judged(check: str, *, asks: bool, modality: str = "must") -> Map:
    """A clause of a check type whose evidence is in order."""
    question = {"judgement": "Is it enough?"} if asks else {}
    return case(
        A,
        **of_control(requirement(**question)),
        clauses=[clause("S1", modality, check=check)],
    )


@pytest.mark.parametrize("check", ["P", "J", "A/P", "A/J"])
@pytest.mark.parametrize("modality", ["must", "expect", "commitment"])
def test_r14_what_evidence_cannot_settle_needs_a_judgement(check: str, modality: str) -> None:
    """Where nobody asks, nobody answered."""
    given = judged(check, asks=False, modality=modality)

    assert clause_status(given) == "undetermined"


@pytest.mark.parametrize("check", ["A", "P", "J"])
def test_r14_an_open_judgement_leaves_a_clause_undetermined(check: str) -> None:
    """Also where the clause would not need one: the control asks."""
    assert clause_status(judged(check, asks=True)) == "undetermined"


@pytest.mark.parametrize(("answer", "expected"), [("accept", "satisfied"), ("reject", "gap")])
def test_r14_an_answered_judgement_settles_a_clause(answer: str, expected: str) -> None:
    """Either way."""
    assert clause_status(answered(judged("P", asks=True), answer)) == expected


def test_r14_the_question_has_to_be_asked_by_what_carries_the_clause() -> None:
    """A judgement about another requirement of the control is none about this clause."""
    second = requirement("r2", type="document", judgement="Is it enough?")
    given = case(
        A,
        B,
        **of_control(requirement(), second, implements=[link("S1", "r1")]),
        clauses=[clause(check="P")],
    )

    assert clause_status(answered(given, about="C1/r2")) == "undetermined"


def test_r14_an_open_judgement_of_what_does_not_carry_it_leaves_a_clause_alone() -> None:
    """The control is undetermined, the clause satisfied."""
    second = requirement("r2", type="document", judgement="Is it enough?")
    given = case(A, B, **of_control(requirement(), second, implements=[link("S1", "r1")]))

    assert (control_status(given), clause_status(given)) == ("undetermined", "satisfied")


def test_r14_a_rejected_judgement_of_an_alternative_is_none_about_the_other() -> None:
    """The evidence that is left was judged by nobody."""
    either = [{"id": "either", "of": ["r1", "r2"]}]
    judged = requirement("r1", judgement="Is it enough?")
    given = case(
        A,
        B,
        **of_control(judged, requirement("r2", type="document"), any_of=either),
        clauses=[clause(check="P"), clause("S2")],
    )
    rejected = answered(given, "reject")

    assert (control_status(rejected), clause_status(rejected)) == ("satisfied", "undetermined")


def test_r14_one_of_several_links_may_ask() -> None:
    """One accepted judgement is enough for the clause."""
    given = case(
        A,
        B,
        controls=[
            control(),
            control("C2", requirement(type="document", judgement="Is it enough?")),
        ],
        clauses=[clause(check="P")],
    )

    assert clause_status(answered(given, about="C2/r1")) == "satisfied"


def test_r14_a_group_that_evidence_cannot_settle_needs_its_own_judgement() -> None:
    """Satisfied children are evidence."""
    given = case(
        A,
        controls=[control(clause="S2")],
        clauses=[clause("S1", check="P", children=["S2"]), clause("S2", parent="S1")],
    )

    assert clause_status(given) == "undetermined"


# --- Modalities -----------------------------------------------------------------------------------


@pytest.mark.parametrize("modality", ["aim", "example", "note"])
@pytest.mark.parametrize(
    ("records", "controls", "expected"),
    [([], [], "informative"), ([], None, "informative"), ([A], None, "satisfied")],
)
def test_r14_what_binds_nobody_is_satisfied_or_informative(
    modality: str, records: list[Map], controls: list[Map] | None, expected: str
) -> None:
    """It is shown, or it is text; never a gap."""
    given = case(*records, controls=controls, clauses=[clause("S1", modality)])

    assert clause_status(given) == expected


@pytest.mark.parametrize("modality", ["aim", "example", "note", "may"])
def test_r14_a_standard_that_binds_nobody_is_not_assessed(modality: str) -> None:
    """A standard without a duty is not met by having none."""
    assert verdict(case(record(), clauses=[clause("S1", modality)])) == "not-assessed"


@pytest.mark.parametrize(("used", "expected"), [(True, "gap"), (False, "informative")])
def test_r14_a_permission_counts_once_its_use_is_recorded(used: bool, expected: str) -> None:
    """Before, its link says nothing."""
    permissions = [{"clause": "S1", "because": "We do."}] if used else []
    given = case(clauses=[clause("S1", "may")], permissions=permissions)

    assert clause_status(given) == expected


# --- Errors ---------------------------------------------------------------------------------------


def test_r14_an_error_in_a_clause_leaves_it_not_assessed() -> None:
    """Whatever its evidence shows."""
    given = case(A, errors=[{"reaches": ["clause/S1"]}])

    assert clause_status(given) == "not-assessed"


def test_r14_an_error_comes_before_a_condition_that_is_not_given() -> None:
    """Of two clauses with one id, one may have the condition and the other the duty."""
    given = case(
        clauses=[clause("S1", when="declared"), clause("S2")],
        errors=[{"reaches": ["clause/S1"]}],
        deviations=[],
    )
    given["edition"]["data"]["conditions"][0]["decided_by"] = "required: asl-3/deployment"

    assert clause_status(given) == "not-assessed"


def test_r14_an_error_comes_before_a_permission_that_is_not_used() -> None:
    """What cannot be read cannot be left out."""
    given = case(
        clauses=[clause("S1", "may", children=["S2"]), clause("S2", parent="S1")],
        errors=[{"reaches": ["clause/S2"]}],
    )

    assert (clause_status(given, "S2"), verdict(given)) == ("not-assessed", "not-assessed")

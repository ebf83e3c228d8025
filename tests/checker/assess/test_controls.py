"""R13: which controls are in force, and the order of their statuses."""

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
    determination,
    failing,
    link,
    needs,
    of_control,
    record,
    requirement,
    subject,
    threshold,
)

BELOW = {"determinations": [determination()]}


def stack(*records: Map, **more: object) -> Map:
    """C1 rests on C2, which rests on C3; each asks for a type of its own."""
    kinds = {"C1": "snapshot", "C2": "document", "C3": "roster"}
    return case(
        *records,
        controls=[
            control("C1", requirement(type=kinds["C1"]), depends_on=needs("C2")),
            control("C2", requirement(type=kinds["C2"]), clause="S2", depends_on=needs("C3")),
            control("C3", requirement(type=kinds["C3"]), clause="S3"),
        ],
        clauses=[clause("S1"), clause("S2"), clause("S3")],
        **more,
    )


A, B, C = (
    record(name, type=kind)
    for name, kind in (("a", "snapshot"), ("b", "document"), ("c", "roster"))
)


def statuses(given: Map, about: str = "model/atlas") -> Map:
    """The status of every control in force."""
    return dict(subject(given, about)["controls"])


def test_r13_a_control_whose_instances_are_met_is_satisfied() -> None:
    """So are those that rest on it."""
    assert statuses(stack(A, B, C)) == {"C1": "satisfied", "C2": "satisfied", "C3": "satisfied"}


def test_r13_what_rests_on_a_gap_is_undermined() -> None:
    """However far below; its own evidence does not help."""
    assert statuses(stack(A, B)) == {"C1": "undermined", "C2": "undermined", "C3": "gap"}


def test_r13_a_gap_of_its_own_comes_first() -> None:
    """A control that shows nothing is in gap whatever it rests on."""
    assert statuses(stack(B)) == {"C1": "gap", "C2": "undermined", "C3": "gap"}


def test_r13_causes_are_the_nearest_gaps() -> None:
    """Through what is undermined, and not through what is itself in gap."""
    assert (subject(stack(A, B))["causes"], subject(stack(A))["causes"]) == (
        {"C1": ["C3"], "C2": ["C3"]},
        {"C1": ["C2"]},
    )


def test_r13_every_gap_it_rests_on_is_a_cause() -> None:
    """Directly, and through another control."""
    given = stack(A, B)
    given["controls"][0]["depends_on"] = needs("C2", "C4")
    given["controls"].append(control("C4", requirement(type="log"), clause="S3"))

    assert subject(given)["causes"]["C1"] == ["C3", "C4"]


def test_r13_a_gap_above_is_no_gap_below() -> None:
    """Dependence goes one way."""
    assert statuses(stack(B, C)) == {"C1": "gap", "C2": "satisfied", "C3": "satisfied"}


def test_r13_an_open_judgement_leaves_a_control_undetermined() -> None:
    """And what rests on it."""
    given = stack(A, B, C)
    given["controls"][1]["evidence"][0]["judgement"] = "Is it enough?"

    assert statuses(given) == {"C1": "undetermined", "C2": "undetermined", "C3": "satisfied"}


def test_r13_undermined_comes_before_undetermined() -> None:
    """What is known to be missing weighs more than what is open."""
    given = stack(A, B)
    given["controls"][1]["evidence"][0]["judgement"] = "Is it enough?"

    assert statuses(given) == {"C1": "undermined", "C2": "undermined", "C3": "gap"}


def test_r13_an_error_reaches_what_rests_on_it() -> None:
    """Before any gap is looked at."""
    given = stack(errors=[{"reaches": ["control/C3"]}])

    assert statuses(given) == dict.fromkeys(("C1", "C2", "C3"), "not-assessed")


def test_r13_an_error_above_does_not_reach_below() -> None:
    """What it rests on can be judged without it."""
    given = stack(A, B, C, errors=[{"reaches": ["control/C2"]}])

    assert statuses(given) == {"C1": "not-assessed", "C2": "not-assessed", "C3": "satisfied"}


def test_r13_controls_that_rest_on_each_other_are_not_assessed() -> None:
    """Nor is what rests on them; what they rest on is."""
    given = stack(A, B, C)
    given["controls"][1]["depends_on"] = needs("C2", "C3")

    assert statuses(given) == {"C1": "not-assessed", "C2": "not-assessed", "C3": "satisfied"}


def test_r13_a_dependency_that_does_not_exist_is_not_assessed() -> None:
    """A misspelt id takes no support away unseen."""
    given = stack(A, B, C)
    given["controls"][2]["depends_on"] = needs("C33")

    assert statuses(given) == dict.fromkeys(("C1", "C2", "C3"), "not-assessed")


def test_r13_a_control_that_asks_for_nothing_is_not_assessed() -> None:
    """It has no instance that is unmet, and none that is met."""
    given = case(controls=[{**control(), "evidence": []}])

    assert (control_status(given), clause_status(given)) == ("not-assessed", "not-assessed")


def test_r13_a_control_of_a_standard_that_is_not_required_is_not_in_force() -> None:
    """It is no control of the subject."""
    assert statuses(case(record(), **BELOW)) == {}


def test_r13_a_dependency_of_a_control_in_force_is_in_force() -> None:
    """Also one of a standard that the subject does not need."""
    given = case(
        controls=[
            control("C1", depends_on=needs("C2")),
            control("C2", clause="D1", depends_on=needs("C3")),
            control("C3", clause="P1"),
        ],
        clauses=[clause("S1"), clause("D1"), clause("P1")],
    )

    assert statuses(given) == dict.fromkeys(("C1", "C2", "C3"), "gap")


def test_r13_procedure_is_always_in_force_for_the_organisation() -> None:
    """Whatever its models need."""
    given = case(controls=[control("C1", clause="P1")], clauses=[clause("P1")], **BELOW)

    assert statuses(given, "organization") == {"C1": "gap"}


@pytest.mark.parametrize(
    ("determinations", "expected"),
    [([], {"C1": "undermined", "C2": "gap"}), ([determination()], {"C1": "satisfied"})],
)
def test_r13_an_asl_3_control_that_no_model_needs_undermines_nothing(
    determinations: list[Map], expected: Map
) -> None:
    """It is in force for the organisation as long as one model needs it."""
    given = case(
        record(),
        controls=[
            control("C1", clause="P1", depends_on=needs("C2")),
            control("C2", requirement(type="document")),
        ],
        clauses=[clause("P1"), clause("S1")],
        determinations=determinations,
    )

    assert statuses(given, "organization") == expected


def test_r13_a_floor_control_undermines_whether_or_not_a_model_needs_it() -> None:
    """ASL-2 is required of every model, though nothing lists it as required."""
    floor = control("C2", requirement(type="document"), clause=None, standard="asl-2")
    given = case(
        record(),
        controls=[control("C1", clause="P1", depends_on=needs("C2")), floor],
        clauses=[clause("P1"), {**clause("S1"), "id": "A1", "standard": "asl-2"}],
        **BELOW,
    )

    assert statuses(given, "organization") == {"C1": "undermined", "C2": "gap"}


# --- Not applicable -------------------------------------------------------------------------------

IDLE = clause("S1", when="declared")
SET_ASIDE = {
    "deviations": [
        {
            "id": "v1",
            "kind": "not-applicable",
            "clause": "S1",
            "reason": "It does not occur.",
            "requester": "engineer",
            "approvals": [
                {"role": "chief-executive", "party": "ceo", "date": "2026-06-01"},
                {"role": "responsible-scaling-officer", "party": "rso", "date": "2026-06-01"},
            ],
            "starts": "2026-06-01",
            "expires": "2026-12-31",
        }
    ]
}


def test_r13_a_control_for_clauses_that_do_not_apply_does_not_apply() -> None:
    """Its gaps are none."""
    given = case(clauses=[IDLE, clause("S2")], **SET_ASIDE)

    assert (control_status(given), shown(given)) == (
        "not-applicable",
        {"C1/r1@organization": "not-applicable"},
    )


def test_r13_one_clause_that_applies_is_enough() -> None:
    """The control is judged whole."""
    given = case(clauses=[IDLE, clause("S2")], **SET_ASIDE)
    given["controls"][0]["implements"].append(link("S2"))

    assert control_status(given) == "gap"


def test_r13_a_control_without_clauses_applies() -> None:
    """It is there for something else."""
    given = case(controls=[control(clause=None)], clauses=[IDLE], **SET_ASIDE)

    assert control_status(given) == "gap"


def test_r13_a_control_that_something_applicable_rests_on_applies() -> None:
    """Whatever became of its own clauses; through others that do not apply as well."""
    given = stack(A, **SET_ASIDE)
    given["edition"]["clauses"] = [
        clause("S1"),
        clause("S2", when="declared"),
        clause("S3", when="declared"),
    ]
    given["deviations"] = [
        {**SET_ASIDE["deviations"][0], "id": f"v{name}", "clause": name} for name in ("S2", "S3")
    ]

    assert statuses(given) == {"C1": "undermined", "C2": "gap", "C3": "gap"}


def test_r13_what_only_the_inapplicable_rests_on_does_not_apply() -> None:
    """A chain of controls that nothing in force needs."""
    given = stack()
    clauses = ("S1", "S2", "S3")
    given["edition"]["clauses"] = [clause(name, when="declared") for name in clauses]
    given["deviations"] = [
        {**SET_ASIDE["deviations"][0], "id": f"v{name}", "clause": name} for name in clauses
    ]

    assert statuses(given) == dict.fromkeys(("C1", "C2", "C3"), "not-applicable")


def test_r13_an_error_comes_before_not_applicable() -> None:
    """What cannot be read cannot be set aside."""
    given = case(clauses=[IDLE, clause("S2")], errors=[{"reaches": ["control/C1"]}], **SET_ASIDE)

    assert control_status(given) == "not-assessed"


# --- Alternatives ---------------------------------------------------------------------------------


def either(*records: Map, **more: object) -> Map:
    """One control with two requirements of which one is enough."""
    group = {"any_of": [{"id": "either", "of": ["r1", "r2"]}]}
    second = requirement("r2", type="document")
    return case(*records, **of_control(requirement(), second, **group), **more)


def shown(given: Map) -> Map:
    """Each instance and its status."""
    return {one.id: one.status.value for one in run(given).instances}


def test_r13_an_unmet_member_of_a_met_group_is_an_alternative() -> None:
    """It is no gap, and keeps its reasons."""
    given = either(A)

    assert (shown(given), control_status(given), clause_status(given)) == (
        {"C1/r1@organization": "met", "C1/r2@organization": "alternative"},
        "satisfied",
        "satisfied",
    )


def test_r13_a_group_without_a_met_member_is_a_gap_in_each() -> None:
    """None of them stands in for the other."""
    assert shown(either()) == {"C1/r1@organization": "unmet", "C1/r2@organization": "unmet"}


def test_r13_a_requirement_outside_the_group_has_to_be_met() -> None:
    """The group excuses its members alone."""
    given = either(A)
    given["controls"][0]["evidence"].append(requirement("r3", type="roster"))

    assert (shown(given)["C1/r3@organization"], control_status(given)) == ("unmet", "gap")


def test_r13_an_alternative_holds_at_its_own_key() -> None:
    """One environment shown by one requirement does not excuse another environment."""
    both = [
        requirement("r1", for_each="model"),
        requirement("r2", type="document", for_each="model"),
    ]
    given = case(
        record(assets=["model/atlas"]),
        controls=[control("C1", *both, any_of=[{"id": "either", "of": ["r1", "r2"]}])],
        assets=[{"id": "boreal", "type": "model", "in_service": {"from": "2020-01-01"}}],
    )

    assert shown(given) == {
        "C1/r1@model/atlas": "met",
        "C1/r1@model/boreal": "unmet",
        "C1/r2@model/atlas": "alternative",
        "C1/r2@model/boreal": "unmet",
    }


def test_r13_a_group_of_one_excuses_nothing() -> None:
    """Its only member has to be met."""
    given = case(**of_control(requirement(), any_of=[{"id": "only", "of": ["r1"]}]))

    assert (shown(given), control_status(given)) == ({"C1/r1@organization": "unmet"}, "gap")


def test_r13_an_empty_group_excuses_nothing() -> None:
    """Every requirement of the control is still asked for."""
    given = case(**of_control(requirement(), any_of=[{"id": "none", "of": []}]))

    assert control_status(given) == "gap"


def test_r13_a_group_of_unknown_names_excuses_nothing() -> None:
    """A member that does not exist is not met."""
    given = case(**of_control(requirement(), any_of=[{"id": "ghosts", "of": ["r1", "r8", "r9"]}]))

    assert control_status(given) == "gap"


def test_r13_a_failing_alternative_stays_an_alternative() -> None:
    """One way is enough, though the other was tried and failed."""
    given = either(A, failing("x", type="document"))

    assert shown(given)["C1/r2@organization"] == "alternative"


def test_r13_a_rejected_member_no_longer_excuses_the_other() -> None:
    """What was met by the group before the reviewer rejected it is unmet after."""
    given = either(A)
    given["controls"][0]["evidence"][0]["judgement"] = "Is it enough?"

    assert shown(answered(given, "reject")) == {
        "C1/r1@organization": "unmet",
        "C1/r2@organization": "unmet",
    }


def two_groups(*records: Map) -> Map:
    """A control with r1 or r2, and r1 or r3."""
    kinds = [requirement(), requirement("r2", type="document"), requirement("r3", type="roster")]
    groups = [{"id": "a", "of": ["r1", "r2"]}, {"id": "b", "of": ["r1", "r3"]}]
    return case(*records, **of_control(*kinds, any_of=groups))


def three(*records: Map) -> str:
    """The status of that control."""
    return control_status(two_groups(*records))


def test_r13_a_requirement_may_meet_two_groups() -> None:
    """Each group needs a member that is met, and one may do for both."""
    assert (three(A), three(B), three(C), three(B, C)) == ("satisfied", "gap", "gap", "satisfied")


def test_r13_a_member_of_two_groups_is_excused_by_both() -> None:
    """Half of what it is an alternative to is not enough."""
    given = two_groups(B)

    assert shown(given) == {
        "C1/r1@organization": "unmet",
        "C1/r2@organization": "met",
        "C1/r3@organization": "unmet",
    }


def test_r13_the_standard_decides_what_is_in_force_for_a_model() -> None:
    """A threshold that requires both standards brings both kinds of control."""
    given = case(
        controls=[control("C1"), control("C2", clause="D1"), control("C3", clause="P1")],
        clauses=[clause("S1"), clause("D1"), clause("P1")],
        data={"thresholds": [threshold(security="ASL-3", deployment="ASL-3")]},
    )

    assert list(statuses(given)) == ["C1", "C2"]

"""R14: what a clause takes from the clauses below it."""

from __future__ import annotations

import pytest

from tests.builder import (
    Map,
    case,
    clause,
    clause_status,
    control,
    group,
    link,
    record,
    requirement,
    verdict,
)

KINDS = {"S2": "snapshot", "S3": "document", "S4": "roster"}
A, B = record("a"), record("b", type="document")


def grouped(
    *children: Map,
    shown: tuple[str, ...] = (),
    covered: tuple[str, ...] = ("S2", "S3", "S4"),
    modality: str = "must",
    **more: object,
) -> Map:
    """A group of clauses; each that is covered has a control, and these are shown."""
    ids = [child["id"] for child in children]
    return case(
        *(record(f"e{name}", type=KINDS[name]) for name in shown),
        controls=[
            control(f"C{name}", requirement(type=KINDS[name]), clause=name)
            for name in ids
            if name in covered
        ],
        clauses=group("S1", *children, modality=modality),
        **more,
    )


@pytest.mark.parametrize("modality", ["must", "expect", "commitment"])
@pytest.mark.parametrize(("shown", "expected"), [(("S2", "S3"), "satisfied"), (("S2",), "gap")])
def test_r14_a_group_takes_the_worst_of_its_duties(
    modality: str, shown: tuple[str, ...], expected: str
) -> None:
    """Every duty below it counts."""
    given = grouped(clause("S2"), clause("S3", modality), shown=shown)

    assert clause_status(given) == expected


@pytest.mark.parametrize("modality", ["aim", "example", "note"])
def test_r14_what_binds_nobody_does_not_count(modality: str) -> None:
    """Also where it is not shown."""
    given = grouped(clause("S2"), clause("S3", modality), shown=("S2",))

    assert clause_status(given) == "satisfied"


@pytest.mark.parametrize(
    ("modality", "expected", "standard"),
    [
        ("must", "gap", "not-conformant"),
        ("expect", "undetermined", "undetermined"),
        ("commitment", "gap", "not-conformant"),
    ],
)
def test_r14_an_uncovered_duty_counts_in_its_group(
    modality: str, expected: str, standard: str
) -> None:
    """A must that nobody addresses is a gap, an expectation is open."""
    given = grouped(clause("S2"), clause("S3", modality), shown=("S2",), covered=("S2",))

    assert (clause_status(given), clause_status(given, "S3"), verdict(given)) == (
        expected,
        "uncovered",
        standard,
    )


@pytest.mark.parametrize("modality", ["must", "expect"])
def test_r14_a_group_of_which_nothing_is_covered_is_uncovered(modality: str) -> None:
    """Nobody addresses any of it."""
    given = grouped(clause("S2", modality), clause("S3", modality), covered=())

    assert clause_status(given) == "uncovered"


def test_r14_a_group_of_things_that_bind_nobody_is_uncovered() -> None:
    """An example is no duty that could stand for its group."""
    given = grouped(clause("S2", "example"), clause("S3", "aim"), shown=("S2", "S3"))

    assert clause_status(given) == "uncovered"


def test_r14_a_group_may_have_its_own_control() -> None:
    """Both it and the duties below have to be shown."""
    given = grouped(clause("S2"), shown=("S2",))
    given["controls"].append(control("C9", requirement(type="document"), clause="S1"))

    assert (clause_status(given), clause_status({**given, "records": [A, B]})) == (
        "gap",
        "satisfied",
    )


def test_r14_a_control_of_the_group_does_not_cover_what_is_below() -> None:
    """A must below that nobody addresses is a gap all the same."""
    given = grouped(clause("S2"), covered=())
    given["controls"] = [control()]
    given["records"] = [A]

    assert clause_status(given) == "gap"


def test_r14_groups_lie_in_groups() -> None:
    """A gap at the bottom is a gap at the top."""
    inner = clause("S2", children=["S3"], parent="S1")
    given = case(
        controls=[control(clause="S3")],
        clauses=[clause("S1", children=["S2"]), inner, clause("S3", parent="S2")],
    )

    assert [clause_status(given, name) for name in ("S1", "S2", "S3")] == ["gap"] * 3


def test_r14_a_child_that_stands_before_its_group_counts_all_the_same() -> None:
    """The order of clauses in the document decides nothing."""
    given = grouped(clause("S2"))
    given["edition"]["clauses"].reverse()

    assert clause_status(given) == "gap"


# --- Not applicable -------------------------------------------------------------------------------

NEVER = {"when": "never"}


def never(given: Map) -> Map:
    """The case with a condition that is computed and not given."""
    found = {"id": "never", "title": "never", "decided_by": "required: asl-3/deployment"}
    given["edition"]["data"]["conditions"].append(found)
    return given


def test_r14_a_child_that_does_not_apply_does_not_count() -> None:
    """The others decide."""
    given = never(grouped(clause("S2"), clause("S3", **NEVER), shown=("S2",)))

    assert (clause_status(given), clause_status(given, "S3")) == ("satisfied", "not-applicable")


def test_r14_a_child_that_does_not_apply_covers_nothing() -> None:
    """A group of which the rest is uncovered is uncovered."""
    given = never(grouped(clause("S2"), clause("S3", **NEVER), covered=("S3",)))

    assert (clause_status(given), verdict(given)) == ("uncovered", "not-conformant")


def test_r14_a_group_of_which_nothing_applies_does_not_apply() -> None:
    """It has no duty left."""
    given = never(grouped(clause("S2", **NEVER), clause("S3", **NEVER)))

    assert clause_status(given) == "not-applicable"


def test_r14_a_standard_of_which_nothing_applies_is_not_assessed() -> None:
    """Nothing left to meet is not the same as met."""
    given = never(grouped(clause("S2", **NEVER), clause("S3", **NEVER)))

    assert verdict(given) == "not-assessed"


def test_r14_a_group_with_a_control_of_its_own_applies_on_its_own() -> None:
    """What is below may not apply; the group was asked for itself."""
    given = never(grouped(clause("S2", **NEVER)))
    given["controls"].append(control("C9", requirement(type="document"), clause="S1"))

    assert clause_status(given) == "gap"


def test_r14_everything_below_what_does_not_apply_does_not_apply() -> None:
    """At any depth."""
    given = never(
        case(
            clauses=[
                clause("S1", children=["S2"], **NEVER),
                clause("S2", parent="S1", children=["S3"]),
                clause("S3", parent="S2"),
                clause("S4"),
            ]
        )
    )

    assert [clause_status(given, name) for name in ("S1", "S2", "S3")] == ["not-applicable"] * 3


# --- Permissions ----------------------------------------------------------------------------------

MAY = clause("S3", "may", children=["S4"])


def permitted(
    *, used: bool, shown: tuple[str, ...], covered: tuple[str, ...] = ("S2", "S4")
) -> Map:
    """A group with a duty and a permission that has a duty of its own."""
    given = grouped(clause("S2"), MAY, shown=shown, covered=covered)
    given["edition"]["clauses"].append(clause("S4", parent="S3"))
    if "S4" in covered:
        given["controls"].append(control("CS4", requirement(type="roster"), clause="S4"))
    if used:
        given["settings"]["permissions"] = [{"clause": "S3", "because": "We do."}]
    return given


@pytest.mark.parametrize(
    ("used", "shown", "expected"),
    [
        (False, ("S2",), ["satisfied", "informative", "not-applicable"]),
        (True, ("S2",), ["gap", "gap", "gap"]),
        (True, ("S2", "S4"), ["satisfied", "satisfied", "satisfied"]),
    ],
)
def test_r14_what_is_below_a_permission_applies_once_it_is_used(
    used: bool, shown: tuple[str, ...], expected: list[str]
) -> None:
    """From then on it counts like any duty."""
    given = permitted(used=used, shown=shown)

    assert [clause_status(given, name) for name in ("S1", "S3", "S4")] == expected


def test_r14_a_permission_whose_duties_nobody_addresses_is_a_gap_in_its_group() -> None:
    """Using it takes on what is below it."""
    given = permitted(used=True, shown=("S2",), covered=("S2",))

    assert [clause_status(given, name) for name in ("S1", "S3", "S4")] == [
        "gap",
        "uncovered",
        "uncovered",
    ]


def test_r14_a_permission_without_anything_below_it_says_nothing() -> None:
    """Whether or not it is used."""
    given = grouped(clause("S2"), clause("S3", "may"), shown=("S2",), covered=("S2",))
    given["settings"]["permissions"] = [{"clause": "S3", "because": "We do."}]

    assert (clause_status(given), clause_status(given, "S3")) == ("satisfied", "informative")


def test_r14_an_unused_permission_whose_condition_is_undecided_does_not_count() -> None:
    """Nobody made use of it."""
    given = grouped(clause("S2"), clause("S3", "may", when="declared"), shown=("S2",))

    assert (clause_status(given), clause_status(given, "S3")) == ("satisfied", "informative")


def test_r14_an_error_in_a_permission_nobody_uses_leaves_its_group_alone() -> None:
    """It is not assessed, and does not count."""
    given = permitted(used=False, shown=("S2",))
    given["errors"] = [{"reaches": ["clause/S3"]}]

    assert (clause_status(given), clause_status(given, "S3")) == ("satisfied", "not-assessed")


def test_r14_an_unused_group_of_permission_does_not_hide_its_sibling() -> None:
    """Only what is below it."""
    given = permitted(used=False, shown=())

    assert (clause_status(given), clause_status(given, "S2")) == ("gap", "gap")


def test_r14_a_clause_linked_twice_through_its_parent_counts_once() -> None:
    """A control may implement both the group and its child."""
    given = grouped(clause("S2"), shown=("S2",))
    given["controls"][0]["implements"].append(link("S1"))

    assert (clause_status(given), verdict(given)) == ("satisfied", "conformant")

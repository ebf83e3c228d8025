"""What closing a gap frees, and what turns a standard green, in small cases."""

from __future__ import annotations

from typing import Any

from checker.assess.freeing import Effect, Freed
from checker.assess.grounds import Grounds
from checker.assess.needs import Open
from checker.assess.plans import Plan, plans
from tests.adapter import run_with_grounds
from tests.builder import (
    answered,
    approvals,
    case,
    clause,
    control,
    deviation,
    group,
    link,
    needs,
    record,
    requirement,
)

Map = dict[str, Any]
ATLAS, SEC = "model/atlas", "asl-3/security"


def grounds(*records: Map, **parts: Any) -> Grounds:
    return run_with_grounds(case(*records, **parts))[1]


def effect(found: Grounds, name: str) -> Effect:
    return found.effects[ATLAS][name]


def plan(found: Grounds) -> Plan:
    return next(one for one in plans(found, ATLAS) if one.standard == SEC)


def log(name: str) -> Map:
    """A requirement of a type of its own, so that one record cannot meet two."""
    return requirement(type=name)


LOGS: Map = {"a": {}, "b": {}, "c": {}}


def test_a_gap_frees_all_that_waits_for_it_alone() -> None:
    """Its control, what rests on it, their clauses and the standard."""
    found = grounds(
        record(),
        controls=[
            control("C1", log("a"), clause="S1"),
            control("C2", clause="S2", depends_on=needs("C1")),
        ],
        clauses=[clause("S1"), clause("S2")],
        types=LOGS,
    )

    assert effect(found, "C1") == Effect(
        frees=Freed(controls=("C1", "C2"), clauses=("S1", "S2"), standards=(SEC,)),
        controls=0,
        clauses=0,
        standards=0,
    )
    assert plan(found) == Plan(
        subject=ATLAS, standard=SEC, gaps=("C1",), open=(), reached=True, reached_with=True
    )


def test_two_gaps_free_nothing_that_needs_both() -> None:
    """Each stands in its way with the other."""
    found = grounds(
        controls=[
            control("C1", log("a"), clause="S1"),
            control("C2", log("b"), clause="S1", depends_on=needs("C1")),
        ],
        types=LOGS,
    )

    assert effect(found, "C1") == Effect(
        frees=Freed(controls=("C1",)), controls=1, clauses=1, standards=1
    )
    assert effect(found, "C2") == Effect(frees=Freed(), controls=1, clauses=1, standards=1)
    assert plan(found).gaps == ("C1", "C2")


def test_a_gap_outside_what_carries_a_clause_is_not_in_its_way() -> None:
    """The clause is satisfied already; only the control is not."""
    both = control("C1", requirement(), {**log("a"), "id": "r2"}, clause=None)
    found = grounds(record(), controls=[{**both, "implements": [link("S1", "r1")]}], types=LOGS)

    assert effect(found, "C1").frees == Freed(controls=("C1",))
    assert plans(found, ATLAS) == ()


def test_an_open_judgement_keeps_a_gap_from_freeing_anything() -> None:
    """It is named beside the gap, and with it accepted the plan is enough."""
    asked = {**log("a"), "judgement": "Is it so?"}
    found = grounds(controls=[control("C1", asked)], types=LOGS)

    assert effect(found, "C1").frees == Freed()
    assert plan(found) == Plan(
        subject=ATLAS,
        standard=SEC,
        gaps=("C1",),
        open=(Open(kind="judgement", id="C1/r1", because="it is open"),),
        reached=False,
        reached_with=True,
    )


def test_a_link_that_nobody_reviewed_is_named() -> None:
    """No evidence settles it."""
    bare = control("C1", clause=None)
    found = grounds(record(), controls=[{**bare, "implements": [link("S1", state="unreviewed")]}])

    assert plan(found).open == (Open(kind="link", id="C1 S1", because="the link is unreviewed"),)
    assert (plan(found).gaps, plan(found).reached_with) == ((), True)


def test_a_clause_without_control_cannot_be_reached() -> None:
    """The plan says so instead of promising."""
    found = grounds(
        controls=[control("C1", log("a"))],
        clauses=group("S0", clause("S1"), clause("S2")),
        types=LOGS,
    )

    assert plan(found).open == (Open(kind="clause", id="S2", because="no control implements it"),)
    assert not plan(found).reached_with
    assert effect(found, "C1").frees == Freed(controls=("C1",), clauses=("S1",))


def test_what_an_error_reaches_cannot_be_reached() -> None:
    """The control has to be read first."""
    found = grounds(record(), errors=[{"reaches": ["control/C1"]}])

    assert plan(found).open == (
        Open(kind="control", id="C1", because="it is not assessed: an error reaches it"),
    )
    assert not plan(found).reached_with


def test_an_error_that_reaches_everything_is_named() -> None:
    """No gap is the way out of it."""
    found = grounds(record(), errors=[{"reaches": ["*"]}])

    assert ("clause", SEC) in {(one.kind, one.id) for one in plan(found).open}
    assert not plan(found).reached_with


def test_of_two_ways_the_plan_takes_the_cheaper() -> None:
    """The clause itself takes two gaps, its substitute one; either closes it, so neither is
    needed."""
    found = grounds(
        controls=[
            control("C1", log("a"), clause="S1"),
            control("C3", log("c"), clause="S1"),
            control("C2", log("b"), clause=None),
        ],
        clauses=[clause("S1", "expect")],
        deviations=[deviation(approvals=approvals("2026-06-01"))],
        types=LOGS,
    )

    assert plan(found).gaps == ("C2",)
    assert effect(found, "C2").frees == Freed(controls=("C2",), clauses=("S1",), standards=(SEC,))
    assert effect(found, "C1") == Effect(
        frees=Freed(controls=("C1",)), controls=0, clauses=0, standards=0
    )


def test_a_rejected_judgement_has_to_be_answered_again() -> None:
    """Where the clause cannot be settled by evidence alone."""
    asked = requirement(judgement="Is it so?")
    given = case(record(), controls=[control("C1", asked)], clauses=[clause("S1", check="P")])
    found = run_with_grounds(answered(given, "reject"))[1]

    assert [(one.kind, one.id) for one in plan(found).open] == [("judgement", "C1/r1")]
    assert (plan(found).gaps, plan(found).reached_with) == (("C1",), True)

"""Places that others operate, by criterion: from the data alone, without a clause's id."""

from __future__ import annotations

from checker.report.hosting import hosting
from checker.report.markdown import render
from checker.report.model import HostingCell, HostingMatrix
from tests import adapter
from tests.builder import (
    Map,
    asset,
    case,
    clause,
    control,
    failing,
    group,
    party,
    record,
    requirement,
)
from tests.checker.report import sample


def place(name: str, operator: str | None, **more: object) -> Map:
    """An environment and who operates it."""
    found = asset("environment", name, hosted=operator == "cloud", **more)  # type: ignore[arg-type]
    return found if operator is None else {**found, "operated_by": operator}


def lab(*records: Map, about: Map | None = None, places: list[Map] | None = None) -> Map:
    """S1 and S2 are asked of each environment, S3 of the organisation, S5 of nothing; S4 is about
    the environments that others operate."""
    asked = about or requirement(type="document", for_each="environment", where="asset.hosted")
    return case(
        *records,
        controls=[
            control("C1", requirement(for_each="environment"), clause="S1a"),
            control("C3", requirement(type="log"), clause="S3"),
            control("C4", asked, clause="S4"),
        ],
        clauses=[
            *group("S1", clause("S1a")),
            clause("S3"),
            clause("S4"),
            clause("S5"),
            clause("S6", "note"),
            clause("D1"),
        ],
        assets=places or [place("theirs", "cloud"), place("ours", "tooling"), place("open", None)],
        parties=[party("cloud", kind="organization")],
    )


def matrices(given: Map) -> tuple[HostingMatrix, ...]:
    """Those of a case."""
    return hosting(adapter.project_of(given), adapter.run(given))


def cells(given: Map) -> dict[str, HostingCell]:
    """The one row of the one matrix, by criterion."""
    [matrix] = matrices(given)
    [row] = matrix.rows
    return {one.criterion: one for one in row.cells}


def test_a_clause_that_is_asked_only_where_others_operate_has_a_matrix() -> None:
    """Of those places, by itself and the duties of its standard beside it."""
    [matrix] = matrices(lab())

    assert (matrix.clause, matrix.criteria) == ("S4", ("S4", "S1", "S3", "S5"))
    assert [(one.asset, one.operator, one.operator_known) for one in matrix.rows] == [
        ("environment/theirs", "cloud", True)
    ]


def test_a_cell_says_what_is_shown_there() -> None:
    """Met, unmet, asked of others only, or not asked at all; what stands below a clause counts."""
    found = cells(lab(failing("e1", assets=["environment/theirs"])))

    assert {name: one.status for name, one in found.items()} == {
        "S4": "unmet",
        "S1": "unmet",
        "S3": "elsewhere",
        "S5": "not-asked",
    }


def test_a_cell_names_whose_doing_it_is_and_the_records() -> None:
    """And the instances, so that each can be looked up."""
    asked = requirement(type="document", for_each="environment", responsibility="inherited")
    shown = record(
        "e1", type="document", assets=["environment/theirs"], produced_by={"party": "cloud"}
    )

    found = cells(lab(shown, about=asked))["S4"]

    assert (found.status, found.responsibility) == ("met", ("inherited",))
    assert (found.instances, found.records) == (("C4/r1@environment/theirs",), ("e1",))


def test_a_place_whose_operator_nobody_knows_is_listed_as_such() -> None:
    """It is not the organisation's for lack of a name."""
    [matrix] = (
        one
        for one in matrices(lab(places=[place("theirs", "cloud"), place("dim", "ghost")]))
        if one.clause == "S4"
    )

    assert [(one.asset, one.operator_known) for one in matrix.rows] == [
        ("environment/dim", False),
        ("environment/theirs", True),
    ]


def test_a_place_that_was_not_in_service_in_the_period_is_not_listed() -> None:
    """It had nothing to show."""
    gone = asset("environment", "gone", "2020-01-01", "2021-01-01", hosted=True)
    theirs = place("theirs", "cloud")

    given = lab(places=[theirs, place("ours", "tooling"), {**gone, "operated_by": "cloud"}])
    [matrix] = matrices(given)

    assert [one.asset for one in matrix.rows] == ["environment/theirs"]


def test_a_group_of_groups_is_shown_by_its_groups() -> None:
    """As criteria are numbered."""
    given = lab()
    inner = [{**one, "parent": "S7"} for one in group("S7a", clause("S7b"))[:1]]
    outer = clause("S7", children=["S7a"])
    below = {**clause("S7b"), "parent": "S7a"}
    given["edition"]["clauses"] += [outer, *inner, below]

    assert "S7a" in cells(given)
    assert "S7" not in cells(given)


def test_without_such_a_clause_there_is_no_matrix() -> None:
    """What is asked of every environment is about no operator."""
    assert matrices(lab(about=requirement(for_each="environment"))) == ()


def test_the_report_shows_a_table_for_each() -> None:
    """Status, whose doing, records."""
    shown = record("e1", type="document", assets=["environment/theirs"])
    text = render(sample.report(hosting=matrices(lab(shown))))

    assert "### Places that others operate" in text
    assert "| `environment/theirs` | cloud | **met**; own;" in text
    assert "| elsewhere | not-asked |" in text

"""R7: what is in scope of which subject."""

from __future__ import annotations

import pytest

from tests.builder import (
    Map,
    asset,
    case,
    clause,
    clause_status,
    control,
    control_status,
    determination,
    event,
    instances,
    needs,
    per_event,
    record,
    requirement,
    subject,
    threshold,
)

BOREAL = asset("model", "boreal")
NONE = {"models": "none", "models_because": "It serves no model."}


def shared(**models: object) -> Map:
    """Two models that need ASL-3 Security, and one environment that nothing shows."""
    return case(
        controls=[control("C1", requirement(for_each="environment"))],
        assets=[BOREAL, asset("environment", "prod", **models)],
    )


@pytest.mark.parametrize(
    ("models", "expected"),
    [
        ({}, {"environment/prod"}),
        ({"models": []}, {"environment/prod"}),
        ({"models": ["atlas"]}, {"environment/prod", "nothing:model/boreal"}),
        (NONE, {"environment/prod", "nothing:model/atlas", "nothing:model/boreal"}),
    ],
)
def test_r7_an_asset_is_in_scope_of_the_models_it_lists(models: Map, expected: set[str]) -> None:
    """What lists none is in scope of all; a model with nothing left has a gap of its own."""
    found = {name.partition("@")[2] for name in instances(shared(**models))}

    assert found == expected


def test_r7_what_belongs_to_no_model_is_no_gap_of_one() -> None:
    """It is in the list, and not applicable."""
    assert instances(shared(**NONE))["C1/r1@environment/prod"] == "not-applicable"


def test_r7_an_empty_list_of_models_hides_nothing() -> None:
    """Leaving out every model takes the word `none` and its reason."""
    assert clause_status(shared(models=[])) == "gap"


def test_r7_a_gap_of_another_model_is_not_a_gap_of_this_one() -> None:
    """Each model is judged on what serves it."""
    given = case(
        record(assets=["environment/a"]),
        controls=[control("C1", requirement(for_each="environment"))],
        assets=[
            BOREAL,
            asset("environment", "a", models=["atlas"]),
            asset("environment", "b", models=["boreal"]),
        ],
    )

    statuses = [clause_status(given, about=f"model/{name}") for name in ("atlas", "boreal")]

    assert statuses == ["satisfied", "gap"]


def test_r7_a_model_is_in_scope_of_itself_alone() -> None:
    """Evidence about one model is none about another."""
    given = case(
        record(assets=["model/atlas"]),
        controls=[control("C1", requirement(for_each="model"))],
        assets=[BOREAL],
    )

    statuses = [clause_status(given, about=f"model/{name}") for name in ("atlas", "boreal")]

    assert statuses == ["satisfied", "gap"]


def test_r7_a_pair_is_in_scope_when_both_of_it_are() -> None:
    """A surface of all models and one model are in scope of that model."""
    given = case(
        record(assets=["surface/api+model/atlas"]),
        controls=[control("C1", requirement(for_each=["surface", "model"]))],
        assets=[BOREAL, asset("surface", "api")],
    )

    statuses = [clause_status(given, about=f"model/{name}") for name in ("atlas", "boreal")]

    assert statuses == ["satisfied", "gap"]


def test_r7_a_pair_of_things_with_different_models_is_in_scope_of_those_in_common() -> None:
    """An environment of one model with a surface of another concerns neither."""
    given = case(
        controls=[control("C1", requirement(for_each=["environment", "surface"]))],
        assets=[
            BOREAL,
            asset("environment", "a", models=["atlas"]),
            asset("surface", "api", models=["boreal"]),
        ],
    )

    assert instances(given) == {
        "C1/r1@environment/a+surface/api": "not-applicable",
        "C1/r1@nothing:model/atlas": "unmet",
        "C1/r1@nothing:model/boreal": "unmet",
    }


def test_r7_an_event_is_in_scope_of_the_models_it_lists() -> None:
    """The other model has nothing to assess, which is a gap without a nil return."""
    given = case(
        record(assets=["event/deployment/d1"]),
        controls=[control("C1", per_event())],
        assets=[BOREAL],
        events=[event(models=["atlas"])],
    )

    statuses = [clause_status(given, about=f"model/{name}") for name in ("atlas", "boreal")]

    assert statuses == ["satisfied", "gap"]


def test_r7_procedure_is_about_everything() -> None:
    """An environment of no model is in scope of the organisation's procedure."""
    given = case(
        controls=[control("C1", requirement(for_each="environment"), clause="P1")],
        clauses=[clause("P1")],
        assets=[asset("environment", "prod", **NONE)],
    )

    assert clause_status(given, "P1", "organization") == "gap"


def test_r7_the_organisation_sees_asl_3_controls_for_the_models_that_need_them() -> None:
    """What only a model below every threshold uses does not undermine its procedure."""
    given = case(
        record("e1"),
        record("e2", assets=["environment/b"]),
        controls=[
            control("C1", clause="P1", depends_on=needs("C2")),
            control("C2", requirement(for_each="environment")),
        ],
        clauses=[clause("P1"), clause("S1")],
        assets=[
            BOREAL,
            asset("environment", "a", models=["atlas"]),
            asset("environment", "b", models=["boreal"]),
        ],
        determinations=[determination()],
    )

    assert control_status(given, "C2", "organization") == "satisfied"


def test_r7_commitments_are_about_the_models_under_any_asl_3_standard() -> None:
    """A model that needs neither standard is out of their scope."""
    given = case(
        record("e1", assets=["environment/b"]),
        controls=[control("C1", requirement(for_each="environment"), clause="K1")],
        clauses=[clause("K1", "commitment"), clause("S1")],
        assets=[
            BOREAL,
            asset("environment", "a", models=["atlas"]),
            asset("environment", "b", models=["boreal"]),
        ],
        determinations=[determination()],
    )

    assert instances(given) == {
        "C1/r1@environment/a": "not-applicable",
        "C1/r1@environment/b": "met",
    }


def test_r7_each_requirement_without_anything_in_scope_has_its_own_gap() -> None:
    """One requirement that is met does not speak for another that matched nothing."""
    given = case(
        record(assets=["model/atlas"]),
        controls=[
            control("C1", requirement(for_each="model"), requirement("r2", for_each="vendor"))
        ],
    )

    assert (instances(given)["C1/r2@nothing"], clause_status(given)) == ("unmet", "gap")


def test_r7_a_model_is_judged_by_the_standards_it_needs() -> None:
    """A control of a standard that a model does not need is no control of that model."""
    given = case(
        controls=[control("C1"), control("C2", clause="D1")],
        clauses=[clause("S1"), clause("D1")],
        data={"thresholds": [threshold(deployment="ASL-3")]},
    )

    assert list(subject(given)["controls"]) == ["C2"]

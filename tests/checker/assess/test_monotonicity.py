"""R12: what makes a case worse never makes a status better."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from checker.assess.assessment import Verdict
from tests.builder import (
    Map,
    answered,
    asset,
    case,
    clause,
    control,
    determination,
    event,
    failing,
    nil_return,
    of_control,
    over_time,
    per_event,
    record,
    requirement,
    verdict,
)

WORST_FIRST = ["not-assessed", "not-conformant", "undetermined", "conformant"]


def good() -> Map:
    """A case that is conformant by all kinds of evidence."""
    months = [record(f"m{month}", f"2026-0{month}-01T00:00:00Z") for month in (5, 6)]
    log = record("l1", "2026-04-01T00:00:00Z/2026-07-01T00:00:00Z")
    given = case(
        record("a", type="document"),
        *months,
        log,
        record("v", type="roster", assets=["environment/prod"]),
        nil_return(),
        controls=[
            control(
                "C1",
                requirement("r1", type="document", judgement="Is it enough?"),
                over_time("instants", id="r2", cadence="P1M"),
                over_time("continuous", id="r3"),
                requirement("r4", type="roster", for_each="environment"),
                per_event(id="r5"),
            )
        ],
        assets=[asset("environment", "prod", models=["atlas"])],
    )
    return answered(given)


def remove(name: str) -> Callable[[Map], None]:
    """Leave a record out."""

    def change(given: Map) -> None:
        given["records"] = [one for one in given["records"] if one["id"] != name]

    return change


def at_requirement(index: int, **changes: object) -> Callable[[Map], None]:
    """Ask for more."""

    def change(given: Map) -> None:
        given["controls"][0]["evidence"][index].update(changes)

    return change


def add(*records: Map) -> Callable[[Map], None]:
    """Bring more evidence."""
    return lambda given: given["records"].extend(records)


CHANGES: dict[str, Callable[[Map], None]] = {
    **{f"without {name}": remove(name) for name in ("a", "m5", "m6", "l1", "v", "n1", "a1")},
    "a shorter cadence": at_requirement(1, cadence="P20D"),
    "a limit of age": at_requirement(1, max_age="P1D"),
    "more reliable": at_requirement(2, min_reliability="independent"),
    "independent": at_requirement(3, independent_of=["organization"]),
    "another rule": at_requirement(3, validations=[{"rule": "evidence.more", "message": "no"}]),
    "another asset": lambda given: given["inventory"]["assets"].append(asset("environment", "lab")),
    "another event": lambda given: given["inventory"]["events"].append(event()),
    "a failing record": add(failing("x", type="document")),
    "a tampered record": add(
        record("x", type="roster", assets=["environment/prod"], problems=["tampered"])
    ),
    "an unknown asset": add(record("x", assets=["environment/ghost"])),
    "a control": lambda given: given["controls"].append(
        control("C2", requirement(for_each="vendor"))
    ),
    "a clause": lambda given: given["edition"]["clauses"].append(clause("S2")),
    "an expectation": lambda given: given["edition"]["clauses"].append(clause("S2", "expect")),
    "an error": lambda given: given["errors"].append({"reaches": ["control/C1"]}),
    "an error anywhere": lambda given: given["errors"].append({"reaches": ["*"]}),
    "a dependency": lambda given: given["controls"][0].update(
        depends_on=[{"control": "C9", "because": "b"}]
    ),
}


def test_r12_the_case_is_conformant() -> None:
    """As it stands."""
    assert verdict(good()) == "conformant"


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_r12_what_is_taken_away_or_asked_in_addition_makes_it_worse(
    change: Callable[[Map], None],
) -> None:
    """Each part of the evidence was needed, and each demand counts."""
    given = copy.deepcopy(good())
    change(given)

    assert verdict(given) != "conformant"


@pytest.mark.parametrize(
    "change", [name for name in CHANGES if not name.startswith("an error")], ids=str
)
def test_r12_an_error_on_top_is_no_improvement(change: str) -> None:
    """What was not conformant does not become so by being unreadable."""
    given = copy.deepcopy(good())
    CHANGES[change](given)
    broken = {**given, "errors": [{"reaches": ["control/C1"]}]}

    assert WORST_FIRST.index(verdict(broken)) <= WORST_FIRST.index(verdict(given))


@pytest.mark.parametrize("records", [[], [record("a")]])
def test_r12_raising_a_modality_improves_nothing(records: list[Map]) -> None:
    """From a note to a must."""
    verdicts = [
        verdict(
            case(
                *records,
                record("b", type="document"),
                controls=[control(), control("C2", requirement(type="document"), clause="S2")],
                clauses=[clause("S1", modality), clause("S2")],
            )
        )
        for modality in ("must", "expect", "aim")
    ]

    ranks = [WORST_FIRST.index(found) for found in verdicts]

    assert ranks == sorted(ranks)


def test_r12_a_defect_of_one_record_does_not_help_another() -> None:
    """Breaking the copy does not make the original its only offer."""
    copied = {
        **record("e2", "2026-06-10T00:00:00Z"),
        "payload_digest": record("e1")["payload_digest"],
    }
    given = case(record("e1"), {**copied, "problems": ["malformed"]}, **of_control(requirement()))

    assert verdict(given) == "not-conformant"


def test_r12_a_determination_that_is_lost_only_adds_duties() -> None:
    """Without it the standard is required."""
    with_it = case(determinations=[determination()])

    assert (verdict(with_it), verdict(case())) == ("not-required", "not-conformant")


def test_r12_the_order_of_verdicts_is_that_of_the_rules() -> None:
    """All that a required standard can have."""
    assert {*WORST_FIRST, "not-required"} == {one.value for one in Verdict}

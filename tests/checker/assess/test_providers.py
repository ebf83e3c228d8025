"""R11, R13: assets that others operate, and what their evidence presumes of the organisation."""

from __future__ import annotations

import pytest

from tests.builder import (
    Map,
    asset,
    case,
    clause,
    control,
    control_status,
    deviation,
    failing,
    needs,
    of_control,
    over_time,
    party,
    reasons,
    record,
    requirement,
    subject,
    verdict,
)

HOSTED = "C1/r1@environment/hosted"
PEOPLE = [
    party("cloud", kind="organization"),
    party("cloud-staff", "cloud"),
    party("insider", "cloud", "security"),
]


def hosted(operator: str | None, producer: str, responsibility: str = "inherited") -> Map:
    """An environment with an operator, and one record about it."""
    place = asset("environment", "hosted")
    if operator is not None:
        place["operated_by"] = operator
    shown = record(assets=["environment/hosted"], produced_by={"party": producer})
    asked = requirement(for_each="environment", responsibility=responsibility)
    return case(shown, **of_control(asked), assets=[place], parties=PEOPLE)


@pytest.mark.parametrize("responsibility", ["inherited", "shared"])
@pytest.mark.parametrize(
    ("operator", "producer", "helps"),
    [
        ("cloud", "cloud", True),
        ("cloud", "cloud-staff", True),
        ("cloud", "auditor", True),
        ("cloud", "tooling", False),
        ("cloud", "insider", False),
        ("cloud", "example-lab", False),
        ("cloud", "holding", False),
        ("cloud", "ghost", False),
        ("tooling", "tooling", True),
        ("example-lab", "security", True),
        ("holding", "tooling", True),
        ("insider", "tooling", True),
        ("ghost", "tooling", False),
        ("ghost", "auditor", False),
        (None, "tooling", False),
        (None, "auditor", False),
    ],
)
def test_r11_what_others_do_is_shown_by_others(
    responsibility: str, operator: str | None, producer: str, helps: bool
) -> None:
    """Where the organisation operates it itself, it is as its own; unknown ones help nobody."""
    expected = [] if helps else ["not-independent"]

    assert reasons(hosted(operator, producer, responsibility), HOSTED) == expected
    assert reasons(hosted(operator, "engineer", "own"), HOSTED) == []


def test_r11_of_a_pair_either_part_may_be_operated_by_others() -> None:
    """The stricter of the two decides."""
    here, there = asset("environment", "here"), asset("surface", "there")
    here["operated_by"], there["operated_by"] = "tooling", "cloud"
    asked = requirement(for_each=["surface", "environment"], responsibility="shared")
    key = "surface/there+environment/here"
    given = case(record(assets=[key]), **of_control(asked), assets=[here, there], parties=PEOPLE)

    assert reasons(given, f"C1/r1@{key}") == ["not-independent"]


def test_r11_the_operator_is_judged_on_the_day_of_collection() -> None:
    """One that was bought since was outside when the record was made."""
    bought = party("bought", {"party": "example-lab", "from": "2026-06-20"})
    before = hosted("bought", "tooling")
    before["parties"].append(bought)
    after = hosted("bought", "tooling")
    after["parties"].append(party("bought", {"party": "example-lab", "from": "2026-06-15"}))

    assert reasons(before, HOSTED) == ["not-independent"]
    assert reasons(after, HOSTED) == []


def test_r8_what_fails_hurts_whoever_says_it() -> None:
    """The organisation's own word against the operator's."""
    given = hosted("cloud", "cloud")
    given["records"].append(
        failing("e2", assets=["environment/hosted"], source={"system": "own", "query": "all"})
    )

    assert "validation-failed" in reasons(given, HOSTED)


def provided(*presumed: object, second: Map | None = None, **more: object) -> Map:
    """A report that presumes controls, for C1; C2 is met, or shown by the record given."""
    payload = {"ok": True, "left": [{"control": one} for one in presumed]}
    shown = record("e1", type="report", payload=payload, **more)
    other = second or record("e2", type="roster")
    controls = [
        control("C1", requirement(type="report")),
        control("C2", requirement(type="roster"), clause="S2"),
    ]
    clauses = [clause("S1"), clause("S2")]
    types = {"report": {"complementary": "left"}}
    return case(shown, other, controls=controls, clauses=clauses, types=types)


@pytest.mark.parametrize(
    ("second", "expected"),
    [(None, "satisfied"), (failing("e2", type="roster"), "undermined")],
)
def test_r13_a_control_rests_on_what_its_evidence_presumes(
    second: Map | None, expected: str
) -> None:
    """With the complementary control as the cause."""
    given = provided("C2", second=second)
    causes = {} if expected == "satisfied" else {"C1": ["C2"]}

    assert control_status(given) == expected
    assert subject(given)["causes"] == causes


def test_r13_what_presumes_nothing_rests_on_nothing() -> None:
    """An empty list is one."""
    assert control_status(provided(second=failing("e2", type="roster"))) == "satisfied"


@pytest.mark.parametrize("named", ["C9", 3, None])
def test_r13_a_control_that_there_is_not_cannot_be_presumed(named: object) -> None:
    """The record cannot help."""
    assert reasons(provided("C2", named)) == ["complement-unknown"]


@pytest.mark.parametrize("payload", [{"ok": True}, {"ok": True, "left": 3}])
def test_r13_a_record_that_does_not_say_what_it_presumes_cannot_help(payload: Map) -> None:
    """Silence is not an empty list."""
    given = provided()
    given["records"][0]["payload"] = payload

    assert reasons(given) == ["complement-unknown"]


def test_r19_no_duty_rests_on_a_commitment_that_its_evidence_presumes() -> None:
    """As none may name one."""
    given = provided("K1")
    given["controls"].append(control("K1", requirement(type="roster"), clause="K1"))
    given["edition"]["clauses"].append(clause("K1", "commitment"))

    assert reasons(given) == ["complement-unknown"]


@pytest.mark.parametrize("names", [["C1"], ["C2"]])
def test_r13_a_circle_through_evidence_is_not_assessed(names: list[str]) -> None:
    """On itself, or through a control that depends on it."""
    given = provided(*names)
    given["controls"][1]["depends_on"] = needs("C1")

    assert control_status(given) == "not-assessed"
    assert verdict(given) == "not-assessed"


def test_r13_a_presumed_control_is_in_force() -> None:
    """Although nothing else requires it."""
    given = provided("C3", second=record("e2", type="roster"))
    given["controls"].append(control("C3", requirement(type="document"), clause="D1"))
    given["edition"]["clauses"].append(clause("D1"))

    assert control_status(given, "C3") == "gap"
    assert control_status(given) == "undermined"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"reliability": "claim"}, "gap"),
        ({"source": {"system": "other", "query": "all", "rows": 3}}, "undermined"),
        ({}, "satisfied"),
    ],
)
def test_r13_a_later_good_report_stands_for_the_earlier(more: Map, expected: str) -> None:
    """Of the same source, at a date; the second presumes nothing."""
    given = provided("C2", second=failing("e2", type="roster"), at="2026-06-10T00:00:00Z", **more)
    later = {"type": "report", "payload": {"ok": True, "left": []}}
    if "reliability" not in more:
        given["records"].append(record("e3", **later))

    assert control_status(given) == expected


def test_r13_over_a_period_every_report_counts() -> None:
    """What the first half presumed is not settled by the second."""
    halves = [
        "2026-04-01T00:00:00Z/2026-05-15T00:00:00Z",
        "2026-05-15T00:00:00Z/2026-07-01T00:00:00Z",
    ]
    given = provided(second=failing("e2", type="roster"))
    given["controls"][0]["evidence"] = [over_time("continuous", type="report")]
    given["records"] = [
        record("a", halves[0], type="report", payload={"ok": True, "left": [{"control": "C2"}]}),
        record("b", halves[1], type="report", payload={"ok": True, "left": []}),
        given["records"][1],
    ]

    assert reasons(given) == []
    assert control_status(given) == "undermined"


def test_r20_no_substitute_rests_through_its_evidence_on_what_it_stands_in_for() -> None:
    """What compensates must hold without it."""
    given = provided("C2", second=record("e2", type="roster"))
    given["edition"]["clauses"][1] = clause("S2", "expect")
    given["controls"].append(control("C4", requirement(type="document"), clause="S2"))
    given["deviations"] = [deviation(clause="S2", compensating=["C1"])]

    assert subject(given)["clauses"]["S2"] == "gap"
    given["records"][0]["payload"]["left"] = []
    assert subject(given)["clauses"]["S2"] == "substituted"

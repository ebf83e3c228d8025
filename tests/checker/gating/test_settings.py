"""Each setting of the gate: what it lets pass, what it says of it, and what it never lets pass."""

from __future__ import annotations

import msgspec
import pytest

from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.gate import INTEGRITY, but_for_projection, decide, leave
from checker.report.gated import scope_words
from rsp.project import Gate as Policy
from rsp.ref import Ref
from tests.adapter import run, run_with_grounds
from tests.builder import (
    Map,
    case,
    clause,
    control,
    deviation,
    failing,
    gone,
    group,
    link,
    record,
    requirement,
    waiver,
)
from tests.checker.gating.gates import gate, settings, today
from tests.checker.report import sample

MISSING = requirement(type="document")
"""Nothing shows it."""


def lab(*clauses: Map, severity: str = "low", **more: object) -> Map:
    """Procedure in order; ASL-3 Security with S1 in order and S2 missing by a control C2."""
    return case(
        record("a"),
        controls=[
            control("C1"),
            control("C2", MISSING, clause="S2", severity=severity),
            control("C9", clause="P1"),
        ],
        clauses=[*(clauses or (clause("S1"), clause("S2"))), clause("P1")],
        **more,
    )


def word(given: Map, policy: Policy) -> str:
    """What the gate makes of ASL-3 Security."""
    return gate(given, policy).words["model/atlas", "asl-3/security"]


@pytest.mark.parametrize(
    ("standards", "expected", "status"),
    [
        (["asl-3/security", "procedure"], "fails", "failed"),
        (["procedure"], "not gated", "passed"),
    ],
)
def test_standards_that_are_not_named_are_not_gated(
    standards: list[str], expected: str, status: str
) -> None:
    """Required as they are."""
    found = gate(lab(), settings(standards=standards))

    assert found.words["model/atlas", "asl-3/security"] == expected
    assert found.gate.status == status


def test_a_standard_left_out_is_named_with_its_gaps_and_musts() -> None:
    """And the musts are a reason that does not fail the gate."""
    found = gate(lab(), settings(standards=["procedure"])).gate

    assert found.scope is not None
    assert [(one.kind, one.instance or one.clause, one.by) for one in found.scope.left_out] == [
        ("standard", None, ("gate.standards",)),
        ("gap", "C2/r1@organization", ("gate.standards",)),
        ("must", "S2", ("gate.standards",)),
    ]
    assert found.because == found.musts_left_out
    assert found.because == ("model/atlas: asl-3/security: 1 must is not satisfied and not gated",)
    assert scope_words(sample.report(gate=found)) == (
        "Gated: 1 verdict; not gated: 1 standard, 1 gap, 1 unsatisfied must"
        " (gate.standards: procedure)"
    )


@pytest.mark.parametrize(
    ("severity", "expected"),
    [("critical", "fails"), ("high", "fails"), ("medium", "passes"), ("low", "passes")],
)
def test_severities_that_are_not_named_do_not_fail(severity: str, expected: str) -> None:
    """The severity is that of the control."""
    assert word(lab(severity=severity), settings(severities=["critical", "high"])) == expected


def test_a_must_let_through_by_a_severity_is_said_of_a_gate_that_passes() -> None:
    """The verdict stays, the reason stands in the gate."""
    found = gate(lab(), settings(severities=["critical"]))
    gated = found.gate

    assert gated.status == "passed"
    assert gated.because == ("model/atlas: asl-3/security: 1 must is not satisfied and not gated",)
    assert found.let["model/atlas", "asl-3/security"].by == ("gate.severities",)


@pytest.mark.parametrize(
    ("modalities", "expected"), [(["must"], "passes"), (["must", "expect"], "fails")]
)
def test_expectations_fail_only_where_the_gate_goes_by_them(
    modalities: list[str], expected: str
) -> None:
    """An expectation is no must."""
    given = lab(clause("S1"), clause("S2", "expect"))

    assert word(given, settings(modalities=modalities)) == expected


def test_a_must_whose_parts_are_expectations_is_named_where_they_are_left_out() -> None:
    """It is not satisfied, and passes."""
    given = lab(clause("S1"), *group("S0", clause("S2", "expect")))

    found = gate(given, settings(modalities=["must"])).gate

    assert found.status == "passed"
    assert found.scope is not None
    assert [(one.kind, one.clause) for one in found.scope.left_out] == [
        ("expectation", "S2"),
        ("must", "S0"),
    ]


def test_a_must_below_an_expectation_still_fails() -> None:
    """Leaving out the one leaves the other."""
    given = lab(clause("S1"), *group("S0", clause("S2"), modality="expect"))

    assert word(given, settings(modalities=["must"])) == "fails"


@pytest.mark.parametrize(
    ("controls", "clauses"),
    [
        ([control("C1")], [clause("S1"), clause("S2")]),
        (
            [control("C1"), control("C2", implements=[link("S2", state="unreviewed")])],
            [clause("S1"), clause("S2")],
        ),
        (
            [control("C1"), control("C2", requirement(judgement="Well?"), clause="S2")],
            [clause("S1"), clause("S2", check="P")],
        ),
    ],
    ids=["no control", "no review", "open judgement"],
)
def test_severities_leave_out_unmet_instances_alone(
    controls: list[Map], clauses: list[Map]
) -> None:
    """What nobody reviewed, judged or implemented has no severity."""
    given = case(record("a"), controls=controls, clauses=clauses)

    assert word(given, settings(severities=["critical"])) == "fails"


@pytest.mark.parametrize("policy", [{"severities": ["critical"]}, {"modalities": ["must"]}])
def test_what_nobody_can_waive_is_never_left_out(policy: dict[str, object]) -> None:
    """A malformed record is no question of severity or modality."""
    given = lab(clause("S1"), clause("S2", "expect"))
    given["records"].append(record("m", type="document", problems=["malformed"]))

    assert word(given, settings(**policy)) == "fails"


def test_nothing_is_left_out_of_a_standard_that_is_not_assessed() -> None:
    """An error reaches S2; no setting helps."""
    given = lab(errors=[{"reaches": ["clause/S2"]}])
    policy = settings(severities=["critical"], modalities=["must"])

    assert word(given, policy) == "fails"


@pytest.mark.parametrize("change", [gone("x"), record("x", problems=["tampered"])])
@pytest.mark.parametrize(
    "policy",
    [
        {"standards": ["procedure"]},
        {"severities": ["critical"], "modalities": ["must"]},
        {"never_fail_on": ["record-unsealed"]},
    ],
)
def test_no_setting_helps_against_an_altered_record(change: Map, policy: dict[str, object]) -> None:
    """Exit 4 stands above all that is set."""
    given = lab()
    given["records"].append({**change, "type": "roster"})

    found = gate(given, settings(**policy)).gate

    assert found.status == "failed"
    assert leave(found, run(given), ()).code == INTEGRITY


@pytest.mark.parametrize(
    ("policy", "level", "expected"),
    [
        ({}, Level.WARNING, "passed"),
        ({"fail_on_warnings": ["a-code"]}, Level.WARNING, "failed"),
        ({"fail_on_warnings": ["b-code"]}, Level.WARNING, "passed"),
        ({"fail_on_warnings": ["all"]}, Level.WARNING, "failed"),
        ({"fail_on_warnings": ["all"]}, Level.NOTE, "passed"),
        ({"fail_on_warnings": ["all"], "never_fail_on": ["a-code"]}, Level.WARNING, "passed"),
        ({"never_fail_on": ["a-code"]}, Level.ERROR, "failed"),
    ],
)
def test_warnings_fail_where_they_are_named(
    policy: dict[str, object], level: Level, expected: str
) -> None:
    """Errors always do, notes never."""
    given = case(record("a"), controls=[control("C1"), control("C9", clause="P1")],
                 clauses=[clause("S1"), clause("P1")])  # fmt: skip
    found = Diagnostic(code="a-code", level=level, message="m", at=Ref(document="d"))

    assert decide(run(given), settings(**policy), today(given["now"]), [found]).status == expected


def waived(expires: str, ahead: str | None) -> Map:
    """S2 is let pass by a waiver."""
    given = lab(deviations=[waiver(control="C2", expires=expires)], severity="critical")
    if ahead is not None:
        given["settings"]["gate"] = {"fail_before_expiry": ahead}
    return given


@pytest.mark.parametrize(
    ("ahead", "expected"), [(None, "passed"), ("P60D", "passed"), ("P61D", "failed")]
)
def test_a_waiver_fails_the_gate_before_its_end(ahead: str | None, expected: str) -> None:
    """From as long before it as is set, to the instant."""
    policy = settings(**({"fail_before_expiry": ahead} if ahead else {}))

    found = gate(waived("2026-08-31T00:00:00Z", ahead), policy).gate

    assert found.status == expected
    assert (
        "w1 ends within gate.fail_before_expiry, and model/atlas: asl-3/security passes by it"
        in found.because
    ) is (expected == "failed")


def test_a_waiver_that_settings_need_besides_fails_before_its_end() -> None:
    """Neither alone is enough."""
    given = lab(clause("S1"), clause("S2"), clause("S3"), deviations=[waiver(control="C2")])
    given["controls"].append(control("C3", MISSING, clause="S3", severity="low"))
    given["controls"][1] = control("C2", MISSING, clause="S2", severity="critical")
    found = gate(given, settings(severities=["critical"]))

    given["settings"]["gate"] = {"fail_before_expiry": "P1Y"}
    ahead = gate(given, settings(severities=["critical"], fail_before_expiry="P1Y"))

    assert found.gate.status == "passed"
    assert found.let["model/atlas", "asl-3/security"].waivers == ("w1",)
    assert ahead.gate.status == "failed"


def test_a_substitute_under_a_narrowed_standard_fails_before_its_end() -> None:
    """It bears on the verdict that the settings let pass."""
    given = lab(
        clause("S1"),
        clause("S2"),
        clause("S4", "expect"),
        deviations=[deviation(clause="S4", compensating=["C1"])],
    )
    given["settings"]["gate"] = {"fail_before_expiry": "P1Y"}
    policy = settings(severities=["critical"], fail_before_expiry="P1Y")

    assert any(why.startswith("v1 ends within") for why in gate(given, policy).gate.because)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (
            {"standards": ["asl-3/deployment"]},
            "nothing was selected: no standard that gate.standards names is required",
        ),
        (
            {"standards": ["asl-3/security"], "severities": ["critical"]},
            "nothing was selected: all that is gated is known or left out, and nothing is shown",
        ),
    ],
)
def test_a_gate_that_selected_nothing_fails(policy: dict[str, object], expected: str) -> None:
    """Each way has its message."""
    given = case(
        record("a"),
        controls=[control("C2", MISSING, clause="S2", severity="low"), control("C9", clause="P1")],
        clauses=[clause("S2"), clause("P1")],
    )

    found = gate(given, settings(**policy)).gate

    assert found.status == "failed"
    assert expected in found.because


def test_a_gate_of_which_no_clause_counts_fails() -> None:
    """An aim alone is nothing to go by."""
    given = case(record("a"), clauses=[clause("S1", "aim"), clause("P1", "aim")])

    assert "nothing was selected: no clause counts of what is gated" in gate(given).gate.because


def test_all_set_aside_as_not_applicable_selects_nothing() -> None:
    """The condition of the only clause is denied."""
    given = case(
        record("a"),
        clauses=[clause("S1", when="declared"), clause("P1", "aim")],
        deviations=[deviation("not-applicable")],
    )

    found = gate(given).gate

    assert found.status == "failed"
    assert "nothing was selected: no clause counts of what is gated" in found.because


def test_settings_alone_let_nothing_pass_without_grounds() -> None:
    """What cannot be judged again is judged as it is."""
    given = lab()

    found = decide(run(given), settings(severities=["critical"]), today(given["now"]), ())

    assert found.status == "failed"


def test_a_day_to_come_is_judged_but_for_being_to_come() -> None:
    """The musts that are left out fail it no more than today."""
    found = gate(lab(), settings(severities=["critical"])).gate

    assert but_for_projection(found) == found
    failed = msgspec.structs.replace(found, status="failed", because=("x", *found.because))
    assert but_for_projection(failed).status == "failed"


def test_a_failing_record_of_a_critical_control_fails_a_narrowed_gate() -> None:
    """The settings leave out what they name and nothing else."""
    given = lab(severity="low")
    given["records"].append(failing("f", "2026-06-20T00:00:00Z"))

    assert word(given, settings(severities=["critical"])) == "passes"
    given["controls"][0] = control("C1", severity="critical")
    assert word(given, settings(severities=["critical"])) == "fails"


def test_the_grounds_are_not_changed_by_looking() -> None:
    """A second gate says the same."""
    given = lab()
    _, grounds = run_with_grounds(given)
    before = dict(grounds.outcomes)

    gate(given, settings(severities=["critical"]))

    assert grounds.outcomes == before

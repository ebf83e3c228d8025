"""The gate and the exit codes: what passes, what fails it, and the highest code that applies."""

from __future__ import annotations

import pytest

from checker.assess.assessment import Assessment
from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.gate import FAILED, INTEGRITY, INTERNAL, INVALID, PASSED, USAGE, altered, decide, leave
from checker.report.model import AsOf, Gate
from checker.run import Selection, narrowed
from rsp.project import Gate as Policy
from rsp.ref import Ref
from tests.adapter import run
from tests.builder import (
    NOW,
    Map,
    asset,
    case,
    clause,
    control,
    determination,
    failing,
    gone,
    link,
    record,
    requirement,
    waiver,
)

TODAY = AsOf(
    instant=NOW,
    date=NOW,
    source="clock",
    projection=False,
    closed_because=None,
    closed_age_days=None,
)
CLOSED = AsOf(
    instant=NOW,
    date=NOW,
    source="closed",
    projection=False,
    closed_because="The year is over.",
    closed_age_days=3,
)
AHEAD = AsOf(
    instant=NOW,
    date=NOW,
    source="argument",
    projection=True,
    closed_because=None,
    closed_age_days=None,
)
ERROR = Diagnostic(code="a-code", level=Level.ERROR, message="m", at=Ref(document="d"))
WARNING = Diagnostic(code="a-code", level=Level.WARNING, message="m", at=Ref(document="d"))
DOCUMENT = record("b", type="document")


def good(*records: Map, **more: object) -> Map:
    """Procedure and ASL-3 Security in order, a commitment about a document."""
    return case(
        record("a"),
        *records,
        controls=[
            control("C1"),
            control("C2", clause="P1"),
            control("C3", requirement(type="document"), clause="K1"),
        ],
        clauses=[clause("S1"), clause("P1"), clause("K1", "commitment")],
        **more,
    )


def gate(
    given: Map | Assessment, policy: Policy | None = None, as_of: AsOf = TODAY, *found: Diagnostic
) -> Gate:
    """What the gate says."""
    assessment = run(given) if isinstance(given, dict) else given
    return decide(assessment, policy or Policy(), as_of, found)


def test_a_gate_passes_where_everything_required_is_conformant() -> None:
    """And says nothing more."""
    assert gate(good()) == Gate(status="passed", because=())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (case(clauses=[clause("S1")]), "model/atlas: asl-3/security is not-conformant"),
        (
            case(record(), controls=[control(implements=[link("S1", state="unreviewed")])]),
            "model/atlas: asl-3/security is undetermined",
        ),
        (
            case(record(), errors=[{"reaches": ["clause/S1"]}]),
            "model/atlas: asl-3/security is not-assessed",
        ),
        (case(record(), clauses=[clause("S1")]), "organization: procedure is not-assessed"),
    ],
)
def test_a_gate_fails_for_every_verdict_but_conformant(given: Map, expected: str) -> None:
    """With the subject, the standard and the verdict."""
    assert expected in gate(given).because


def test_a_standard_that_is_not_required_is_not_gated() -> None:
    """Its gaps are nobody's."""
    given = good(determinations=[determination()])
    given["records"] = [record("a")]
    given["controls"][0] = control("C1", requirement(type="roster"))

    assert gate(given).status == "passed"


@pytest.mark.parametrize(
    ("policy", "records", "expected"),
    [
        (Policy(), [], "passed"),
        (Policy(commitments=True), [], "failed"),
        (Policy(commitments=True), [DOCUMENT], "passed"),
    ],
)
def test_r19_commitments_are_gated_where_the_project_asks_for_it(
    policy: Policy, records: list[Map], expected: str
) -> None:
    """Their verdict is the same either way."""
    assert gate(good(*records), policy).status == expected


def test_commitments_alone_are_not_enough_to_pass() -> None:
    """A run narrowed to what is not gated selected nothing."""
    selected = narrowed(run(good()), Selection(standards=("commitments",)))

    assert decide(selected, Policy(), TODAY, (), ("--standard commitments",)).because == (
        "nothing was selected by --standard commitments",
    )


@pytest.mark.parametrize(
    "selection",
    [
        Selection(models=("ghost",)),
        Selection(standards=("asl-3/securty",)),
        Selection(models=("atlas",), standards=("procedure",)),
        Selection(models=("atlas",), standards=("asl-3/deployment",)),
    ],
)
def test_a_selection_that_matches_nothing_fails(selection: Selection) -> None:
    """A misspelt name is no green run."""
    selected = narrowed(run(good()), selection)

    found = decide(selected, Policy(), TODAY, (), selection.words)

    assert found == Gate(
        status="failed", because=(f"nothing was selected by {', '.join(selection.words)}",)
    )


def test_a_project_without_any_required_standard_fails() -> None:
    """Nothing was judged."""
    nothing = narrowed(run(good()), Selection(standards=("none",)))

    assert decide(nothing, Policy(), TODAY, ()).because == (
        "nothing was selected: no standard is required of any subject",
    )


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(models=("atlas",)), "passed"),
        (Selection(standards=("procedure",)), "passed"),
        (Selection(models=("boreal",)), "failed"),
        (Selection(models=("atlas", "boreal")), "failed"),
    ],
)
def test_a_narrowed_run_is_gated_on_what_it_selects(selection: Selection, expected: str) -> None:
    """The other model is assessed and not shown."""
    given = good(
        DOCUMENT,
        assets=[asset("model", "boreal"), asset("environment", "x", models=["boreal"])],
    )
    given["records"] = [record("a", type="snapshot", assets=["model/atlas"]), record("p")]
    given["controls"][0] = control("C1", requirement(for_each="model"))

    selected = narrowed(run(given), selection)

    assert decide(selected, Policy(), TODAY, (), selection.words).status == expected


def test_a_project_without_a_model_fails() -> None:
    """Procedure alone says nothing of any model; the model may have been left out."""
    given = good(model=asset("model", "old", end="2020-02-01"))

    assert gate(given).because == ("no model is in service in the period",)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-06-30", "passed"),
        ("2026-07-01T00:00:00Z", "passed"),
        ("2026-07-01T00:00:01Z", "failed"),
    ],
)
def test_r4_a_gate_does_not_outlive_its_period(now: str, expected: str) -> None:
    """What was shown until June is not shown today."""
    given = good(period={"start": "2026-04-01", "end": "2026-06-30"}, now=now)

    assert gate(given).status == expected


def test_a_period_that_ended_is_named() -> None:
    """With its end."""
    given = good(period={"start": "2026-04-01", "end": "2026-06-29"})

    assert gate(given).because == (
        "the period ended at 2026-06-30T00:00:00Z, before the assessment date",
    )


def test_r1_a_projection_never_passes() -> None:
    """Whatever its verdicts."""
    assert gate(good(), Policy(allow_closed=True), AHEAD).because == (
        "the date lies in the future: a projection never passes",
    )


@pytest.mark.parametrize(("allowed", "expected"), [(False, "failed"), (True, "passed")])
def test_r1_a_closed_assessment_passes_only_where_that_is_allowed(
    allowed: bool, expected: str
) -> None:
    """A record of the past is no reason to let anything pass today."""
    assert gate(good(), Policy(allow_closed=allowed), CLOSED).status == expected


@pytest.mark.parametrize(("diagnostic", "expected"), [(ERROR, "failed"), (WARNING, "passed")])
def test_an_error_in_a_file_fails_the_gate(diagnostic: Diagnostic, expected: str) -> None:
    """Also one that reached no verdict."""
    assert gate(good(), None, TODAY, diagnostic).status == expected


@pytest.mark.parametrize(
    "change",
    [
        gone("x"),
        record("x", problems=["tampered"]),
        record("x", "2026-08-01", problems=["tampered"]),
    ],
)
def test_an_altered_record_fails_the_gate(change: Map) -> None:
    """Whatever it was about, and before it is known."""
    given = good({**change, "assets": ["environment/somewhere"], "type": "roster"})

    assert (gate(given).because, altered(run(given))) == (
        ("1 records altered or withdrawn: x",),
        ("x",),
    )


def test_what_cannot_be_opened_fails() -> None:
    """There is nothing to judge."""
    assert decide(None, Policy(), TODAY, ()) == Gate(
        status="failed", because=("nothing could be assessed",)
    )


def test_every_reason_to_fail_is_given() -> None:
    """One does not hide another."""
    given = good(gone("x"), period={"start": "2026-04-01", "end": "2026-06-29"})
    given["records"][0] = failing("a")

    assert len(gate(given, None, CLOSED, ERROR).because) == 6


def accepted(**more: object) -> Map:
    """Nothing shows C1, and a waiver says that the gate may pass."""
    given = good(deviations=[waiver()], **more)
    given["records"] = [DOCUMENT]
    given["controls"][1] = control("C2", requirement(type="document"), clause="P1")
    return given


def test_r20_a_gate_passes_what_a_waiver_accepts_and_says_so() -> None:
    """Verdict and gate side by side, exit code 0."""
    assessment = run(accepted())
    said = decide(assessment, Policy(), TODAY, ())

    assert said == Gate(
        status="passed",
        because=(),
        accepted=("model/atlas: asl-3/security is not-conformant, accepted by w1",),
    )
    assert leave(said, assessment, ()).code == PASSED
    assert leave(said, assessment, (), ("--model a",)).because == (
        "the gate passed; partial, by --model a"
    )


def test_r20_a_gate_is_red_once_the_waiver_has_ended() -> None:
    """And names the verdict as before."""

    def at(now: str) -> Gate:
        given = accepted(now=now)
        given["records"].append(record("c", "2026-08-15T00:00:00Z", type="document"))
        return gate(given)

    assert at("2026-09-01T00:00:00Z").status == "passed"
    assert at("2026-09-01T00:00:01Z") == Gate(
        status="failed", because=("model/atlas: asl-3/security is not-conformant",)
    )


def test_r20_no_waiver_helps_where_records_were_altered() -> None:
    """Exit code 4 is above everything that people decide."""
    given = accepted()
    given["records"].append(gone("x", assets=["environment/somewhere"], type="roster"))
    assessment = run(given)
    said = decide(assessment, Policy(), TODAY, ())

    assert said.status == "failed"
    assert leave(said, assessment, ()).code == INTEGRITY


def test_r20_what_is_accepted_is_said_of_a_failed_gate_too() -> None:
    """The other reason fails it alone."""
    found = gate(accepted(), None, CLOSED)

    assert found.because == ("the assessment is closed, and gate.allow_closed is not set",)
    assert len(found.accepted) == 1


# --- Exit codes -----------------------------------------------------------------------------------


def test_exit_codes_are_those_that_are_published() -> None:
    """0 passed, 1 failed, 2 usage, 3 invalid, 4 integrity, 5 internal."""
    assert (PASSED, FAILED, USAGE, INVALID, INTEGRITY, INTERNAL) == (0, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("records", "found", "expected"),
    [
        ([], (), PASSED),
        ([failing("x")], (), FAILED),
        ([], (WARNING,), PASSED),
        ([], (ERROR,), INVALID),
        ([failing("x")], (WARNING, ERROR), INVALID),
        ([gone("x")], (), INTEGRITY),
        ([record("x", problems=["tampered"])], (ERROR,), INTEGRITY),
        ([failing("y"), gone("x")], (ERROR,), INTEGRITY),
        ([record("x", problems=["malformed"])], (), FAILED),
    ],
)
def test_the_highest_exit_code_wins(
    records: list[Map], found: tuple[Diagnostic, ...], expected: int
) -> None:
    """Integrity before invalid files before a failed gate."""
    assessment = run(good(*records))
    said = decide(assessment, Policy(), TODAY, found)

    assert leave(said, assessment, found).code == expected


@pytest.mark.parametrize(("found", "expected"), [((), FAILED), ((ERROR,), INVALID)])
def test_a_run_without_an_assessment_never_exits_well(
    found: tuple[Diagnostic, ...], expected: int
) -> None:
    """Nothing assessed is a failed gate at least."""
    said = decide(None, Policy(), TODAY, found)

    assert leave(said, None, found).code == expected


def test_an_exit_says_why() -> None:
    """With the first of what there may be many of."""
    assessment = run(good())
    said = decide(assessment, Policy(), TODAY, (ERROR,))

    assert leave(said, assessment, (WARNING, ERROR)).because == "1 errors in files, first: a-code"

"""R23 and R24: same inputs, same result; counts that add up; what errors reach."""

from __future__ import annotations

import copy
import random
from datetime import UTC, datetime

import msgspec
import pytest

from checker.assess.assess import assess
from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.diagnostics.diagnostic import Location as Spot
from checker.gate import decided
from checker.report import json as report_json
from checker.report.build import Heading, build
from checker.report.model import AsOf, Exit, Gate, Tool
from rsp.project import Gate as Policy
from rsp.ref import Ref
from tests.adapter import offered_of, project_of, run, run_with_grounds
from tests.builder import (
    Map,
    answered,
    asset,
    case,
    clause,
    clause_status,
    control,
    control_status,
    determination,
    deviation,
    event,
    failing,
    gone,
    group,
    instances,
    needs,
    over_time,
    per_event,
    record,
    requirement,
    subject,
    verdict,
)


def rich() -> Map:
    """A case with several of everything, in which much is wrong."""
    group_ = {"any_of": [{"id": "either", "of": ["r1", "r2"]}]}
    environments = [
        requirement("r1", for_each="environment"),
        requirement("r2", type="document", for_each="environment"),
    ]
    given = case(
        record("e1", assets=["environment/a"]),
        failing("e2", assets=["environment/b"]),
        record("e3", "2026-06-10T00:00:00Z", assets=["environment/b"]),
        record("e4", type="document"),
        record("e5", "2026-04-01T00:00:00Z/2026-06-01T00:00:00Z"),
        record("e6", assets=["environment/ghost"]),
        {**record("e7", "2026-06-01T00:00:00Z"), "payload_digest": record("e8")["payload_digest"]},
        record("e8", "2026-06-02T00:00:00Z"),
        gone("e9"),
        record("x1", assets=["event/deployment/d1"]),
        controls=[
            control("C1", *environments, depends_on=needs("C3"), **group_),
            control("C2", requirement(type="document", judgement="Is it enough?"), clause="S3"),
            control("C3", over_time("continuous"), clause="P1"),
            control("C4", per_event(), clause="D1"),
            control("C5", clause="K1"),
        ],
        clauses=[
            *group("S1", clause("S2"), clause("S3", "expect", check="P")),
            clause("P1"),
            clause("D1"),
            clause("K1", "commitment"),
        ],
        assets=[
            asset("environment", "a"),
            asset("environment", "b", models=["atlas"]),
            asset("model", "boreal", effective_compute=10),
        ],
        events=[event(), event("d2")],
        determinations=[determination("passed"), determination(name="d2", model="boreal")],
        deviations=[deviation(clause="S3", compensating=["C1"]), deviation(id="v2")],
    )
    return answered(given, about="C2/r1")


def shuffled(given: Map, seed: int) -> Map:
    """The same case, with everything that is a set in another order."""
    found = copy.deepcopy(given)
    order = random.Random(seed)
    for part in (
        found["records"],
        found["controls"],
        found["parties"],
        found["determinations"],
        found["deviations"],
        found["inventory"]["assets"],
        found["inventory"]["events"],
    ):
        order.shuffle(part)
    types = list(found["types"].items())
    order.shuffle(types)
    found["types"] = dict(types)
    return found


def reported(given: Map) -> bytes:
    """The JSON report of a case."""
    as_of = AsOf(
        instant=given["now"],
        date=given["now"],
        source="argument",
        projection=False,
        closed_because=None,
        closed_age_days=None,
    )
    assessment, grounds = run_with_grounds(given)
    said = decided(assessment, grounds, Policy(), as_of, ())
    heading = Heading(
        tool=Tool(name="rsp-checker", version="0"),
        path="case",
        as_of=as_of,
        gate=Gate(status="failed", because=()),
        words=said.words,
        let=said.let,
        exit=Exit(code=1, because="the gate failed"),
        partial=(),
    )

    def locate(at: Ref) -> Spot:
        return Spot(file=at.document, line=1, column=1, end_line=1, end_column=1)

    nothing: tuple[Diagnostic, ...] = ()
    return report_json.render(
        build(project_of(given), assessment, grounds, nothing, locate, heading)
    )


@pytest.mark.parametrize("seed", range(6))
def test_r23_the_order_of_inputs_decides_nothing(seed: int) -> None:
    """The assessment is equal, and the report the same bytes."""
    given = rich()
    other = shuffled(given, seed)

    assert (run(other), reported(other)) == (run(given), reported(given))


def test_r23_the_same_inputs_give_the_same_bytes() -> None:
    """Twice in one process."""
    assert reported(rich()) == reported(rich())


@pytest.mark.parametrize(
    "given", [rich(), case(), case(record()), case(controls=[])], ids=str.__len__ and None
)
def test_r23_counts_add_up(given: Map) -> None:
    """Instances are met, unmet, alternative or not applicable."""
    counts = msgspec.json.decode(reported(given))["counts"]

    assert counts["instances"] == len(run(given).instances)
    assert counts["instances"] == sum(
        counts[name] for name in ("met", "unmet", "alternative", "not_applicable")
    )


def test_r23_instances_are_in_the_order_of_their_ids_each_once() -> None:
    """Also those that stand for nothing."""
    found = [one.id for one in run(rich()).instances]

    assert found == sorted(set(found))


def test_r23_the_report_counts_what_the_subjects_see() -> None:
    """An alternative that was settled for a subject is one in the list too."""
    either = [{"id": "either", "of": ["r1", "r2"]}]
    nil = record(
        "n1",
        "2026-04-01T00:00:00Z/2026-07-01T00:00:00Z",
        type="nil-return",
        payload={"event": "deployment"},
        assets=["model/boreal"],
        reliability="representation",
    )
    given = case(
        record("e1", assets=["event/deployment/d1"]),
        nil,
        controls=[
            control(
                "C1",
                per_event(),
                per_event(id="r2", min_reliability="representation"),
                any_of=either,
            )
        ],
        assets=[asset("model", "boreal")],
        events=[event(models=["atlas"])],
    )

    found = instances(given)

    assert (
        found["C1/r1@nothing:model/boreal"],
        found["C1/r2@nothing:model/boreal"],
        control_status(given, about="model/boreal"),
    ) == ("alternative", "met", "satisfied")


def test_r23_the_date_is_part_of_the_result() -> None:
    """As an instant, whatever it was given as."""
    assert run(case(now="2026-06-30")).now == datetime(2026, 7, 1, tzinfo=UTC)


# --- R24 ------------------------------------------------------------------------------------------


def reached(*reaches: str) -> Map:
    """Two standards, procedure and a dependency, all in order, with an error."""
    return case(
        record("a"),
        controls=[
            control("C1", depends_on=needs("C2")),
            control("C2", clause="P1"),
            control("C3", clause="S2"),
        ],
        clauses=[clause("S1"), clause("S2"), clause("P1"), clause("P2", "aim")],
        errors=[{"reaches": list(reaches)}],
    )


@pytest.mark.parametrize(
    ("reaches", "controls", "clauses"),
    [
        (["control/C3"], ["C3"], ["S2"]),
        (["control/C1"], ["C1"], ["S1"]),
        (["control/C2"], ["C1", "C2"], ["S1"]),
        (["clause/S2"], [], ["S2"]),
        (["control/C1", "clause/S2"], ["C1"], ["S1", "S2"]),
        (["type/snapshot"], ["C1", "C2", "C3"], ["S1", "S2"]),
        (["type/document"], [], []),
        ([], [], []),
        (["*"], ["C1", "C2", "C3"], ["S1", "S2"]),
        (["control/C9"], ["C1", "C2", "C3"], ["S1", "S2"]),
        (["clause/S9"], ["C1", "C2", "C3"], ["S1", "S2"]),
        (["deviation/v9"], ["C1", "C2", "C3"], ["S1", "S2"]),
        (["settings"], ["C1", "C2", "C3"], ["S1", "S2"]),
        (["party/somebody"], ["C1", "C2", "C3"], ["S1", "S2"]),
    ],
)
def test_r24_an_error_leaves_what_it_reaches_not_assessed(
    reaches: list[str], controls: list[str], clauses: list[str]
) -> None:
    """And where it is not known what that is, everything."""
    found = subject(reached(*reaches))

    assert (
        [name for name, status in found["controls"].items() if status == "not-assessed"],
        [name for name, status in found["clauses"].items() if status == "not-assessed"],
        found["standards"]["asl-3/security"],
    ) == (controls, clauses, "not-assessed" if clauses else "conformant")


def test_r24_a_joined_type_is_reached_too() -> None:
    """A requirement depends on every type it reads."""
    join = {"with": {"roster": {"type": "roster", "within": "P1D"}}}
    given = case(
        record(),
        controls=[control("C1", requirement(**join))],
        errors=[{"reaches": ["type/roster"]}],
    )

    assert control_status(given) == "not-assessed"


def test_r24_a_deviation_reaches_its_clause() -> None:
    """Whatever it decided, it may have decided otherwise; no other clause is concerned."""
    given = case(
        record(),
        controls=[control(), control("C2", clause="S2")],
        clauses=[clause("S1", when="declared"), clause("S2")],
        deviations=[deviation("not-applicable")],
        errors=[{"reaches": ["deviation/v1"]}],
    )

    assert (clause_status(given), clause_status(given, "S2")) == ("not-assessed", "satisfied")


def test_r24_a_warning_reaches_nothing() -> None:
    """Only an error does."""
    given = case(record())
    warning = Diagnostic(code="case", level=Level.WARNING, message="m", at=Ref(document="d"))

    found = assess(
        project_of(given), offered_of(given), [warning], datetime(2026, 7, 1, tzinfo=UTC)
    )

    assert found.subjects[1].standards[0].verdict == "conformant"


def test_r24_an_error_in_one_control_leaves_others_alone() -> None:
    """The verdict is not assessed, and the rest is still told."""
    given = reached("control/C3")

    assert (clause_status(given), verdict(given)) == ("satisfied", "not-assessed")

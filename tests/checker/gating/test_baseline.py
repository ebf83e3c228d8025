"""Baselines: what is known passes until it ends, what is new or worse fails, what is closed too."""

from __future__ import annotations

import copy

import msgspec
import pytest

from checker.gate import PASSED, leave
from checker.gating.baselines import named
from checker.gating.gaps import Gap
from rsp.baseline import GapKind, KnownGap, Used
from rsp.project import Gate as Policy
from rsp.time import Moment
from tests.adapter import run
from tests.builder import (
    Map,
    case,
    clause,
    control,
    group,
    link,
    record,
    requirement,
    waiver,
)
from tests.checker.gating.gates import baseline, gaps, gate, settings

MISSING = requirement(type="document")


def lab(**more: object) -> Map:
    """S1 in order; S2 missing, S3 not judged, S4 not reviewed, S5 without a control."""
    return case(
        record("a"),
        controls=[
            control("C1"),
            control("C2", MISSING, clause="S2"),
            control("C3", requirement(judgement="Well?"), clause="S3"),
            control("C4", implements=[link("S4", state="unreviewed")]),
            control("C9", clause="P1"),
        ],
        clauses=[
            clause("S1"),
            clause("S2"),
            clause("S3", check="P"),
            *group("S0", clause("S4"), clause("S5")),
            clause("P1"),
        ],
        **more,
    )


ALL = [
    ("clause", "S5@model/atlas", ("uncovered",)),
    ("instance", "C2/r1@organization", ("missing",)),
    ("judgement", "C3/r1", ("open",)),
    ("link", "C4 S4", ("unreviewed",)),
]


def shown(found: tuple[Gap, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Gaps as they are written."""
    return [(one.kind.value, one.id, one.reasons) for one in found]


def test_every_kind_of_gap_is_found_at_its_root() -> None:
    """The group above S4 and S5 is no gap of its own."""
    assert shown(gaps(lab())) == ALL


def test_a_gate_passes_with_all_that_is_known() -> None:
    """It says how many gaps it knew; the verdict stays."""
    given = lab()
    found = gate(given, None, baseline(gaps(given)))

    assert (found.gate.status, found.gate.because) == ("passed", ())
    assert found.words["model/atlas", "asl-3/security"] == "passes"
    assert found.let["model/atlas", "asl-3/security"].by == ("baseline",)
    assert leave(found.gate, run(given), ()).code == PASSED
    assert leave(found.gate, run(given), ()).because == (
        "the gate passed with 4 known gaps from the baseline of 2026-06-15"
    )


@pytest.mark.parametrize("index", range(4))
def test_one_gap_that_is_not_known_fails(index: int) -> None:
    """Whatever its kind."""
    given = lab()
    every = gaps(given)

    found = gate(given, None, baseline([*every[:index], *every[index + 1 :]])).gate

    assert found.status == "failed"
    assert found.baseline is not None
    assert [named(one) for one in found.baseline.new] == [ALL[index][:2]]
    assert "1 gap is not in the baseline of 2026-06-15" in found.because


def test_a_closed_gap_fails_until_it_is_taken_out() -> None:
    """So that a baseline can only shrink."""
    given = lab()
    known = baseline(gaps(given))
    given["records"].append(record("b", type="document"))

    found = gate(given, None, known).gate

    assert found.status == "failed"
    assert found.because == ("1 entry of the baseline to take out: closed",)
    assert found.baseline is not None
    assert [named(one) for one in found.baseline.closed] == [("instance", "C2/r1@organization")]
    assert gate(given, None, baseline(gaps(given))).gate.status == "passed"


def test_nothing_is_called_closed_where_an_error_reaches_it() -> None:
    """What is not assessed is not known to be closed."""
    given = lab()
    known = baseline(gaps(given))
    given["errors"] = [{"reaches": ["control/C2"]}]

    found = gate(given, None, known).gate

    assert found.status == "failed"
    assert found.baseline is not None
    assert found.baseline.closed == ()


def missing(**more: object) -> Map:
    """S1 in order, S2 with what is given."""
    return case(
        record("a"),
        controls=[
            control("C1"),
            control(
                "C2",
                requirement(
                    type="roster",
                    max_age="P30D",
                    validations=[
                        {"rule": "evidence.ok", "message": "not ok"},
                        {"rule": "evidence.fine", "message": "not fine"},
                    ],
                ),
                clause="S2",
            ),
            control("C9", clause="P1"),
        ],
        clauses=[clause("S1"), clause("S2"), clause("P1")],
        types={"roster": {}},
        **more,
    )


def roster(at: str = "2026-06-15T00:00:00Z", *, ok: bool = True, fine: bool = True) -> Map:
    """A record with two validations."""
    return record("r", at, type="roster", payload={"ok": ok, "fine": fine})


MISSED = KnownGap(kind=GapKind.INSTANCE, id="C2/r1@organization", reasons=("missing",))
FAILED_2 = KnownGap(
    kind=GapKind.INSTANCE, id="C2/r1@organization", reasons=("missing", "validation-failed/2")
)


@pytest.mark.parametrize(
    ("listed", "records", "expected"),
    [
        (MISSED, [], "passed"),
        (MISSED, [roster("2026-05-01T00:00:00Z")], "passed"),
        (MISSED, [roster(ok=False)], "failed"),
        (FAILED_2, [roster(fine=False)], "passed"),
        (FAILED_2, [roster(ok=False)], "failed"),
        (FAILED_2, [roster(ok=False, fine=False)], "failed"),
        (FAILED_2, [], "passed"),
        (MISSED, [{**roster(), "problems": ["malformed"]}], "failed"),
    ],
    ids=["same", "stale", "fails", "same rule", "other rule", "both", "gone", "malformed"],
)
def test_a_gap_that_got_worse_is_new(listed: KnownGap, records: list[Map], expected: str) -> None:
    """Absent or too old is no worse than absent; that a rule is broken has to be listed."""
    given = missing()
    given["records"] += records

    assert gate(given, None, baseline([listed])).gate.status == expected


@pytest.mark.parametrize("problem", ["tampered", "malformed", "withdrawn"])
def test_what_nobody_can_let_pass_is_never_known(problem: str) -> None:
    """Even where somebody listed it."""
    given = missing()
    given["records"].append({**roster(), "problems": [problem]})
    found = gaps(given)

    assert [one.fatal for one in found] == [True]
    assert gate(given, None, baseline(found)).gate.status == "failed"


@pytest.mark.parametrize(
    ("until", "ahead", "because"),
    [
        ("2026-07-01T00:00:00Z", None, ()),
        ("2026-06-30T23:59:59Z", None, ("the baseline ended with 2026-06-30T23:59:59Z",)),
        ("2026-07-08T00:00:01Z", "P7D", ()),
        (
            "2026-07-08T00:00:00Z",
            "P7D",
            ("the baseline ends with 2026-07-08T00:00:00Z, within gate.fail_before_expiry",),
        ),
    ],
)
def test_a_baseline_ends(until: str, ahead: str | None, because: tuple[str, ...]) -> None:
    """To the instant, and earlier by as long as is set."""
    given = missing()
    policy = settings(**({"fail_before_expiry": ahead} if ahead else {}))

    found = gate(given, policy, baseline([MISSED], until)).gate

    assert found.because == because


def test_the_earlier_end_counts() -> None:
    """The settings can only bring it forward."""
    given = missing()
    early = settings(baseline={"file": "b", "until": "2026-06-29"})
    late = settings(baseline={"file": "b", "until": "2028-01-01"})

    assert gate(given, early, baseline([MISSED])).gate.because == (
        "the baseline ended with 2026-06-29",
    )
    assert gate(given, late, baseline([MISSED], "2026-06-29")).gate.status == "failed"
    assert gate(given, late, baseline([MISSED])).gate.status == "passed"


@pytest.mark.parametrize(
    ("step", "because"),
    [
        (("2026-07-01", 4), ()),
        (
            ("2026-07-01", 3),
            ("the baseline has 4 entries, and may have 3 from 2026-07-01 on",),
        ),
        (("2026-07-02", 3), ()),
    ],
)
def test_a_baseline_has_to_shrink_by_the_schedule(
    step: tuple[str, int], because: tuple[str, ...]
) -> None:
    """From the first instant of each day that is named."""
    given = lab()
    shrink = [{"by": step[0], "entries": step[1]}]
    policy = settings(baseline={"file": "b", "shrink": shrink})

    assert gate(given, policy, baseline(gaps(given))).gate.because == because


def test_a_baseline_that_cannot_be_used_fails_the_gate() -> None:
    """Its diagnostic says why; no gap is known."""
    found = gate(missing(), None, Used(file="b", baseline=None)).gate

    assert found.status == "failed"
    assert found.baseline is None
    assert "the baseline cannot be used, so no gap is known" in found.because


def test_a_baseline_that_covers_everything_selects_nothing() -> None:
    """Nothing at all is shown."""
    given = missing()
    given["controls"][0]["evidence"] = [requirement(type="document")]
    given["controls"][2]["evidence"] = [requirement(type="document")]

    found = gate(given, None, baseline(gaps(given))).gate

    assert found.because == (
        "nothing was selected: all that is gated is known or left out, and nothing is shown",
    )


def test_a_waived_gap_is_not_saved_and_the_waiver_still_needed() -> None:
    """Neither hides the other."""
    given = missing(deviations=[waiver(control="C2")])
    assert gaps(given) == ()

    given["controls"].append(control("C3", MISSING, clause="S3"))
    given["edition"]["clauses"].append(clause("S3"))
    every = gaps(given)
    assert [one.id for one in every] == ["C3/r1@organization"]
    with_both = gate(given, None, baseline(every))
    assert with_both.gate.status == "passed"
    assert with_both.let["model/atlas", "asl-3/security"].waivers == ("w1",)

    ended = copy.deepcopy(given)
    ended["deviations"] = []
    assert gate(ended, None, baseline(every)).gate.status == "failed"


def test_gaps_that_are_not_gated_are_neither_saved_nor_closed() -> None:
    """What a severity leaves out is still there."""
    given = missing()
    given["controls"][1]["severity"] = "low"
    policy = settings(severities=["critical"])

    assert gaps(given, policy) == ()
    assert gate(given, policy, baseline([MISSED])).gate.status == "passed"


def test_what_a_commitment_lacks_is_gated_only_with_its_switch() -> None:
    """It has a gate of its own."""
    given = missing()
    given["records"].append(roster())
    given["controls"].append(control("C3", MISSING, clause="K1"))
    given["edition"]["clauses"].append(clause("K1", "commitment"))

    assert gaps(given) == ()
    assert [one.id for one in gaps(given, Policy(commitments=True))] == ["C3/r1@organization"]


def test_a_failing_record_that_is_settled_is_closed() -> None:
    """The baseline has to be cut, and then passes."""
    given = missing()
    given["records"].append(roster(ok=False))
    known = baseline(gaps(given))
    assert gate(given, None, known).gate.status == "passed"

    given["records"].append(
        {**roster("2026-06-20T00:00:00Z"), "id": "r2", "payload_digest": "ab" * 32}
    )

    assert gate(given, None, known).gate.because == ("1 entry of the baseline to take out: closed",)


@pytest.mark.parametrize(
    ("as_of", "because"),
    [
        ("2026-07-01T00:00:00Z", ()),
        (
            "2026-07-01T00:00:01Z",
            ("the baseline is of 2026-07-01T00:00:01Z, after the assessment date",),
        ),
    ],
)
def test_a_baseline_of_a_date_to_come_fails(as_of: str, because: tuple[str, ...]) -> None:
    """Written for a date years ahead, it would end a year after that."""
    given = lab()
    known = baseline(gaps(given))
    assert known.baseline is not None
    dated = msgspec.structs.replace(known.baseline, as_of=Moment.parse(as_of))

    found = gate(given, None, msgspec.structs.replace(known, baseline=dated)).gate

    assert found.because == because

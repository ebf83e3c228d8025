"""What is told, how loud, in which order; and by what it is known again."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.report import model
from checker.report.ci.finding import Finding
from checker.report.ci.told import told
from checker.report.sarif.result import result
from tests.checker.report import sample
from tests.checker.report.sample import location, report

replace = msgspec.structs.replace
PROD, BACKUP = (f"SEC-A/approvals@environment/{name}" for name in ("prod", "backup"))


def _by_rule(found: model.Report) -> dict[str, Finding]:
    return {one.rule: one for one in told(found).findings}


def _diagnostic(message: str, line: int = 4, **changes: Any) -> model.Diagnostic:
    return replace(
        model.Diagnostic(code="unknown-key", level="error", message=message, help="remove it",
                         location=location("rsp.yaml", line)),
        **changes,
    )  # fmt: skip


def test_root_gaps_are_errors_and_what_follows_is_one_level_lower() -> None:
    """A clause that nobody implements is a root of its own; a judgement is for review."""
    rules = told(report()).findings

    found = {(one.rule, one.about): one.level for one in rules if one.source != "file"}
    assert found == {
        ("gate-failed", ""): "error",
        ("coverage-hole", PROD): "error",
        ("clause-not-shown", "SEC-3"): "error",
        ("clause-not-shown", "SEC-1"): "warning",
        ("control-undermined", "SEC-B"): "warning",
        ("judgement-open", "SEC-B/approvals"): "none",
    }


def test_a_failed_gate_is_told_even_where_nothing_else_is() -> None:
    """A date in the future has no line, and a run without results looks clean."""
    found = report(
        gate=model.Gate(status="failed", because=("the date lies in the future",)),
        instances=(), root_gaps=(), subjects=(), judgements=(), diagnostics=(),
    )  # fmt: skip

    assert [one.message for one in told(found).findings] == [
        "The gate failed: the date lies in the future."
    ]


def _waived(**changes: Any) -> model.Report:
    """A gap for two models with a waiver that accepts it, and what stands in for it satisfied."""
    waiver = sample.deviation("dev-1", "waiver", compensating=("SEC-C",), **changes)
    stands_in = model.ControlLine(id="SEC-C", status="satisfied", causes=(), because=(),
                                  accepted_by=())  # fmt: skip
    one = next(each for each in report().subjects if each.kind == "model")
    subjects = tuple(
        replace(one, id=name, controls=(*one.controls, stands_in))
        for name in ("model/atlas", "model/other")
    )
    return report(
        subjects=subjects,
        deviations=(waiver,),
        instances=(sample.instance(PROD, accepted_by=("dev-1",)),),
        root_gaps=tuple(sample.root_gap("SEC-A", subject=each.id) for each in subjects),
    )


def test_a_gap_is_suppressed_only_where_it_is_accepted_for_every_subject() -> None:
    """One model without what stands in for it, or that the waiver is not about, is enough."""
    whole = _waived()
    first, second = whole.subjects
    bare = replace(second, controls=second.controls[:-1])

    accepted = [
        _by_rule(found)["coverage-hole"].accepted
        for found in (
            whole,
            _waived(model="atlas"),
            _waived(valid=False),
            replace(whole, subjects=(first, bare)),
            replace(whole, root_gaps=()),
        )
    ]

    assert [len(one) for one in accepted] == [1, 0, 0, 0, 0]
    assert accepted[0][0].deviation == "dev-1"
    assert told(whole).findings[-1].rule == "coverage-hole"


def test_what_the_gate_leaves_out_is_no_error() -> None:
    """Reported commitments, unless the gate asks for them; and what no subject needs is a note."""
    organization = next(one for one in report().subjects if one.kind == "organization")
    gap = replace(sample.control("SEC-A"), standard="commitments")
    found = report(
        subjects=(organization,), controls=(gap,),
        root_gaps=(sample.root_gap("SEC-A", subject="organization"),),
    )  # fmt: skip

    assert _by_rule(found)["coverage-hole"].level == "warning"
    assert _by_rule(replace(found, root_gaps=()))["coverage-hole"].level == "note"


def test_what_could_not_be_judged_is_louder_than_what_nobody_needs() -> None:
    """An error in a file leaves the control not assessed, and no root gap speaks of it."""
    subject = next(one for one in report().subjects if one.kind == "model")
    line = replace(subject.controls[0], status="not-assessed")
    found = report(subjects=(replace(subject, controls=(line,)),), root_gaps=())

    assert _by_rule(found)["coverage-hole"].level == "warning"


def test_an_instance_without_a_reason_is_told_too() -> None:
    """Unmet is unmet."""
    found = report(instances=(sample.instance(PROD, reasons=()),))

    assert _by_rule(found)["missing"].about == PROD


def test_questions_of_controls_that_nothing_needs_do_not_wait() -> None:
    """They would be open for ever."""
    subject = next(one for one in report().subjects if one.kind == "model")
    lines = tuple(replace(one, status="not-applicable") for one in subject.controls)

    found = report(subjects=(replace(subject, controls=lines),))

    assert "judgement-open" in _by_rule(report())
    assert "judgement-open" not in _by_rule(found)


def test_a_finding_of_the_catalog_stands_in_the_project() -> None:
    """With the place it has, and the second one of the two sides, beside it."""
    at, other = location("catalog:SEC-A.yaml", 7), location("edition:rsp/a.md", 9)
    related = (model.Related(message="the clause", location=other),)
    found = report(diagnostics=(_diagnostic("it is moved", location=at, related=related),))

    one = _by_rule(found)["unknown-key"]
    assert (one.at.file, one.at.line) == ("rsp.yaml", 1)
    assert [(each.location, each.message) for each in one.beside] == [
        (at, "where it is"), (other, "the clause"),
    ]  # fmt: skip


def test_the_sides_of_a_contradiction_are_both_there() -> None:
    """The records stand against each other, so each has a place."""
    log = report().records[0]
    other = replace(log, id="log-2", location=location("evidence/log-2.yaml", 1))
    hole = model.Hole(start="2026-01-01T00:00:00Z", end="2026-02-01T00:00:00Z")
    sides = tuple(
        model.Side(name=name, says="true", assets=(), observed=hole, source=None, produced_by=None)
        for name in ("log-1", "log-2")
    )
    reason = model.Reason(code="contradicted", message="they differ", evidence=(), sides=sides,
                          location=location("catalog:SEC-A.yaml", 7))  # fmt: skip
    at = location("catalog:SEC-A.yaml", 5)
    found = report(
        records=(log, other), instances=(sample.instance(PROD, reasons=(reason,), location=at),)
    )

    one = _by_rule(found)["contradicted"]
    assert one.at == log.location
    assert one.beside[0].location == other.location


BASE = report(
    instances=(sample.instance(PROD), sample.instance(BACKUP)),
    root_gaps=(sample.root_gap("SEC-A", instances=(PROD, BACKUP)),),
    diagnostics=(_diagnostic("it is new", 4), _diagnostic("it is new", 9), _diagnostic("old", 6)),
)


def _prints(found: model.Report) -> set[tuple[str, str, str]]:
    """Rule, what it is about, and fingerprint of each result."""
    return {
        (one.rule, one.about, result(one, 0, "")["partialFingerprints"]["primaryLocationLineHash"])
        for one in told(found).findings
    }


def _moved(value: Any, by: int) -> Any:
    """Every place some lines further down."""
    if isinstance(value, dict):
        moved = {key: _moved(inner, by) for key, inner in value.items()}
        if "end_line" in moved:
            moved |= {key: moved[key] + by for key in ("line", "end_line")}
        return moved
    return [_moved(one, by) for one in value] if isinstance(value, list) else value


@settings(deadline=None)
@given(by=st.integers(0, 10_000), random=st.randoms(use_true_random=False))
def test_fingerprints_stay_while_lines_and_order_move(by: int, random: Any) -> None:
    """A comment above, another file first, a gap that was closed: the same alerts."""
    moved = msgspec.convert(_moved(msgspec.to_builtins(BASE), by), model.Report)
    shuffled = {
        name: tuple(random.sample(getattr(moved, name), len(getattr(moved, name))))
        for name in ("instances", "diagnostics", "records", "controls", "subjects")
    }

    assert _prints(replace(moved, **shuffled)) == _prints(BASE)
    closed = _prints(replace(BASE, instances=BASE.instances[:1]))
    assert closed < _prints(BASE)


def test_no_two_findings_share_a_fingerprint() -> None:
    """Many stand at one line, where GitHub tells them apart by this alone."""
    found = told(BASE).findings

    assert len(_prints(BASE)) == len(found) == len({one.identity for one in found})

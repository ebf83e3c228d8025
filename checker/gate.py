"""From an assessment and the gate policy to a status and an exit code; it never moves a verdict.

Exit codes, the highest that applies: 0 the gate passed, 1 it failed, 2 usage, 3 an authored or
collected file is invalid, 4 integrity (a record was altered or withdrawn), 5 internal error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from checker.assess.assessment import (
    Assessment,
    Reason,
    StandardVerdict,
    Verdict,
)
from checker.assess.grounds import Grounds
from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.gating.always import not_own, nothing, unassessed
from checker.gating.baselines import baseline_of, of_baseline
from checker.gating.ends import ending, failing_warnings, shows_nothing
from checker.gating.let import Let
from checker.gating.look import look, narrowing
from checker.report.model import AsOf, Exit, Gate, GateScope
from rsp.baseline import Used
from rsp.project import Gate as Policy
from rsp.value import Value

PASSED, FAILED, USAGE, INVALID, INTEGRITY, INTERNAL = range(6)

PROJECTION = "the date lies in the future: a projection never passes"
"""Why no gate passes at a date after the clock (R1)."""
Word = Literal["passes", "fails", "not gated", "not due"]
"""What a gate makes of a verdict."""

_INTEGRITY = (Reason.TAMPERED, Reason.WITHDRAWN)


class Decided(Value, frozen=True, kw_only=True):
    """The gate, and what it makes of each verdict."""

    gate: Gate
    words: dict[tuple[str, str], Word]
    """Subject and standard -> what the gate makes of the verdict."""
    let: dict[tuple[str, str], Let]
    """Subject and standard -> by what it passes, beside deviations that accept it whole."""


def decide(
    assessment: Assessment | None,
    policy: Policy,
    as_of: AsOf,
    diagnostics: Iterable[Diagnostic],
    partial: tuple[str, ...] = (),
) -> Gate:
    """What the gate says without grounds: nothing is let pass but what deviations accept."""
    return decided(assessment, None, policy, as_of, tuple(diagnostics), partial).gate


def decided(
    assessment: Assessment | None,
    grounds: Grounds | None,
    policy: Policy,
    as_of: AsOf,
    diagnostics: tuple[Diagnostic, ...],
    partial: tuple[str, ...] = (),
    baseline: Used | None = None,
) -> Decided:
    """What the gate says; whatever could not be judged fails it. Settings that narrow it and a
    baseline let pass only what judging the subject again on the grounds shows to be enough."""
    errors = sum(1 for one in diagnostics if one.level is Level.ERROR)
    because = [f"{errors} file errors"] if errors else []
    because += failing_warnings(policy, diagnostics)
    because += [one.message for one in diagnostics if one.code == "pin-mismatch"]
    if assessment is None:
        gate = Gate(status="failed", because=(*because, "nothing could be assessed"))
        return Decided(gate=gate, words={}, let={})
    because += _whatever_is_shown(assessment, policy, as_of)
    looked = look(assessment, grounds, policy, baseline, sure=not errors)
    rows = [
        (
            subject.id,
            standard,
            _word(standard, policy, looked.passing.get((subject.id, standard.id))),
        )
        for subject in assessment.subjects
        for standard in subject.standards
    ]
    if not any(said in ("passes", "fails") for _, _, said in rows):
        because.append(nothing(assessment, policy, partial))
    because += of_baseline(assessment, policy, baseline, looked.matched)
    because += [
        f"{subject}: {one.id} is {one.verdict.value}"
        for subject, one, said in rows
        if said == "fails"
    ]
    passed = [(subject, one) for subject, one, said in rows if said == "passes"]
    gated = [(subject, one) for subject, one, said in rows if said in ("passes", "fails")]
    because += shows_nothing(gated, looked)
    because += ending(assessment, passed, looked)
    settings = narrowing(policy)
    return Decided(
        gate=Gate(
            status="failed" if because else "passed",
            because=(*because, *looked.musts),
            accepted=tuple(
                f"{subject}: {one.id} is {one.verdict.value},"
                f" accepted by {', '.join(one.accepted_by)}"
                for subject, one in passed
                if one.accepted_by
            ),
            musts_left_out=looked.musts,
            scope=GateScope(gated=len(gated), settings=settings, left_out=looked.left_out)
            if settings
            else None,
            baseline=baseline_of(baseline, looked.matched, policy),
        ),
        words={(subject, one.id): said for subject, one, said in rows},
        let=looked.passing,
    )


def _whatever_is_shown(assessment: Assessment, policy: Policy, as_of: AsOf) -> Iterator[str]:
    """What fails a gate whatever its verdicts: records, the date, models that are not there, and
    links that the organisation did not review itself."""
    broken = altered(assessment)
    if broken:
        yield f"{len(broken)} records altered or withdrawn: {', '.join(broken[:5])}"
    if as_of.projection:
        yield PROJECTION
    yield from unassessed(assessment)
    if as_of.closed_because is not None and not policy.allow_closed:
        yield "the assessment is closed, and gate.allow_closed is not set"
    if policy.require_own_review:
        yield from not_own(assessment, policy)


def but_for_projection(gate: Gate) -> Gate:
    """What the gate would say on that day: all its reasons but the one that it is yet to come."""
    because = tuple(why for why in gate.because if why != PROJECTION)
    failing = [why for why in because if why not in gate.musts_left_out]
    status: Literal["passed", "failed"] = "failed" if failing else "passed"
    return msgspec.structs.replace(gate, status=status, because=because)


def word(standard: StandardVerdict, policy: Policy) -> Word:
    """What the gate makes of one verdict; it passes too where valid deviations accept it."""
    return _word(standard, policy, None)


def _word(standard: StandardVerdict, policy: Policy, let: Let | None) -> Word:
    if not standard.required:
        return "not due"
    if not policy.goes_by(standard.id):
        return "not gated"
    if standard.verdict is Verdict.CONFORMANT or standard.accepted_by or let:
        return "passes"
    return "fails"


def leave(
    gate: Gate,
    assessment: Assessment | None,
    diagnostics: Iterable[Diagnostic],
    partial: tuple[str, ...] = (),
) -> Exit:
    """The exit code of a run, the highest that applies, and why; `partial`: what narrowed it."""
    broken = altered(assessment) if assessment is not None else ()
    if broken:
        return Exit(
            code=INTEGRITY, because=f"records altered or withdrawn: {', '.join(broken[:5])}"
        )
    errors = [one for one in diagnostics if one.level is Level.ERROR]
    if errors:
        return Exit(code=INVALID, because=f"{len(errors)} errors in files, first: {errors[0].code}")
    if gate.status == "failed":
        return Exit(code=FAILED, because="the gate failed")
    narrowed = f"; partial, by {', '.join(partial)}" if partial else ""
    return Exit(code=PASSED, because=f"the gate passed{_known(gate)}{narrowed}")


def _known(gate: Gate) -> str:
    """How many gaps it knew."""
    if gate.baseline is None:
        return ""
    count = len(gate.baseline.known)
    gaps = "known gap" if count == 1 else "known gaps"
    return f" with {count} {gaps} from the baseline of {gate.baseline.as_of}"


def altered(assessment: Assessment) -> tuple[str, ...]:
    """Ids of records that differ from what was sealed, or are gone."""
    return tuple(
        record.id
        for record in assessment.records
        if any(why.code in _INTEGRITY for why in record.reasons)
    )

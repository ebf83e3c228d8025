"""From an assessment and the gate policy to a status and an exit code; it never moves a verdict.

Exit codes, the highest that applies: 0 the gate passed, 1 it failed, 2 usage, 3 an authored or
collected file is invalid, 4 integrity (a record was altered or withdrawn), 5 internal error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from checker.assess.assessment import (
    ORGANIZATION,
    Assessment,
    Reason,
    StandardVerdict,
    Verdict,
)
from checker.assess.links import OWN
from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.report.model import AsOf, Exit, Gate
from rsp.project import Gate as Policy
from rsp.stamp import LinkState
from rsp.standard import COMMITMENTS
from rsp.time import instant_text

PASSED, FAILED, USAGE, INVALID, INTEGRITY, INTERNAL = range(6)

PROJECTION = "the date lies in the future: a projection never passes"
"""Why no gate passes at a date after the clock (R1)."""
_FIRST = 3
"""Links that a reason of the gate names."""

_INTEGRITY = (Reason.TAMPERED, Reason.WITHDRAWN)


def decide(
    assessment: Assessment | None,
    policy: Policy,
    as_of: AsOf,
    diagnostics: Iterable[Diagnostic],
    partial: tuple[str, ...] = (),
) -> Gate:
    """What the gate says; whatever could not be judged fails it."""
    errors = sum(1 for one in diagnostics if one.level is Level.ERROR)
    because = [f"{errors} file errors"] if errors else []
    if assessment is None:
        return Gate(status="failed", because=(*because, "nothing could be assessed"))
    broken = altered(assessment)
    if broken:
        because.append(f"{len(broken)} records altered or withdrawn: {', '.join(broken[:5])}")
    if as_of.projection:
        because.append(PROJECTION)
    because += [one.message for one in diagnostics if one.code == "pin-mismatch"]
    because += _unassessed(assessment)
    if as_of.closed_because is not None and not policy.allow_closed:
        because.append("the assessment is closed, and gate.allow_closed is not set")
    if policy.require_own_review:
        because += _not_own(assessment, policy)
    judged = [
        (
            f"{subject.id}: {standard.id} is {standard.verdict.value}",
            standard,
            word(standard, policy),
        )
        for subject in assessment.subjects
        for standard in subject.standards
    ]
    if not any(said in ("passes", "fails") for _, _, said in judged):
        because.append(_nothing(partial))
    because += [sentence for sentence, _, said in judged if said == "fails"]
    return Gate(
        status="failed" if because else "passed",
        because=tuple(because),
        accepted=tuple(
            f"{sentence}, accepted by {', '.join(standard.accepted_by)}"
            for sentence, standard, said in judged
            if said == "passes" and standard.accepted_by
        ),
    )


def but_for_projection(gate: Gate) -> Gate:
    """What the gate would say on that day: all its reasons but the one that it is yet to come."""
    because = tuple(why for why in gate.because if why != PROJECTION)
    return Gate(status="failed" if because else "passed", because=because)


def word(
    standard: StandardVerdict, policy: Policy
) -> Literal["passes", "fails", "not gated", "not due"]:
    """What the gate makes of one verdict; it passes too where valid deviations accept it."""
    if not standard.required:
        return "not due"
    if standard.id == COMMITMENTS and not policy.commitments:
        return "not gated"
    if standard.verdict is Verdict.CONFORMANT or standard.accepted_by:
        return "passes"
    return "fails"


def leave(gate: Gate, assessment: Assessment | None, diagnostics: Iterable[Diagnostic]) -> Exit:
    """The exit code of a run, the highest that applies, and why."""
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
    return Exit(code=PASSED, because="the gate passed")


def altered(assessment: Assessment) -> tuple[str, ...]:
    """Ids of records that differ from what was sealed, or are gone."""
    return tuple(
        record.id
        for record in assessment.records
        if any(why.code in _INTEGRITY for why in record.reasons)
    )


def _unassessed(assessment: Assessment) -> Iterator[str]:
    """What no verdict speaks of: the time after the period, and models that are not listed."""
    if assessment.period.end < assessment.now:
        end = instant_text(assessment.period.end)
        yield f"the period ended at {end}, before the assessment date"
    if [subject.id for subject in assessment.subjects] == [ORGANIZATION]:
        yield "no model is in service in the period"


def _not_own(assessment: Assessment, policy: Policy) -> Iterator[str]:
    """Links that carry a counting clause of a gated standard, without a current own review."""
    counting = {
        (standard.id, clause.id)
        for subject in assessment.subjects
        for standard in subject.standards
        if word(standard, policy) in ("passes", "fails")
        for clause in subject.clauses
        if clause.counts
    }
    found = [
        f"{link.control} to {link.clause}"
        for link in assessment.links
        if (link.standard, link.clause) in counting
        and (link.reviewer, link.state) != (OWN, LinkState.CURRENT)
    ]
    if found:
        first = f"{', '.join(found[:_FIRST])}{', …' if len(found) > _FIRST else ''}"
        what = "link is" if len(found) == 1 else "links are"
        yield f"{len(found)} {what} without the organisation's own current review: {first}"


def _nothing(partial: tuple[str, ...]) -> str:
    if partial:
        return f"nothing was selected by {', '.join(partial)}"
    return "nothing was selected: no standard is required of any subject"

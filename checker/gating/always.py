"""What fails a gate whatever its verdicts, and why one goes by none."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.assessment import ORGANIZATION, Assessment
from checker.assess.links import OWN
from rsp.project import Gate as Policy
from rsp.stamp import LinkState
from rsp.time import instant_text

_FIRST = 3
"""Links that a reason of the gate names."""


def unassessed(assessment: Assessment) -> Iterator[str]:
    """What no verdict speaks of: the time after the period, and models that are not listed."""
    if assessment.period.end < assessment.now:
        end = instant_text(assessment.period.end)
        yield f"the period ended at {end}, before the assessment date"
    if [subject.id for subject in assessment.subjects] == [ORGANIZATION]:
        yield "no model is in service in the period"


def not_own(assessment: Assessment, policy: Policy) -> Iterator[str]:
    """Links that carry a counting clause of a gated standard, without a current own review."""
    counting = {
        (standard.id, clause.id)
        for subject in assessment.subjects
        for standard in subject.standards
        if standard.required and policy.goes_by(standard.id)
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


def nothing(assessment: Assessment, policy: Policy, partial: tuple[str, ...]) -> str:
    """Why a gate goes by no verdict at all."""
    if partial:
        return f"nothing was selected by {', '.join(partial)}"
    if policy.standards is not None and any(
        standard.required for subject in assessment.subjects for standard in subject.standards
    ):
        return "nothing was selected: no standard that gate.standards names is required"
    return "nothing was selected: no standard is required of any subject"

"""What would turn each standard green, gaps in the order to work on them."""

from __future__ import annotations

from collections.abc import Iterable

from checker.assess.assessment import Assessment
from checker.assess.grounds import Grounds
from checker.assess.plans import plans
from checker.report.model import Needed, Plan, RootGap


def plan_lines(
    assessment: Assessment, grounds: Grounds, gaps: Iterable[RootGap]
) -> tuple[Plan, ...]:
    """The plans for the standards that the assessment shows."""
    order = {name: index for index, name in enumerate(dict.fromkeys(one.control for one in gaps))}
    return tuple(
        Plan(
            subject=one.subject,
            standard=one.standard,
            gaps=tuple(sorted(one.gaps, key=lambda name: order[name])),
            also_needed=tuple(
                Needed(kind=each.kind, id=each.id, because=each.because) for each in one.open
            ),
            reached=one.reached,
            reached_with=one.reached_with,
        )
        for subject in assessment.subjects
        for one in plans(grounds, subject.id)
        if one.standard in {each.id for each in subject.standards}
    )

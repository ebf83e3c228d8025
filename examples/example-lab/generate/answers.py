"""The reviewers' answers: one to each judgement that is asked, bound to what was read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from checker.assess.assessment import Assessment, Judgement, Shown
from checker.project.project import Project
from generate.dates import day, text

Record = dict[str, Any]

TYPE = "reviewer-answer"

_REVIEWERS = {
    "SEC": "security-reviewer",
    "DEP": "safeguards-reviewer",
    "PRO": "governance-reviewer",
    "COM": "governance-reviewer",
}
"""Who answers for which part of the catalog."""

_FIRST = day("2026-06-22T09:00")
"""When the first answer was given; the others follow half an hour apart."""


def answers(project: Project, assessment: Assessment) -> list[Record]:
    """An answer to every judgement about something that applies."""
    asked = {
        f"{instance.control}/{instance.requirement}"
        for instance in assessment.instances
        if instance.status is not Shown.NOT_APPLICABLE
    }
    open_ones = [one for one in assessment.judgements if one.id in asked]
    return [_answer(project, one, index) for index, one in enumerate(open_ones)]


def _answer(project: Project, judgement: Judgement, index: int) -> Record:
    control_id, _, requirement_id = judgement.id.partition("/")
    control = project.catalog.controls[control_id]
    requirement = next(one for one in control.evidence if one.id == requirement_id)
    reviewer = _REVIEWERS[control_id[:3]]
    at = _FIRST + timedelta(minutes=30 * index)
    return {
        "id": f"answer-{control_id}-{requirement_id}",
        "type": TYPE,
        "assets": ["organization"],
        "observed": text(at),
        "collected_at": text(at + timedelta(minutes=10)),
        "source": {"system": "review-institute", "query": "signed answers of the review"},
        "produced_by": {"party": reviewer},
        "reliability": "independent",
        "payload": {
            "judgement": judgement.id,
            "answer": "accept",
            "reviewer": reviewer,
            "because": f"Read every record behind this: {requirement.title}. "
            f"Asked {control.owner} for two cases of my choice; both bore it out.",
            "answered_at": text(at),
            "question_digest": judgement.question_digest,
            "control_digest": judgement.control_digest,
            "evidence_digest": judgement.evidence_digest,
            "conditions": [],
        },
    }

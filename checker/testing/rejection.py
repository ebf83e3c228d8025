"""A reviewer rejects what a requirement asks to be judged (R22)."""

from __future__ import annotations

from checker.assess.assess import assess
from checker.assess.shelf import ANSWER
from checker.project.project import Project
from checker.testing.setting import OUTSIDE, Setting, exactly, offered
from rsp.evidence import ORGANIZATION, Observed
from rsp.requirement import Reliability
from rsp.time import instant_text

_UNREAD = "0" * 64


def rejected(project: Project, met: Setting) -> tuple[str, ...]:
    """The reasons of the instance at the place when somebody outside has said no."""
    at = instant_text(met.now)
    answer = offered(
        "the-answer",
        project.catalog.types[ANSWER],
        {
            "judgement": f"{met.control.id}/{met.requirement.id}",
            "answer": "reject",
            "reviewer": OUTSIDE,
            "because": "as in a case",
            "answered_at": at,
            "question_digest": _UNREAD,
            "control_digest": _UNREAD[:32],
            "evidence_digest": _UNREAD,
            "conditions": [],
        },
        (ORGANIZATION,),
        observed=Observed.parse(at),
        collected=exactly(met.now),
        reliability=Reliability.REPRESENTATION,
    )
    found = assess(met.project(project), (*met.records, answer), (), met.now)
    return tuple(
        sorted(
            why.code.value
            for one in found.instances
            if one.asset == met.place and one.requirement == met.requirement.id
            for why in one.reasons
        )
    )

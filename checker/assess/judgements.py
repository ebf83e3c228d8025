"""Questions that evidence cannot settle, and the reviewers' answers to them (R22)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from checker.assess.assessment import Answered, Instance, Judgement, Reason, Why
from checker.assess.context import Context, Need
from checker.assess.held import Held
from checker.assess.lapsed import Line, came_since, evidence_digest
from checker.assess.memo import once
from checker.assess.shelf import ANSWER
from checker.project.project import Project
from rsp.control import Control
from rsp.stamp import control_fingerprint
from rsp.value import Value

ACCEPT = "accept"
CONDITIONAL = "accept-with-conditions"
REJECT = "reject"


class Digests(Value, frozen=True, kw_only=True):
    """What an answer is bound to."""

    question: str
    control: str
    evidence: str


class Settled(Value, frozen=True, kw_only=True):
    """A judgement, and what it does to the instances of its requirement."""

    judgement: Judgement
    rejections: tuple[Why, ...]


def answers_by_judgement(context: Context) -> dict[str, list[Held]]:
    """Answers by the judgement they are about, in order of their dates; unsound ones can reject."""
    found: dict[str, list[Held]] = {}
    for held in context.shelf.of_type(ANSWER):
        payload = held.payload or {}
        found.setdefault(str(payload.get("judgement")), []).append(held)
    for answers in found.values():
        answers.sort(key=lambda held: (held.end, held.id))
    return found


def settle(
    context: Context, need: Need, instances: Iterable[Instance], answers: Iterable[Held]
) -> Settled:
    """The state of a requirement's judgement, given all its instances."""
    question = str(need.requirement.judgement)
    mine = tuple(instances)
    digests = digests_of(context, need, question, mine)
    valid: list[Held] = []
    because: list[str] = []
    rejections: list[Why] = []
    for held in answers:
        problem = _not_theirs(context, need, held)
        against = _rejections(context, need, held) if problem is None else []
        rejections += against
        if problem is None and not against:
            problem = _not_now(context, need, held, digests, mine)
        if problem is None:
            valid.append(held)
        else:
            because.append(f"{held.id}: {problem}")
    state = Answered.REJECTED if rejections else Answered.ACCEPTED if valid else Answered.OPEN
    return Settled(
        judgement=Judgement(
            id=need.id,
            question=question,
            state=state,
            answers=tuple(held.id for held in valid),
            because=(*because, *(why.message for why in rejections)),
            question_digest=digests.question,
            control_digest=digests.control,
            evidence_digest=digests.evidence,
            at=need.at.at("judgement"),
        ),
        rejections=tuple(rejections),
    )


def digests_of(
    context: Context, need: Need, question: str, instances: Iterable[Instance]
) -> Digests:
    """The digests of question, control and evidence as they are today."""
    return Digests(
        question=hashlib.sha256(" ".join(question.split()).encode()).hexdigest(),
        control=once(context.memo, _fingerprint, need.control, context.project),
        evidence=evidence_digest(_lines(context, instances)),
    )


def _fingerprint(control: Control, project: Project) -> str:
    types = {name: kind.digest for name, kind in project.catalog.types.items()}
    return control_fingerprint(control, types)


def _lines(context: Context, instances: Iterable[Instance]) -> list[Line]:
    return [
        (instance.id, context.shelf.by_id[record])
        for instance in instances
        for record in instance.candidates
    ]


def _not_theirs(context: Context, need: Need, held: Held) -> str | None:
    """Why an answer is not its reviewer's to give; None if it is."""
    payload: dict[str, Any] = held.payload or {}
    reviewer = str(payload.get("reviewer"))
    at = held.record.collected_at.earliest
    if not context.parties.knows(reviewer):
        return f"the reviewer {reviewer} is not among the parties"
    if held.producer != reviewer:
        return f"{reviewer} did not give it; {held.producer} did"
    if need.control.owner in context.parties.belongs(reviewer, at):
        return f"{reviewer} owns the control or belongs to its owner"
    return None


def _not_now(
    context: Context, need: Need, held: Held, digests: Digests, instances: tuple[Instance, ...]
) -> str | None:
    """Why an acceptance does not count for today's evidence; None if it does."""
    payload: dict[str, Any] = held.payload or {}
    at = held.record.collected_at.earliest
    if not held.sound:
        return f"it is {', '.join(held.reasons)}"
    if not held.presented:
        return "it was not presented"
    if not context.parties.knows(need.control.owner):
        return f"the owner {need.control.owner} is not among the parties"
    producers = {
        context.shelf.by_id[record].producer
        for instance in instances
        for record in instance.candidates
    }
    if not producers:
        return "there is no evidence to accept"
    if not all(context.parties.independent(held.producer, one, at) for one in producers):
        return f"{held.producer} is not independent of who produced the evidence"
    for name, today in (
        ("question", digests.question),
        ("control", digests.control),
        ("evidence", digests.evidence),
    ):
        answered = payload.get(f"{name}_digest")
        if answered != today:
            since = f"the {name} has changed since"
            lines = _lines(context, instances) if name == "evidence" else []
            new = came_since(lines, str(answered))
            return f"{since}: {', '.join(new)} came" if new else since
    return None


def _stands(held: Held) -> bool:
    """Whether a record can show that a condition is met."""
    return held.sound and held.presented


def _rejections(context: Context, need: Need, held: Held) -> list[Why]:
    payload: dict[str, Any] = held.payload or {}
    if payload.get("answer") not in (ACCEPT, CONDITIONAL):
        return [need.why(Reason.REJECTED_IN_REVIEW, f"rejected by {held.id}", (held.id,))]
    found = []
    for condition in payload.get("conditions", []):
        shown = context.shelf.by_id.get(condition.get("shown_by") or "")
        if condition.get("met") is not True or shown in (None, held) or not _stands(shown):
            found.append(
                need.why(
                    Reason.REJECTED_IN_REVIEW,
                    f"condition {condition.get('id')} of {held.id} is not shown to be met",
                    (held.id, *(shown.copies if shown is not None else ())),
                )
            )
    return found

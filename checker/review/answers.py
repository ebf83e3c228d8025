"""Questions to reviewers, every answer that was given, and why it counts or does not (R22)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from checker.assess.assessment import Answered, Assessment, Judgement
from checker.assess.shelf import ANSWER
from checker.evidence.offered import Offered
from rsp.value import Value

_BOUND = ("question", "control", "evidence")


class Answer(Value, frozen=True, kw_only=True):
    """A record that answers."""

    id: str
    reviewer: str
    answer: str
    date: str
    """When it was collected; empty for a record that is gone."""
    counts: bool
    """Whether it is its reviewer's to give and fits what is there today, or rejects it."""
    because: str | None
    """Why it does not count, or what it counts as where it is no acceptance."""
    conditions: tuple[str, ...]
    digests: tuple[str, ...]
    """What it was bound to and what that is today, where they differ."""


class Question(Value, frozen=True, kw_only=True):
    """A judgement."""

    id: str
    question: str
    state: str
    answers: tuple[Answer, ...]


class Answers(Value, frozen=True, kw_only=True):
    """All questions, or those that were asked for."""

    judgements: tuple[Question, ...]
    stray: tuple[Answer, ...]
    """Answers to what is no question of the project; listed where nothing narrows the list."""
    counts: dict[str, int]


def answers_of(
    assessment: Assessment,
    offered: Iterable[Offered],
    control: str | None,
    state: str | None,
) -> Answers:
    """The judgements of one control or all, in a state or any, with all that answers them."""
    about: dict[str, list[Offered]] = {}
    for one in sorted(offered, key=lambda each: each.id):
        if one.type == ANSWER:
            about.setdefault(str((one.payload or {}).get("judgement")), []).append(one)
    known = {one.id: one.superseded_by for one in assessment.records if one.known}
    found = tuple(
        Question(
            id=one.id,
            question=one.question,
            state=one.state.value,
            answers=tuple(_answer(one, each, known) for each in about.get(one.id, ())),
        )
        for one in assessment.judgements
        if control in (None, one.id.partition("/")[0]) and state in (None, one.state.value)
    )
    asked = {one.id for one in assessment.judgements}
    stray = tuple(
        _answer(None, each, known)
        for name, answers in sorted(about.items())
        for each in answers
        if name not in asked and control is None and state is None
    )
    states = Counter(one.state for one in found)
    return Answers(
        judgements=found,
        stray=stray,
        counts={"judgements": len(found), **{each.value: states[each.value] for each in Answered}},
    )


def _answer(judgement: Judgement | None, offered: Offered, known: dict[str, str | None]) -> Answer:
    payload: dict[str, Any] = offered.payload or {}
    counts = judgement is not None and offered.id in judgement.answers
    record = offered.record
    return Answer(
        id=offered.id,
        reviewer=str(payload.get("reviewer", "nobody who can be read")),
        answer=str(payload.get("answer", "nothing that can be read")),
        date=str(record.collected_at) if record is not None else "",
        counts=counts,
        because=_why(judgement, offered, known) or (None if counts else "it does not count"),
        conditions=tuple(map(_condition, payload.get("conditions", ()))),
        digests=() if counts or judgement is None else tuple(_digests(judgement, payload)),
    )


def _why(judgement: Judgement | None, offered: Offered, known: dict[str, str | None]) -> str:
    """What the assessment says of an answer; nothing of one that is accepted."""
    if judgement is None:
        name = (offered.payload or {}).get("judgement")
        return f"it answers {name}, which is no question here" if name else "it cannot be read"
    if offered.id not in known:
        return "it is not there yet at this date"
    if known[offered.id] is not None:
        return f"it is superseded by {known[offered.id]}"
    said = [
        text.removeprefix(f"{offered.id}: ")
        for text in judgement.because
        if text.startswith(f"{offered.id}: ")
        or text == f"rejected by {offered.id}"
        or f" of {offered.id} is not shown" in text
    ]
    return "; ".join(said)


def _condition(condition: dict[str, Any]) -> str:
    met = "met" if condition.get("met") is True else "not met"
    shown = condition.get("shown_by")
    by = f", shown by {shown}" if shown else ", shown by nothing"
    return f"condition {condition.get('id')}, {met}{by}: {condition.get('text')}"


def _digests(judgement: Judgement, payload: dict[str, Any]) -> Iterable[str]:
    today = {
        "question": judgement.question_digest,
        "control": judgement.control_digest,
        "evidence": judgement.evidence_digest,
    }
    for name in _BOUND:
        then = payload.get(f"{name}_digest")
        if then != today[name]:
            yield f"{name}: answered {str(then)[:16]}, today {today[name][:16]}"

"""Nil returns: the only way in which no event is something that was shown (R5)."""

from __future__ import annotations

from checker.assess.assessment import ORGANIZATION, Instance, Reason, Shown, Why
from checker.assess.context import Context, Need
from checker.assess.held import Held
from checker.assess.places import EVENT, Place

TYPE = "nil-return"


def returns(context: Context, kind: str, subject: str) -> list[Held]:
    """Sound nil returns about an event type (`event/incident`) for a subject."""
    return [
        held
        for held in context.shelf.named(TYPE, subject)
        if held.sound
        and held.superseded_by is None
        and held.payload is not None
        and f"{EVENT}{held.payload.get('event')}" == kind
    ]


def judge_nothing(context: Context, need: Need, place: Place, subject: str) -> Instance:
    """The instance that stands for no asset or event at all; met only by a nil return."""
    kind = need.requirement.for_each
    found: list[Held] = []
    if isinstance(kind, str) and kind.startswith(EVENT):
        found = [held for held in returns(context, kind, subject) if _covers(need, place, held)]
    reasons: tuple[Why, ...] = ()
    if not found:
        what = kind if isinstance(kind, str) else "+".join(kind or ())
        whom = "" if subject == ORGANIZATION else f" that bears on {subject}"
        reasons = (
            need.why(Reason.NOTHING_TO_ASSESS, f"there is no {what}{whom} in service to assess"),
        )
    return Instance(
        id=need.instance_id(place.key),
        control=need.control.id,
        requirement=need.requirement.id,
        asset=place.key,
        models=place.models,
        operation=need.requirement.operation,
        window=place.window.span,
        status=Shown.UNMET if reasons else Shown.MET,
        reasons=reasons,
        evidence=tuple(held.id for held in found),
        candidates=tuple(held.id for held in found),
    )


def denials(context: Context, need: Need, place: Place) -> list[Why]:
    """Nil returns that deny an event the inventory lists."""
    event = context.project.events[place.key]
    subjects = [ORGANIZATION]
    if place.models is None:
        subjects += [model.key for model in context.places.models()]
    else:
        subjects += [f"model/{model}" for model in sorted(place.models)]
    return [
        need.why(
            Reason.CONTRADICTED,
            f"{held.id} says that there was none, and the inventory lists {place.key}",
            (held.id,),
        )
        for subject in subjects
        for held in returns(context, str(need.requirement.for_each), subject)
        if held.start <= event.at.earliest < held.end
    ]


def _covers(need: Need, place: Place, held: Held) -> bool:
    if held.rank < need.requirement.min_reliability.rank or held.start > place.window.start:
        return False
    max_age = need.parameters.limit(need.requirement.max_age)
    shown_until = held.end if max_age is None else max_age.after(held.end)
    return shown_until >= place.window.end

"""Nil returns: the only way in which no event is something that was shown (R5)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.assessment import ORGANIZATION, Instance, Reason, Shown, Side, Why
from checker.assess.context import Context, Need
from checker.assess.held import Held
from checker.assess.places import EVENT, Place, event_of, listed
from rsp.asset import Event
from rsp.time import Span

TYPE = "nil-return"
_NAMED = 3
"""Places that a message names."""


def returns(context: Context, kind: str, subject: str) -> list[Held]:
    """What nil returns say of an event type (`event/incident`) for a subject, sound or not."""
    return [
        held
        for held in context.shelf.named(TYPE, subject)
        if held.superseded_by is None
        and held.payload is not None
        and f"{EVENT}{held.payload.get('event')}" == kind
    ]


def judge_nothing(
    context: Context, need: Need, place: Place, subject: str, resting: tuple[Place, ...]
) -> Instance:
    """The instance that stands for no asset or event at all; met only by a nil return that no event
    of the inventory contradicts. `resting` are the places of the requirement in their grace."""
    kind = event_of(need.requirement)
    said = returns(context, kind, subject) if kind is not None else []
    denied = {held.id: tuple(_denied(context, held, kind, subject)) for held in said}
    false = [held for held in said if denied[held.id]]
    found = [held for held in said if held not in false and _shows(need, place, held)]
    reasons = [
        need.why(
            Reason.CONTRADICTED,
            f"{held.id} says that there was none, and the inventory lists one",
            (held.id,),
            sides=_sides(held, *denied[held.id]),
        )
        for held in false
    ]
    if not found:
        what = "+".join(need.requirement.kinds) or "time in the period"
        whom = "" if subject == ORGANIZATION else f" that bears on {subject}"
        useless = tuple(id for held in said if held not in false for id in (held.id, *held.copies))
        reasons.append(
            need.why(
                Reason.NOTHING_TO_ASSESS,
                f"there is no {what}{whom} to assess{_but(resting, subject)}",
                useless,
            ),
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
        reasons=tuple(reasons),
        evidence=tuple(held.id for held in found),
        candidates=tuple(held.id for held in found),
    )


def _but(resting: tuple[Place, ...], subject: str) -> str:
    """The places that there are, and that are in their grace."""
    model = subject.removeprefix("model/")
    keys = [
        place.key
        for place in resting
        if subject == ORGANIZATION or place.models is None or model in place.models
    ]
    more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
    return f"; in their grace: {', '.join(keys[:_NAMED])}{more}" if keys else ""


def denials(context: Context, need: Need, place: Place) -> list[Why]:
    """Nil returns that deny an event the inventory lists."""
    event, kind = context.project.events[place.key], str(event_of(need.requirement))
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
            sides=_sides(held, event),
        )
        for subject in subjects
        for held in returns(context, kind, subject)
        if held.start <= event.at.earliest < held.end
    ]


def _denied(context: Context, held: Held, kind: str | None, subject: str) -> Iterator[Event]:
    """Events of the inventory that a nil return about a subject says did not happen."""
    model = subject.removeprefix("model/")
    for event in context.project.events.values():
        models = listed(event.models)
        bears = subject == ORGANIZATION or models is None or model in models
        if f"{EVENT}{event.type}" == kind and bears and held.start <= event.at.earliest < held.end:
            yield event


def _sides(held: Held, *events: Event) -> tuple[Side, ...]:
    """A nil return, and the events that it says did not happen."""
    listed = tuple(
        Side(
            name=event.key,
            says="listed in the inventory",
            assets=(event.key,),
            observed=Span(start=event.at.earliest, end=event.at.latest),
        )
        for event in events
    )
    return (held.side("there was none"), *listed)


def _shows(need: Need, place: Place, held: Held) -> bool:
    """Whether a nil return can be relied on, and for the whole window."""
    if not held.sound or not held.presented or held.record.sample is not None:
        return False
    if held.rank < need.requirement.min_reliability.rank or held.start > place.window.start:
        return False
    max_age = need.parameters.limit(need.requirement.max_age)
    shown_until = held.end if max_age is None else max_age.after(held.end)
    return shown_until >= place.window.end

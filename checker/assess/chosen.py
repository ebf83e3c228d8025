"""Which places a requirement is applied to, and which its `where` or their grace leaves out."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from checker.assess.assessment import Excluded
from checker.assess.context import Context, Need
from checker.assess.places import Place, keep
from checker.assess.window import Window
from rsp.time import instant_text
from rsp.value import Value


class Chosen(Value, frozen=True, kw_only=True):
    """The places of a requirement: those it is applied to, and those it is not."""

    places: tuple[Place, ...]
    unclear: dict[str, str]
    """Key -> why its `where` has no answer."""
    left: tuple[Place, ...]
    """Those for which `where` is false."""
    resting: tuple[Place, ...]
    """Those in their grace."""


def choose(context: Context, need: Need) -> Chosen:
    """The places of a requirement; one whose `where` has no answer stays, and has no grace."""
    requirement = need.requirement
    places: list[Place] = list(context.places.for_each(requirement.for_each))
    left: list[Place] = []
    unclear: dict[str, str] = {}
    if requirement.where is not None:
        text = requirement.where
        places, left, unclear = keep(
            tuple(places), lambda scope: context.evaluator.where(text, scope, need.parameters)
        )
    grace = need.parameters.limit(requirement.grace)
    eased = [
        place
        if place.key in unclear
        else msgspec.structs.replace(place, window=place.window.after_grace(grace))
        for place in places
    ]
    return Chosen(
        places=tuple(place for place in eased if not place.window.in_grace),
        unclear=unclear,
        left=tuple(left),
        resting=tuple(place for place in eased if place.window.in_grace),
    )


def left_out(context: Context, need: Need, chosen: Chosen) -> Iterator[Excluded]:
    """What a requirement is not applied to, and why not."""
    whys = [(place, str(need.requirement.where)) for place in chosen.left]
    whys += [(place, _resting(context, place.window)) for place in chosen.resting]
    for place, because in whys:
        yield Excluded(
            control=need.control.id,
            requirement=need.requirement.id,
            asset=place.key,
            because=because,
            in_grace=place.window.in_grace,
        )


def _resting(context: Context, window: Window) -> str:
    """Why nothing is due at a place in its grace."""
    if window.entered is None:
        return ""
    left = f" until {instant_text(window.until)}" if window.until < context.now else ""
    return (
        f"in service since {instant_text(window.entered)}{left}; "
        f"in its grace until {instant_text(window.due)}"
    )

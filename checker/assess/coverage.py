"""Coverage over time: the holes that good records leave, and how a reason tells them (R4)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.candidate import Candidate
from checker.assess.context import Need
from checker.assess.held import Held
from checker.assess.places import Place
from checker.assess.window import holes, silent_units
from rsp.requirement import Operation
from rsp.time import Duration, Span, instant_text


def uncovered(
    need: Need,
    place: Place,
    good: list[Held],
    candidates: list[Candidate],
    max_age: Duration | None,
) -> tuple[Span, ...]:
    """What good records leave uncovered, by the operation and its cadence or tolerance (R4)."""
    requirement = need.requirement
    spans = [(held.start, held.end) for held in good]
    cadence = need.parameters.limit(requirement.cadence)
    tolerance = need.parameters.limit(requirement.tolerance)
    if requirement.operation is not Operation.INSTANTS:
        offered = [one.held.start for one in candidates]
        return holes(place.window, spans, tolerance, max_age or tolerance, offered)
    if requirement.cadence is not None and requirement.cadence.unit is not None:
        return silent_units(place.window, spans, requirement.cadence.unit)
    return holes(place.window, spans, cadence, cadence)


def silence(need: Need, gap: Span) -> str:
    """What a hole is, and what would be none."""
    requirement = need.requirement
    stretch = f"nothing shows it from {instant_text(gap.start)} to {instant_text(gap.end)}"
    if requirement.operation is not Operation.INSTANTS:
        return f"{stretch}; {requirement.tolerance or 'no gap'} is allowed"
    unit = requirement.cadence.unit if requirement.cadence is not None else None
    if unit is not None:
        return f"{unit.label(gap.start)}: {stretch}; every {unit.words} needs an observation"
    return f"{stretch}; {requirement.cadence or 'no gap'} is allowed"


def around(need: Need, gap: Span, candidates: list[Candidate]) -> Iterator[str]:
    """Ids of the record that ends a hole, and of the exceptions in it with what they read."""
    cadence = need.requirement.cadence
    if cadence is None or cadence.unit is None:
        yield from (one.held.id for one in candidates if one.held.start == gap.end)
    for one in candidates:
        if not one.passes and one.held.start <= gap.end and gap.start <= one.held.end:
            yield from one.read

"""Evidence about what others do: who may give it, and what it presumes of the organisation."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.assessment import Reason, Why
from checker.assess.context import Context, Need
from checker.assess.held import Held
from checker.assess.places import Place
from rsp.requirement import Responsibility
from rsp.standard import COMMITMENTS


def not_theirs(context: Context, need: Need, place: Place, held: Held) -> Iterator[Why]:
    """Why a producer cannot show what is not, or not only, the organisation's own doing (R11)."""
    responsibility = need.requirement.responsibility
    if responsibility is Responsibility.OWN:
        return
    at, parties = held.record.collected_at.earliest, context.parties
    unknown = [one for one in place.operators if not parties.knows(one)]
    others = [one for one in place.operators if not parties.inside(one, at)]
    if not place.operators:
        message = f"nobody is named as the operator of {place.key}, so that nobody can show it"
    elif unknown:
        message = f"the operator {', '.join(unknown)} is not among the parties"
    elif others and not parties.outside(held.producer, at):
        message = (
            f"{', '.join(others)} operates {place.key}, and what is {responsibility.value} there "
            f"is shown by an outside party; its producer {held.producer} is not outside"
        )
    else:
        return
    yield need.why(Reason.NOT_INDEPENDENT, message, (held.id,))


def presumed(context: Context, need: Need, held: Held) -> tuple[str, ...]:
    """The controls that a record names as complementary and that can be depended on (R13)."""
    return tuple(name for name in held.rests_on if _can_be_presumed(context, need, name))


def unfounded(context: Context, need: Need, held: Held) -> Iterator[Why]:
    """One reason for each complementary control that there is not, or that no duty may rest on."""
    for name in held.rests_on:
        if not _can_be_presumed(context, need, name):
            message = f"it presumes {name!r}, and there is no such control for it to rest on"
            yield need.why(Reason.COMPLEMENT_UNKNOWN, message, (held.id,))


def _can_be_presumed(context: Context, need: Need, name: str) -> bool:
    found = context.project.catalog.controls.get(name)
    return found is not None and (
        found.standard != COMMITMENTS or need.control.standard == COMMITMENTS
    )

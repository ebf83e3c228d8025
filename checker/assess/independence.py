"""Whether a record was produced by somebody independent of whom its requirement names (R11)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.assessment import Reason, Why
from checker.assess.context import Context, Need
from checker.assess.held import Held
from rsp.requirement import IndependentOf, Requirement


def not_independent(context: Context, need: Need, held: Held) -> Iterator[Why]:
    """One reason for each of those its producer is not independent of, at the date of collection;
    of another requirement it names also the records that show it."""
    at = held.record.collected_at.earliest
    for relation in need.requirement.independent_of:
        beside: tuple[str, ...] = ()
        match relation:
            case IndependentOf.ORGANIZATION:
                if context.parties.outside(held.producer, at):
                    continue
                whom = "the organisation"
            case IndependentOf.OWNER:
                if context.parties.independent(held.producer, need.control.owner, at):
                    continue
                whom = f"the owner, {need.control.owner}"
            case _:
                found = _of_other(context, held, relation)
                if found is None:
                    continue
                whom, beside = found
        yield need.why(
            Reason.NOT_INDEPENDENT,
            f"its producer {held.producer} is not independent of {whom}",
            (held.id, *beside),
        )


def requirement_named(context: Context, name: str) -> Requirement | None:
    """The requirement that is written `CONTROL/requirement`; None where there is none."""
    control, _, id = name.partition("/")
    defined = context.project.catalog.controls.get(control)
    return next((one for one in defined.evidence if one.id == id), None) if defined else None


def _of_other(context: Context, held: Held, name: str) -> tuple[str, tuple[str, ...]] | None:
    """Of whom it is not independent, and the records concerned; None where it is of all who
    produced what is offered for another requirement, and something sound is."""
    other = requirement_named(context, name)
    if other is None:
        return f"{name}, which does not exist", ()
    standing, gone = context.shelf.shown_for(other.type, other.for_each)
    if gone:
        return f"whoever produced what was withdrawn from {name}", gone
    if not any(one.sound for one in standing):
        copies = tuple(id for one in standing for id in (one.id, *one.copies))
        return f"whoever produces {name}: nothing sound shows it", copies
    at = held.record.collected_at.earliest
    near = sorted(
        party
        for party in {one.producer for one in standing}
        if not context.parties.independent(held.producer, party, at)
    )
    if not near:
        return None
    whom = f"{', '.join(near)}, who produced {name}"
    return whom, tuple(one.id for one in standing if one.producer in near)

"""Whether a deviation is valid at a date, apart from how the controls that stand in are (R20)."""

from __future__ import annotations

import msgspec

from checker.assess.assessment import DeviationState
from checker.assess.chains import chain_of
from checker.assess.context import Context
from checker.assess.defects import Defect, dates, people, standing_in
from checker.assess.deviation_kinds import KINDS, about, rule_of
from checker.assess.force import dependencies
from checker.assess.loops import in_a_loop
from rsp.deviation import Deviation, missing_keys


def states(context: Context) -> dict[str, DeviationState]:
    """Every deviation, valid or why not."""
    found = {
        name: _state(context, deviation)
        for name, deviation in sorted(context.project.deviations.items())
    }
    valid = [context.project.deviations[name] for name, one in found.items() if one.valid]
    for name, back in in_a_loop(dependencies(context.project), valid).items():
        because = (f"its compensating control {', '.join(back)} leads back to what it waives",)
        found[name] = msgspec.structs.replace(found[name], valid=False, because=because)
    return found


def _state(context: Context, one: Deviation) -> DeviationState:
    rule = rule_of(context.project.edition.data.deviations, one.kind)
    because = tuple(defect.text for defect in defects(context, one))
    if rule is None:
        return DeviationState(id=one.id, valid=False, because=because)
    chain = chain_of(context.project.deviations, one, rule.maximum)
    gate, valid = context.project.settings.gate, not because
    soon = one.expires.latest <= gate.announced.after(context.now)
    ahead = gate.fail_before_expiry
    fails = ahead is not None and one.expires.latest <= ahead.after(context.now)
    return DeviationState(
        id=one.id,
        valid=valid,
        because=because,
        chain=chain.members,
        since=chain.first.earliest,
        at_most=rule.maximum.after(chain.first.earliest),
        ends_soon=valid and (soon or fails),
        fails_soon=valid and fails,
    )


def defects(context: Context, one: Deviation) -> tuple[Defect, ...]:
    """All that keeps a deviation from being valid, but loops among several."""
    rule = rule_of(context.project.edition.data.deviations, one.kind)
    if rule is None:
        return (Defect(text=f"the edition has no rule for a {one.kind.value}", key="kind"),)
    missing = missing_keys(one)
    if missing:
        return tuple(Defect(text=f"it has no {name}", named=True) for name in missing)
    own = tuple(KINDS[one.kind].own(context, one))
    if any(defect.named and defect.key in _TARGETS for defect in own):
        return own
    concern = KINDS[one.kind].concern(context, one)
    chain = chain_of(context.project.deviations, one, rule.maximum)
    waived = frozenset(about(context, one))
    return (
        *own,
        *people(context, one, concern),
        *dates(context, one, chain, rule.maximum),
        *standing_in(context, one.compensating, "compensating", waived),
        *standing_in(context, one.measures, "measures", frozenset()),
    )


_TARGETS = ("clause", "control", "standard")
"""Keys without whose target nothing else can be judged."""

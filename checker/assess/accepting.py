"""An outcome that says what the gate accepts of it, and what that does for each deviation (R20)."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from checker.assess.acceptance import Judge
from checker.assess.accepted import Accepted
from checker.assess.assessment import ControlStatus, DeviationState, Verdict
from checker.assess.subjects import Outcome
from rsp.deviation import Deviation, DeviationKind


def with_acceptance(found: Outcome, accepted: Accepted) -> Outcome:
    """An outcome that says what the gate accepts of it."""
    controls: dict[str, ControlStatus] = {
        name: msgspec.structs.replace(one, accepted_by=accepted.controls.get(name, ()))
        for name, one in found.controls.items()
    }
    standards = tuple(
        msgspec.structs.replace(
            one,
            accepted=accepted.verdicts.get(one.id) if one.required else None,
            accepted_by=accepted.standards.get(one.id, ()),
        )
        for one in found.standards
    )
    return msgspec.structs.replace(found, controls=controls, standards=standards)


def carried(
    judge: Judge, valid: Collection[Deviation], one: Deviation, found: Outcome
) -> tuple[str, ...]:
    """The standards that the gate lets pass until a valid deviation ends, and then no more.

    What ends before it is gone by then, and what ends with it goes with it.
    """
    gate = judge.standing.project.settings.gate
    passing = [
        each
        for each in found.standards
        if (each.verdict is Verdict.CONFORMANT or each.accepted_by) and gate.goes_by(each.id)
    ]
    if one.kind in (DeviationKind.SUBSTITUTE, DeviationKind.NOT_APPLICABLE):
        resting = {each.id for each in found.clauses.values() if each.deviation == one.id}
        return tuple(each.id for each in passing if resting & set(each.shortfalls))
    if not any(one.id in each.accepted_by for each in passing):
        return ()
    end = one.expires.latest
    until = judge.accepted([each for each in valid if each.expires.latest >= end]).standards
    then = judge.accepted([each for each in valid if each.expires.latest > end]).standards
    return tuple(each.id for each in passing if each.id in until and each.id not in then)


class Ledger:
    """What each deviation does, gathered over the subjects."""

    def __init__(self, states: dict[str, DeviationState]) -> None:
        self.states = states
        self.instances: dict[str, tuple[str, ...]] = {}
        """Accepted instance -> by which waivers, for any subject."""

    def note(self, judge: Judge, accepted: Accepted, found: Outcome) -> None:
        """Take in what was found for one subject."""
        subject = judge.standing.force.subject
        by: dict[str, list[str]] = {}
        for instance, names in accepted.instances.items():
            known = self.instances.get(instance, ())
            self.instances[instance] = tuple(sorted({*known, *names}))
            for name in names:
                by.setdefault(name, []).append(instance)
        for standard, names in accepted.standards.items():
            for name in set(names) & set(accepted.interim.get(standard, ())):
                by.setdefault(name, []).append(f"{subject}: {standard}")
        deviations = judge.standing.project.deviations
        valid = [deviations[name] for name, state in self.states.items() if state.valid]
        for name, state in self.states.items():
            carries = carried(judge, valid, deviations[name], found) if state.ends_soon else ()
            self.states[name] = msgspec.structs.replace(
                state,
                accepts=_union(state.accepts, by.get(name, ())),
                limits=_union(state.limits, accepted.limits.get(name, ())),
                carries=(*state.carries, *(f"{subject}: {each}" for each in carries)),
            )


def _union(known: tuple[str, ...], more: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))

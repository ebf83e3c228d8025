"""What a gate lets pass of one standard for one subject, and by what; no status moves."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from checker.assess.acceptance import Judge
from checker.assess.accepted import is_fatal
from checker.assess.assessment import ClauseStatus, Status, Verdict
from checker.assess.controls import unmet
from checker.assess.subjects import Outcome
from checker.gating.gaps import Gap, clauses_of, known_as, link_of, open_clauses
from checker.graph.order import reachable
from rsp.baseline import GapKind
from rsp.clause import Modality
from rsp.project import Gate as Policy
from rsp.value import Value

BASELINE, SEVERITIES, MODALITIES = "baseline", "gate.severities", "gate.modalities"
"""By what a gate lets a gap pass that nobody waived."""


class Let(Value, frozen=True, kw_only=True):
    """What a gate makes of a standard that is short of conformant."""

    passes: bool
    by: tuple[str, ...]
    """Where it passes: the baseline, and settings."""
    waivers: tuple[str, ...]
    """Where it passes: the waivers it needs besides."""
    instances: tuple[str, ...]
    """Unmet instances that the severities leave out."""
    expectations: tuple[str, ...]
    """Clauses that the modalities leave out."""
    musts: tuple[str, ...]
    """Clauses that the policy requires, that are not satisfied and do not fail the gate for what
    severities and modalities leave out."""


def let(
    judge: Judge,
    standard: str,
    policy: Policy,
    gaps: Mapping[tuple[GapKind, str], Gap],
    waived: Mapping[str, tuple[str, ...]],
    known: Collection[tuple[GapKind, str]],
) -> Let:
    """Judge the standard as if all that is waived, left out or known were shown."""
    light = [
        gap.id
        for gap in gaps.values()
        if gap.kind is GapKind.INSTANCE and not gap.fatal and not _weighs(judge, gap, policy)
    ]
    expected = {} if policy.expectations else _expectations(judge, standard)
    narrowed = judge.suppose(light, shown=expected)
    taken = [key for key in gaps if key in known]
    mine = [gap.id for gap in gaps.values() if gap.id in waived]
    after = judge.suppose(
        {*light, *mine, *_of(taken, GapKind.INSTANCE)},
        _of(taken, GapKind.JUDGEMENT),
        [link_of(name) for name in _of(taken, GapKind.LINK)],
        {**expected, **_clauses(judge, taken)},
    )
    passes = _verdict(after, standard) is Verdict.CONFORMANT
    waivers = sorted({by for name in mine for by in waived[name]})
    parts = ((taken, BASELINE), (light, SEVERITIES), (expected, MODALITIES))
    return Let(
        passes=passes,
        by=tuple(what for names, what in parts if names) if passes else (),
        waivers=tuple(waivers) if passes else (),
        instances=tuple(sorted(light)),
        expectations=tuple(expected),
        musts=_musts(judge, standard, narrowed),
    )


def unsatisfied_musts(judge: Judge, standard: str) -> tuple[str, ...]:
    """Clauses of a standard that the policy requires and that are not shown to be satisfied."""
    clauses = judge.truth.clauses
    return tuple(
        name
        for name in clauses_of(judge, standard)
        if name in clauses
        and clauses[name].modality is Modality.MUST
        and clauses[name].status
        not in (Status.SATISFIED, Status.SUBSTITUTED, Status.NOT_APPLICABLE)
    )


def _musts(judge: Judge, standard: str, after: Outcome) -> tuple[str, ...]:
    left = open_clauses(after.clauses, clauses_of(judge, standard))
    return tuple(
        name
        for name in unsatisfied_musts(judge, standard)
        if name not in left and judge.truth.clauses[name].status is not Status.NOT_ASSESSED
    )


def _weighs(judge: Judge, gap: Gap, policy: Policy) -> bool:
    control = judge.standing.project.catalog.controls[str(gap.control)]
    return policy.weighs(control.severity)


def _expectations(judge: Judge, standard: str) -> dict[str, ClauseStatus]:
    """Expectations that are not satisfied, as if they were, but those that rest on what nobody can
    waive."""
    clauses = judge.truth.clauses
    return {
        name: known_as(clauses[name])
        for name in open_clauses(clauses, clauses_of(judge, standard))
        if clauses[name].modality is Modality.EXPECT and not _rests_on_fatal(judge, name)
    }


def _rests_on_fatal(judge: Judge, clause: str) -> bool:
    own = [link.control for link in judge.links.get(clause, ())]
    controls = reachable(judge.standing.edges, [one for one in own if one in judge.standing.edges])
    return any(
        is_fatal(one) for name in controls for one in unmet(judge.standing.scoped.get(name, ()))
    )


def _clauses(judge: Judge, taken: Collection[tuple[GapKind, str]]) -> dict[str, ClauseStatus]:
    names = [name.partition("@")[0] for name in _of(taken, GapKind.CLAUSE)]
    return {name: known_as(judge.truth.clauses[name]) for name in names}


def _of(keys: Collection[tuple[GapKind, str]], kind: GapKind) -> list[str]:
    return [name for what, name in keys if what is kind]


def _verdict(found: Outcome, standard: str) -> Verdict:
    return next(one.verdict for one in found.standards if one.id == standard)

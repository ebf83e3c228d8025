"""Looks at every subject for what the gate goes by, what it leaves out and what it knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Literal

import msgspec

from checker.assess.acceptance import Judge
from checker.assess.assessment import Assessment, StandardVerdict, Status, Verdict
from checker.assess.grounds import Grounds
from checker.assess.subjects import Outcome
from checker.gating.gaps import Gap, gaps_of
from checker.gating.known import Key, Matched, matched
from checker.gating.let import MODALITIES, SEVERITIES, Let, let, unsatisfied_musts
from checker.report.model import LeftOut
from rsp.baseline import GapKind, Used
from rsp.project import Gate as Policy
from rsp.standard import COMMITMENTS
from rsp.value import Value

STANDARDS = "gate.standards"
_SHORT = (Verdict.NOT_CONFORMANT, Verdict.UNDETERMINED)


class Seen(Value, frozen=True, kw_only=True):
    """One required standard of one subject."""

    subject: str
    standard: StandardVerdict
    judge: Judge
    gaps: dict[Key, Gap]
    waived: dict[str, tuple[str, ...]]
    """Unmet instance -> the waivers that accept it for the subject."""

    @property
    def is_short(self) -> bool:
        """Whether it takes a setting or a baseline to pass."""
        return self.standard.verdict in _SHORT and not self.standard.accepted_by


class Looked(Value, frozen=True, kw_only=True):
    """What was seen."""

    passing: dict[tuple[str, str], Let] = {}
    """Subject and standard that passes by settings or the baseline -> by what."""
    left_out: tuple[LeftOut, ...] = ()
    musts: tuple[str, ...] = ()
    """For each verdict how many clauses that the policy requires are let through by settings."""
    matched: Matched | None = None
    savable: tuple[Gap, ...] = ()
    """All gaps for which the gate fails, those included that nobody can let pass."""


def look(
    assessment: Assessment,
    grounds: Grounds | None,
    policy: Policy,
    used: Used | None,
    *,
    sure: bool,
    saving: bool = False,
) -> Looked:
    """Look at all that is required, shown in a narrowed run or not; nothing is let pass without
    grounds. Where it is not `sure` what is assessed, no entry of a baseline is called closed."""
    baseline = used.baseline if used is not None else None
    if grounds is None or not (narrowing(policy) or baseline is not None or saving):
        return Looked()
    every = list(_seen(assessment, grounds))
    shown = {(one.id, each.id) for one in assessment.subjects for each in one.standards}
    mine = [one for one in every if (one.subject, one.standard.id) in shown]
    gated = [one for one in mine if policy.goes_by(one.standard.id)]
    short = [one for one in gated if one.is_short]
    today = dict(chain.from_iterable(one.gaps.items() for one in every))
    wanted = {key: gap for one in short for key, gap in _failing(one, policy)}
    found = matched(baseline, today, wanted) if baseline is not None else None
    if found is not None and not (sure and all(map(_is_assessed, grounds.outcomes.values()))):
        found = Matched(known=found.known, closed=(), new=found.new, was=found.was)
    known = found.keys if found is not None else frozenset()
    judged = [
        (one, let(one.judge, one.standard.id, policy, one.gaps, one.waived, known)) for one in short
    ]
    out = [*_left_out(judged), *_not_gated(mine, gated, policy)]
    return Looked(
        passing={(one.subject, one.standard.id): by for one, by in judged if by.passes},
        left_out=tuple(out),
        musts=tuple(_musts(out)),
        matched=found,
        savable=tuple(wanted[key] for key in sorted(wanted)),
    )


def narrowing(policy: Policy) -> tuple[str, ...]:
    """The settings that make a gate go by less than all that is required, with their values."""
    rows = (
        (STANDARDS, policy.standards),
        (SEVERITIES, policy.severities),
        (MODALITIES, None if policy.expectations else policy.modalities),
    )
    return tuple(f"{name}: {', '.join(map(str, values))}" for name, values in rows if values)


def _seen(assessment: Assessment, grounds: Grounds) -> Iterator[Seen]:
    valid = {one.id for one in assessment.deviations if one.valid}
    for subject, standing in grounds.standings.items():
        judge = Judge(standing, grounds.links, grounds.outcomes[subject])
        deviations = [one for one in standing.project.deviations.values() if one.id in valid]
        accepted = judge.accepted(deviations)
        for one in judge.truth.standards:
            if one.required:
                by = accepted.standards.get(one.id, ())
                yield Seen(
                    subject=subject,
                    standard=msgspec.structs.replace(one, accepted_by=by),
                    judge=judge,
                    gaps=gaps_of(judge, one.id),
                    waived=accepted.instances,
                )


def _is_assessed(found: Outcome) -> bool:
    return all(one.status is not Status.NOT_ASSESSED for one in found.controls.values())


def _failing(one: Seen, policy: Policy) -> Iterator[tuple[Key, Gap]]:
    """The gaps of a standard that the gate goes by: neither waived nor of a severity left out."""
    controls = one.judge.standing.project.catalog.controls
    for key, gap in one.gaps.items():
        light = gap.kind is GapKind.INSTANCE and not policy.weighs(
            controls[str(gap.control)].severity
        )
        if gap.fatal or not (light or gap.id in one.waived):
            yield key, gap


def _left_out(judged: list[tuple[Seen, Let]]) -> Iterator[LeftOut]:
    for one, found in judged:
        for name in found.instances:
            yield _line(one, "gap", (SEVERITIES,), instance=name)
        for name in found.expectations:
            yield _line(one, "expectation", (MODALITIES,), clause=name)
        by = ((SEVERITIES, found.instances), (MODALITIES, found.expectations))
        for name in found.musts:
            yield _line(one, "must", tuple(what for what, names in by if names), clause=name)


def _not_gated(mine: list[Seen], gated: list[Seen], policy: Policy) -> Iterator[LeftOut]:
    looked_at = {key for one in gated for key in one.gaps}
    for one in mine:
        if policy.goes_by(one.standard.id) or one.standard.id == COMMITMENTS:
            continue
        yield _line(one, "standard", (STANDARDS,))
        if one.standard.verdict is Verdict.CONFORMANT:
            continue
        for (kind, name), _ in one.gaps.items():
            if kind is GapKind.INSTANCE and (kind, name) not in looked_at:
                yield _line(one, "gap", (STANDARDS,), instance=name)
        for name in unsatisfied_musts(one.judge, one.standard.id):
            yield _line(one, "must", (STANDARDS,), clause=name)


def _line(
    one: Seen,
    kind: Literal["standard", "gap", "expectation", "must"],
    by: tuple[str, ...],
    instance: str | None = None,
    clause: str | None = None,
) -> LeftOut:
    return LeftOut(
        kind=kind,
        subject=one.subject,
        standard=one.standard.id,
        instance=instance,
        clause=clause,
        by=by,
    )


def _musts(out: list[LeftOut]) -> Iterator[str]:
    counted: Counter[tuple[str, str]] = Counter(
        (one.subject, one.standard) for one in out if one.kind == "must"
    )
    for (subject, standard), count in counted.items():
        musts = "must is" if count == 1 else "musts are"
        yield f"{subject}: {standard}: {count} {musts} not satisfied and not gated"

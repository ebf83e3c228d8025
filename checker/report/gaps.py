"""Root gaps, what falls with each, and what would close it, in the order to work on them."""

from __future__ import annotations

import msgspec

from checker.assess.assessment import Assessment, Instance, Shown, Status, Subject
from checker.assess.force import dependencies
from checker.assess.freeing import Freed
from checker.assess.grounds import Grounds
from checker.assess.places import NOTHING
from checker.graph.order import foremost
from checker.project.project import Project
from checker.report.catalog import period_words
from checker.report.model import Blocks, Frees, RootGap
from rsp.requirement import Requirement
from rsp.standard import COMMITMENTS

PROVED = 10
"""How many gaps are closed by way of trial."""


def root_gaps(project: Project, assessment: Assessment, grounds: Grounds) -> tuple[RootGap, ...]:
    """Every control in gap, for each subject: the policy's before announced ones, what others
    rest on before these, then what frees most standards, clauses and controls, most severe first.
    """
    instances = {one.id: one for one in assessment.instances}
    found: dict[str, list[RootGap]] = {}
    for one in assessment.subjects:
        for gap in _of_subject(project, one, instances, grounds):
            found.setdefault(gap.control, []).append(gap)
    weights = {name: _weight(project, parts) for name, parts in found.items()}
    ordered = foremost(dependencies(project), weights)
    every = [gap for name in ordered for gap in sorted(found[name], key=lambda gap: gap.subject)]
    return (*(_proved(gap, grounds) for gap in every[:PROVED]), *every[PROVED:])


def _weight(project: Project, parts: list[RootGap]) -> tuple[bool | int, ...]:
    """What is lighter is worked on first."""
    control = project.catalog.controls[parts[0].control]
    return (
        control.standard == COMMITMENTS,
        -sum(len(gap.frees.standards) for gap in parts),
        -sum(len(gap.frees.clauses) for gap in parts),
        -sum(len(gap.frees.controls) for gap in parts),
        control.severity.rank,
        -sum(gap.blocks.standards for gap in parts),
        -sum(gap.blocks.clauses for gap in parts),
        -sum(gap.blocks.controls for gap in parts),
    )


def _proved(gap: RootGap, grounds: Grounds) -> RootGap:
    """The gap with what judging its subject again says it frees."""
    after = grounds.suppose(gap.subject, frozenset(grounds.unmet(gap.subject, gap.control)))
    frees = _frees(grounds.freed(gap.subject, after))
    return msgspec.structs.replace(gap, frees=frees, proved=frees == gap.frees)


def _frees(freed: Freed) -> Frees:
    return Frees(controls=freed.controls, clauses=freed.clauses, standards=freed.standards)


def _of_subject(
    project: Project, subject: Subject, instances: dict[str, Instance], grounds: Grounds
) -> list[RootGap]:
    undermines: dict[str, list[str]] = {}
    for one in subject.controls:
        for cause in one.causes:
            undermines.setdefault(cause, []).append(one.id)
    clauses: dict[str, list[str]] = {}
    for clause in subject.clauses:
        if clause.status is Status.GAP and clause.counts:
            for name in clause.controls:
                clauses.setdefault(name, []).append(clause.id)
    found = []
    for one in subject.controls:
        if one.status is not Status.GAP:
            continue
        control = project.catalog.controls[one.id]
        missing = [instances[name] for name in one.because if name in instances]
        effect = grounds.effects[subject.id][one.id]
        found.append(
            RootGap(
                subject=subject.id,
                control=one.id,
                severity=control.severity.value,
                owner=control.owner,
                instances=tuple(each.id for each in missing),
                clauses=tuple(clauses.get(one.id, ())),
                undermines=tuple(undermines.get(one.id, ())),
                would_close=tuple(
                    _ask(project, each, missing)
                    for each in control.evidence
                    if any(gap.requirement == each.id for gap in missing)
                ),
                frees=_frees(effect.frees),
                blocks=Blocks(
                    controls=effect.controls, clauses=effect.clauses, standards=effect.standards
                ),
                proved=False,
            )
        )
    return found


def place_words(key: str, requirement: Requirement) -> str:
    """A subject key, or what has to be in the inventory before there is anything to show."""
    if not key.startswith(NOTHING):
        return key
    kinds = " and ".join(requirement.kinds) or "the organisation"
    subject = key.partition(":")[2]
    return f"{kinds} (there is none to assess{f' that bears on {subject}' if subject else ''})"


def _ask(project: Project, requirement: Requirement, missing: list[Instance]) -> str:
    kind = project.catalog.types.get(requirement.type)
    places = [
        place_words(one.asset, requirement)
        for one in missing
        if one.requirement == requirement.id and one.status is Shown.UNMET
    ]
    shown = ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")
    title = kind.title if kind is not None else requirement.type
    return (
        f"{title} for {shown}: {period_words(requirement)}, "
        f"{requirement.min_reliability.value} or better"
    )

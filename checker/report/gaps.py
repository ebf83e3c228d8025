"""Root gaps, what falls with each, and what would close it, in the order to work on them."""

from __future__ import annotations

from checker.assess.assessment import Assessment, Instance, Shown, Status, Subject
from checker.assess.places import NOTHING
from checker.project.project import Project
from checker.report.catalog import period_words
from checker.report.model import RootGap
from rsp.requirement import Requirement
from rsp.standard import COMMITMENTS


def root_gaps(project: Project, assessment: Assessment) -> tuple[RootGap, ...]:
    """Every control in gap, for each subject: the policy's before announced ones, most severe
    first,
    then what undermines most."""
    instances = {one.id: one for one in assessment.instances}
    found = [gap for one in assessment.subjects for gap in _of_subject(project, one, instances)]
    controls = project.catalog.controls
    return tuple(
        sorted(
            found,
            key=lambda gap: (
                controls[gap.control].standard == COMMITMENTS,
                controls[gap.control].severity.rank,
                -len(gap.undermines),
                -len(gap.clauses),
                gap.control,
                gap.subject,
            ),
        )
    )


def _of_subject(
    project: Project, subject: Subject, instances: dict[str, Instance]
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

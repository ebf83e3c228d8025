"""Parts 2 and 3: protections by family with their status, and what is asked for over time."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.activation.model import Family, Protection, Watch
from checker.report.activation.said import AGAINST, statements
from checker.report.model import ControlInfo, Instance, Report

_OVER_TIME = ("instants", "continuous")
_MONITORING = "monitoring"
_LEFT_OUT = ("not-applicable", "alternative")


def statuses(report: Report) -> dict[str, dict[str, tuple[str, ...]]]:
    """Control in force -> status -> subjects."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for subject in report.subjects:
        for line in subject.controls:
            if line.status != "not-in-force":
                mine = found.setdefault(line.id, {})
                mine[line.status] = (*mine.get(line.status, ()), subject.id)
    return found


def families(report: Report) -> tuple[Family, ...]:
    """The families with a control in force, those of the policy before reported commitments."""
    held = statuses(report)
    about: dict[str, list[str]] = {}
    for one in statements(report):
        for clause in one.about if one.standing not in AGAINST else ():
            about.setdefault(clause, []).append(one.id)
    grouped: dict[tuple[bool, str, str], list[Protection]] = {}
    for control in report.controls:
        if control.id in held:
            key = (control.standard == "commitments", control.family, control.standard)
            grouped.setdefault(key, []).append(_protection(control, held[control.id], about))
    return tuple(
        Family(
            name=name,
            standard=standard,
            shown=sum(one.shown for one in mine),
            protections=tuple(mine),
        )
        for (_, name, standard), mine in sorted(grouped.items(), key=lambda one: one[0])
    )


def _protection(
    control: ControlInfo, held: dict[str, tuple[str, ...]], about: dict[str, list[str]]
) -> Protection:
    return Protection(
        control=control.id,
        title=control.title,
        severity=control.severity,
        statuses=held,
        shown=set(held) == {"satisfied"},
        clauses=control.clauses,
        said=tuple(
            dict.fromkeys(name for clause in control.clauses for name in about.get(clause, ()))
        ),
    )


def watches(report: Report) -> Iterator[Watch]:
    """What controls in force ask for over time, monitoring controls first."""
    held = statuses(report)
    instances: dict[tuple[str, str], list[Instance]] = {}
    for one in report.instances:
        instances.setdefault((one.control, one.requirement), []).append(one)
    found = [
        _watch(control, index, instances.get((control.id, asked.id), []))
        for control in report.controls
        if control.id in held
        for index, asked in enumerate(control.requirements)
        if asked.operation in _OVER_TIME
    ]
    yield from sorted(found, key=lambda one: (not one.monitoring, one.family, one.control))


def _watch(control: ControlInfo, index: int, mine: list[Instance]) -> Watch:
    asked = control.requirements[index]
    applied = [one for one in mine if one.status not in _LEFT_OUT]
    met = [one for one in applied if one.status == "met"]
    return Watch(
        control=control.id,
        requirement=asked.id,
        family=control.family,
        title=asked.title,
        evidence=asked.type_title,
        operation=asked.operation,
        asked=asked.period,
        for_each=asked.for_each,
        monitoring=control.family.rpartition("/")[2] == _MONITORING,
        met=len(met),
        of=len(applied),
        holes=sum(len(one.holes) for one in applied),
        fresh_until=min((one.fresh_until for one in met if one.fresh_until), default=None),
    )

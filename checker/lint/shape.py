"""Controls whose parts are all there but cannot decide anything.

control-without-evidence, empty-group, group-mixed, duplicate-requirement, operation-incomplete,
operation-mismatch, reserved-name
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.cel import RESERVED
from checker.lint.walk import controls, reaches, requirements
from checker.project.project import Project
from rsp.control import Control
from rsp.evidence import Observes
from rsp.ref import Ref
from rsp.requirement import Operation, Requirement

_NEEDS = {Operation.STATE: "max_age", Operation.INSTANTS: "cadence"}


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every control, group and requirement that could not decide."""
    for control, at in controls(project):
        if not control.evidence:
            yield diagnose(
                "control-without-evidence",
                at.at("evidence"),
                f"{control.id} asks for no evidence, so nothing could show it",
                help="Add an evidence requirement.",
                reaches=reaches(control),
            )
        yield from _groups(control, at)
        yield from _duplicates(control, at)
    for control, requirement, at in requirements(project):
        yield from _operation(project, control, requirement, at)
        for name in sorted(RESERVED & set(requirement.with_)):
            yield diagnose(
                "reserved-name",
                at.at("with", name),
                f"{name!r} is a name that every expression has already",
                help="Give the joined record another name.",
                reaches=reaches(control),
            )


def _groups(control: Control, at: Ref) -> Iterator[Diagnostic]:
    by_id = {requirement.id: requirement for requirement in control.evidence}
    for index, group in enumerate(control.any_of):
        members = [by_id[name] for name in group.of if name in by_id]
        here = at.at("any_of", index)
        if not group.of:
            yield diagnose(
                "empty-group",
                here.at("of"),
                f"the group {group.id!r} offers no alternative, so nothing could meet it",
                help="Name at least two requirements.",
                reaches=reaches(control),
            )
        elif len({(one.for_each, one.where) for one in members}) > 1:
            yield diagnose(
                "group-mixed",
                here.at("of"),
                f"the alternatives of {group.id!r} differ in for_each or where",
                help="Alternatives stand for the same assets.",
                reaches=reaches(control),
            )


def _duplicates(control: Control, at: Ref) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for index, requirement in enumerate(control.evidence):
        if requirement.id in seen:
            yield diagnose(
                "duplicate-id",
                at.at("evidence", index, "id"),
                f"{control.id} has two requirements {requirement.id!r}",
                reaches=reaches(control),
            )
        seen.add(requirement.id)


def _operation(
    project: Project, control: Control, requirement: Requirement, at: Ref
) -> Iterator[Diagnostic]:
    needed = _NEEDS.get(requirement.operation)
    if needed is not None and getattr(requirement, needed) is None:
        yield diagnose(
            "operation-incomplete",
            at.at("operation"),
            f"{requirement.operation.value} needs a {needed}: without it any old record would do",
            help=f"Add {needed}.",
            reaches=reaches(control),
        )
    of_events = isinstance(requirement.for_each, str) and requirement.for_each.startswith("event/")
    if of_events is not (requirement.operation is Operation.EVENT):
        yield diagnose(
            "operation-mismatch",
            at.at("operation"),
            "operation: event goes with for_each: event/<type>, and with nothing else",
            reaches=reaches(control),
        )
    kind = project.catalog.types.get(requirement.type)
    if (
        requirement.operation is Operation.CONTINUOUS
        and kind is not None
        and kind.rules.observes is not Observes.INTERVAL
    ):
        yield diagnose(
            "operation-mismatch",
            at.at("operation"),
            f"continuous needs evidence about stretches of time; {requirement.type} is about instants",
            help="Use instants with a cadence, or an evidence type that observes an interval.",
            reaches=reaches(control),
        )
    if isinstance(requirement.for_each, tuple) and len(requirement.for_each) not in (1, 2):
        yield diagnose(
            "schema-violation",
            at.at("for_each"),
            "for_each names one asset type or a pair",
            reaches=reaches(control),
        )

"""operation-incomplete, operation-mismatch: how evidence is to show operation over time (R4)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.places import event_of
from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.lint.walk import reaches, requirements
from checker.project.project import Project
from rsp.control import Control
from rsp.evidence import Observes
from rsp.ref import Ref
from rsp.requirement import Operation, Requirement

_NEEDS = {Operation.STATE: "max_age", Operation.INSTANTS: "cadence"}
_READ_BY = {
    "cadence": (Operation.INSTANTS,),
    "tolerance": (Operation.CONTINUOUS,),
    "correct_within": (Operation.INSTANTS, Operation.CONTINUOUS),
}
"""Limits that only some operations read."""


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every requirement whose operation could not be tested as written."""
    for control, requirement, at in requirements(project):
        yield from _needed(control, requirement, at)
        yield from _unread(control, requirement, at)
        yield from _graced(control, requirement, at)
        yield from _about(control, requirement, at)
        kind = project.catalog.types.get(requirement.type)
        if (
            requirement.operation is Operation.CONTINUOUS
            and kind is not None
            and kind.rules.observes is not Observes.INTERVAL
        ):
            yield _mismatch(
                control,
                at.at("operation"),
                "continuous needs evidence about stretches of time, and "
                f"{requirement.type} is about instants",
                "use instants with a cadence, or an evidence type that observes an interval",
            )


def _needed(control: Control, requirement: Requirement, at: Ref) -> Iterator[Diagnostic]:
    operation = requirement.operation
    needed = _NEEDS.get(operation)
    if needed is not None and getattr(requirement, needed) is None:
        yield diagnose(
            "operation-incomplete",
            at.at("operation"),
            f"{operation.value} needs a {needed}: without it any old record would do",
            help=f"add {needed}",
            reaches=reaches(control),
        )


def _unread(control: Control, requirement: Requirement, at: Ref) -> Iterator[Diagnostic]:
    for name, readers in _READ_BY.items():
        if getattr(requirement, name) is not None and requirement.operation not in readers:
            yield _mismatch(
                control,
                at.at(name),
                f"{name} limits nothing where the operation is {requirement.operation.value}",
                f"remove it, or make the operation {' or '.join(readers)}",
            )


def _graced(control: Control, requirement: Requirement, at: Ref) -> Iterator[Diagnostic]:
    kinds = requirement.kinds
    if requirement.grace is not None and (not kinds or event_of(requirement) is not None):
        what = "an event" if kinds else "the organisation"
        yield _mismatch(
            control,
            at.at("grace"),
            f"grace is for assets that enter service, and the requirement is about {what}",
            "remove it, or write for_each: and an asset type",
        )


def _about(control: Control, requirement: Requirement, at: Ref) -> Iterator[Diagnostic]:
    kinds = requirement.for_each
    of_events = isinstance(kinds, str) and kinds.startswith("event/")
    if of_events is not (requirement.operation is Operation.EVENT):
        message = "operation: event goes with for_each: event/<type>, and with nothing else"
        yield _mismatch(control, at.at("operation"), message, "change one of the two")
    if isinstance(kinds, tuple) and len(kinds) not in (1, 2):
        yield diagnose(
            "schema-violation",
            at.at("for_each"),
            f"for_each names one asset type or a pair, found {len(kinds)} in a list",
            help="write surface, or [surface, model]",
            reaches=reaches(control),
        )


def _mismatch(control: Control, at: Ref, message: str, help: str) -> Diagnostic:
    return diagnose("operation-mismatch", at, message, help=help, reaches=reaches(control))

"""Walk a project's controls with the place of each part; shared by the rules."""

from __future__ import annotations

from collections.abc import Iterator

from checker.project.project import Project
from rsp.control import Control
from rsp.ref import Ref
from rsp.requirement import Limit, Requirement
from rsp.value import Value

LIMITS = ("max_age", "cadence", "tolerance", "max_lag", "correct_within")


class Expression(Value, frozen=True, kw_only=True):
    """A CEL text of a requirement."""

    control: Control
    requirement: Requirement
    text: str
    joined: frozenset[str]
    """Names it may read through `with`."""
    at: Ref
    validation: bool
    """A validation, or else a `where`."""


def controls(project: Project) -> Iterator[tuple[Control, Ref]]:
    """Every control in order of ids, and where it stands."""
    for name in sorted(project.catalog.controls):
        yield project.catalog.controls[name], project.refs[f"control/{name}"]


def requirements(project: Project) -> Iterator[tuple[Control, Requirement, Ref]]:
    """Every requirement, and where it stands."""
    for control, at in controls(project):
        for index, requirement in enumerate(control.evidence):
            yield control, requirement, at.at("evidence", index)


def expressions(project: Project) -> Iterator[Expression]:
    """Every CEL text of the catalog."""
    for control, requirement, at in requirements(project):
        if requirement.where is not None:
            yield Expression(
                control=control,
                requirement=requirement,
                text=requirement.where,
                joined=frozenset(),
                at=at.at("where"),
                validation=False,
            )
        for index, validation in enumerate(requirement.validations):
            yield Expression(
                control=control,
                requirement=requirement,
                text=validation.rule,
                joined=frozenset(requirement.with_),
                at=at.at("validations", index, "rule"),
                validation=True,
            )


def limits(requirement: Requirement, at: Ref) -> Iterator[tuple[Limit, Ref]]:
    """Every limit that is set on a requirement."""
    for name in LIMITS:
        limit: Limit | None = getattr(requirement, name)
        if limit is not None:
            yield limit, at.at(name)
    for name, join in requirement.with_.items():
        yield join.within, at.at("with", name, "within")


def reaches(control: Control) -> tuple[str, ...]:
    """What an error in a control reaches."""
    return (f"control/{control.id}",)

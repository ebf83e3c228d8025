"""Walk a project's controls with the place of each part; shared by the rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from checker.expr.cel import ExpressionError, Rule, compile_rule
from checker.project.project import Project
from rsp.control import Control, Implements
from rsp.ref import Ref
from rsp.requirement import Limit, Requirement
from rsp.value import Value

BUILT_IN = ("nil-return", "reviewer-answer")
"""Evidence types that come with the tool and not with a catalog."""

SHIPPED = "catalog:"
"""How the documents of the shipped catalog begin, where a project uses it."""

LIMITS = ("max_age", "cadence", "tolerance", "max_lag", "correct_within", "grace")


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


def compiled(one: Expression) -> Rule | ExpressionError:
    """An expression compiled, or why it cannot be; several rules ask for the same one."""
    return _compiled(one.text, one.joined)


@lru_cache(maxsize=20_000)
def _compiled(text: str, joined: frozenset[str]) -> Rule | ExpressionError:
    try:
        return compile_rule(text, joined)
    except ExpressionError as error:
        return error


def limits(requirement: Requirement, at: Ref) -> Iterator[tuple[str, Limit, Ref]]:
    """Every limit that is set on a requirement: its key, itself, its place."""
    for name in LIMITS:
        limit: Limit | None = getattr(requirement, name)
        if limit is not None:
            yield name, limit, at.at(name)
    for name, join in requirement.with_.items():
        yield "within", join.within, at.at("with", name, "within")


def carrying(control: Control, link: Implements) -> tuple[Requirement, ...]:
    """The requirements that carry a link: those named and the groups they are in, else all."""
    named = {name for one in control.implements if one.clause == link.clause for name in one.by}
    for group in control.any_of:
        if named & set(group.of):
            named |= set(group.of)
    return tuple(one for one in control.evidence if not named or one.id in named)


def reaches(control: Control) -> tuple[str, ...]:
    """What an error in a control reaches."""
    return (f"control/{control.id}",)

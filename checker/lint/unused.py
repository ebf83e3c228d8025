"""parameter-unused, join-unused, evidence-type-unused, control-without-clause: nothing needs it."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.text import names, parameters
from checker.lint.names import short
from checker.lint.walk import BUILT_IN, SHIPPED, controls, limits, reaches, requirements
from checker.project.project import Project
from rsp.control import Control
from rsp.ref import Ref


def rule(project: Project) -> Iterator[Diagnostic]:
    """Parts of a catalog that bear on nothing, most often because of a name that was mistyped."""
    yield from _controls(project)
    for control, at in controls(project):
        yield from _parameters(control, at)
    yield from _joins(project)
    yield from _types(project)


def _controls(project: Project) -> Iterator[Diagnostic]:
    needed = {edge.control for control, _ in controls(project) for edge in control.depends_on}
    for control, at in controls(project):
        if not control.implements and control.id not in needed:
            yield diagnose(
                "control-without-clause",
                at.at("id"),
                f"{control.id} implements no clause, and no control depends on it",
                help="link it to a clause, or let the control that rests on it say so",
                reaches=reaches(control),
            )


def _parameters(control: Control, at: Ref) -> Iterator[Diagnostic]:
    read: set[str] = set()
    for index, requirement in enumerate(control.evidence):
        texts = [validation.rule for validation in requirement.validations]
        for text in (*texts, requirement.where or ""):
            read |= parameters(text)
        here = at.at("evidence", index)
        read |= {str(limit.parameter) for _, limit, _ in limits(requirement, here)}
    for name in control.parameters:
        if name not in read:
            yield diagnose(
                "parameter-unused",
                at.at("parameters", name),
                f"no validation, where or limit of {control.id} reads params.{short(name)}",
                help="use it, or remove it: a value nobody reads binds nobody",
                reaches=reaches(control),
            )


def _joins(project: Project) -> Iterator[Diagnostic]:
    for control, requirement, at in requirements(project):
        read = {name for one in requirement.validations for name in names(one.rule)}
        for name in requirement.with_:
            if name not in read:
                yield diagnose(
                    "join-unused",
                    at.at("with", name),
                    f"no validation of {control.id}/{requirement.id} reads {short(name)!r}",
                    help="use it, or remove it: a record nobody reads need not even exist",
                    reaches=reaches(control),
                )


def _types(project: Project) -> Iterator[Diagnostic]:
    used = set(BUILT_IN)
    for _, requirement, _ in requirements(project):
        used |= {requirement.type, *(join.type for join in requirement.with_.values())}
    for name in sorted(set(project.catalog.types) - used):
        at = project.refs[f"type/{name}"].at("$id")
        if at.document.startswith(SHIPPED):
            continue  # its publisher is told, who lints the catalog; a project can do nothing
        yield diagnose(
            "evidence-type-unused",
            at,
            f"no requirement asks for the evidence type {name}",
            help="ask for it, or remove it",
            reaches=(f"type/{name}",),
        )

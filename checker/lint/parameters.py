"""undeclared-parameter, parameter-without-value, parameter-default-refused: values that lack."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic, Related
from checker.diagnostics.make import diagnose
from checker.expr.text import parameters as parameters_of
from checker.lint.names import short
from checker.lint.walk import controls, expressions, limits, reaches, requirements
from checker.project.project import Project
from rsp.control import Control
from rsp.ref import Ref

_ONE_BY_ONE = 20
"""Controls without values that are reported each by itself."""


def rule(project: Project) -> Iterator[Diagnostic]:
    """Parameters that nobody defines, and defaults where the policy leaves a value open."""
    reported: set[tuple[str, str, Ref]] = set()
    for control, name, here in _used(project):
        if name not in control.parameters and (control.id, name, here) not in reported:
            reported.add((control.id, name, here))
            yield diagnose(
                "undeclared-parameter",
                here,
                f"{control.id} reads params.{short(name)} and defines no such parameter",
                help="define it under parameters",
                reaches=reaches(control),
            )
    for control, at in controls(project):
        for name, parameter in control.parameters.items():
            if parameter.default is not None and parameter.policy_leaves_open:
                yield diagnose(
                    "parameter-default-refused",
                    at.at("parameters", name, "default"),
                    f"the policy leaves {short(name)} open: the organisation has to set it itself",
                    help="remove the default",
                    reaches=reaches(control),
                )


def without_value(project: Project) -> Iterator[Diagnostic]:
    """Parameters without a default for which the project sets no value.

    The instances of the control get the reason `undeclared-parameter`: it is a gap, not an error.
    """
    at = project.refs["settings"].at("parameters")
    found = [
        (control, where, missing)
        for control, where in controls(project)
        if (missing := lacking(project, control))
    ]
    if len(found) > _ONE_BY_ONE:
        yield _together(project.refs["settings"], found)
        return
    for control, where, missing in found:
        yield diagnose(
            "parameter-without-value",
            at.at(control.id),
            f"the project sets no value for {short(', '.join(missing))} of {control.id}",
            help=f"add it under parameters, {control.id}, as {{value: …, because: …}}",
            related=[
                Related(at=where.at("parameters", name), message=f"{short(name)} is defined here")
                for name in missing
            ],
            reaches=(),
        )


def lacking(project: Project, control: Control) -> list[str]:
    """The parameters of a control that have neither default nor value."""
    declared = project.settings.parameters.get(control.id, {})
    return [
        name
        for name, parameter in control.parameters.items()
        if parameter.default is None and name not in declared
    ]


def _together(at: Ref, found: list[tuple[Control, Ref, list[str]]]) -> Diagnostic:
    """One finding for many controls: a project that has only begun."""
    count = sum(len(missing) for _, _, missing in found)
    control, where, missing = found[0]
    return diagnose(
        "parameter-without-value",
        at.at("parameters"),
        f"the project sets no value for {count} parameters of {len(found)} controls",
        help=f"rsp new parameters lists them; add each under parameters, such as {control.id}, as"
        " {value: …, because: …}",
        related=[
            Related(at=where.at("parameters", missing[0]), message=f"{missing[0]} is defined here")
        ],
        reaches=(),
    )


def _used(project: Project) -> Iterator[tuple[Control, str, Ref]]:
    for one in expressions(project):
        for name in sorted(parameters_of(one.text)):
            yield one.control, name, one.at
    for control, requirement, at in requirements(project):
        for _, limit, here in limits(requirement, at):
            if limit.parameter is not None:
                yield control, limit.parameter, here

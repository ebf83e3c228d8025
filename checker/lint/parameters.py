"""undeclared-parameter, parameter-out-of-bounds, parameter-default-refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from checker.assess.parameters import usable
from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.text import parameters as parameters_of
from checker.lint.walk import controls, expressions, limits, reaches, requirements
from checker.project.project import Project
from rsp.control import Control, Parameter, ParameterType
from rsp.ref import Ref
from rsp.time import Duration, TimeError

_ANCHOR = datetime(2026, 1, 1, tzinfo=UTC)


def rule(project: Project) -> Iterator[Diagnostic]:
    """Parameters that are read and not defined, or have a value that cannot stand."""
    yield from _undefined(project)
    for control, at in controls(project):
        for name, parameter in control.parameters.items():
            here = at.at("parameters", name, "default")
            if parameter.default is None:
                continue
            if parameter.policy_leaves_open:
                yield diagnose(
                    "parameter-default-refused",
                    here,
                    f"the policy leaves {name} open, so the organisation must declare it itself",
                    help="Remove the default.",
                    reaches=reaches(control),
                )
            yield from _bounds(control, name, parameter, parameter.default, here)
    for name, values in project.settings.parameters.items():
        known = project.catalog.controls.get(name)
        for parameter_name, declared in values.items():
            if known is not None and parameter_name in known.parameters:
                here = project.refs["settings"].at("parameters", name, parameter_name, "value")
                parameter = known.parameters[parameter_name]
                yield from _bounds(known, parameter_name, parameter, declared.value, here)


def _undefined(project: Project) -> Iterator[Diagnostic]:
    used: list[tuple[Control, str, Ref]] = [
        (one.control, name, one.at)
        for one in expressions(project)
        for name in sorted(parameters_of(one.text))
    ]
    for control, requirement, at in requirements(project):
        used += [
            (control, limit.parameter, here)
            for limit, here in limits(requirement, at)
            if limit.parameter is not None
        ]
    for control, name, here in used:
        if name not in control.parameters:
            yield diagnose(
                "undeclared-parameter",
                here,
                f"{control.id} reads params.{name} and defines no such parameter",
                help="Define it under parameters.",
                reaches=reaches(control),
            )


def _bounds(
    control: Control, name: str, parameter: Parameter, value: object, at: Ref
) -> Iterator[Diagnostic]:
    if not usable(parameter, value):
        problem = f"it is not a {parameter.type.value}"
    else:
        size = _size(parameter, value)
        low, high = _size(parameter, parameter.minimum), _size(parameter, parameter.maximum)
        if low is not None and size is not None and size < low:
            problem = f"it is below the minimum {parameter.minimum}"
        elif high is not None and size is not None and size > high:
            problem = f"it is above the maximum {parameter.maximum}"
        else:
            return
    yield diagnose(
        "parameter-out-of-bounds",
        at,
        f"{name} of {control.id} cannot be {str(value)[:40]!r}: {problem}",
        help=parameter.description,
        reaches=reaches(control),
    )


def _size(parameter: Parameter, value: object) -> float | None:
    """A value on a scale, durations as seconds from a fixed date."""
    if parameter.type is ParameterType.DURATION and isinstance(value, str):
        try:
            return (Duration.parse(value).after(_ANCHOR) - _ANCHOR).total_seconds()
        except TimeError:
            return None
    return float(value) if isinstance(value, int | float) else None

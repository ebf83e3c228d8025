"""parameter-out-of-bounds, parameter-bounds-invalid: values and bounds that cannot stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from checker.assess.parameters import usable
from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.lint.names import short
from checker.lint.walk import controls, reaches
from checker.project.project import Project
from rsp.control import Control, Parameter, ParameterType
from rsp.ref import Ref
from rsp.time import Duration, TimeError

_ANCHOR = datetime(2026, 1, 1, tzinfo=UTC)
_SCALES = (ParameterType.DURATION, ParameterType.INTEGER, ParameterType.NUMBER)


def rule(project: Project) -> Iterator[Diagnostic]:
    """Defaults and declared values outside of their bounds, and bounds that bound nothing."""
    for control, at in controls(project):
        declared = project.settings.parameters.get(control.id, {})
        for name, parameter in control.parameters.items():
            here = at.at("parameters", name)
            wrong = list(_bounds(control, name, parameter, here))
            yield from wrong
            if wrong:
                continue
            if parameter.default is not None:
                where = here.at("default")
                yield from _value(control, name, parameter, parameter.default, where)
            if name in declared:
                where = project.refs["settings"].at("parameters", control.id, name, "value")
                yield from _value(control, name, parameter, declared[name].value, where)


def _bounds(control: Control, name: str, parameter: Parameter, at: Ref) -> Iterator[Diagnostic]:
    problem = None
    for key, bound in (("minimum", parameter.minimum), ("maximum", parameter.maximum)):
        if bound is None:
            continue
        if parameter.type not in _SCALES:
            problem = f"a {parameter.type.value} has no {key}"
        elif not usable(parameter, bound):
            problem = f"the {key} {str(bound)[:40]!r} is no {parameter.type.value}"
        if problem is not None:
            yield _invalid(control, name, at.at(key), problem)
    if problem is not None:
        return
    low, high = _size(parameter, parameter.minimum), _size(parameter, parameter.maximum)
    if low is not None and high is not None and low > high:
        problem = f"the minimum {parameter.minimum} is above the maximum {parameter.maximum}"
        yield _invalid(control, name, at.at("minimum"), problem)


def _invalid(control: Control, name: str, at: Ref, problem: str) -> Diagnostic:
    return diagnose(
        "parameter-bounds-invalid",
        at,
        f"no value can lie within the bounds of {short(name)} of {control.id}: {problem}",
        help="correct the bound",
        reaches=reaches(control),
    )


def _value(
    control: Control, name: str, parameter: Parameter, value: object, at: Ref
) -> Iterator[Diagnostic]:
    problem = None
    size, low, high = (
        _size(parameter, one) for one in (value, parameter.minimum, parameter.maximum)
    )
    if not usable(parameter, value):
        problem = f"it is no {parameter.type.value}"
    elif low is not None and size is not None and size < low:
        problem = f"it is below the minimum {parameter.minimum}"
    elif high is not None and size is not None and size > high:
        problem = f"it is above the maximum {parameter.maximum}"
    if problem is not None:
        yield diagnose(
            "parameter-out-of-bounds",
            at,
            f"{short(name)} of {control.id} cannot be {str(value)[:40]!r}: {problem}",
            help=parameter.description,
            reaches=reaches(control),
        )


def _size(parameter: Parameter, value: object) -> float | None:
    """A value on a scale, durations as seconds from a fixed date; None where it has none."""
    if parameter.type is ParameterType.DURATION and isinstance(value, str):
        try:
            return (Duration.parse(value).after(_ANCHOR) - _ANCHOR).total_seconds()
        except TimeError:
            return None
    return float(value) if isinstance(value, int | float) else None

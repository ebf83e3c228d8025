"""Parameter values of a control: declared by the project, or the catalog's default (R8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rsp.control import Control, Parameter, ParameterType
from rsp.project import Declared
from rsp.requirement import Limit
from rsp.time import Duration, TimeError
from rsp.value import Value


class Parameters(Value, frozen=True, kw_only=True):
    """The values in force for one control."""

    values: dict[str, Any]
    """By name, as authored."""
    undeclared: tuple[str, ...]
    """Names without a usable value; for a limit that is a duration."""

    def limit(self, limit: Limit | None) -> Duration | None:
        """A limit's length; None for none, for one by the calendar, and for a parameter without
        value."""
        if limit is None or limit.parameter is None:
            return limit.duration if limit is not None else None
        value = self.values.get(limit.parameter)
        return _duration(value) if isinstance(value, str) else None

    def scope(self) -> dict[str, Any]:
        """What expressions read as `params`: exact durations as `43200s`, others as written."""
        return {name: _for_expressions(value) for name, value in self.values.items()}


def resolve(control: Control, declared: Mapping[str, Declared]) -> Parameters:
    """The values in force for a control."""
    values, undeclared = {}, set()
    for name, parameter in control.parameters.items():
        default = None if parameter.policy_leaves_open else parameter.default
        value = declared[name].value if name in declared else default
        if value is None or not usable(parameter, value):
            undeclared.add(name)
        else:
            values[name] = value
    found = Parameters(values=values, undeclared=())
    named = (one for one in _limits(control) if one.parameter is not None)
    undeclared |= {str(one.parameter) for one in named if found.limit(one) is None}
    return Parameters(values=values, undeclared=tuple(sorted(undeclared)))


def _limits(control: Control) -> Iterator[Limit]:
    """Every limit of a control's requirements."""
    for one in control.evidence:
        limits = (
            one.max_age,
            one.cadence,
            one.tolerance,
            one.max_lag,
            one.correct_within,
            one.grace,
        )
        yield from (limit for limit in limits if limit is not None)
        yield from (join.within for join in one.with_.values())


def usable(parameter: Parameter, value: object) -> bool:
    """Whether a value is of the parameter's type."""
    match parameter.type:
        case ParameterType.DURATION:
            return isinstance(value, str) and _duration(value) is not None
        case ParameterType.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool)
        case ParameterType.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ParameterType.STRING:
            return isinstance(value, str)
        case ParameterType.BOOLEAN:
            return isinstance(value, bool)


def _for_expressions(value: object) -> object:
    duration = _duration(value) if isinstance(value, str) else None
    if duration is None or duration.months:
        return value
    return f"{int(duration.length.total_seconds())}s"


def _duration(text: str) -> Duration | None:
    try:
        return Duration.parse(text)
    except TimeError:
        return None

"""Values of parameters in a case that states none: the least strict that the control allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rsp.control import Control, Parameter, ParameterType, Stricter

_LAX: dict[ParameterType, tuple[Any, Any]] = {
    ParameterType.DURATION: ("PT1S", "P3000D"),
    ParameterType.INTEGER: (0, 1_000_000),
    ParameterType.NUMBER: (0.0, 1_000_000.0),
    ParameterType.STRING: ("sample", "sample"),
    ParameterType.BOOLEAN: (False, True),
}
"""The least and the greatest value of a parameter without bounds."""


def parameter_values(
    control: Control, declared: Mapping[str, str | int | float | bool]
) -> dict[str, str | int | float | bool]:
    """The value of each parameter: stated, else the least strict one that is allowed."""
    return {
        name: declared[name] if name in declared else _lax(parameter)
        for name, parameter in control.parameters.items()
    }


def _lax(parameter: Parameter) -> str | int | float | bool:
    least, greatest = _LAX[parameter.type]
    if parameter.stricter is Stricter.HIGHER:
        found = parameter.minimum if parameter.minimum is not None else least
    elif parameter.stricter is Stricter.LOWER:
        found = parameter.maximum if parameter.maximum is not None else greatest
    else:
        found = parameter.default if parameter.default is not None else greatest
    value: str | int | float | bool = found
    return value

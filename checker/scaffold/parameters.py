"""The values that the policy leaves open, as lines to fill in."""

from __future__ import annotations

from collections.abc import Iterable

from checker.scaffold.lines import comment, indented, joined
from rsp.control import Control, Parameter, Stricter


def parameters(controls: Iterable[tuple[Control, tuple[str, ...]]]) -> str:
    """A block for `rsp.yaml`: of each control the parameters that are named."""
    lines = ["parameters:"]
    for control, names in controls:
        lines.append(f"  {control.id}:")
        for name in names:
            parameter = control.parameters[name]
            lines += indented(comment(_said(parameter)), by=4)
            lines += [f"    {name}:", "      value:", "      because:"]
    return joined(lines)


def _said(parameter: Parameter) -> str:
    parts = [parameter.description.rstrip(".") + ".", f"A {parameter.type.value}"]
    limits = ((parameter.minimum, "at least"), (parameter.maximum, "at most"))
    parts += [f"{words} {limit}" for limit, words in limits if limit is not None]
    if parameter.stricter is not Stricter.NEITHER:
        parts.append(f"{parameter.stricter.value} is stricter")
    return f"{parts[0]} {', '.join(parts[1:])}."

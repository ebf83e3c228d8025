"""duration-zero: a limit without length, which nothing can keep or which everything breaks."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.parameters import usable
from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.lint.walk import limits, reaches, requirements
from checker.project.project import Project
from rsp.control import Control, ParameterType
from rsp.ref import Ref
from rsp.time import Duration

_MAY_BE_ZERO = ("tolerance", "within")
"""No hole at all, and the same instant, are meaningful."""

_HELP = {"grace": "leave it out where nothing is to be put off, or write for how long"}


def rule(project: Project) -> Iterator[Diagnostic]:
    """Limits of no length, written out or as the value of a parameter."""
    reported: set[Ref] = set()
    for control, requirement, at in requirements(project):
        for name, limit, here in limits(requirement, at):
            if name in _MAY_BE_ZERO:
                continue
            values = [(limit.duration, here)]
            if limit.parameter is not None:
                values = list(_values(project, control, limit.parameter))
            for duration, where in values:
                if duration is None or duration.months or duration.length or where in reported:
                    continue
                reported.add(where)
                yield diagnose(
                    "duration-zero",
                    where,
                    f"{name} of {control.id}/{requirement.id} has no length",
                    help=_HELP.get(name, "write how long it may be"),
                    reaches=reaches(control),
                )


def _values(project: Project, control: Control, name: str) -> Iterator[tuple[Duration | None, Ref]]:
    """The default and the declared value of a duration."""
    parameter = control.parameters.get(name)
    if parameter is None or parameter.type is not ParameterType.DURATION:
        return
    if isinstance(parameter.default, str) and usable(parameter, parameter.default):
        at = project.refs[f"control/{control.id}"].at("parameters", name, "default")
        yield Duration.parse(parameter.default), at
    declared = project.settings.parameters.get(control.id, {}).get(name)
    if (
        declared is not None
        and isinstance(declared.value, str)
        and usable(parameter, declared.value)
    ):
        at = project.refs["settings"].at("parameters", control.id, name, "value")
        yield Duration.parse(declared.value), at

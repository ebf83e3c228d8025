"""What a check of several projects found: a report for each, and the one exit code of all."""

from __future__ import annotations

from typing import Any

import msgspec

from checker.report import model
from checker.report.schema import output_schema
from rsp.value import Value

SCHEMA = "rsp-checks/v1"


class Check(Value, frozen=True, kw_only=True):
    """One project of several."""

    path: str
    """Its folder as it is reached from where the command ran."""
    exit: model.Exit
    gate: model.Gate | None
    """Null where the project could not be read or the command was not about it."""
    report: model.Report | None
    """As `rsp check --format json` states it; null where nothing could be assessed."""
    diagnostics: tuple[model.Diagnostic, ...]
    """Findings about its files, where there is no report that holds them."""


class Checks(Value, frozen=True, kw_only=True):
    """Several projects checked in one run."""

    schema: str
    tool: model.Tool
    exit: model.Exit
    """The highest exit code of the projects and of the workspaces that name them."""
    projects: tuple[Check, ...]
    """Each once, in the order in which they were named."""
    diagnostics: tuple[model.Diagnostic, ...]
    """Findings about workspace files."""


def render(checks: Checks) -> bytes:
    """Indented JSON, maps in the order of their keys, UTF-8, one line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(checks, order="deterministic")) + b"\n"


def checks_schema() -> dict[str, Any]:
    """The schema, self-contained, with the descriptions of fields."""
    import checker.report.checks as own

    return output_schema(Checks, SCHEMA, (model, own))


def exit_of(exits: list[tuple[str, model.Exit]]) -> model.Exit:
    """The highest of the exit codes, with the projects that have it."""
    code = max((one.code for _, one in exits), default=0)
    paths = [path for path, one in exits if one.code == code]
    if code == 0:
        return model.Exit(code=0, because=f"the gate of each of {len(exits)} projects passed")
    return model.Exit(code=code, because=f"highest of all, in {', '.join(paths)}")

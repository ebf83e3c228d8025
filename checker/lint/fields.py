"""expression-reads-absent, from the names: a validation that reads a field its type has not."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.expr.cel import Rule
from checker.expr.text import bare
from checker.lint.names import short
from checker.lint.walk import Expression, compiled, expressions, reaches
from checker.project.project import Project

_SELECTED = re.compile(r"(?<![\w.])([A-Za-z_]\w*)((?:\s*\.\s*[A-Za-z_]\w*(?!\w*\s*\())+)")
_RECORD = {
    "id": None, "type": None, "assets": None, "observed_from": None, "observed_to": None,
    "collected_at": None, "reliability": None, "produced_by": None,
    "source": {"system": None, "rows": None},
    "sample": {
        "population": None, "method": None, "size": None, "seed": None, "exceptions": None,
    },
}  # fmt: skip

Fields = dict[str, Any]
"""Known fields by name; None where what is inside is not known here."""


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every path from `evidence`, `record` or a joined record that leads to nothing."""
    for one in expressions(project):
        if not one.validation or not isinstance(compiled(one), Rule):
            continue
        known = _known(project, one)
        for variable, tail in _SELECTED.findall(bare(one.text)):
            steps = [step.strip() for step in tail.split(".")[1:]]
            missing = _missing(known.get(variable), steps)
            if missing is not None:
                name, fields, owner = missing
                close = difflib.get_close_matches(name, sorted(fields), n=1)
                yield diagnose(
                    "expression-reads-absent",
                    one.at,
                    f"it reads {short('.'.join((variable, *steps)))}, and "
                    f"{short(owner or variable)} has no field {short(name)!r}",
                    help=f"did you mean {close[0]!r}?"
                    if close
                    else f"fields: {short(', '.join(fields))}",
                    reaches=reaches(one.control),
                )
                break


def _known(project: Project, one: Expression) -> dict[str, Fields | None]:
    """By variable, the fields it has."""
    types = {"evidence": one.requirement.type}
    types |= {name: join.type for name, join in one.requirement.with_.items()}
    found: dict[str, Fields | None] = {"record": _RECORD}
    for variable, name in types.items():
        kind = project.catalog.types.get(name)
        found[variable] = None if kind is None else _fields(kind.schema)
    return found


def _fields(schema: dict[str, Any]) -> Fields | None:
    """The properties of a plain object; None for anything that needs more than a look."""
    if "properties" not in schema or schema.keys() & {"oneOf", "anyOf", "$ref"}:
        return None
    return {name: _fields(inner) for name, inner in schema["properties"].items()}


def _missing(known: Fields | None, steps: list[str]) -> tuple[str, Fields, str] | None:
    """The first step that leads nowhere, what was there instead, and of what."""
    owner = ""
    for step in steps:
        if known is None:
            return None
        if step not in known:
            return step, known, owner
        known, owner = known[step], step
    return None

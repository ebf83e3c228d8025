"""What the authored files say of who sees what, as far as it differs from what holds for a kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.project.project import Project
from checker.report.levels import DEFAULTS
from checker.report.model import VisibilityLine
from rsp.evidence import EvidenceType
from rsp.visibility import Visibility, narrowest

_FIELD = "x-visibility"


def visibility_lines(project: Project) -> tuple[VisibilityLine, ...]:
    """One line for each thing whose level is not that of its kind, in order of kind and id."""
    found = {
        VisibilityLine(kind=kind, id=name, level=level.value)  # type: ignore[arg-type]
        for kind, name, level in _levels(project)
        if level is not DEFAULTS[kind]
    }
    return tuple(sorted(found, key=lambda one: (one.kind, one.id)))


def _levels(project: Project) -> Iterator[tuple[str, str, Visibility]]:
    yield "project", "project", project.settings.visibility
    for hidden in project.settings.clause_visibility:
        yield "clause", hidden.clause, hidden.visibility
    for name, control in project.catalog.controls.items():
        yield "control", name, control.visibility
        for requirement in control.evidence:
            yield "requirement", f"{name}/{requirement.id}", requirement.visibility
    for kind in project.catalog.types.values():
        yield "type", kind.name, kind.rules.visibility
        yield "summary", kind.name, _summary(kind)
        yield "payload", kind.name, narrowest(*_fields(kind.schema, kind.rules.visibility))
    for key, asset in project.assets.items():
        yield "asset", key, asset.visibility
    for key, event in project.events.items():
        yield "event", key, event.visibility
    for name, party in project.parties.items():
        yield "party", name, party.visibility
    for name, deviation in project.deviations.items():
        yield "deviation", name, deviation.visibility
    for name, determination in project.determinations.items():
        yield "determination", name, determination.visibility
    for indicator in project.settings.indicators:
        yield "indicator", indicator.id, indicator.visibility


def _summary(kind: EvidenceType) -> Visibility:
    """The level of the field that a summary is read from; of a type without one, its own."""
    node: Any = kind.schema
    level = kind.rules.visibility
    for step in kind.rules.summary.split(".") if kind.rules.summary else ():
        node = _followed(kind.schema, node).get("properties", {}).get(step, {})
        level = _own(node, level)
    if node is kind.schema:
        return level
    followed = _followed(kind.schema, node)
    return level if followed is node else narrowest(level, *_fields(followed, level))


def _fields(schema: dict[str, Any], level: Visibility) -> Iterator[Visibility]:
    """The level of the type and of every part of its schema that states one."""
    yield level
    pending = [inner for key, inner in schema.items() if key not in ("examples", "x-evidence")]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            yield _own(node, level)
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(node)


def _own(node: Any, level: Visibility) -> Visibility:
    stated = node.get(_FIELD) if isinstance(node, dict) else None
    return Visibility(stated) if isinstance(stated, str) else level


def _followed(root: Any, node: Any) -> dict[str, Any]:
    """A part of a schema; of a reference within the document, what it names."""
    reference = node.get("$ref") if isinstance(node, dict) else None
    if isinstance(reference, str) and reference.startswith("#/"):
        node = root
        for step in reference.split("/")[1:]:
            node = node.get(step, {}) if isinstance(node, dict) else {}
    return node if isinstance(node, dict) else {}

"""What brings a standard into force or under the gate, and may let something pass by that."""

from __future__ import annotations

from msgspec.structs import replace

from checker.compare.change import Kind
from checker.diff.both import Both, Found
from checker.project.project import Project

_ALWAYS = "procedure"
"""The standard that is required of every organisation (R15)."""
_GATED = ("gate-standards-wider", "gate-commitments-on")
_REQUIRED = ("activation-added", "activation-earlier", "determination-added", "outcome-higher")


def forced(both: Both, found: Found) -> Found:
    """A change by which more is required or gated: undecidable where the gate may have had nothing
    to go by, or a control comes into force that clauses of another standard rest on (R13, R14)."""
    change = found.change
    if change.kind is not Kind.STRONGER or change.what not in (*_GATED, *_REQUIRED):
        return found
    wakes = _idle_gate(both.base) or (change.what in _REQUIRED and _across(both.head))
    return replace(found, change=replace(change, kind=Kind.UNDECIDABLE)) if wakes else found


def _idle_gate(project: Project) -> bool:
    """Whether none of the standards that are gated may be required."""
    gated = project.settings.gate.standards
    return gated is not None and _ALWAYS not in gated


def _across(project: Project) -> bool:
    """Whether a control implements a clause of another standard than its own."""
    clauses = project.edition.clauses
    return any(
        link.clause in clauses and clauses[link.clause].standard != control.standard
        for control in project.catalog.controls.values()
        for link in control.implements
    )

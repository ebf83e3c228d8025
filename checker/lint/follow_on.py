"""Findings that only follow from a file that could not be used, and so say nothing new."""

from __future__ import annotations

from collections.abc import Iterable

from checker.diagnostics.diagnostic import EVERYTHING, Diagnostic, Level
from checker.project.project import Project
from rsp.value import Value

_OF_CATALOG = frozenset(
    {
        "clause-without-control",
        "control-without-clause",
        "evidence-type-unused",
        "judgement-missing",
    }
)
"""What a control that could not be read might have answered."""
_OF_INVENTORY = frozenset({"deviation-matches-nothing", "where-undecidable"})
_OF_PARTIES = frozenset({"unknown-party", "deviation-invalid"})
_NAMES = {
    "edition": ("clause", "condition", "standard", "threshold"),
    "inventory": ("asset", "model"),
    "parties": ("party",),
    "catalog": ("control", "requirement", "parameter", "link"),
    "types": ("evidence type",),
    "determinations": ("determination",),
}
"""By part of a project, the kinds of name that it defines."""


class Broken(Value, frozen=True, kw_only=True):
    """The parts of a project in which a file could not be used."""

    parts: frozenset[str]

    def explains(self, one: Diagnostic) -> bool:
        """Whether a finding may only be there because of them."""
        if one.code == "dangling-reference":
            return any(
                one.message.startswith(f"there is no {kind} ")
                for part in self.parts
                for kind in _NAMES[part]
            )
        return (
            (one.code in _OF_CATALOG and bool(self.parts & {"catalog", "edition"}))
            or (one.code in _OF_INVENTORY and "inventory" in self.parts)
            or (one.code in _OF_PARTIES and "parties" in self.parts)
        )


def broken(project: Project, known: Iterable[Diagnostic]) -> Broken:
    """The parts with an error that already reaches every verdict."""
    return Broken(
        parts=frozenset(
            part
            for one in known
            if one.level is Level.ERROR and EVERYTHING in one.reaches
            for part in [_part(project, one.at.document)]
            if part is not None
        )
    )


def _part(project: Project, document: str) -> str | None:
    settings = project.settings
    if document.startswith("edition:"):
        return "edition"
    if document.endswith(".schema.json"):
        return "types"
    if document == settings.inventory:
        return "inventory"
    if document == settings.parties:
        return "parties"
    if document.startswith(f"{settings.determinations}/"):
        return "determinations"
    starts = {"shipped": "catalog:", ".": ""}.get(settings.catalog, f"{settings.catalog}/")
    return "catalog" if document.startswith(starts) and document.endswith(".yaml") else None

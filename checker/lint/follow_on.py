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
_OF_INVENTORY = frozenset({"where-undecidable"})
_OF_TARGETS = frozenset({"deviation-matches-nothing"})
"""What is about assets, controls or standards."""
_OF_PARTIES = frozenset({"unknown-party", "deviation-invalid"})
_OF_REVIEWS = frozenset({"suspect-link", "unreviewed-link"})
"""What the organisation's own reviews, by parties that are known, might have answered."""
_NAMES = {
    "edition": ("clause", "condition", "standard", "threshold"),
    "inventory": ("asset", "model"),
    "parties": ("party",),
    "catalog": ("control", "requirement", "parameter", "link"),
    "types": ("evidence type",),
    "determinations": ("determination",),
    "reviews": (),
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
            or (one.code in _OF_TARGETS and bool(self.parts & {"inventory", "catalog", "edition"}))
            or (one.code in _OF_PARTIES and "parties" in self.parts)
            or (one.code in _OF_REVIEWS and bool(self.parts & {"parties", "reviews"}))
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
    if document == settings.reviews:
        return "reviews"
    if document.startswith(f"{settings.determinations}/"):
        return "determinations"
    overlay = settings.overlay
    if overlay is not None and (document == overlay or document.startswith(f"{overlay}/")):
        return "catalog"
    starts = {"shipped": "catalog:", ".": ""}.get(settings.catalog, f"{settings.catalog}/")
    return "catalog" if document.startswith(starts) and document.endswith(".yaml") else None

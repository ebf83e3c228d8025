"""Of part 1: how the catalog as assessed differs from the catalog by its name."""

from __future__ import annotations

from checker.report.escape import code, escape
from checker.report.model import OverlayChange, Report
from checker.report.parts.block import table

_WORDS = {
    "weaker": "asks for less",
    "undecidable": "may ask for less",
    "stronger": "asks for more",
    "neutral": "decides nothing",
}
_HEADS = ("Effect", "Change", "Reason", "Approved by")


def overlay(report: Report) -> list[str]:
    """Every change of the overlay, nothing where there is none."""
    found = report.catalog.overlay
    if found is None:
        return []
    return [
        "### Overlay",
        "The organisation laid changes of its own over the catalog; what is assessed is the"
        f" catalog with them. {escape(found.because)}",
        f"Digest of the overlay {code(found.digest)}, of the catalog without it"
        f" {code(found.base)}.",
        table(_HEADS, [_row(one) for one in found.changes]) if found.changes else "It has none.",
    ]


def _row(one: OverlayChange) -> tuple[str, ...]:
    missing = "; ".join(one.unapproved)
    approved = "; ".join(one.approvals)
    return (
        f"{_WORDS[one.kind]}",
        f"{code(one.change)} {escape(one.sentence)}",
        escape(one.reason or ""),
        f"**not approved:** {escape(missing)}" if missing else escape(approved),
    )

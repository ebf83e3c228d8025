"""The overlay in the summary: counts, and each change that asks for less, with who approved it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from checker.report.layout import Style, Tone, wrap
from checker.report.model import OverlayChange, Report

Kind = Literal["weaker", "undecidable", "stronger", "neutral"]

_LESS = ("weaker", "undecidable")
_KINDS: tuple[Kind, ...] = ("weaker", "undecidable", "stronger", "neutral")


def overlay_lines(report: Report, style: Style) -> Iterator[str]:
    """Nothing where there is no overlay."""
    overlay = report.catalog.overlay
    if overlay is None:
        return
    counts = Counter(one.kind for one in overlay.changes)
    parts = [f"{counts[kind]} {kind}" for kind in _KINDS if counts[kind]]
    yield from wrap(f"Overlay on the catalog: {', '.join(parts) or 'no change'}", rest="  ")
    for one in overlay.changes:
        if one.kind in _LESS:
            tone = Tone.BAD if one.unapproved else Tone.STRONG
            for line in wrap(_said(one), first="  ", rest="    "):
                yield style.paint(line, tone)
    more = sum(1 for one in overlay.changes if one.kind not in _LESS)
    if more:
        yield from wrap(f"{more} more that ask for no less: see the report", first="  ")


def _said(one: OverlayChange) -> str:
    if one.unapproved:
        return f"{one.change}: {one.sentence} (NOT APPROVED: {'; '.join(one.unapproved)})"
    return f"{one.change}: {one.sentence} (because: {one.reason}; by {'; '.join(one.approvals)})"

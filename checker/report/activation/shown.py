"""Words that several parts of the activation report share."""

from __future__ import annotations

from checker.report.activation.model import Said


def source(one: Said) -> str:
    """Title, places, and through whom it is known."""
    places = ", ".join(one.places) or "no place recorded"
    through = f", through {', '.join(one.through)}" if one.through else ""
    return f"{one.title} ({places}{through})"

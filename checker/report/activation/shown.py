"""Words that several parts of the activation report share."""

from __future__ import annotations

from checker.report.activation.model import Said

OPINION = (
    "No opinion is expressed. This report repeats what determinations state and what the evidence"
    " that was presented shows, under fixed rules and at one date. A statement made in public is a"
    " claim: it says what is said, and shows nothing. *Not shown* means that nothing presented"
    " shows it; it does not mean that it is not there. *In force* means that the policy asks for a"
    " standard, or that the organisation chose it; it does not mean that the standard is met."
)


def source(one: Said) -> str:
    """Title, places, and through whom it is known."""
    places = ", ".join(one.places) or "no place recorded"
    through = f", through {', '.join(one.through)}" if one.through else ""
    return f"{one.title} ({places}{through})"

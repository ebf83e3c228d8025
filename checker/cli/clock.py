"""The clock; nothing else in the project reads it (R1)."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """This instant, UTC."""
    return datetime.now(UTC)

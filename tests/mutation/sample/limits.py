"""Three functions: one that the suite covers, one that it half covers, one with a loop."""

from __future__ import annotations

LEVELS = ("low", "high")


def within(value: int, limit: int) -> bool:
    """Covered on both sides of the limit and on it."""
    return value <= limit


def above(value: int, limit: int) -> bool:
    """Never asked about the limit itself."""
    return value > limit


class Count:
    """Something with a method that is decorated."""

    def __init__(self, end: int) -> None:
        self.end = end

    @property
    def steps(self) -> list[int]:
        """All numbers before the end."""
        found = []
        number = 0
        while number < self.end:
            found.append(number)
            number += 1
        return found


def known(level: str) -> bool:
    """Whether it is one of the levels."""
    return level in LEVELS

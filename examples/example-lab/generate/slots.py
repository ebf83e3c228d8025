"""What a record has to be about, and when: the units of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

Payload = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One record to be made."""

    type: str
    start: datetime
    """The instant observed, or the start of the interval."""
    end: datetime
    """The end of the interval; for an instant the same."""
    keys: tuple[str, ...]
    """Subject keys it has to show; empty for the organisation."""

    @property
    def id(self) -> str:
        """`access-roster-prod-us-2026-01`, `approval-asl-3-atlas-2`, `drill-2026-05-31`."""
        if self.is_event:
            return f"{self.type}-{self.asset}"
        stamp = self.start.strftime("%Y-%m-%d" if self.start == self.end else "%Y-%m")
        if len(self.keys) != 1:
            return f"{self.type}-{stamp}"
        parts = "-".join(part.rpartition("/")[2] for part in self.keys[0].split("+"))
        return f"{self.type}-{parts}-{stamp}"

    @property
    def is_event(self) -> bool:
        """Whether it is about one event."""
        return len(self.keys) == 1 and self.keys[0].startswith("event/")

    @property
    def asset(self) -> str:
        """Id of the one asset or event it is about."""
        return self.keys[0].rpartition("/")[2]

    @property
    def pair(self) -> tuple[str, str]:
        """Ids of the one pair it is about."""
        first, second = self.keys[0].split("+")
        return first.rpartition("/")[2], second.rpartition("/")[2]

    def named(self, kind: str) -> list[str]:
        """Ids of the assets of one type among the keys."""
        return [key.removeprefix(f"{kind}/") for key in self.keys if _is(key, kind)]

    def pairs(self) -> list[tuple[str, str]]:
        """Ids of the surfaces and models among the keys."""
        found = []
        for key in self.keys:
            if "+" in key:
                first, second = key.split("+")
                found.append((first.rpartition("/")[2], second.rpartition("/")[2]))
        return found


def _is(key: str, kind: str) -> bool:
    return key.startswith(f"{kind}/") and "+" not in key

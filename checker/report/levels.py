"""Who sees what: the level of each thing in a report, and what a thing quotes."""

from __future__ import annotations

from checker.report.model import Report
from rsp.visibility import Visibility, narrowest

DEFAULTS = {
    "clause": Visibility.PUBLIC,
    "control": Visibility.PUBLIC,
    "requirement": Visibility.PUBLIC,
    "type": Visibility.REVIEWER,
    "summary": Visibility.REVIEWER,
    "payload": Visibility.REVIEWER,
    "asset": Visibility.REVIEWER,
    "event": Visibility.REVIEWER,
    "party": Visibility.REVIEWER,
    "deviation": Visibility.REVIEWER,
    "determination": Visibility.REVIEWER,
    "indicator": Visibility.REVIEWER,
    "project": Visibility.REVIEWER,
}
"""The level of each kind where nothing is stated: what the policy and the catalog say is public."""

_NAMELESS = ("type", "summary", "payload", "project")
"""Kinds whose ids are not the names of things."""

ORGANIZATION = "organization"
NOTHING = "nothing"
FILES = ("evidence", "inventory", "parameters")
"""Keys of the project's file whose places the report states, beside those of assets."""


class Levels:
    """The levels that a report states."""

    def __init__(self, report: Report) -> None:
        self._stated: dict[tuple[str, str], Visibility] = {
            (one.kind, one.id): Visibility(one.level) for one in report.visibility
        }
        self._types = {one.id: one.type for one in report.records}
        self._asked = {
            (one.id, each.id): each.type for one in report.controls for each in one.requirements
        }
        self._there = {
            "clause": {one.id for one in report.clauses},
            "control": {one.id for one in report.controls},
            "requirement": {f"{control}/{name}" for control, name in self._asked},
        }
        self.anything_internal = Visibility.INTERNAL in self._stated.values()

    def of(self, kind: str, name: str) -> Visibility:
        """The level of one thing; what policy and catalog do not hold is no public part of them."""
        stated = self._stated.get((kind, name))
        if stated is not None:
            return stated
        there = self._there.get(kind)
        return DEFAULTS[kind] if there is None or name in there else Visibility.REVIEWER

    def requirement(self, control: str, name: str) -> Visibility:
        """Never more than see its control."""
        return narrowest(self.of("control", control), self.of("requirement", f"{control}/{name}"))

    def record(self, name: str) -> Visibility:
        """The level of its type; of a record that the register does not hold, that of records."""
        kind = self._types.get(name)
        return self.of("type", kind) if kind is not None else DEFAULTS["type"]

    def quoted(self, control: str, requirement: str) -> Visibility:
        """What may be shown of texts about evidence for a requirement."""
        kind = self._asked.get((control, requirement))
        level = self.of("payload", kind) if kind is not None else DEFAULTS["payload"]
        return narrowest(self.requirement(control, requirement), level)

    def key(self, key: str) -> Visibility:
        """The level of a subject key: of a pair, that of both."""
        if key in (ORGANIZATION, NOTHING, *FILES):
            return Visibility.PUBLIC
        if key.startswith(f"{NOTHING}:"):
            return self.key(key.partition(":")[2])
        return narrowest(*(self.part(part) for part in key.split("+")))

    def part(self, part: str) -> Visibility:
        """The level of one asset or event."""
        return self.of("event" if part.startswith("event/") else "asset", part)

    def named(self, audience: Visibility) -> frozenset[str]:
        """Ids of things that are stated to be withheld from an audience, whatever else there is."""
        return frozenset(
            name.rpartition("/")[2] if kind in ("asset", "event") else name
            for (kind, name), level in self._stated.items()
            if not level.shown_to(audience) and kind not in _NAMELESS
        )

"""Ids as an edition shows them: as they are, or with markers for what is withheld."""

from __future__ import annotations

from checker.report.levels import FILES, NOTHING, ORGANIZATION, Levels
from checker.report.model import Report
from checker.report.public.marker import Item, item
from rsp.visibility import Visibility


class Names:
    """Everything withheld so far, and the ids of one report for one audience."""

    def __init__(self, report: Report, audience: Visibility, seed: str) -> None:
        self.levels = Levels(report)
        self.audience = audience
        self._seed = seed
        self.items: dict[str, Item] = {}
        """By marker."""
        self._made: dict[tuple[str, str, str], str] = {}
        self._clauses = {one.id for one in report.clauses}
        self._instances = {one.id for one in report.instances}
        self._shown_types = {
            part
            for control in report.controls
            for one in control.requirements
            for part in (one.for_each or "").split(" and ")
            if self.levels.requirement(control.id, one.id).shown_to(audience)
        }

    def sees(self, level: Visibility) -> bool:
        """Whether the audience sees something of a level."""
        return level.shown_to(self.audience)

    def withhold(self, kind: str, value: object, place: str) -> str:
        """The marker for a value; the same one only for the same kind, value and place."""
        if not isinstance(value, str):
            return self._new(kind, value, place)
        key = (kind, value, place)
        if key not in self._made:
            self._made[key] = self._new(kind, value, place)
        return self._made[key]

    def _new(self, kind: str, value: object, place: str) -> str:
        found = item(self._seed, self.audience.value, kind, value, place)
        if self.items.setdefault(found.marker, found) != found:
            raise ValueError("two commitments begin alike; another salt file gives others")
        return found.marker

    def thing(self, kind: str, name: str) -> str:
        """Clauses, controls, parties, deviations, determinations, indicators."""
        shown = self.sees(self.levels.of(kind, name))
        return name if shown else self.withhold(kind, name, kind)

    def record(self, name: str) -> str:
        """A record by the level of its type."""
        shown = self.sees(self.levels.record(name))
        return name if shown else self.withhold("record", name, "record")

    def type(self, name: str) -> str:
        """A type's name is the catalog's, and withheld only where it is internal."""
        hidden = self.levels.of("type", name) is Visibility.INTERNAL
        return self.withhold("type", name, "type") if hidden else name

    def requirement(self, control: str, name: str) -> str:
        """A requirement without its control."""
        shown = self.sees(self.levels.requirement(control, name))
        return name if shown else self.withhold("requirement", name, control)

    def asked(self, name: str) -> str:
        """`CONTROL/requirement`."""
        control, slash, requirement = name.partition("/")
        if not slash:
            return self.withhold("text", name, name)
        return f"{self.thing('control', control)}/{self.requirement(control, requirement)}"

    def needed(self, name: str) -> str:
        """What a plan needs: a judgement, a link, a control or a clause."""
        if "/" in name:
            return self.asked(name)
        first, space, second = name.partition(" ")
        if space:
            return f"{self.thing('control', first)} {self.thing('clause', second)}"
        return self.thing("clause" if name in self._clauses else "control", name)

    def key(self, key: str) -> str:
        """A subject key: an asset, a pair, an event, the organisation, a file, or none."""
        if key in (ORGANIZATION, NOTHING, *FILES):
            return key
        if key.startswith(f"{NOTHING}:"):
            return f"{NOTHING}:{self.key(key.partition(':')[2])}"
        return "+".join(self._part(part) for part in key.split("+"))

    def _part(self, part: str) -> str:
        """What kind of thing it is stays where a requirement names the kind."""
        if self.sees(self.levels.part(part)):
            return part
        kind, _, name = part.rpartition("/")
        what = "event" if part.startswith("event/") else "asset"
        if kind in self._shown_types or kind == "model":
            return f"{kind}/{self.withhold(what, name, part)}"
        return self.withhold(what, part, part)

    def model(self, name: str) -> str:
        """A model without its kind."""
        return self._part(f"model/{name}").removeprefix("model/")

    def instance(self, name: str) -> str:
        """`CONTROL/requirement@asset`; what is no instance of the report is withheld whole."""
        if name not in self._instances:
            return self.withhold("text", name, name)
        asked, at, asset = name.partition("@")
        return f"{self.asked(asked)}{at}{self.key(asset)}"

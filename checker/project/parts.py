"""The parts of a project beside its policy and catalog: each file to values by their keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from checker.project.reading import Reading
from checker.read.limits import LEDGER
from rsp.asset import Asset, Event, Inventory
from rsp.change import ChangeApproval, Changes
from rsp.deviation import Deviation, Deviations
from rsp.party import Parties, Party
from rsp.project import DeterminationFile, OwnReview, Reviews, Settings
from rsp.ref import Ref
from rsp.threshold import Determination

T = TypeVar("T")


class Parts:
    """Reads the files that the settings name."""

    def __init__(self, reading: Reading, settings: Settings, settings_at: Ref) -> None:
        self.refs: dict[str, Ref] = {}
        self._reading = reading
        self._settings = settings
        self._at = settings_at

    def inventory(self) -> tuple[dict[str, Asset], dict[str, Event]]:
        """Assets and events by key."""
        path = self._settings.inventory
        found = self._reading.value(path, Inventory, named=self._at.at("inventory"), limits=LEDGER)
        if found is None:
            return {}, {}
        at = self._reading.ref(path)
        assets = self._keyed(((item.key, item) for item in found.assets), at.at("assets"))
        events = self._keyed(((item.key, item) for item in found.events), at.at("events"))
        return assets, events

    def parties(self) -> dict[str, Party]:
        """By id."""
        path = self._settings.parties
        found = self._reading.value(path, Parties, named=self._at.at("parties"), limits=LEDGER)
        items = found.parties if found else ()
        at = self._reading.ref(path).at("parties")
        return _unprefixed(self._keyed(((f"party/{item.id}", item) for item in items), at))

    def determinations(self) -> dict[str, Determination]:
        """By id, from every file of the folder."""
        folder, named = self._settings.determinations, self._at.at("determinations")
        found: dict[str, Determination] = {}
        for path in self._reading.files(folder, ".yaml", named):
            file = self._reading.value(path, DeterminationFile)
            items = file.determinations if file else ()
            at = self._reading.ref(path).at("determinations")
            found |= self._keyed(((f"determination/{item.id}", item) for item in items), at)
        return _unprefixed(found)

    def deviations(self) -> dict[str, Deviation]:
        """By id; none where the project names no file."""
        path = self._settings.deviations
        if path is None:
            return {}
        found = self._reading.value(path, Deviations, named=self._at.at("deviations"))
        items = found.deviations if found else ()
        at = self._reading.ref(path).at("deviations")
        return _unprefixed(self._keyed(((f"deviation/{item.id}", item) for item in items), at))

    def reviews(self) -> tuple[OwnReview, ...]:
        """The organisation's own stamps; none where the project names no file."""
        path = self._settings.reviews
        if path is None:
            return ()
        found = self._reading.value(path, Reviews, named=self._at.at("reviews"), limits=LEDGER)
        reviews = found.reviews if found else ()
        at = self._reading.ref(path).at("reviews")
        self.refs.update({f"review/{index}": at.at(index) for index in range(len(reviews))})
        return reviews

    def changes(self) -> tuple[ChangeApproval, ...]:
        """Approvals of changes; none where the project names no file."""
        path = self._settings.changes
        if path is None:
            return ()
        found = self._reading.value(path, Changes, named=self._at.at("changes"), limits=LEDGER)
        changes = found.changes if found else ()
        at = self._reading.ref(path).at("changes")
        self.refs.update({f"change/{index}": at.at(index) for index in range(len(changes))})
        return changes

    def _keyed(self, items: Iterable[tuple[str, T]], at: Ref) -> dict[str, T]:
        """The first of each key; a second one is reported."""
        found: dict[str, T] = {}
        for index, (key, item) in enumerate(items):
            if self._reading.claim(self.refs, key, at.at(index), f"{key!r}"):
                found[key] = item
        return found


def _unprefixed(items: dict[str, T]) -> dict[str, T]:
    """By id alone, without the kind before it."""
    return {key.partition("/")[2]: item for key, item in items.items()}

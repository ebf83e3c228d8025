"""Days of a plain case, its forecast, and the statuses that a forecast states for each day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from checker.assess.assess import assess
from checker.assess.assessment import Assessment
from checker.assess.memo import Memo
from checker.diagnostics.diagnostic import Diagnostic
from checker.evidence.offered import Offered
from checker.forecast.fold import Assessed, Folded, fold
from checker.forecast.model import Change, Day, Event, Thing
from checker.gate import but_for_projection, decide
from checker.project.project import Project
from checker.report.model import AsOf, Gate
from rsp.time import Moment, instant_text
from tests.adapter import errors_of, offered_of, project_of

Map = dict[str, Any]
Statuses = dict[tuple[str, str | None, str], str]


def days(first: str, count: int, before: int = 0) -> list[str]:
    """Consecutive dates, so many of them before the one that is named."""
    start = date.fromisoformat(first) - timedelta(days=before)
    return [(start + timedelta(days=each)).isoformat() for each in range(count)]


class Read:
    """A case as values, read once: its forecast, and its assessment at any day by itself."""

    def __init__(self, case: Map) -> None:
        self.project: Project = project_of(case)
        self.offered: list[Offered] = offered_of(case)
        self.errors: list[Diagnostic] = errors_of(case)

    def at(self, day: str, memo: Memo | None = None) -> Assessment:
        """The assessment at the end of a day."""
        now = Moment.parse(day).latest
        return assess(self.project, self.offered, self.errors, now, memo)

    def gate(self, day: str, found: Assessment) -> Gate:
        """What the gate would say on that day."""
        as_of = AsOf(
            instant=instant_text(found.now),
            date=day,
            source="argument",
            projection=True,
            closed_because=None,
            closed_age_days=None,
        )
        return but_for_projection(decide(found, self.project.settings.gate, as_of, self.errors))

    def forecast(self, over: Iterable[str]) -> Folded:
        """What changes on these days."""
        memo = Memo()

        def each() -> Iterator[Assessed]:
            for day in over:
                found = self.at(day, memo)
                yield Assessed(
                    date=day, projection=False, assessment=found, gate=self.gate(day, found)
                )

        return fold(self.project, each())


def statuses(
    things: Iterable[Thing], changed: Iterable[Day], over: Iterable[str]
) -> Iterator[Statuses]:
    """What a forecast says that each thing is on each day, from its start and its changes alone."""
    now: Statuses = {(one.kind, one.subject, one.id): one.start for one in things}
    by_date = {one.date: one for one in changed}
    for day in over:
        for change in by_date[day].changes if day in by_date else ():
            key = (change.kind, change.subject, change.id)
            assert now[key] == change.before
            now[key] = change.after
        yield dict(now)


def change(found: Folded, day: str, kind: str, id: str, subject: str | None = None) -> Change:
    """One change."""
    (one,) = [
        one
        for each in found.days
        if each.date == day
        for one in each.changes
        if (one.kind, one.id) == (kind, id) and subject in (None, one.subject)
    ]
    return one


def events(found: Folded, day: str) -> dict[str, Event]:
    """The events of a day."""
    return {one.id: one for each in found.days if each.date == day for one in each.events}

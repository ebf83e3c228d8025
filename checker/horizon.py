"""From a path to a forecast: open and verify once, then judge every day as `rsp check` does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from checker import __version__
from checker.assess.memo import Memo
from checker.assess.shelf import is_known
from checker.forecast.fold import Assessed, fold
from checker.forecast.model import SCHEMA, About, Forecast, Projected
from checker.gate import FAILED, INVALID, PASSED, but_for_projection
from checker.project.open import Opened, open_project
from checker.project.project import Project
from checker.read.bulk import many
from checker.report.model import Exit, Tool
from checker.run import Ready, Selection, judge_at, now_of, ready_of
from rsp.time import Moment
from rsp.value import Value

Source = Literal["argument", "closed", "clock"]

LONGEST = 3 * 366
"""Days of the longest forecast: three years, whichever they are."""

MADE = Exit(code=PASSED, because="the forecast was made")


class Horizon(Value, frozen=True, kw_only=True):
    """The days of a forecast, both ends included."""

    first: date
    last: date
    source: Source
    """Where the first day comes from."""

    @property
    def days(self) -> tuple[Moment, ...]:
        """Each as a whole day; what holds at its end holds on it."""
        count = (self.last - self.first).days + 1
        return tuple(
            Moment.parse((self.first + timedelta(days=each)).isoformat()) for each in range(count)
        )


def opened_at(path: Path) -> tuple[Opened, Ready | None]:
    """The project in or above a path; not ready where there is nothing that could be assessed."""
    with many():
        opened = open_project(path)
        if opened.project is None:
            return opened, None
        return opened, ready_of(opened, opened.project)


def first_day(project: Project, given: Moment | None, clock: datetime) -> tuple[date, Source]:
    """The day a forecast begins with, and where it comes from: as for a check (R1)."""
    moment, source = now_of(project, given, clock)
    return moment.earliest.astimezone(UTC).date(), source


def foresee(
    ready: Ready,
    horizon: Horizon,
    clock: datetime,
    selection: Selection,
    tick: Callable[[int], None] = lambda done: None,
) -> Forecast:
    """Every day assessed and compared; `tick` hears how many are done."""
    project, days = ready.project, horizon.days
    leaving: list[Exit] = []
    projected: list[str] = []

    def assessed() -> Iterator[Assessed]:
        memo = Memo()
        for done, day in enumerate(days):
            tick(done)
            found = judge_at(ready, day, clock, selection, memo)
            leaving.append(found.exit)
            projected.extend([str(day)] if found.as_of.projection else ())
            yield Assessed(
                date=str(day),
                projection=found.as_of.projection,
                assessment=found.assessment,
                gate=but_for_projection(found.gate),
            )

    with many():
        folded = fold(project, assessed(), selection.standards)
    worst = max(leaving, key=lambda one: one.code)
    closed = project.settings.closed
    return Forecast(
        schema=SCHEMA,
        tool=Tool(name="rsp-checker", version=__version__),
        exit=worst if worst.code >= INVALID else MADE,
        horizon=Projected(
            first=str(days[0]),
            source=horizon.source,
            last=str(days[-1]),
            days=len(days),
            projected_from=projected[0] if projected else None,
            arriving=_arriving(ready, days[0], days[-1]),
        ),
        closed_because=closed.because if closed is not None else None,
        partial=selection.words,
        about=_about(project),
        things=folded.things,
        days=folded.days,
    )


def leaving_within(forecast: Forecast, last: date) -> Forecast:
    """The same, left with a failed gate where the gate is red on any day up to that one."""
    gate = next(one for one in forecast.things if one.kind == "gate")
    red = [turn.first for turn in gate.red if turn.first <= last.isoformat()]
    if forecast.exit.code != PASSED or not red:
        return forecast
    failed = Exit(code=FAILED, because=f"the gate is red on {red[0]}, which is within {last}")
    return msgspec.structs.replace(forecast, exit=failed)


def _arriving(ready: Ready, first: Moment, last: Moment) -> tuple[str, ...]:
    return tuple(
        sorted(
            one.id
            for one in ready.offered
            if is_known(one, last.latest) and not is_known(one, first.latest)
        )
    )


def _about(project: Project) -> About:
    return About(
        organization=project.settings.organization,
        title=project.settings.title,
        project_digest=project.digest,
        policy=project.edition.id,
        policy_digest=project.edition.digest,
        catalog=project.catalog.name,
        catalog_version=project.catalog.version,
        catalog_digest=project.catalog.digest,
        catalog_custom=project.catalog.custom,
    )

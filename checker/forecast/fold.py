"""From the assessments of consecutive days to what changes on which of them, and why; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from checker.assess.assessment import ORGANIZATION, Assessment, Instance
from checker.forecast.causes import Causes
from checker.forecast.events import Step, events_of
from checker.forecast.model import Change, Day, Direction, Event, Thing, Turn
from checker.forecast.states import NOTHING, Key, State, direction, states_of
from checker.project.project import Project
from checker.report.model import Gate
from rsp.value import Value


class Assessed(Value, frozen=True, kw_only=True):
    """What was found for one day."""

    date: str
    projection: bool
    """Whether the day begins after the clock."""
    assessment: Assessment
    gate: Gate
    """But for the reason that the day is yet to come."""


class Folded(Value, frozen=True, kw_only=True):
    """What all days come to."""

    things: tuple[Thing, ...]
    days: tuple[Day, ...]
    """Those on which anything changes."""


def fold(project: Project, found: Iterable[Assessed], standards: Collection[str] = ()) -> Folded:
    """Compare each day with the one before; there is at least one. Only two are held at a time."""
    before: Assessed | None = None
    states: dict[Key, State] = {}
    things: dict[Key, _Thing] = {}
    days: list[Day] = []
    for one in found:
        now = states_of(project, one.assessment, one.gate, standards)
        for key in sorted({*states, *now}):
            if key not in things:
                things[key] = _Thing(key, now[key] if before is None else NOTHING)
            things[key].on(one.date, before.date if before else None, now.get(key, NOTHING))
        if before is not None:
            step = Step(project=project, before=before.assessment, after=one.assessment)
            day = _day(step, one, states, now)
            days += [day] if day.events or day.changes else []
        before, states = one, now
    return Folded(things=tuple(things[key].told() for key in sorted(things)), days=tuple(days))


def _day(step: Step, one: Assessed, before: dict[Key, State], after: dict[Key, State]) -> Day:
    changed: dict[Key, Direction] = {}
    for key in sorted({*before, *after}):
        old, new = before.get(key, NOTHING), after.get(key, NOTHING)
        if old.status != new.status:
            changed[key] = direction(old.status, new.status)
    events = tuple(
        _shown(step, events_of(step), {key.id for key in after if key.kind == "control"})
    )
    causes = Causes(step, changed, events)
    return Day(
        date=one.date,
        projection=one.projection,
        events=events,
        changes=tuple(
            _change(key, way, before.get(key, NOTHING), after.get(key, NOTHING), causes.roots(key))
            for key, way in changed.items()
        ),
    )


def _change(key: Key, way: Direction, old: State, new: State, roots: tuple[str, ...]) -> Change:
    return Change(
        kind=key.kind,
        subject=key.subject,
        id=key.id,
        direction=way,
        before=old.status,
        after=new.status,
        red=new.red,
        roots=roots,
        because=tuple(why for why in new.because if why not in old.because) or new.because,
    )


def _shown(step: Step, events: Iterable[Event], controls: set[str]) -> Iterator[Event]:
    """Without what bears on no subject that is shown: a forecast may be narrowed."""
    subjects = {one.id for one in step.after.subjects}
    instances: dict[str, Instance] = {
        one.id: one for found in (step.before, step.after) for one in found.instances
    }
    for one in events:
        if one.control is not None and one.control not in controls:
            continue
        models = instances[one.id].models if one.kind == "instance" else None
        if (
            models is None
            or ORGANIZATION in subjects
            or any(f"model/{model}" in subjects for model in models)
        ):
            yield one


class _Thing:
    """One thing as the days pass."""

    def __init__(self, key: Key, start: State) -> None:
        self._key = key
        self._start = self._state = start
        self._red: list[Turn] = []
        self._since: str | None = None
        self._first: str | None = None

    def on(self, date: str, yesterday: str | None, state: State) -> None:
        """What it is on the next day."""
        if state.red and self._since is None:
            self._since = date
            if yesterday is not None and self._first is None:
                self._first = date
        elif not state.red and self._since is not None:
            self._red.append(Turn(first=self._since, last=yesterday))
            self._since = None
        self._state = state

    def told(self) -> Thing:
        """What became of it."""
        last = [] if self._since is None else [Turn(first=self._since, last=None)]
        return Thing(
            kind=self._key.kind,
            subject=self._key.subject,
            id=self._key.id,
            start=self._start.status,
            red_now=self._start.red,
            red_from=self._first,
            red=(*self._red, *last),
            end=self._state.status,
            because=self._start.because if self._start.red else (),
        )

"""From a changed status back to the events of the day that it follows from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from checker.assess.assessment import (
    ORGANIZATION,
    Assessment,
    ClauseStatus,
    ControlStatus,
    StandardVerdict,
    Status,
)
from checker.assess.force import dependencies
from checker.forecast.events import PERIOD, Step
from checker.forecast.model import Direction, Event
from checker.forecast.states import Key
from checker.graph.order import reachable, topological

Roots = tuple[str, ...]

_MODEL = "model/"


class Causes:
    """Traces the changes of one day; a trace names only events of that day."""

    def __init__(
        self, step: Step, changed: Mapping[Key, Direction], events: Iterable[Event]
    ) -> None:
        self._project = step.project
        self._events = {one.id: one for one in events}
        self._changed = changed
        self._edges, self._presuming = _resting(step)
        self._found = (_Found(step.before), _Found(step.after))
        self._known: dict[Key, Roots] = {}
        self._by_kind: dict[str, Callable[[Key], Iterable[str]]] = {
            "clause": self._clause,
            "standard": self._standard,
            "activity": self._activity,
            "model": self._model,
            "gate": self._gate,
        }
        # Controls first and each after what it depends on: chains of them may be of any length.
        order = dict.fromkeys((*topological(self._edges), *sorted(self._edges))) if events else {}
        for subject in sorted({str(one.subject) for one in changed if one.kind == "control"}):
            for name in order:
                key = Key(kind="control", subject=subject, id=name)
                if key in changed:
                    self._known[key] = tuple(dict.fromkeys(self._control(key)))

    def roots(self, key: Key) -> Roots:
        """Ids of the events that a change follows from, but those that point the other way."""
        allowed = {self._changed[key], "neutral"}
        every = self._changed[key] == "neutral"
        return tuple(id for id in self._of(key) if every or self._events[id].direction in allowed)

    def _of(self, key: Key) -> Roots:
        if key not in self._changed:
            return ()
        if key not in self._known:
            find = self._by_kind.get(key.kind)
            self._known[key] = tuple(dict.fromkeys(find(key))) if find is not None else ()
        return self._known[key]

    def _control(self, key: Key) -> Iterable[str]:
        subject, below = str(key.subject), self._edges[key.id]
        for found in self._found:
            one = found.controls.get((subject, key.id))
            yield from self._named(one)
            for cause in one.causes if one is not None else ():
                yield from self._named(found.controls.get((subject, cause)))
            if one is not None and one.status is Status.UNDETERMINED:
                for name in below:
                    yield from self._of(Key(kind="control", subject=subject, id=name))
            if one is not None and one.status is Status.NOT_ASSESSED:
                for name in sorted(reachable(self._edges, [key.id])):
                    for record in self._presuming.get(name, ()):
                        yield from self._there(f"record/{record}")
        for requirement in self._project.catalog.controls[key.id].evidence:
            yield from self._there(f"judgement/{key.id}/{requirement.id}")
        if len({(subject, key.id) in found.controls for found in self._found}) > 1:
            yield from self._requiring(key.subject)

    def _named(self, one: ControlStatus | ClauseStatus | None) -> Iterable[str]:
        """The instances of the day that a status names."""
        return (id for id in (one.because if one is not None else ()) if id in self._events)

    def _there(self, id: str) -> Iterable[str]:
        return (id,) if id in self._events else ()

    def _clause(self, key: Key) -> Iterable[str]:
        subject = str(key.subject)
        applied = []
        for found in self._found:
            one = found.clauses.get((subject, key.id))
            applied.append(one is not None and one.status is not Status.NOT_APPLICABLE)
            if one is not None:
                yield from self._named(one)
                for question in one.open_judgements:
                    yield from self._there(f"judgement/{question}")
                yield from self._set_aside(subject, one.deviation)
                yield from self._below(subject, one)
        for child in self._project.edition.clauses[key.id].children:
            yield from self._of(Key(kind="clause", subject=subject, id=child))
        if applied[0] != applied[1]:
            yield from self._requiring(None)

    def _below(self, subject: str, one: ClauseStatus) -> Iterable[str]:
        """Of a clause that is not in gap itself: what its controls rest on."""
        for name in one.controls if one.status is not Status.GAP else ():
            for below in self._edges.get(name, ()):
                yield from self._of(Key(kind="control", subject=subject, id=below))

    def _set_aside(self, subject: str, name: str | None) -> Iterable[str]:
        if name is None:
            return
        yield from self._there(f"deviation/{name}")
        for control in self._project.deviations[name].compensating:
            yield from self._of(Key(kind="control", subject=subject, id=control))

    def _standard(self, key: Key) -> Iterable[str]:
        at = (str(key.subject), key.id)
        required = [at in found.standards and found.standards[at].required for found in self._found]
        if required[0] != required[1]:
            yield from self._requiring(key.subject)
        standard = self._project.edition.standards.get(key.id)
        for clause in standard.clauses if standard is not None else ():
            yield from self._of(Key(kind="clause", subject=key.subject, id=clause))

    def _activity(self, key: Key) -> Iterable[str]:
        rules = self._project.edition.data.activities
        rule = {"train": rules.train, "deploy": rules.deploy, "store": rules.store}.get(key.id)
        yield from self._standards(key.subject)
        for clause in rule.clauses if rule is not None else ():
            yield from self._of(Key(kind="clause", subject=ORGANIZATION, id=clause))

    def _model(self, key: Key) -> Iterable[str]:
        yield from self._standards(key.subject)
        for one in sorted(self._changed):
            if one.kind == "activity" and one.subject == key.subject:
                yield from self._of(one)

    def _gate(self, key: Key) -> Iterable[str]:
        yield from self._there(PERIOD)
        for one in sorted(self._changed):
            if one.kind == "standard" and self._project.settings.gate.goes_by(one.id):
                yield from self._of(one)

    def _standards(self, subject: str | None) -> Iterable[str]:
        for one in sorted(self._changed):
            if one.kind == "standard" and one.subject == subject:
                yield from self._of(one)

    def _requiring(self, subject: str | None) -> Iterable[str]:
        """What puts standards in force: of one model, or for the organisation of any."""
        model = (subject or ORGANIZATION).removeprefix(_MODEL)
        for one in self._events.values():
            if one.kind in ("determination", "activation"):
                about = one.id.split("/")[1]
            elif one.kind == "asset" and one.id.startswith(f"asset/{_MODEL}"):
                about = one.id.removeprefix(f"asset/{_MODEL}")
            else:
                continue
            if about == model or subject in (None, ORGANIZATION):
                yield one.id


def _resting(step: Step) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Control -> what it depends on, what its records presume included; and these records."""
    edges = dict(dependencies(step.project))
    presuming: dict[str, tuple[str, ...]] = {}
    for assessment in (step.before, step.after):
        for one in assessment.instances:
            if one.rests_on:
                known = [name for name in one.rests_on if name in edges]
                edges[one.control] = tuple(dict.fromkeys((*edges[one.control], *known)))
                presuming[one.control] = (*presuming.get(one.control, ()), *one.candidates)
    return edges, presuming


class _Found:
    """The statuses of an assessment by subject and id."""

    def __init__(self, assessment: Assessment) -> None:
        self.controls: dict[tuple[str, str], ControlStatus] = {}
        self.clauses: dict[tuple[str, str], ClauseStatus] = {}
        self.standards: dict[tuple[str, str], StandardVerdict] = {}
        for one in assessment.subjects:
            self.controls.update(((one.id, each.id), each) for each in one.controls)
            self.clauses.update(((one.id, each.id), each) for each in one.clauses)
            self.standards.update(((one.id, each.id), each) for each in one.standards)

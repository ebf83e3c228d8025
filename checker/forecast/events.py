"""What happens between two dates by the date alone: the events that statuses follow from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from checker.assess.assessment import (
    Answered,
    Assessment,
    Determined,
    Instance,
    Shown,
)
from checker.assess.memo import CLOCK
from checker.expr.text import names
from checker.forecast.model import Direction, Event, EventKind
from checker.forecast.states import ABSENT
from checker.project.project import Project
from rsp.requirement import Requirement
from rsp.threshold import Outcome
from rsp.time import Moment, instant_text
from rsp.value import Value

PERIOD = "period"
_OUTCOMES = (Outcome.BELOW.value, Outcome.CANNOT_RULE_OUT.value, Outcome.PASSED.value)
_ANSWERS = (Answered.ACCEPTED.value, Answered.OPEN.value, Answered.REJECTED.value)
_SHOWN_OR_NOT = {Shown.UNMET.value: 1}


class Step(Value, frozen=True, kw_only=True):
    """An assessment, and the one of the day before."""

    project: Project
    before: Assessment
    after: Assessment

    def passed(self, at: datetime) -> bool:
        """Whether an instant comes up after the one date and not after the other."""
        return self.before.now < at <= self.after.now


def events_of(step: Step) -> tuple[Event, ...]:
    """All events, root causes of worse statuses first, then by kind and id."""
    found = [
        *_instances(step),
        *_judgements(step),
        *_deviations(step),
        *_determinations(step),
        *_activations(step),
        *_records(step),
        *_inventory(step),
        *_period(step),
    ]
    order: tuple[Direction, ...] = ("worse", "better", "neutral")
    return tuple(sorted(found, key=lambda one: (order.index(one.direction), one.kind, one.id)))


def _instances(step: Step) -> Iterator[Event]:
    before = {one.id: one for one in step.before.instances}
    after = {one.id: one for one in step.after.instances}
    known = {one.id for one in step.before.records if one.known}
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        was = old.status.value if old is not None else ABSENT
        now = new.status.value if new is not None else ABSENT
        way = _way(_SHOWN_OR_NOT.get(was, 0), _SHOWN_OR_NOT.get(now, 0))
        told = new if way == "worse" else old
        if was == now or way == "neutral" or told is None:
            continue
        yield Event(
            id=name,
            kind="instance",
            direction=way,
            before=was,
            after=now,
            codes=tuple(dict.fromkeys(why.code.value for why in told.reasons)),
            because=(
                *dict.fromkeys(why.message for why in told.reasons),
                *(_also(step, new, known) if new is not None else ()),
            ),
            records=tuple(dict.fromkeys(id for why in told.reasons for id in why.evidence)),
            control=told.control,
        )


def _also(step: Step, instance: Instance, known: set[str]) -> Iterator[str]:
    """What is new about an instance besides its reasons: records, and rules that read the date."""
    named = (*instance.candidates, *(id for why in instance.reasons for id in why.evidence))
    for id in sorted({*named} - known):
        yield f"{id} arrives"
    requirement = _requirement(step.project, instance)
    read = {why.at.pointer for why in instance.reasons}
    for index, validation in enumerate(requirement.validations if requirement else ()):
        if CLOCK in names(validation.rule) and any(
            pointer.endswith(f"/validations/{index}") for pointer in read
        ):
            yield f"the validation reads {CLOCK}"


def _requirement(project: Project, instance: Instance) -> Requirement | None:
    control = project.catalog.controls[instance.control]
    return next((one for one in control.evidence if one.id == instance.requirement), None)


def _judgements(step: Step) -> Iterator[Event]:
    before = {one.id: one for one in step.before.judgements}
    for one in step.after.judgements:
        old = before[one.id]
        if old.state is not one.state:
            lost = old.state is Answered.ACCEPTED and not one.because
            yield Event(
                id=f"judgement/{one.id}",
                kind="judgement",
                direction=_way(_ANSWERS.index(old.state), _ANSWERS.index(one.state)),
                before=old.state.value,
                after=one.state.value,
                codes=(),
                because=("nothing answers it any more",) if lost else one.because,
                records=old.answers or one.answers,
                control=one.id.partition("/")[0],
            )


def _deviations(step: Step) -> Iterator[Event]:
    before = {one.id: one for one in step.before.deviations}
    for one in step.after.deviations:
        old = before[one.id]
        if old.valid is not one.valid:
            yield _plain(
                f"deviation/{one.id}",
                "deviation",
                "better" if one.valid else "worse",
                "valid" if old.valid else "not valid",
                "valid" if one.valid else "not valid",
                old.because if one.valid else one.because,
            )


def _determinations(step: Step) -> Iterator[Event]:
    def all(found: Assessment) -> dict[str, Determined]:
        return {
            f"{one.model}/{one.threshold}": one
            for subject in found.subjects
            for one in subject.determinations
        }

    before = all(step.before)
    for name, one in all(step.after).items():
        old = before.get(name)
        state, was = _determined(one), _determined(old)
        if state != was:
            way: Direction = "neutral"
            if old is not None:
                way = _way(_OUTCOMES.index(old.effective), _OUTCOMES.index(one.effective))
            yield _plain(f"determination/{name}", "determination", way, was, state, one.messages)


def _determined(one: Determined | None) -> str:
    if one is None:
        return ABSENT
    return one.effective.value if one.because is None else f"{one.effective.value}, {one.because}"


def _activations(step: Step) -> Iterator[Event]:
    for one in step.project.settings.activated:
        if step.passed(one.date.earliest):
            name = f"activation/{one.model}/{one.standard}"
            yield _plain(name, "activation", "neutral", ABSENT, "in force", (one.because,))


def _records(step: Step) -> Iterator[Event]:
    for old, one in zip(step.before.records, step.after.records, strict=True):
        if one.known and not old.known:
            yield _plain(
                f"record/{one.id}", "record", "neutral", ABSENT, "known", (), records=(one.id,)
            )


def _inventory(step: Step) -> Iterator[Event]:
    for key, asset in sorted(step.project.assets.items()):
        service = asset.in_service
        # In service at an instant after its beginning, for a window of no length is none (R5).
        if step.before.now <= service.from_.earliest < step.after.now:
            yield _plain(
                f"asset/{key}", "asset", "neutral", ABSENT, "in service", (_on(service.from_),)
            )
        if service.to is not None and step.passed(service.to.latest):
            yield _plain(
                f"asset/{key}", "asset", "neutral", "in service", "retired", (_on(service.to),)
            )
    for key, event in sorted(step.project.events.items()):
        if step.passed(event.at.earliest):
            yield _plain(key, "event", "neutral", ABSENT, "dated", (_on(event.at),))


def _period(step: Step) -> Iterator[Event]:
    end = step.after.period.end
    if end < step.after.now and not step.before.period.end < step.before.now:
        because = f"the period ended at {instant_text(end)}"
        yield _plain(PERIOD, "period", "worse", "open", "over", (because,))


def _plain(
    id: str,
    kind: EventKind,
    direction: Direction,
    before: str,
    after: str,
    because: tuple[str, ...],
    records: tuple[str, ...] = (),
) -> Event:
    """An event that is about no instance."""
    return Event(
        id=id,
        kind=kind,
        direction=direction,
        before=before,
        after=after,
        codes=(),
        because=because,
        records=records,
        control=None,
    )


def _on(moment: Moment) -> str:
    return f"on {moment}"


def _way(before: int, after: int) -> Direction:
    if before == after:
        return "neutral"
    return "worse" if before < after else "better"

"""The status of everything that can be red, at one date."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import get_args

from checker.assess.activities import FORBIDDEN, NONE_FOUND
from checker.assess.assessment import ORGANIZATION, Assessment, Subject, Verdict
from checker.assess.force import dependencies
from checker.forecast.model import Direction, ThingKind, ThingStatus
from checker.graph.order import reachable
from checker.project.project import Project
from checker.report.model import Gate
from rsp.value import Value

ABSENT: ThingStatus = "absent"
GATE = "gate"

_FINE = (
    "absent",
    "passed",
    "conformant",
    "not-required",
    NONE_FOUND,
    "satisfied",
    "substituted",
    "informative",
    "not-applicable",
    "not-in-force",
)
_RANKS: dict[str, int] = {
    **dict.fromkeys(_FINE, 0),
    "undetermined": 1,
    "undermined": 2,
    "uncovered": 2,
    "gap": 3,
    "not-conformant": 3,
    FORBIDDEN: 3,
    "failed": 3,
    "not-assessed": 4,
}
"""How bad a status is; what is not fine is red."""

_STATUSES: dict[str, ThingStatus] = {status: status for status in get_args(ThingStatus)}
_VERDICTS_WORST_FIRST = (
    Verdict.NOT_ASSESSED,
    Verdict.NOT_CONFORMANT,
    FORBIDDEN,
    Verdict.UNDETERMINED,
    Verdict.CONFORMANT,
    Verdict.NOT_REQUIRED,
)


class Key(Value, frozen=True, kw_only=True, order=True):
    """What a status is about."""

    kind: ThingKind
    subject: str | None
    id: str


class State(Value, frozen=True, kw_only=True):
    """A status, and what the assessment says of it."""

    status: ThingStatus
    because: tuple[str, ...] = ()

    @property
    def red(self) -> bool:
        """Whether it is not shown, whatever the reason."""
        return is_red(self.status)


NOTHING = State(status=ABSENT)


def is_red(status: str) -> bool:
    """Whether a status is anything but fine."""
    return _RANKS[status] > 0


def direction(before: str, after: str) -> Direction:
    """Whether one status is worse than another."""
    if _RANKS[before] == _RANKS[after]:
        return "neutral"
    return "worse" if _RANKS[before] < _RANKS[after] else "better"


def states_of(
    project: Project, assessment: Assessment, gate: Gate, standards: Collection[str] = ()
) -> dict[Key, State]:
    """Every status at a date; `standards`, where there are any, are the only ones shown."""
    controls = _controls(project, standards)
    found = {
        Key(kind="gate", subject=None, id=GATE): State(
            status=_STATUSES[gate.status], because=gate.because
        )
    }
    for subject in assessment.subjects:
        for standard in subject.standards:
            why = standard.because if standard.required else ()
            found[Key(kind="standard", subject=subject.id, id=standard.id)] = State(
                status=_STATUSES[standard.verdict.value], because=why
            )
        found.update(_of_model(subject, with_activities=not standards))
        found.update(
            (
                Key(kind="control", subject=subject.id, id=one.id),
                State(status=_STATUSES[one.status.value], because=(*one.because, *one.causes)),
            )
            for one in subject.controls
            if one.id in controls
        )
        clauses = project.edition.clauses
        found.update(
            (
                Key(kind="clause", subject=subject.id, id=one.id),
                State(status=_STATUSES[one.status.value], because=one.because),
            )
            for one in subject.clauses
            if not standards or clauses[one.id].standard in standards
        )
    return found


def _of_model(subject: Subject, with_activities: bool) -> Iterator[tuple[Key, State]]:
    """A model is as its worst standard, and red too where an activity is not free."""
    if subject.id == ORGANIZATION:
        return
    words: set[str] = {one.verdict.value for one in subject.standards}
    because = [
        f"{one.id} is {one.verdict.value}"
        for one in subject.standards
        if one.required and one.verdict is not Verdict.CONFORMANT
    ]
    if with_activities:
        for name, activity in subject.activities.items():
            key = Key(kind="activity", subject=subject.id, id=name)
            yield key, State(status=_STATUSES[activity.finding], because=activity.because)
            if activity.finding != NONE_FOUND:
                words.add(activity.finding)
                because.append(f"{name} is {activity.finding}")
    worst = next((word for word in _VERDICTS_WORST_FIRST if word in words), Verdict.NOT_REQUIRED)
    yield (
        Key(kind="model", subject=subject.id, id=subject.id),
        State(status=_STATUSES[worst], because=tuple(because)),
    )


def _controls(project: Project, standards: Collection[str]) -> frozenset[str]:
    """The controls of the standards that are shown, and what they depend on."""
    controls = project.catalog.controls
    if not standards:
        return frozenset(controls)
    own = [name for name, one in controls.items() if one.standard in standards]
    return reachable(dependencies(project), own)

"""What was better before, and whether it is as good again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from checker.assess.assessment import Shown, Status, Verdict
from checker.history.compare import rule_changes
from checker.history.model import Kind, Regression
from checker.history.saved import Assessed
from rsp.value import Value

_VERDICTS = {
    Verdict.CONFORMANT: 0,
    Verdict.NOT_REQUIRED: 0,
    Verdict.UNDETERMINED: 1,
    Verdict.NOT_CONFORMANT: 2,
    Verdict.NOT_ASSESSED: 3,
}
"""How bad a verdict is; one that is not required is nothing to be worse than."""
_SHOWN = (Status.SATISFIED, Status.SUBSTITUTED)
_SET_ASIDE = (Status.NOT_APPLICABLE, Status.NOT_IN_FORCE, Status.INFORMATIVE)

Key = tuple[Kind, str | None, str]
"""Kind, subject and id."""


class State(Value, frozen=True, kw_only=True):
    """How something stands."""

    word: str
    badness: int
    """0 is good."""
    aside: bool = False
    """It does not apply, or is not required."""


def regressions(assessments: Sequence[Assessed]) -> tuple[Regression, ...]:
    """In order of date, then kind and id; what stands today has no end."""
    found: list[Regression] = []
    open_ones: dict[Key, tuple[Regression, int]] = {}
    before: dict[Key, State] = {}
    """How each thing stood when it was last there and not set aside."""
    for index, one in enumerate(assessments):
        after = dict(_states(one))
        date = one.saved.as_of.date
        for key, (regression, good) in list(open_ones.items()):
            how = _ending(after.get(key), good)
            if how is not None:
                found.append(msgspec.structs.replace(regression, ended=date, how=how))
                del open_ones[key]
                if how != "recovered":
                    before[key] = State(word=regression.before, badness=good)
        moved = index > 0 and any(rule_changes(assessments[index - 1].saved, one.saved))
        for key, state in before.items():
            new = after.get(key)
            if new is None or new.aside or new.badness <= state.badness or key in open_ones:
                continue
            regression = Regression(
                kind=key[0],
                subject=key[1],
                id=key[2],
                at=date,
                before=state.word,
                after=new.word,
                rules_changed=moved,
                ended=None,
                how=None,
            )
            open_ones[key] = regression, state.badness
        before |= {
            key: state for key, state in after.items() if key[0] == "verdict" or not state.aside
        }
    found += [regression for regression, _ in open_ones.values()]
    order = {one.saved.as_of.date: at for at, one in enumerate(assessments)}
    kinds: tuple[Kind, ...] = ("verdict", "clause", "control", "instance")
    return tuple(
        sorted(
            found,
            key=lambda one: (order[one.at], kinds.index(one.kind), one.subject or "", one.id),
        )
    )


def _ending(now: State | None, good: int) -> Literal["recovered", "set aside", "gone"] | None:
    if now is None:
        return "gone"
    if now.aside:
        return "set aside"
    return "recovered" if now.badness <= good else None


def _states(one: Assessed) -> Iterator[tuple[Key, State]]:
    for subject in one.saved.subjects:
        for standard in subject.standards:
            verdict = standard.verdict
            yield (
                ("verdict", subject.id, standard.id),
                State(
                    word=verdict.value,
                    badness=_VERDICTS[verdict],
                    aside=verdict is Verdict.NOT_REQUIRED,
                ),
            )
        for clause in subject.clauses:
            yield ("clause", subject.id, clause.id), _status(clause.status)
        for control in subject.controls:
            yield ("control", subject.id, control.id), _status(control.status)
    for instance in one.saved.instances:
        unmet = instance.status is Shown.UNMET
        yield (
            ("instance", None, instance.id),
            State(
                word=instance.status.value,
                badness=int(unmet),
                aside=instance.status is Shown.NOT_APPLICABLE,
            ),
        )


def _status(status: Status) -> State:
    return State(word=status.value, badness=int(status not in _SHOWN), aside=status in _SET_ASIDE)

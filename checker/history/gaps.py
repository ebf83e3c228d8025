"""How long instances were unmet, as far as assessments at some dates can show it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Literal

from checker.assess.assessment import Shown
from checker.history.model import GapTime, TimeToClose
from checker.history.saved import Assessed


def gap_times(assessments: Sequence[Assessed]) -> tuple[GapTime, ...]:
    """Every stretch from the first assessment that found an instance unmet to the first that found
    it otherwise, oldest first."""
    found: list[GapTime] = []
    since: dict[str, int] = {}
    for index, one in enumerate(assessments):
        status = {each.id: each.status for each in one.saved.instances}
        for name in [name for name in since if status.get(name) is not Shown.UNMET]:
            found.append(_time(assessments, name, since.pop(name), index, _how(status.get(name))))
        for name, now in status.items():
            if now is Shown.UNMET:
                since.setdefault(name, index)
    last = len(assessments) - 1
    found += [_time(assessments, name, start, last, None) for name, start in since.items()]
    order = {one.saved.as_of.date: at for at, one in enumerate(assessments)}
    return tuple(sorted(found, key=lambda one: (order[one.opened], one.instance)))


def time_to_close(gaps: Sequence[GapTime]) -> TimeToClose:
    """Over those that were closed; what was set aside or removed was not closed."""
    days = [one.days for one in gaps if one.how == "closed"]
    return TimeToClose(
        gaps=len(days),
        median_days=float(median(days)) if days else None,
        longest_days=max(days, default=None),
    )


def _how(now: Shown | None) -> Literal["closed", "set aside", "removed"]:
    if now is None:
        return "removed"
    return "set aside" if now is Shown.NOT_APPLICABLE else "closed"


def _time(
    assessments: Sequence[Assessed],
    name: str,
    start: int,
    end: int,
    how: Literal["closed", "set aside", "removed"] | None,
) -> GapTime:
    opened, ended = assessments[start], assessments[end]
    return GapTime(
        instance=name,
        opened=opened.saved.as_of.date,
        at_least=start == 0,
        ended=ended.saved.as_of.date if how is not None else None,
        how=how,
        days=(ended.at - opened.at).days,
    )

"""Which of two durations is longer, wherever in the calendar they begin."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from rsp.requirement import Cadence, Limit
from rsp.time import Duration

_CYCLE = 4800
"""Months after which the calendar repeats: 400 years."""
_CYCLE_DAYS = 146_097
_ANCHORS = (1, 28, 29, 30, 31)
"""Days of a month that clamp differently; all up to 28 behave as the first."""


class Order(StrEnum):
    """How a new value stands to an old one."""

    SAME = "same"
    LESS = "less"
    """Never more, and sometimes less."""
    MORE = "more"
    """Never less, and sometimes more."""
    UNDECIDABLE = "undecidable"
    """Less from some days and more from others, or unknown."""


def of_limits(old: Limit, new: Limit) -> Order:
    """The order of two limits; the value of a parameter is known only to be what it is, and a
    length and a unit of the calendar have no order."""
    if isinstance(old, Cadence) and isinstance(new, Cadence) and old.unit and new.unit:
        return _of_months(old.unit.months, new.unit.months)
    if old.duration is None or new.duration is None:
        return Order.SAME if old == new else Order.UNDECIDABLE
    return of_durations(old.duration, new.duration)


def _of_months(old: int, new: int) -> Order:
    if old == new:
        return Order.SAME
    return Order.LESS if new < old else Order.MORE


def of_durations(old: Duration, new: Duration) -> Order:
    """The order of what follows both durations, from every instant of the calendar."""
    least, most = _difference(old.months, new.months)
    apart = new.length - old.length
    shortest, longest = timedelta(days=least) + apart, timedelta(days=most) + apart
    nothing = timedelta()
    if shortest == longest == nothing:
        return Order.SAME
    if longest <= nothing:
        return Order.LESS
    if shortest >= nothing:
        return Order.MORE
    return Order.UNDECIDABLE


@lru_cache(maxsize=4096)
def _difference(old: int, new: int) -> tuple[int, int]:
    """The fewest and the most days by which `new` months end after `old` ones."""
    if old == new:
        return 0, 0
    found = [
        _shifted(month + new, day) - _shifted(month + old, day)
        for month in range(_CYCLE)
        for day in _ANCHORS
        if day <= _first(month + 1) - _first(month)
    ]
    return min(found), max(found)


def _shifted(month: int, day: int) -> int:
    """The day of a month, clamped, counted from the beginning of the calendar."""
    return _first(month) + min(day, _first(month + 1) - _first(month)) - 1


def _first(month: int) -> int:
    """The first day of a month likewise."""
    cycles, left = divmod(month, _CYCLE)
    return cycles * _CYCLE_DAYS + _firsts()[left]


@lru_cache(maxsize=1)
def _firsts() -> tuple[int, ...]:
    return tuple(date(2000 + at // 12, at % 12 + 1, 1).toordinal() for at in range(_CYCLE))

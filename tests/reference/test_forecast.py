"""A forecast says of every day what an assessment of that day by itself says, and the reference.

The cases are those of `test_equal.py`; their evidence is laid to the limits, so that much changes
on the days around their dates: what is fresh, covered, known, approved, in service or in force.
"""

from __future__ import annotations

from typing import Any, get_args

import pytest

from checker.assess.memo import Memo
from checker.forecast.model import EventKind, ThingKind
from tests import adapter
from tests.checker.forecast.days import Read, Statuses, days, statuses
from tests.reference.evaluator import evaluate
from tests.reference.test_equal import differences, digests_of, normalised
from tests.strategies import random_case

Map = dict[str, Any]

BEFORE, DAYS = 4, 40
"""Where the days of a case begin before its date, and how many there are: more than a month, for
limits are mostly one."""
CHUNK, CHUNKS = 4, 8
LOOKED_AT = DAYS // 3
"""Every so many days the slow reference is asked too."""


def _stated(found: Map) -> Statuses:
    """Statuses of a plain result, as the forecast names them; standards that are required."""
    stated: Statuses = {}
    for subject, one in found["subjects"].items():
        for kind, key in (
            ("standard", "standards"),
            ("control", "controls"),
            ("clause", "clauses"),
        ):
            stated.update(((kind, subject, id), status) for id, status in one[key].items())
        stated.update(
            (("activity", subject, id), finding) for id, finding in one["activities"].items()
        )
    return stated


def _compared(now: Statuses) -> Statuses:
    """What the reference states too: not the gate, models as a whole, and what is not required."""
    return {
        key: status
        for key, status in now.items()
        if key[0] not in ("gate", "model") and status not in ("absent", "not-required")
    }


def _days(case: Map) -> list[str]:
    return days(case["now"][:10], DAYS, before=BEFORE)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_forecast_is_what_is_found_on_each_day(chunk: int) -> None:
    """By the core without a memo, every status and the gate; by the reference on some days."""
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        case = random_case(seed, digests_of)
        read, over = Read(case), _days(case)
        found = read.forecast(over)
        for day, now in zip(over, statuses(found.things, found.days, over), strict=True):
            alone = read.at(day)
            plain = normalised(adapter.results(alone))

            assert _compared(now) == _stated(plain), f"seed {seed}, {day}"
            assert now["gate", None, "gate"] == read.gate(day, alone).status
            if day in over[::LOOKED_AT]:
                slow = normalised(evaluate({**case, "now": day}))
                assert list(differences(plain, slow)) == [], f"seed {seed}, {day}"


def test_a_memo_changes_nothing_of_what_is_found() -> None:
    """Everything that an assessment states, with one memo for all days of all cases."""
    memo = Memo()
    for seed in range(100, 130):
        case = random_case(seed, digests_of)
        read = Read(case)
        for day in _days(case)[:: LOOKED_AT // 3]:
            assert read.at(day, memo) == read.at(day), f"seed {seed}, {day}"


def test_much_changes_in_the_cases() -> None:
    """Every kind of thing and event, for better and for worse: else nothing was compared."""
    changes, happened, traced = set(), set(), [0, 0]
    for seed in range(CHUNK * CHUNKS):
        case = random_case(seed, digests_of)
        for day in Read(case).forecast(_days(case)).days:
            changes |= {(one.kind, one.direction) for one in day.changes}
            happened |= {one.kind for one in day.events}
            for one in day.changes:
                traced[bool(one.roots)] += 1

    kinds = set(get_args(ThingKind))
    assert {(kind, way) for kind in kinds for way in ("worse", "better")} - changes == set()
    assert set(get_args(EventKind)) - happened == set()
    assert traced[False] <= traced[True] // 50, traced

"""Declared indicators over time; they bear on no verdict and are no regressions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from checker.history.model import IndicatorSeries
from checker.history.saved import Assessed
from checker.report.model import Indicator

Number = int | float


def indicator_series(assessments: Sequence[Assessed]) -> tuple[IndicatorSeries, ...]:
    """One for each indicator and subject key of any assessment, in order of their ids."""
    tables = [{one.id: one for one in each.saved.indicators} for each in assessments]
    found = []
    for name in sorted({name for table in tables for name in table}):
        declared = [table.get(name) for table in tables]
        stated = [one for one in declared if one is not None]
        latest = stated[-1]
        for asset in sorted({each.asset for one in stated for each in one.values}):
            values = tuple(_value(one, asset) for one in declared)
            found.append(
                IndicatorSeries(
                    id=name,
                    title=latest.title,
                    unit=latest.unit,
                    better=latest.better,
                    asset=asset,
                    values=values,
                    moved=_moved(values, latest.better),
                    redefined=len({(one.type, one.rule, one.unit, one.better) for one in stated})
                    > 1,
                )
            )
    return tuple(found)


def _value(one: Indicator | None, asset: str) -> Number | None:
    values = one.values if one is not None else ()
    return next((each.value for each in values if each.asset == asset), None)


def _moved(
    values: tuple[Number | None, ...], better: Literal["lower", "higher"]
) -> Literal["better", "worse", "same", "unknown"]:
    known = [value for value in values if value is not None]
    if values[-1] is None or len(known) < 2:
        return "unknown"
    before, last = known[-2:]
    if before == last:
        return "same"
    return "better" if (last < before) is (better == "lower") else "worse"

"""Of part 8: the figures that the project declares, each from the record it is read from."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.escape import code, escape
from checker.report.model import Indicator
from checker.report.parts.block import link, long_table

_HEADS = ("Indicator", "About", "Value", "Unit", "Better", "Record", "Note")
_APART = (
    "Figures that the organisation follows over time, read from records that are sound. No verdict"
    " and no gate rests on them."
)


def indicator_part(indicators: tuple[Indicator, ...]) -> list[str]:
    """A table of all values; nothing where none is declared."""
    if not indicators:
        return []
    rows = [row for one in indicators for row in _rows(one)]
    return ["### Declared indicators", _APART, long_table("Indicators", _HEADS, rows)]


def _rows(one: Indicator) -> Iterator[tuple[str, ...]]:
    head = f"{code(one.id)} {escape(one.title)}"
    if not one.values:
        yield head, "", "no value", escape(one.unit), one.better, "", "no record of its type"
    for each in one.values:
        yield (
            head,
            code(each.asset),
            "no value" if each.value is None else f"{each.value:.6g}",
            escape(one.unit),
            one.better,
            link("record", each.record) if each.record else "",
            escape(each.because),
        )

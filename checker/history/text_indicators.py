"""Of the trend's text: declared indicators, each a line of figures for each subject key."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from checker.history.model import IndicatorSeries, Trend
from checker.report.layout import Style, Tone, listed, wrap

_LATEST = 8
"""Values that are shown, the latest of them."""
_ASSETS = 3
_TONES = {"worse": Tone.BAD, "better": Tone.GOOD}


def indicator_lines(trend: Trend, style: Style) -> Iterator[str]:
    """Every indicator; assets with the same figures share a line."""
    if trend.indicators:
        yield ""
        yield style.paint("Declared indicators; no verdict rests on them", Tone.STRONG)
    for _, group in groupby(trend.indicators, key=lambda one: one.id):
        ones = list(group)
        first = ones[0]
        yield from wrap(
            f"{first.id}: {first.title} ({first.unit}, {first.better} is better)",
            first="  ",
            rest="    ",
        )
        if first.redefined:
            yield "    it was read in another way in some of them"
        same: dict[tuple[str, str], list[str]] = {}
        for one in ones:
            same.setdefault((one.moved, _figures(one)), []).append(one.asset)
        for (moved, figures), assets in same.items():
            lines = wrap(
                f"{moved}: {figures}; {listed(assets, _ASSETS)}", first="    ", rest="      "
            )
            yield lines[0].replace(moved, style.paint(moved, _TONES.get(moved)), 1)
            yield from lines[1:]


def _figures(one: IndicatorSeries) -> str:
    latest = one.values[-_LATEST:]
    shown = ", ".join("no value" if value is None else f"{value:.6g}" for value in latest)
    return f"… {shown}" if len(one.values) > _LATEST else shown

"""Of the trend's text: how long gaps took to close, and those that are still open."""

from __future__ import annotations

from collections.abc import Iterator

from checker.history.model import GapTime, Trend
from checker.report.layout import Style, Tone, number, wrap

_OLDEST = 10


def gap_lines(trend: Trend, style: Style) -> Iterator[str]:
    """Time to close, then what is open, oldest first."""
    closing = trend.time_to_close
    standing = sorted(
        (one for one in trend.gaps if one.ended is None), key=lambda one: (-one.days, one.instance)
    )
    yield ""
    yield style.paint("Gaps over time", Tone.STRONG)
    if closing.median_days is not None and closing.longest_days is not None:
        yield from wrap(
            f"closed: {closing.gaps}, in {closing.median_days:g} days by the median,"
            f" {number(closing.longest_days, 'day')} at the longest; counted between assessments",
            first="  ",
            rest="    ",
        )
    else:
        yield "  closed: 0"
    yield f"  open: {len(standing)}" + (", the oldest first" if standing else "")
    for one in standing[:_OLDEST]:
        yield from wrap(_age(one), first="    ", rest="      ")
    if len(standing) > _OLDEST:
        yield f"    and {len(standing) - _OLDEST} more"


def _age(one: GapTime) -> str:
    least = "at least " if one.at_least else ""
    return f"{least}{number(one.days, 'day')}, since {one.opened}: {one.instance}"

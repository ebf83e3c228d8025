"""The summary's lines on deviations: what the gate accepts, what ends soon, what does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.layout import Style, Tone, listed, number, wrap
from checker.report.model import Deviation, Report
from checker.report.view import about, days_left, ending

_GATE_ALONE = ("waiver", "interim-measure")


def deviation_lines(report: Report, style: Style) -> list[str]:
    """Nothing where there are no deviations worth a line."""
    lines = [*_ending(report, style), *_idle(report), *_without_effect(report)]
    return ["", *lines] if lines else []


def _ending(report: Report, style: Style) -> Iterator[str]:
    found = ending(report)
    if not found:
        return
    yield style.paint("Deviations that end soon", Tone.STRONG)
    for one in found:
        text = f"{one.id} ({one.kind}, {about(one)}) {days_left(one)}"
        yield from wrap(text, first="  ", rest="    ")
        if one.carries:
            text = f"without another, the gate then fails for {listed(one.carries, 4)}"
            yield from wrap(text, first="    ", rest="      ")


def _idle(report: Report) -> Iterator[str]:
    for one in report.deviations:
        if one.kind in _GATE_ALONE and one.valid and not one.accepts:
            why = f": {listed(one.limits, 2)}" if one.limits else ": what it names is not unmet"
            yield from wrap(f"{one.id} ({one.kind}) accepts nothing today{why}", rest="  ")


def _without_effect(report: Report) -> Iterator[str]:
    broken: list[Deviation] = [one for one in report.deviations if not one.valid]
    if broken:
        shown = [f"{one.id} ({one.because[0]})" for one in broken]
        text = f"{number(len(broken), 'deviation')} without effect: {listed(shown, 3)}"
        yield from wrap(text, rest="  ")

"""The trend for a terminal: 80 columns, what got worse before everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.history.model import Regression, Step, Trend, Verdicts
from checker.history.text_gaps import gap_lines
from checker.history.text_indicators import indicator_lines
from checker.report.layout import PLAIN, Style, Tone, joined, listed, number, wrap

_SHOWN = 20
"""Regressions of a kind that are named one by one."""
_NAMES = 4
_RULES = "Where a rule changed too, a verdict may have moved with it and not with the facts."
_WORDS = {
    "verdict": "Verdicts that got worse",
    "clause": "Clauses that were satisfied",
    "control": "Controls that were satisfied",
    "instance": "Instances that were met",
}


def render(trend: Trend, style: Style = PLAIN) -> str:
    """The whole text."""
    lines = [*_head(trend, style)]
    lines += _verdicts(trend, style)
    lines += _regressions(trend, style)
    for step in trend.steps:
        lines += _step(step, style)
    lines += gap_lines(trend, style)
    lines += indicator_lines(trend, style)
    lines += _left_out(trend, style)
    lines += ["", *wrap(f"Exit {trend.exit.code}: {trend.exit.because}", rest="  ")]
    return joined(lines)


def _head(trend: Trend, style: Style) -> Iterator[str]:
    points = trend.assessments
    span = f", {points[0].as_of} to {points[-1].as_of}" if points else ""
    title = f"{trend.organization or 'Nothing'}: {number(len(points), 'assessment')}{span}"
    for line in wrap(title):
        yield style.paint(line, Tone.STRONG)
    for one in points:
        text = f"{one.as_of}: gate {one.gate}, {number(one.open, 'instance')} unmet, {one.file}"
        yield from wrap(text, first="  ", rest="    ")


def _verdicts(trend: Trend, style: Style) -> Iterator[str]:
    if trend.verdicts:
        yield ""
        yield style.paint("Verdicts", Tone.STRONG)
    dates = [one.as_of for one in trend.assessments]
    for one in trend.verdicts:
        yield from wrap(f"{one.standard} for {one.subject}", first="  ", rest="    ")
        yield from wrap("; ".join(_runs(one, dates)), first="    ", rest="      ")


def _runs(one: Verdicts, dates: Sequence[str]) -> Iterator[str]:
    """Dates with the same verdict as one."""
    pairs = zip(one.verdicts, dates, strict=True)
    for verdict, same in groupby(pairs, key=lambda pair: pair[0]):
        inside = [date for _, date in same]
        span = inside[0] if len(inside) == 1 else f"{inside[0]} to {inside[-1]}"
        yield f"{verdict or 'not there'} {span}"


def _regressions(trend: Trend, style: Style) -> Iterator[str]:
    standing = [one for one in trend.regressions if one.ended is None]
    ended = [one for one in trend.regressions if one.ended is not None]
    yield ""
    title = f"Regressions: {len(standing)} stand, {len(ended)} ended"
    yield style.paint(title, Tone.BAD if standing else Tone.STRONG)
    if any(one.rules_changed for one in trend.regressions):
        yield from wrap(_RULES, first="  ")
    for kind, title in _WORDS.items():
        mine = [one for one in (*standing, *ended) if one.kind == kind]
        if mine:
            yield f"  {title}"
        for one in mine[:_SHOWN]:
            yield from wrap(_regression(one), first="    ", rest="      ")
        if len(mine) > _SHOWN:
            yield f"    and {len(mine) - _SHOWN} more"


def _regression(one: Regression) -> str:
    about = f" for {one.subject}" if one.subject else ""
    rule = "; a rule changed too" if one.rules_changed else ""
    end = f"; {one.how} {one.ended}" if one.ended else ""
    return f"{one.at} {one.id}{about}: {one.before} to {one.after}{rule}{end}"


def _step(step: Step, style: Style) -> Iterator[str]:
    yield ""
    yield style.paint(f"From {step.before} to {step.after}", Tone.STRONG)
    for change in step.rules:
        text = f"rule changed, {change.what}: {change.before} to {change.after}"
        yield from wrap(text, first="  ", rest="    ")
    found = [
        f"{number(len(names), what)} {word}: {listed(names, _NAMES)}"
        for word, what, names in (
            ("opened", "gap", step.opened),
            ("open that were not there before", "gap", step.new_open),
            ("closed", "gap", step.closed),
            ("set aside, not closed", "gap", step.set_aside),
            ("removed, not closed", "gap", step.removed_open),
            ("new", "control", step.controls_new),
            ("removed", "control", step.controls_removed),
            ("new", "subject", step.subjects_new),
            ("removed", "subject", step.subjects_removed),
        )
        if names
    ]
    if step.instances_new or step.instances_removed:
        found.append(f"instances: {step.instances_new} new, {step.instances_removed} removed")
    for text in found or ["no gap opened or closed"]:
        yield from wrap(text, first="  ", rest="    ")


def _left_out(trend: Trend, style: Style) -> Iterator[str]:
    for title, ones in (
        ("Not compared", [(f"{one.file} ({one.as_of})", one.because) for one in trend.apart]),
        ("Not readable", [(one.file, one.because) for one in trend.unread]),
    ):
        if ones:
            yield ""
            yield style.paint(title, Tone.OPEN)
        for name, because in ones:
            yield from wrap(f"{name}: {because}", first="  ", rest="    ")

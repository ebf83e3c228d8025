"""The summary for a terminal: 80 columns, verdicts and gate side by side, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checker.report.gated import SHOWN, baseline_lists, baseline_words, gap_words, scope_words
from checker.report.layout import (
    PLAIN,
    WIDTH,
    Style,
    Tone,
    clean,
    columns,
    cut,
    joined,
    number,
    wrap,
)
from checker.report.model import Report
from checker.report.text_deviations import deviation_lines
from checker.report.text_gaps import gap_lines
from checker.report.text_next import next_lines
from checker.report.text_overlay import overlay_lines
from checker.report.text_plans import plan_lines
from checker.report.text_subjects import subject_lines
from checker.report.view import day, equation, last_day, reviewed, uncovered, withheld

_NAME = 8
"""Columns that the organisation's id keeps at least."""
_REASONS = 5
"""Reasons of the gate that a summary names."""


def render(report: Report, style: Style = PLAIN, project: str | None = None) -> str:
    """The whole summary; its commands name `project`, else the path of the report."""
    lines = [*_head(report, style)]
    lines += subject_lines(report, style)
    lines += gap_lines(report, style)
    lines += deviation_lines(report, style)
    lines += plan_lines(report, style)
    lines += ["", *_totals(report)]
    if report.edition is None:
        path = report.project.path if project is None else project
        lines += ["", *next_lines(report, path)]
    lines += ["", *_gate(report, style)]
    return joined(lines)


def _head(report: Report, style: Style) -> Iterator[str]:
    """The first line holds all that qualifies the rest; the organisation's id is cut to fit."""
    rest = _qualified(report)
    name = clean(report.project.organization)
    tail = clean(", ".join(rest))
    first = cut(name, max(_NAME, WIDTH - columns(tail) - 2)) + ", " + tail
    for line in wrap(first):
        yield style.paint(line, Tone.STRONG)
    if report.project.title:
        yield from wrap(report.project.title)
    for reason in report.partial:
        yield from wrap(f"Partial: {reason}")
    if report.edition is not None:
        yield from wrap(withheld(report.edition))
    if report.as_of.closed_because is not None:
        yield from wrap(f"Closed: {report.as_of.closed_because}")
    kind = "custom catalog" if report.catalog.custom else "catalog"
    yield from wrap(
        f"Period {day(report.period.start)} to {last_day(report.period.end)};"
        f" {kind} {report.catalog.name} {report.catalog.version}"
    )
    yield from overlay_lines(report, style)


def _qualified(report: Report) -> list[str]:
    as_of = report.as_of
    found = [report.policy.edition, f"as of {as_of.date}"]
    if as_of.closed_because is not None:
        age = as_of.closed_age_days
        found.append("closed" if age is None else f"closed {number(age, 'day')} ago")
    if as_of.projection:
        found.append("PROJECTION")
    if report.partial:
        found.append("PARTIAL")
    if report.edition is not None:
        found.append(f"{report.edition.audience} edition")
    return found


def _totals(report: Report) -> Iterator[str]:
    counts = report.counts
    yield from wrap(f"Instances: {equation(report)}", rest="  ")
    yield from wrap(
        f"Records: {counts.records}, of which {counts.records_known} are there at the date and"
        f" {counts.records_used} help to show something",
        rest="  ",
    )
    yield from wrap(f"Open judgements: {counts.judgements_open} of {counts.judgements}", rest="  ")
    yield from wrap(
        f"Links reviewed: {reviewed(counts)}; not reviewed or suspect: {counts.links_open}",
        rest="  ",
    )
    missing = uncovered(report)
    if missing:
        yield from wrap(f"Clauses that no control implements: {', '.join(missing)}", rest="  ")
    if report.diagnostics:
        yield from wrap(f"Diagnostics: {_diagnosed(report)}", rest="  ")


def _diagnosed(report: Report) -> str:
    levels = Counter(one.level for one in report.diagnostics)
    parts = [number(levels[name], name) for name in ("error", "warning", "note") if levels[name]]
    codes = Counter(one.code for one in report.diagnostics if one.level == "error")
    named = ", ".join(f"{code} {count}" for code, count in codes.most_common(4))
    return ", ".join(parts) + (f" (errors: {named})" if named else "")


def _gate(report: Report, style: Style) -> Iterator[str]:
    passed = report.gate.status == "passed"
    word = style.paint(report.gate.status.upper(), Tone.GOOD if passed else Tone.BAD)
    plain = f"Gate: {report.gate.status.upper()} (exit {report.exit.code}): "
    shown, more = report.gate.because[:_REASONS], len(report.gate.because) - _REASONS
    because = "; ".join((*shown, f"and {more} more") if more > 0 else shown)
    because = because if because and not passed else _of_pass(report, because)
    lines = wrap(because, first=plain, rest="  ")
    yield lines[0].replace(report.gate.status.upper(), word, 1)
    yield from lines[1:]
    for accepted in report.gate.accepted:
        yield from wrap(f"Verdict that stays: {accepted}", rest="  ")
    yield from _gated(report)


def _of_pass(report: Report, because: str) -> str:
    return f"{report.exit.because}; {because}" if because else report.exit.because


def _gated(report: Report) -> Iterator[str]:
    """What the gate leaves out and what it knows."""
    if scope := scope_words(report):
        yield from wrap(scope, rest="  ")
    if report.gate.baseline is None:
        return
    yield from wrap(baseline_words(report.gate.baseline), rest="  ")
    for title, gaps in baseline_lists(report.gate.baseline):
        yield f"  {title}:"
        for gap in gaps[:SHOWN]:
            yield from wrap(gap_words(gap), first="    ", rest="      ")
        if len(gaps) > SHOWN:
            yield f"    and {len(gaps) - SHOWN} more"

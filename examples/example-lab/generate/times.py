"""The fewest times at which a type of evidence shows what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from checker.assess.window import Window, fresh, holes
from generate import schedule
from generate.dates import day, month_ends, stretches
from generate.wants import Want
from rsp.requirement import Operation
from rsp.time import Duration

Span = tuple[datetime, datetime]


def instant_of(kind: str) -> Span:
    """When the one record of a type is made."""
    at = schedule.AT.get(kind, month_ends()[-2])
    return at, at


def times(kind: str, needed: list[Want]) -> list[Span]:
    """The times that satisfy all of them; the most demanding are served first."""
    if kind in schedule.TIMES:
        start = min(want.window.start for want in needed)
        return [span for span in schedule.TIMES[kind] if span[1] >= start]
    options = sorted(
        (_times_of(kind, want) for want in needed), key=lambda spans: (-len(spans), spans)
    )
    chosen: list[Span] = list(options[0])
    for want in needed:
        if not _satisfied(want, chosen):
            chosen = sorted({*chosen, *_times_of(kind, want)})
    return chosen


def _times_of(kind: str, want: Want) -> list[Span]:
    operation, window = want.requirement.operation, want.window
    if operation is Operation.CONTINUOUS:
        return _continuous(want)
    if operation is Operation.INSTANTS and want.cadence is not None:
        found = _backwards(window, want.cadence)
        if len(found) > 1 or (found and kind not in schedule.AT):
            return [(at, at) for at in found]
    return [instant_of(kind)]


def _backwards(window: Window, cadence: Duration) -> list[datetime]:
    """Month ends from the last to the first, each as early as the cadence lets it be."""
    found: list[datetime] = []
    covered = window.end
    while cadence.after(window.start) < covered:
        near = [at for at in month_ends() if at < covered and cadence.after(at) >= covered]
        covered = min(near)
        found.append(covered)
    return sorted(found)


def _continuous(want: Want) -> list[Span]:
    """Months, or quarters where the last may be older than one, until the rest is not due."""
    last, window = want.last_stretch, want.window
    quarters = last is not None and last.after(day("2026-04-01")) >= window.end
    found: list[Span] = []
    for start, end in stretches(window.start, window.end, quarters):
        if found and last is not None and last.after(found[-1][1]) >= window.end:
            break
        found.append((start, end))
    return found


def _satisfied(want: Want, spans: Iterable[Span]) -> bool:
    touching = [span for span in sorted(spans) if want.window.touches(*span)]
    if not touching:
        return False
    if want.max_age is not None and not fresh(want.max_age, touching[-1][1], want.window.until):
        return False
    match want.requirement.operation:
        case Operation.CONTINUOUS:
            return not holes(want.window, touching, want.tolerance, want.last_stretch)
        case Operation.INSTANTS:
            return not holes(want.window, touching, want.cadence, want.cadence)
        case _:
            return True

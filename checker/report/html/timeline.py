"""When evidence was seen, where it has holes, and when it stops being fresh."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal

from checker.report.layout import number
from checker.report.model import Instance, Report
from rsp.value import Value

WIDTH = 640
"""Pixels of the period and what follows it."""
_AHEAD = timedelta(days=90)
"""How far beyond the assessment date coming ends are drawn."""
_MOST = 200
"""Controls that are drawn one by one, and dates that are listed."""
_HOLES = 5
"""Holes that are named."""


class Bar(Value, frozen=True, kw_only=True):
    """The evidence of a control or a family over time, in pixels from the left."""

    name: str
    seen: str
    """Path of what was observed."""
    holes: str
    """Path of holes."""
    ends: int | None
    """Where the next of its instances that are met stops being fresh; None: not in sight."""
    ends_on: str | None
    words: str
    """The same as a sentence."""


class End(Value, frozen=True, kw_only=True):
    """When something stops being fresh or in effect."""

    until: str
    kind: Literal["requirement", "deviation"]
    name: str
    instances: tuple[tuple[str, str], ...]
    """Of a requirement: those that stop being fresh then, and what each is about."""
    records: tuple[str, ...]
    """The newest that show each of them, each once."""


class Timeline(Value, frozen=True, kw_only=True):
    """One row for each control or family with evidence or holes, on one scale."""

    of: Literal["control", "family"]
    """Families, where there are too many controls to draw."""
    bars: tuple[Bar, ...]
    dates: tuple[End, ...]
    """The next ends."""
    total: int
    """How many ends there are."""
    months: tuple[tuple[int, str], ...]
    """Where months begin, and their names."""
    now: int
    """Where the assessment date is."""

    @property
    def soonest(self) -> tuple[Bar, ...]:
        """The bars, those that stop being fresh first at the top."""
        return tuple(sorted(self.bars, key=lambda bar: (bar.ends_on or "9999", bar.name)))


def timeline(report: Report) -> Timeline:
    """The period up to the assessment date, and 90 days beyond."""
    start, now = _read(report.period.start), _read(report.as_of.instant)
    scale = _Scale(start, max(now, start + timedelta(days=1)) + _AHEAD)
    spans = {
        one.id: (_read(one.observed.start), _read(one.observed.end))
        for one in report.records
        if one.observed and _dated(one.observed.start)
    }
    applying = [one for one in report.instances if one.status != "not-applicable"]
    alone = len({one.control for one in applying}) <= _MOST
    family = {one.id: one.family for one in report.controls}
    rows: dict[str, list[Instance]] = {}
    for one in applying:
        name = one.control if alone else family.get(one.control, one.control)
        rows.setdefault(name, []).append(one)
    bars = [_bar(name, mine, spans, scale, now) for name, mine in sorted(rows.items())]
    ends = [one for one in _ends(report) if _dated(one.until) and one.until > report.as_of.instant]
    ends.sort(key=lambda one: (one.until, one.name))
    return Timeline(
        of="control" if alone else "family",
        bars=tuple(bar for bar in bars if bar.seen or bar.holes),
        dates=tuple(ends[:_MOST]),
        total=len(ends),
        months=tuple(scale.months()),
        now=scale.at(now),
    )


def _ends(report: Report) -> Iterator[End]:
    alike: dict[tuple[str, str], list[Instance]] = {}
    for one in report.instances:
        if one.fresh_until and one.status == "met":
            name = f"{one.control}/{one.requirement}"
            alike.setdefault((one.fresh_until, name), []).append(one)
    for (until, name), mine in alike.items():
        yield End(
            until=until,
            kind="requirement",
            name=name,
            instances=tuple((one.id, one.asset) for one in mine),
            records=tuple(dict.fromkeys(one.evidence[-1] for one in mine if one.evidence)),
        )
    for deviation in report.deviations:
        if deviation.valid:
            until, name = deviation.expires, deviation.id
            yield End(until=until, kind="deviation", name=name, instances=(), records=())


class _Scale:
    """From instants to pixels."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.start, self.end = start, end
        self._seconds = (end - start).total_seconds()

    def at(self, when: datetime) -> int:
        """Within the drawing."""
        share = (when - self.start).total_seconds() / self._seconds
        return round(WIDTH * min(1.0, max(0.0, share)))

    def months(self) -> list[tuple[int, str]]:
        """The first of each month, thinned out where there are many."""
        month = self.start.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        found = []
        while month < self.end:
            if month >= self.start:
                found.append((self.at(month), month.strftime("%Y-%m")))
            month = (month + timedelta(days=32)).replace(day=1)
        step = 1 + len(found) // 12
        return found[::step]


def _bar(
    name: str,
    instances: list[Instance],
    spans: dict[str, tuple[datetime, datetime]],
    scale: _Scale,
    now: datetime,
) -> Bar:
    seen = [spans[name] for one in instances for name in one.evidence if name in spans]
    holes = [
        (_read(hole.start), _read(hole.end))
        for one in instances
        for hole in one.holes
        if _dated(hole.start)
    ]
    dates = (one.fresh_until for one in instances if one.fresh_until and one.status == "met")
    ends = min((one for one in dates if _dated(one) and _read(one) > now), default=None)
    end = _read(ends) if ends else None
    return Bar(
        name=name,
        seen=_path(seen, scale, least=2),
        holes=_path(holes, scale, least=3),
        ends=scale.at(end) if end is not None and end < scale.end else None,
        ends_on=ends,
        words=_words(seen, holes, ends),
    )


def _words(
    seen: list[tuple[datetime, datetime]], holes: list[tuple[datetime, datetime]], ends: str | None
) -> str:
    parts = []
    if seen:
        first, last = min(start for start, _ in seen), max(end for _, end in seen)
        parts.append(f"{number(len(seen), 'observation')} from {first:%Y-%m-%d} to {last:%Y-%m-%d}")
    parts += [f"nothing from {start:%Y-%m-%d} to {end:%Y-%m-%d}" for start, end in holes[:_HOLES]]
    if len(holes) > _HOLES:
        parts.append(f"and {len(holes) - _HOLES} more holes")
    if ends:
        parts.append(f"fresh until {ends[:10]}")
    return "; ".join(parts)


def _path(spans: list[tuple[datetime, datetime]], scale: _Scale, least: int) -> str:
    """Stretches as one path of bars, those that touch merged, none thinner than `least`."""
    merged: list[list[int]] = []
    for start, end in sorted((scale.at(one), scale.at(other)) for one, other in spans):
        end = max(end, start + least)
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return "".join(f"M{start} 4h{end - start}v8h-{end - start}z" for start, end in merged)


def _dated(instant: str) -> bool:
    """Whether it is an instant, and not withheld in this edition."""
    return instant[:1].isdecimal()


def _read(instant: str) -> datetime:
    return datetime.fromisoformat(instant)

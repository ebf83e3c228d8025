"""One day of the forecast: what happens, root causes first, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.forecast.model import Change, Day, Event
from checker.forecast.states import is_red
from checker.report.layout import Style, Tone, listed, number, wrap

_MOST = 8
"""Clauses, records and other names that are listed in one line."""


def day_lines(day: Day, style: Style) -> list[str]:
    """The day with its date; empty where nothing turns red or green, or happens, on it."""
    events = {one.id: one for one in day.events}
    lines = [*_neutral(day), *_half(day, events, "worse"), *_half(day, events, "better")]
    if not lines:
        return []
    head = f"{day.date} (projection)" if day.projection else day.date
    return ["", style.paint(head, Tone.STRONG), *lines]


def _half(day: Day, events: dict[str, Event], way: str) -> Iterator[str]:
    """What becomes worse, or what becomes better."""
    mine = [one for one in day.events if one.direction == way]
    for one in mine:
        if one.kind != "instance":
            yield from wrap(_told(one), first="  ", rest="      ")
    yield from _instances(mine)
    turned = [
        one
        for one in day.changes
        if one.direction == way and is_red(one.before) is not is_red(one.after)
    ]
    own = {one.control for one in mine}
    yield from _following(turned, events, own, way)
    yield from _turned(turned, "turns red" if way == "worse" else "green again")


def _instances(events: Iterable[Event]) -> Iterator[str]:
    """Instances; those of one control that say the same of different places are told once."""
    groups: dict[tuple[str | None, tuple[str, ...], tuple[str, ...]], list[Event]] = {}
    for one in events:
        if one.kind == "instance":
            groups.setdefault((one.control, one.codes, one.because), []).append(one)
    for (control, codes, because), group in groups.items():
        heads = [one.id.partition("@")[0].partition("/")[2] for one in group]
        places = list(dict.fromkeys(one.id.partition("@")[2] for one in group))
        records = list(dict.fromkeys(id for one in group for id in one.records))
        word = ", ".join(codes)
        if group[0].direction == "better":
            word = f"no longer {word}"
        told = f": {'; '.join(because)}" if because else ""
        named = f" ({listed(records, 1)})" if records else ""
        yield from wrap(
            f"{control} {', '.join(dict.fromkeys(heads))} at {listed(places, 1)}: "
            f"{word}{told}{named}",
            first="  ",
            rest="      ",
        )


def _told(one: Event) -> str:
    because = f": {'; '.join(one.because)}" if one.because else ""
    name = one.id.replace("/", " ", 1)
    return f"{name}: {one.after}, was {one.before}{because}"


def _following(
    turned: list[Change], events: dict[str, Event], own: set[str | None], way: str
) -> Iterator[str]:
    """Controls without an event of their own: what they follow from."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in turned:
        if one.kind == "control" and one.id not in own:
            causes = tuple(dict.fromkeys(events[id].control or id for id in one.roots))
            told = groups.setdefault(causes or one.because, [])
            told += [one.id] if one.id not in told else []
    word = "turns red" if way == "worse" else "green again"
    for causes, controls in groups.items():
        yield from wrap(
            f"{word}: {', '.join(controls)}; follows from {listed(causes, 4)}",
            first="  ",
            rest="      ",
        )


def _turned(turned: list[Change], word: str) -> Iterator[str]:
    clauses = list(dict.fromkeys(one.id for one in turned if one.kind == "clause"))
    if clauses:
        yield from wrap(f"clauses, {word}: {listed(clauses, _MOST)}", first="  ", rest="      ")
    names = ["the gate" for one in turned if one.kind == "gate"]
    names += [str(one.subject) for one in turned if one.kind == "model"]
    for kind in ("standard", "activity"):
        by_id: dict[str, list[str]] = {}
        for one in turned:
            if one.kind == kind:
                by_id.setdefault(one.id, []).append(str(one.subject))
        names += [f"{id} of {', '.join(subjects)}" for id, subjects in by_id.items()]
    if names:
        yield from wrap(f"{word}: {'; '.join(names)}", first="  ", rest="      ")


def _neutral(day: Day) -> Iterator[str]:
    """What happens without being good or bad by itself."""
    mine = [one for one in day.events if one.direction == "neutral"]
    records = [one.records[0] for one in mine if one.kind == "record"]
    if records:
        what = number(len(records), "record of the store counts", "records of the store count")
        yield from wrap(f"{what} from here on: {listed(records, 3)}", first="  ", rest="      ")
    for one in mine:
        if one.kind != "record":
            yield from wrap(_told(one), first="  ", rest="      ")

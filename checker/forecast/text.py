"""The forecast for a terminal: 80 columns; the gate, the standards, then day by day and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from checker.forecast.model import Forecast, Thing
from checker.forecast.text_days import day_lines
from checker.report.layout import PLAIN, Style, Tone, clean, joined, number, pad, wrap

_WIDTHS = (24, 15)
_HEADS = ("Standard", "First day", "Red")
_NOTHING_NEW = (
    "This is what follows if nothing new arrives. What holds at the end of a day holds on it."
)
_TONES = {"conformant": Tone.GOOD, "not-required": Tone.QUIET}


def render(forecast: Forecast, style: Style = PLAIN, project: str = "") -> str:
    """The whole forecast; its command names `project`."""
    lines = [*_head(forecast, style), "", *_gate(forecast, style), *_table(forecast, style)]
    lines += ["", *_controls(forecast, project)]
    for day in forecast.days:
        lines += day_lines(day, style)
    if not forecast.days:
        lines += ["", "Nothing changes on any of these days."]
    lines += ["", *wrap(f"{_sentence(forecast)} (exit {forecast.exit.code})", rest="  ")]
    return joined(lines)


def _head(forecast: Forecast, style: Style) -> Iterator[str]:
    horizon, about = forecast.horizon, forecast.about
    found = [
        about.organization,
        about.policy,
        f"forecast {horizon.first} to {horizon.last}",
        number(horizon.days, "day"),
        *(["closed"] if forecast.closed_because is not None else []),
        *(["PROJECTION"] if horizon.projected_from is not None else []),
        *(["PARTIAL"] if forecast.partial else []),
    ]
    for line in wrap(", ".join(found)):
        yield style.paint(line, Tone.STRONG)
    if about.title:
        yield from wrap(about.title)
    for option in forecast.partial:
        yield from wrap(f"Partial: {option}")
    if forecast.closed_because is not None:
        yield from wrap(f"Closed: {forecast.closed_because}")
    yield from wrap(_NOTHING_NEW)
    if horizon.arriving:
        yield from wrap(
            f"{number(len(horizon.arriving), 'record')} of the store dated later than the first"
            " day: each counts from its own date on."
        )
    if horizon.projected_from is not None:
        yield from wrap(
            f"From {horizon.projected_from} on it is a projection: no gate passes at a date that"
            " is yet to come. What it would say on that day is shown here."
        )


def _gate(forecast: Forecast, style: Style) -> Iterator[str]:
    gate = next(one for one in forecast.things if one.kind == "gate")
    turns = [(day.date, one) for day in forecast.days for one in day.changes if one.kind == "gate"]
    if gate.red_now:
        first, because = "red on the first day", gate.because
    elif turns:
        first, because = f"green until {_before(turns[0][0])}, then red", turns[0][1].because
    else:
        first, because = "green on all of these days", ()
    told = f": {'; '.join(because[:3])}" if because else ""
    more = f"; and {len(because) - 3} more" if len(because) > 3 else ""
    lines = wrap(first + told + more, first="Gate: ", rest="  ")
    tone = Tone.BAD if gate.red_now or turns else Tone.GOOD
    yield style.paint(lines[0], tone)
    yield from lines[1:]
    later = turns if gate.red_now else turns[1:]
    if later:
        yield from wrap(
            "; ".join(f"{'red' if one.red else 'green'} from {at}" for at, one in later), first="  "
        )


def _table(forecast: Forecast, style: Style) -> Iterator[str]:
    rows = [one for one in forecast.things if one.kind in ("standard", "model")]
    subjects = sorted({str(one.subject) for one in rows}, key=lambda name: ("/" in name, name))
    yield ""
    yield from _row(_HEADS, style)
    for subject in subjects:
        yield style.paint(clean(subject), Tone.STRONG)
        mine = [one for one in rows if one.subject == subject]
        # The model comes after its standards.
        for one in sorted(mine, key=lambda each: each.kind == "model"):
            name = one.id if one.kind == "standard" else "the model as a whole"
            tone = Tone.BAD if one.red_now else _TONES.get(one.start)
            yield from _row((name, one.start, _turns(one)), style, tone)


def _turns(one: Thing) -> str:
    """`until 2026-06-28, from 2026-08-02`; a dash for what is never red."""
    found = []
    for index, turn in enumerate(one.red):
        if one.red_now and index == 0:
            found.append("now" if turn.last is None else f"until {turn.last}")
        elif turn.last is None:
            found.append(f"from {turn.first}")
        else:
            found.append(f"{turn.first} to {turn.last}")
    return ", ".join(found) or "-"


def _controls(forecast: Forecast, project: str) -> Iterator[str]:
    by_id: dict[str, list[Thing]] = {}
    for one in forecast.things:
        if one.kind == "control":
            by_id.setdefault(one.id, []).append(one)
    red = [name for name, things in by_id.items() if any(one.red_now for one in things)]
    turn = [name for name, things in by_id.items() if any(one.red_from for one in things)]
    quiet = len(by_id) - len({*red, *turn})
    yield from wrap(
        f"Controls in force: {len(by_id)}; red on the first day: {len(red)}; turn red on a later"
        f" one: {len(turn)}; never red on these days: {quiet}",
        rest="  ",
    )
    if red:
        where = f" {project}" if project not in ("", ".") else ""
        yield from wrap(f"Red on the first day: {', '.join(red)}", rest="  ")
        yield from wrap(f"rsp check{where} --as-of {forecast.horizon.first} tells why", first="  ")


def _sentence(forecast: Forecast) -> str:
    because = forecast.exit.because
    return f"{because[:1].upper()}{because[1:]}"


def _row(cells: tuple[str, str, str], style: Style, tone: Tone | None = None) -> list[str]:
    name, status = (pad(clean(cell), width) for cell, width in zip(cells, _WIDTHS, strict=False))
    first = f"  {name} {status} "
    lines = wrap(cells[2], first=first)
    return [lines[0].replace(first, f"  {name} {style.paint(status, tone)} ", 1), *lines[1:]]


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()

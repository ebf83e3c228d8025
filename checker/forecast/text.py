"""The forecast for a terminal: 80 columns; the gate, the standards, then day by day and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from checker.forecast.model import Forecast, Thing
from checker.forecast.text_days import day_lines
from checker.report.layout import PLAIN, Style, Tone, clean, joined, number, pad, wrap

_WIDTHS = (34, 15, 12, 12)
_HEADS = ("", "First day", "Red from", "Green again")
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
            f"Of the records of the store {number(len(horizon.arriving), 'is', 'are')} dated later"
            " than the first day and counted from their dates on."
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
    for subject in subjects:
        yield ""
        mine = [one for one in rows if one.subject == subject]
        whole = [one for one in mine if one.kind == "model"]
        yield _row((subject, *_HEADS[1:]), style)
        for one in [*(each for each in mine if each.kind == "standard"), *whole]:
            name = one.id if one.kind == "standard" else "the model as a whole"
            cells = (f"  {name}", one.start, *_days(one))
            yield _row(cells, style, Tone.BAD if one.red_now else _TONES.get(one.start))


def _days(one: Thing) -> tuple[str, str]:
    """When it turns red, and when green after that, or after it was red on the first day."""
    first = one.red[0] if one.red else None
    again = "-" if first is None or first.last is None else _after(first.last)
    if one.red_now:
        return "now", again
    return one.red_from or "-", again


def _controls(forecast: Forecast, project: str) -> Iterator[str]:
    by_id: dict[str, list[Thing]] = {}
    for one in forecast.things:
        if one.kind == "control":
            by_id.setdefault(one.id, []).append(one)
    red = [name for name, things in by_id.items() if any(one.red_now for one in things)]
    turn = [name for name, things in by_id.items() if any(one.red_from for one in things)]
    quiet = len(by_id) - len({*red, *turn})
    yield from wrap(
        f"Controls in force: {len(by_id)}, of which {len(red)} are red on the first day,"
        f" {len(turn)} turn red and {quiet} are never red on these days"
    )
    if red:
        where = f" {project}" if project not in ("", ".") else ""
        yield from wrap(f"Red on the first day: {', '.join(red)}", rest="  ")
        yield from wrap(f"rsp check{where} --as-of {forecast.horizon.first} tells why", first="  ")


def _sentence(forecast: Forecast) -> str:
    because = forecast.exit.because
    return f"{because[:1].upper()}{because[1:]}"


def _row(cells: tuple[str, ...], style: Style, tone: Tone | None = None) -> str:
    padded = [pad(clean(cell), width) for cell, width in zip(cells, _WIDTHS, strict=True)]
    padded[1] = style.paint(padded[1], tone)
    return " ".join(padded)


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()

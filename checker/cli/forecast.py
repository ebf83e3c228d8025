"""`rsp forecast`: the day on which each thing turns red if nothing new arrives, and why."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.deliver import guard, selected
from checker.cli.located import located
from checker.cli.options import add_narrowing, add_output, add_project, moment
from checker.cli.output import coloured, put, save, tell
from checker.cli.progress import counting
from checker.cli.usage import UsageError

if TYPE_CHECKING:
    from checker.forecast.model import Forecast
    from checker.horizon import Horizon
    from checker.run import Ready
    from rsp.time import Duration, Moment

FORMATS = ("text", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The project, the days, what narrows the forecast, where it goes."""
    parser.epilog = _EXITS
    add_project(parser)
    parser.add_argument(
        "--from",
        "--as-of",
        dest="first",
        type=moment,
        metavar="DATE",
        help="the first day (2026-11-21); default: the date of a closed assessment, else today",
    )
    parser.add_argument(
        "--until",
        type=day_or_duration,
        default="P90D",
        metavar="DATE",
        help="the last day, or how long after the first (P6M); default: P90D, at most 3 years",
    )
    parser.add_argument(
        "--fail-within",
        type=day_or_duration,
        metavar="DATE",
        help="exit 1 if the gate is red on any day up to this one, or so long after the first",
    )
    add_narrowing(parser)
    add_output(parser, default="text", formats=FORMATS)


_EXITS = """\
exit codes, the highest that applies:
  0  the forecast was made; it gates nothing by itself
  1  with --fail-within: the gate is red on one of those days
  2  the command cannot be understood, or names something that does not exist
  3  an authored or collected file is invalid
  4  integrity: a sealed record was altered or is gone
  5  internal error
"""


def run(args: argparse.Namespace) -> int:
    """0 where the forecast was made; what --fail-within says; 3 and 4 as of a check."""
    from checker import horizon
    from checker.cli import clock, findings
    from checker.gate import INVALID
    from checker.report.layout import Style
    from checker.run import Selection

    path: Path = args.project
    located(path)
    now = clock.now()
    opened, ready = horizon.opened_at(path)
    found = opened.diagnostics if ready is None else ready.diagnostics
    findings.show(found, opened.sources, Style(colour=coloured(sys.stderr)))
    if ready is None:
        tell(f"rsp: nothing could be assessed (exit {INVALID}); there is no forecast")
        return INVALID
    selected(ready.project, args.model, args.standard)
    guard(args.output, opened)
    days = _horizon(ready, args, now)
    within = _within(args, days)
    selection = Selection(models=tuple(args.model), standards=tuple(args.standard))
    with counting("forecasting", len(days.days), "days") as tick:
        forecast = horizon.foresee(ready, days, now, selection, tick)
    if within is not None:
        forecast = horizon.leaving_within(forecast, within)
    _write(forecast, args)
    return forecast.exit.code


def day_or_duration(text: str) -> Moment | Duration:
    """A date, or an ISO 8601 duration, of the command line."""
    from rsp.time import Duration, TimeError

    if not text.startswith("P"):
        return moment(text)
    try:
        return Duration.parse(text)
    except TimeError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _horizon(ready: Ready, args: argparse.Namespace, now: datetime) -> Horizon:
    """The days asked for; raises UsageError where there are none, or too many."""
    from checker.horizon import LONGEST, Horizon, first_day

    if args.first is not None:
        _whole(args.first, "--from")
    first, source = first_day(ready.project, args.first, now)
    last = _reached(first, args.until, "--until")
    if last < first:
        raise UsageError(
            f"--until {last} is before the first day, {first}", "name a later day, or a duration"
        )
    days = (last - first).days + 1
    if days > LONGEST:
        raise UsageError(
            f"{days} days are too many: each is assessed by itself, and at most {LONGEST}, three"
            " years, are forecast at once",
            "forecast a part of them; --from names its first day",
        )
    return Horizon(first=first, last=last, source=source)


def _within(args: argparse.Namespace, days: Horizon) -> date | None:
    """The last day that --fail-within looks at; raises UsageError where that is not forecast."""
    if args.fail_within is None:
        return None
    last = _reached(days.first, args.fail_within, "--fail-within")
    if not days.first <= last <= days.last:
        raise UsageError(
            f"--fail-within {last} is none of the days from {days.first} to {days.last}",
            "what is not forecast cannot fail; change it or --until",
        )
    return last


def _reached(first: date, given: Moment | Duration, option: str) -> date:
    from rsp.time import Duration, Moment

    if isinstance(given, Duration):
        reached = given.after(Moment.parse(first.isoformat()).earliest).date()
        if reached == date.max:
            raise UsageError(
                f"{option} goes beyond {date.max - timedelta(days=1)}, the last day there is",
                "name a shorter time",
            )
        return reached
    return _whole(given, option)


def _whole(given: Moment, option: str) -> date:
    """The day of a date; raises UsageError for an instant, for a forecast goes by whole days."""
    if given.earliest == given.latest:
        raise UsageError(
            f"{option} {given} is an instant, and a forecast goes by whole days",
            f"write {option} {given.earliest.date()}",
        )
    return given.earliest.date()


def _write(forecast: Forecast, args: argparse.Namespace) -> None:
    if args.output is None:
        put(_rendered(forecast, args, colour=coloured(sys.stdout)))
    else:
        save(args.output, _rendered(forecast, args, colour=False))


def _rendered(forecast: Forecast, args: argparse.Namespace, *, colour: bool) -> bytes:
    if args.format == "json":
        from checker.forecast import json

        return json.render(forecast)
    from checker.forecast import text
    from checker.report.layout import Style

    return text.render(forecast, Style(colour=colour), args.project.as_posix()).encode()

"""`rsp report`: the report of a project, or of an assessment that was saved as JSON."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from checker.cli import ci
from checker.cli.baselines import add_baseline, found
from checker.cli.deliver import ACTIVATION_FORMATS, FORMATS, assessed, deliver, write
from checker.cli.editions import add_editions, check_public, for_audience
from checker.cli.extras import SHEETS, require
from checker.cli.options import add_output, add_scope, add_size
from checker.cli.usage import InvalidInput, UsageError

_HIGHEST_EXIT = 4
KINDS = ("assessment", "activation")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A project or a saved assessment, the date, where the report goes."""
    parser.add_argument(
        "source",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="PROJECT|REPORT.json",
        help="a project, or a report that was written with --format json",
    )
    add_scope(parser)
    add_baseline(parser)
    add_size(parser)
    add_output(parser, default="markdown", formats=FORMATS)
    parser.add_argument(
        "--sheet",
        choices=SHEETS,
        help="of csv: which sheet of the workbook; default: requests, what has to be provided",
    )
    ci.add_ci(parser)
    add_editions(parser)
    parser.add_argument(
        "--kind",
        choices=KINDS,
        default="assessment",
        help="assessment: all of it (default); activation: what put which standard in force, what"
        " protects, how it is watched, as markdown, json, html or pdf",
    )


def run(args: argparse.Namespace) -> int:
    """The exit code of the run; of a saved assessment the one that it was saved with."""
    if args.check_public is not None:
        return check_public(*args.check_public)
    require(args)
    ci.require(args)
    if args.kind == "activation" and args.format not in ACTIVATION_FORMATS:
        raise UsageError(
            f"the activation report is not written as {args.format}",
            f"--format is one of {', '.join(ACTIVATION_FORMATS)}",
        )
    if args.source.suffix == ".json" and args.source.is_file():
        return _saved(args)
    found(args.baseline)
    run = assessed(args.source, args)
    if run.report is not None:
        run = msgspec.structs.replace(run, report=for_audience(run.report, args))
    return deliver(run, args, args.source)


def _saved(args: argparse.Namespace) -> int:
    from checker.cli.saved import read_saved
    from checker.report.model import Report
    from rsp.time import Moment, TimeError

    if args.as_of is not None or args.model or args.standard or args.baseline is not None:
        raise UsageError(
            "a saved assessment has its date, its scope and its gate",
            "leave out --as-of, --model, --standard and --baseline, or name the project",
        )
    report, _ = read_saved(args.source, Report)
    if not 0 <= report.exit.code <= _HIGHEST_EXIT:
        raise InvalidInput(f"{args.source} states an exit code that does not exist")
    if (report.exit.code == 0) is not (report.gate.status == "passed"):
        raise InvalidInput(
            f"{args.source} states a gate that {report.gate.status}, and exit code"
            f" {report.exit.code}"
        )
    if report.gate.status == "passed" and any(
        one.gate == "fails" for subject in report.subjects for one in subject.standards
    ):
        raise InvalidInput(f"{args.source} states a gate that passed, and a verdict that fails it")
    try:
        for instant in (report.as_of.instant, report.period.start, report.period.end):
            Moment.parse(instant)
    except TimeError as error:
        raise InvalidInput(f"{args.source} states a date that is none: {error}") from error
    write(for_audience(report, args), args)
    return report.exit.code

"""`rsp check`: assess projects, print the summary of each, gate."""

from __future__ import annotations

import argparse
from pathlib import Path

from checker.cli import ci
from checker.cli.baselines import add_baseline, add_saving, prepared
from checker.cli.deliver import FORMATS, assessed, deliver
from checker.cli.extras import require
from checker.cli.options import add_output, add_scope, add_size
from checker.cli.output import put
from checker.cli.usage import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Projects, the date, what narrows the run, where the result goes."""
    parser.add_argument(
        "projects",
        nargs="*",
        type=Path,
        metavar="PROJECT",
        help="a folder in which, or above which, there is an rsp.yaml; default: this one",
    )
    add_scope(parser)
    add_baseline(parser)
    add_saving(parser)
    add_size(parser)
    add_output(parser, default="text", formats=FORMATS)
    ci.add_ci(parser)


def run(args: argparse.Namespace) -> int:
    """The highest exit code of all projects."""
    projects = args.projects or [Path()]
    if len(projects) > 1 and (args.format != "text" or args.output is not None):
        raise UsageError(
            "several projects are summed up as text on standard output only",
            "name one project with --format or --output",
        )
    require(args)
    ci.require(args)
    prepared(projects, args)
    code = 0
    for index, project in enumerate(projects):
        if index:
            put("\n")
        code = max(code, deliver(assessed(project, args), args, project))
    return code

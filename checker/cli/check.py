"""`rsp check`: assess projects, print the summary of each, gate."""

from __future__ import annotations

import argparse
from pathlib import Path

from checker.cli.deliver import FORMATS, assessed, deliver
from checker.cli.extras import require
from checker.cli.located import every
from checker.cli.options import add_output, add_scope, add_size
from checker.cli.several import check_several


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Projects, the date, what narrows the run, where the result goes."""
    parser.add_argument(
        "projects",
        nargs="*",
        type=Path,
        metavar="PROJECT",
        help="a folder in which, or above which, there is an rsp.yaml, or an rsp-workspace.yaml"
        " that names several; default: this one",
    )
    add_scope(parser)
    add_size(parser)
    add_output(parser, default="text", formats=FORMATS)


def run(args: argparse.Namespace) -> int:
    """The highest exit code of all projects."""
    require(args)
    found = every(args.projects or [Path()])
    if len(found.paths) == 1 and not found.workspaces:
        (project,) = found.paths
        return deliver(assessed(project, args), args, project)
    return check_several(found, args)

"""`rsp new parameters`: prints what to declare in `rsp.yaml`, and writes nothing."""

from __future__ import annotations

import argparse

from checker.cli.asking import one_of
from checker.cli.new_project import place
from checker.cli.output import put, tell
from checker.cli.usage import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which controls."""
    parser.add_argument(
        "controls", nargs="*", metavar="CONTROL", help="only of these controls; default: of all"
    )


def run(args: argparse.Namespace) -> int:
    """0, also where nothing lacks."""
    from checker.lint.parameters import lacking
    from checker.scaffold.parameters import parameters

    project = place(args).project
    known = one_of("control", list(project.catalog.controls))
    for name in args.controls:
        problem = known(name)
        if problem:
            raise UsageError(problem)
    chosen = args.controls or sorted(project.catalog.controls)
    controls = [project.catalog.controls[name] for name in chosen]
    found = [(one, tuple(names)) for one in controls if (names := lacking(project, one))]
    if not found:
        tell("rsp: every value that the policy leaves open is declared")
        return 0
    put(parameters(found))
    return 0

"""`rsp pin`: pin a project to the policy, catalog and tool that its verdict rests on."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from checker.cli.asking import words
from checker.cli.creating import rewrite, shown
from checker.cli.new_project import place
from checker.cli.options import add_project
from checker.cli.output import put
from checker.cli.usage import UsageError
from checker.project.discover import PROJECT_FILE

if TYPE_CHECKING:
    from checker.project.project import Project
    from rsp.project import Pins


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The project, and what was looked at."""
    add_project(parser)
    parser.add_argument(
        "--because",
        metavar="TEXT",
        help="what was looked at; without it, what moved is shown and nothing is written",
    )
    parser.add_argument(
        "--any-tool", action="store_true", help="do not pin the version of the tool"
    )


def run(args: argparse.Namespace) -> int:
    """0 where it was pinned or shown."""
    from checker.lint.pins import moved
    from checker.scaffold.edit import NotAddable
    from checker.scaffold.pins import pinned

    where = place(args)
    project = where.project
    put("".join(f"{what}\n" for _, what in moved(project)) or _still(project))
    if args.because is None:
        put("\nNothing was pinned: say with --because what you looked at.\n")
        return 0
    problem = words(args.because)
    if problem:
        raise UsageError(f"--because: {problem}")
    file = where.file(PROJECT_FILE)
    try:
        text = pinned(file.read_bytes(), _pins(project, args))
    except NotAddable as error:
        message = f"{shown(file)} was not changed: {error}"
        raise UsageError(message, "write the key pins by hand") from error
    rewrite(file, text)
    return 0


def _still(project: Project) -> str:
    if project.settings.pins is None:
        return "the project is not pinned\n"
    return "nothing moved since the project was pinned\n"


def _pins(project: Project, args: argparse.Namespace) -> Pins:
    from checker.cli import clock

    return pins_of(project, clock.now().date().isoformat(), args.because, tool=not args.any_tool)


def pins_of(project: Project, date: str, because: str, *, tool: bool = True) -> Pins:
    """What a project rests on now."""
    from checker import __version__
    from checker.lint.pins import base_catalog
    from rsp.project import Pins
    from rsp.time import Moment

    catalog = base_catalog(project)
    return Pins(
        policy=project.edition.digest,
        catalog=catalog.digest,
        catalog_version=catalog.version,
        tool=__version__ if tool else None,
        date=Moment.parse(date),
        because=because,
    )

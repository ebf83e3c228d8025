"""`rsp explain`: anything that has an id, in full, with today's status and why."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from checker.cli.deliver import assessed
from checker.cli.options import add_date, add_project
from checker.cli.output import put
from checker.cli.usage import UsageError, near

if TYPE_CHECKING:
    from checker.explain.today import Today
    from checker.run import Run

_OUTSIDE = "without a project, only gap reasons and diagnostic codes have a page"
_WORST = 3
"""Exit codes from here on are worth more than a page that was not found."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to explain, in which project, at which date."""
    parser.add_argument(
        "id",
        metavar="ID",
        help="a clause, standard, threshold, condition, control, requirement (CONTROL/requirement),"
        " instance (CONTROL/requirement@asset), record, evidence type, asset or event"
        " (surface/api), party, determination, deviation, gap reason or diagnostic code; a kind"
        " may stand before it: clause/SEC-1",
    )
    add_project(parser)
    add_date(parser)


def run(args: argparse.Namespace) -> int:
    """0 where there is a page; raises UsageError where there is none."""
    from checker.explain.find import every, pages
    from checker.project.discover import project_root

    inside = project_root(args.project) is not None
    found = assessed(args.project, args, quiet=True) if inside else None
    today = _today(found) if found is not None else None
    written = pages(today, args.id)
    if not written:
        help = near(args.id, every(today)) or (None if inside else _OUTSIDE)
        worse = found.exit.code if found is not None and found.exit.code >= _WORST else 0
        raise UsageError(f"nothing has the id {args.id!r}", help, at_least=worse)
    put("\n".join(page.render() for page in written))
    return 0


def _today(found: Run) -> Today | None:
    from checker.explain.today import Today

    if found.project is None or found.assessment is None:
        return None
    return Today(
        found.project,
        found.assessment,
        found.offered,
        found.diagnostics,
        found.sources,
        found.report.root_gaps if found.report is not None else (),
    )

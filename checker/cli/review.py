"""`rsp review`: show both sides of a control's links, and stamp them with a reason."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.options import add_project
from checker.cli.output import coloured, put, save
from checker.cli.usage import InvalidInput, UsageError, near

if TYPE_CHECKING:
    from checker.project.open import Opened
    from checker.project.project import Project
    from checker.review.sides import Sides

_INVALID = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One control, the reason, who read it, and whose stamp it is."""
    parser.add_argument("control", metavar="CONTROL", help="the control whose links are reviewed")
    parser.add_argument(
        "--because",
        metavar="TEXT",
        help="what was looked at; without it, both sides are shown and nothing is written",
    )
    parser.add_argument("--clause", metavar="ID", help="only the link to this clause")
    parser.add_argument(
        "--by",
        metavar="PARTY",
        help="who read both sides; default: the organisation, or the publisher of the catalog",
    )
    parser.add_argument(
        "--catalog",
        type=Path,
        metavar="DIR",
        help="write the publisher's stamp into this catalog instead of the organisation's own",
    )
    add_project(parser)


def run(args: argparse.Namespace) -> int:
    """0 where all was shown or stamped; raises UsageError for ids that name nothing."""
    from checker.project.open import open_project
    from checker.project.open_catalog import open_catalog
    from checker.review.sides import sides_of

    path = args.project if args.catalog is None else args.catalog
    if not path.is_dir():
        raise UsageError(f"there is no folder {str(path)!r}")
    opened = open_project(path) if args.catalog is None else open_catalog(path)
    project = opened.project
    if project is None:
        _show(opened)
        return _INVALID
    if args.control not in project.catalog.controls:
        help = near(args.control, project.catalog.controls)
        raise UsageError(f"the catalog has no control {args.control!r}", help)
    sides = sides_of(project, args.control)
    if args.clause is not None:
        linked = [one.clause.id for one in sides]
        sides = tuple(one for one in sides if one.clause.id == args.clause)
        if not sides:
            help = near(args.clause, linked) or f"it has links to {', '.join(linked) or 'none'}"
            raise UsageError(f"{args.control} has no link to the clause {args.clause!r}", help)
    if not sides:
        raise UsageError(f"{args.control} has no link to a clause of the edition")
    _both(sides)
    if args.because is None:
        put("\nNothing was stamped: say with --because what you looked at.\n")
        return 0
    because = _reason(args.because)
    if args.catalog is not None:
        return _publisher(args, opened, project, sides, because)
    return _own(args, opened, project, sides, because)


def _both(sides: tuple[Sides, ...]) -> None:
    from checker.explain.page import Page

    control = sides[0].control
    page = Page(f"Control {control.id}: {control.title}")
    page.text(control.statement)
    page.list("Requirements", (f"{one.id}: {one.title}" for one in control.evidence))
    for one in sides:
        clause = one.clause
        head = f"Clause {clause.id} ({clause.modality}, {clause.check})"
        page.list(head, (clause.text, *(f"when {clause.when}" for _ in [0] if clause.when)))
        carried = control.implements[one.index].by
        page.fact("Carried by", ", ".join(carried) or "all requirements")
        page.fact("Publisher's stamp", one.publisher.value)
        page.fact("Own stamp", one.own.value)
    put(page.render())


def _reason(text: str) -> str:
    because = " ".join(text.split())
    if not because.isprintable() or not any(one.isalpha() for one in because):
        raise UsageError("--because needs a reason in words", "say what was looked at")
    return because


def _own(
    args: argparse.Namespace,
    opened: Opened,
    project: Project,
    sides: tuple[Sides, ...],
    because: str,
) -> int:
    """The organisation's stamps, into the file that `rsp.yaml` names."""
    from checker.cli import clock
    from checker.diagnostics.diagnostic import Level
    from checker.review.own import merged, text
    from rsp.project import OwnReview
    from rsp.stamp import LinkState
    from rsp.time import Moment

    path = project.settings.reviews
    if path is None:
        raise UsageError("rsp.yaml names no file of reviews", "add the line: reviews: reviews.yaml")
    by = args.by or project.settings.organization
    if by not in project.parties:
        raise UsageError(f"no party has the id {by!r}", near(by, project.parties))
    file = opened.tree.file(path)
    document = opened.tree.document(path)
    broken = [one for one in opened.diagnostics if one.at.document == document]
    if file is None or any(one.level is Level.ERROR for one in broken):
        _show(opened)
        raise InvalidInput(f"{path} cannot be read, so nothing was written over it")
    date = Moment.parse(clock.now().date().isoformat())
    new = [
        OwnReview(
            control=one.control.id,
            clause=one.clause.id,
            stamp=one.stamp,
            by=by,
            date=date,
            because=because,
        )
        for one in sides
        if one.own is not LinkState.CURRENT
    ]
    if new:
        save(file, text(merged(project.own_reviews, new)).encode())
    _done([one.clause for one in new], path)
    return 0


def _publisher(
    args: argparse.Namespace,
    opened: Opened,
    project: Project,
    sides: tuple[Sides, ...],
    because: str,
) -> int:
    """The publisher's stamps, into the control's own file."""
    from checker.cli import clock
    from checker.review.catalog import CannotStamp, new_text
    from rsp.stamp import LinkState
    from rsp.time import Moment

    date = Moment.parse(clock.now().date().isoformat())
    todo = tuple(one for one in sides if one.publisher is not LinkState.CURRENT)
    if todo:
        by = args.by or "catalog-publisher"
        try:
            file, text = new_text(opened.sources, todo, by=by, date=date, because=because)
        except CannotStamp as error:
            raise InvalidInput(str(error)) from error
        save(file, text.encode())
    _done([one.clause.id for one in todo], sides[0].at.document)
    return 0


def _done(clauses: list[str], where: str) -> None:
    if clauses:
        put(f"\nStamped in {where}: {', '.join(clauses)}\n")
    else:
        put("\nEvery stamp is current; nothing was written.\n")


def _show(opened: Opened) -> None:
    from checker.cli import findings
    from checker.report.layout import Style

    findings.show(opened.diagnostics, opened.sources, Style(colour=coloured(sys.stderr)))

"""Writes stamps: the organisation's own into its file of reviews, the publisher's into controls."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from checker.cli.output import put, save
from checker.cli.review_opened import Target, opened, show
from checker.cli.usage import InvalidInput, UsageError, near

if TYPE_CHECKING:
    from checker.assess.links import Stamped
    from checker.review.sides import Sides
    from rsp.time import Moment

Links = tuple["Sides", ...]


def bulk(args: argparse.Namespace) -> int:
    """Stamp many links at once; 0, or what the command line raises."""
    from checker.diagnostics.diagnostic import Level

    if args.because is None:
        raise UsageError("a review in bulk needs a reason", "say with --because what was looked at")
    if not (args.bulk or args.all_suspect or args.all_unreviewed):
        raise UsageError(
            "--bulk names no control", "name controls, or write --all-suspect or --all-unreviewed"
        )
    reason(args.because)
    target = opened(args)
    if any(one.level is Level.ERROR for one in target.opened.diagnostics):
        show(target.opened)
        raise InvalidInput("files have errors, so nothing was stamped in bulk")
    return stamp(target, args, _chosen(args, target), bulk=True)


def reason(text: str) -> str:
    """The reason on one line; raises UsageError where it has no words."""
    because = " ".join(text.split())
    if not because.isprintable() or not any(one.isalpha() for one in because):
        raise UsageError("--because needs a reason in words", "say what was looked at")
    return because


def stamp(target: Target, args: argparse.Namespace, sides: Links, *, bulk: bool) -> int:
    """Stamp the links that are not current, and by itself one that was stamped in bulk; 0."""
    from checker.cli import clock
    from rsp.time import Moment

    because = reason(args.because)
    date = Moment.parse(clock.now().date().isoformat())
    todo = tuple(one for one in sides if _is_due(_mine(target, one), bulk))
    write = _publisher if target.catalog else _own
    where = write(target, args, todo, because, date, bulk)
    _done(todo, where, bulk)
    return 0


def _mine(target: Target, sides: Sides) -> Stamped:
    """The stamp that is written here."""
    return sides.publisher if target.catalog else sides.own


def _is_due(stamp: Stamped, bulk: bool) -> bool:
    from rsp.stamp import LinkState

    was_bulk = stamp.review is not None and stamp.review.bulk
    return stamp.state is not LinkState.CURRENT or (was_bulk and not bulk)


def _chosen(args: argparse.Namespace, target: Target) -> Links:
    """The links of the controls that are named, and those in a state that is asked for."""
    from checker.review.sides import sides_of
    from rsp.stamp import LinkState

    controls = target.project.catalog.controls
    for name in args.bulk or ():
        if name not in controls:
            help = near(name, controls) or "a project is named before --bulk"
            raise UsageError(f"the catalog has no control {name!r}", help)
    found = []
    for name in sorted(controls):
        for one in sides_of(target.project, name):
            state = one.counts.state
            wanted = name in (args.bulk or ()) or (
                args.all_unreviewed
                if state is LinkState.UNREVIEWED
                else args.all_suspect and state is not LinkState.CURRENT
            )
            if wanted:
                found.append(one)
    return tuple(found)


def _own(
    target: Target, args: argparse.Namespace, todo: Links, because: str, date: Moment, bulk: bool
) -> str:
    """Into the file that `rsp.yaml` names, which is returned."""
    from checker.diagnostics.diagnostic import Level
    from checker.review.own import merged, text
    from rsp.project import OwnReview

    project, found = target.project, target.opened
    path = project.settings.reviews
    if path is None:
        raise UsageError("rsp.yaml names no file of reviews", "add the line: reviews: reviews.yaml")
    by = args.by or project.settings.organization
    if by not in project.parties:
        raise UsageError(f"no party has the id {by!r}", near(by, project.parties))
    file, document = found.tree.file(path), found.tree.document(path)
    broken = [one for one in found.diagnostics if one.at.document == document]
    if file is None or any(one.level is Level.ERROR for one in broken):
        show(found)
        raise InvalidInput(f"{path} cannot be read, so nothing was written over it")
    new = [
        OwnReview(
            control=one.control.id,
            clause=one.clause.id,
            stamp=one.stamp,
            by=by,
            date=date,
            because=because,
            bulk=bulk,
        )
        for one in todo
    ]
    if new:
        save(file, text(merged(project.own_reviews, new)).encode())
    return path


def _publisher(
    target: Target, args: argparse.Namespace, todo: Links, because: str, date: Moment, bulk: bool
) -> str:
    """Into each control's own file, all checked before the first is written; where they lie."""
    from checker.review.catalog import CannotStamp, new_text
    from rsp.control import Review

    by = identifier(args.by or "catalog-publisher")
    texts = []
    for links in _by_control(todo):
        reviews = [
            (one, Review(stamp=one.stamp, by=by, date=date, because=because, bulk=bulk))
            for one in links
        ]
        try:
            texts.append(new_text(target.opened.sources, reviews))
        except CannotStamp as error:
            raise InvalidInput(str(error)) from error
    for file, text in texts:
        save(file, text.encode())
    documents = sorted({one.at.document for one in todo})
    return documents[0] if len(documents) == 1 else str(args.catalog)


def identifier(by: str) -> str:
    """An id as files may hold it; raises UsageError."""
    import re

    if not re.match(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z", by):
        raise UsageError(f"{by!r} is no id of a party", "write letters, digits, dots and dashes")
    return by


def _by_control(sides: Iterable[Sides]) -> list[list[Sides]]:
    found: dict[str, list[Sides]] = {}
    for one in sides:
        found.setdefault(one.control.id, []).append(one)
    return list(found.values())


def _done(done: Links, where: str, bulk: bool) -> None:
    from checker.report.layout import joined, number, wrap

    if not done:
        put("\nEvery stamp is current; nothing was written.\n")
        return
    how = f"Stamped {number(len(done), 'link')} in bulk" if bulk else "Stamped"
    names = [f"{one.control.id} to {one.clause.id}" if bulk else one.clause.id for one in done]
    put(joined(["", *wrap(f"{how} in {where}: {', '.join(names)}", rest="  ")]))

"""`rsp review --list` and `--answers`: the audit of stamps, and of the answers of reviewers."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from checker.cli.output import put
from checker.cli.usage import UsageError, near

if TYPE_CHECKING:
    from collections.abc import Iterable

_INVALID = 3


def links(args: argparse.Namespace) -> int:
    """0, or 3 where a file has an error and the list may lack something; raises UsageError."""
    from checker.cli.review_opened import opened, show
    from checker.diagnostics.diagnostic import Level
    from checker.review.listing import listing
    from checker.review.lists import json, links_text

    target = opened(args)
    project = target.project
    reviews = project.own_reviews
    _known("control", args.control, {*project.catalog.controls, *(one.control for one in reviews)})
    _known("clause", args.clause, {*project.edition.clauses, *(one.clause for one in reviews)})

    def wanted(control: str, clause: str) -> bool:
        return args.control in (None, control) and args.clause in (None, clause)

    found = listing(project, wanted, args.state)
    put(json(found) if args.format == "json" else links_text(found))
    if any(one.level is Level.ERROR for one in target.opened.diagnostics):
        show(target.opened)
        return _INVALID
    return 0


def answers(args: argparse.Namespace) -> int:
    """0, or the exit code of a run that found files in error or records altered."""
    from checker.cli.deliver import assessed
    from checker.review.answers import answers_of
    from checker.review.lists import answers_text, json

    run = assessed(args.project, args, quiet=True)
    worst = run.exit.code if run.exit.code >= _INVALID else 0
    if run.project is None or run.assessment is None:
        return worst
    controls = {one.id.partition("/")[0] for one in run.assessment.judgements}
    _known("control with a question", args.control, controls, worst)
    found = answers_of(run.assessment, run.offered, args.control, args.state)
    put(json(found) if args.format == "json" else answers_text(found))
    return worst


def _known(what: str, name: str | None, known: Iterable[str], at_least: int = 0) -> None:
    """A filter that names nothing is an error, not an empty list."""
    if name is not None and name not in known:
        raise UsageError(f"there is no {what} {name!r}", near(name, known), at_least=at_least)

"""`rsp diff`: what a change of the policy weakens, and what it does to today's verdicts."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.options import add_date, add_output
from checker.cli.output import coloured, put, save, tell
from checker.cli.progress import progress
from checker.cli.usage import UsageError

if TYPE_CHECKING:
    from checker.beside.opener import Opener
    from checker.beside.saved import Stood
    from checker.beside.sides import Named
    from checker.diff.build import FailOn
    from checker.diff.model import Diff, SideName

FORMATS = ("text", "json", "markdown")
FAIL_ON = ("weaker", "posture")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two sides, where the project is, what makes the command fail, where the result goes."""
    parser.add_argument(
        "base",
        metavar="BASE",
        help="a git revision, a folder, or an assessment saved as JSON; BASE...HEAD compares HEAD"
        " with what it has in common with BASE",
    )
    parser.add_argument(
        "head", nargs="?", metavar="HEAD", help="the same; default: the working tree"
    )
    parser.add_argument(
        "--project",
        type=Path,
        metavar="PATH",
        help="a folder in or below the project; default: the folder that is a side, else this one",
    )
    parser.add_argument(
        "--base-project", type=Path, metavar="PATH", help="where the project lay in BASE"
    )
    parser.add_argument(
        "--merge-base",
        action="store_true",
        help="compare with the newest commit that BASE and HEAD have in common",
    )
    add_date(parser)
    parser.add_argument(
        "--fail-on",
        action="append",
        default=[],
        metavar="WHAT",
        help="exit 1 on `weaker`: a change that asks for less, or may, and is not accepted; on"
        " `posture`: a verdict or the gate that is worse, or something that passes by HEAD alone;"
        " may be repeated",
    )
    add_output(parser, default="text", formats=FORMATS)


def run(args: argparse.Namespace) -> int:
    """0 where the sides were compared; 1 for what --fail-on names, 3 for files that are broken."""
    from checker.beside.sides import NotComparable

    fail_on = _fail_on(args.fail_on)
    if args.head is None and args.base.startswith("-"):
        raise UsageError(f"{args.base!r} is no name of a revision")
    try:
        with progress("comparing"):
            diff = _compared(args, fail_on)
    except NotComparable as error:
        raise UsageError(error.message, error.help) from error
    _tell(diff)
    if args.output is None:
        put(_rendered(diff, args.format, colour=coloured(sys.stdout)))
    else:
        save(args.output, _rendered(diff, args.format, colour=False))
    return diff.exit.code


def _fail_on(given: list[str]) -> tuple[FailOn, ...]:
    from checker.cli.usage import near

    named = [word for text in given for word in text.split(",")]
    for word in named:
        if word not in FAIL_ON:
            raise UsageError(
                f"--fail-on knows no {word!r}", near(word, FAIL_ON) or "weaker, posture or both"
            )
    found: list[FailOn] = []
    if "weaker" in named:
        found.append("weaker")
    if "posture" in named:
        found.append("posture")
    return tuple(found)


def _compared(args: argparse.Namespace, fail_on: tuple[FailOn, ...]) -> Diff:
    from checker.beside.compare import compare
    from checker.beside.opener import Opener
    from checker.beside.saved import BECAUSE, compare_saved
    from checker.beside.sides import Asked
    from checker.cli import clock

    asked = Asked(
        base=args.base,
        head=args.head,
        project=args.project,
        base_project=args.base_project,
        merge_base=args.merge_base,
    )
    now = clock.now()
    with Opener(asked) as opener:
        pair = opener.pair()
        if pair.base.saved is None and pair.head.saved is None:
            return compare(opener, pair, as_of=args.as_of, clock=now, fail_on=fail_on)
        if "weaker" in fail_on:
            raise UsageError(f"--fail-on weaker cannot be decided: {BECAUSE}")
        sides = (
            _stood(opener, pair.base, "base", args, now),
            _stood(opener, pair.head, "head", args, now),
        )
        return compare_saved(*sides, fail_on)


def _stood(
    opener: Opener, name: Named, side: SideName, args: argparse.Namespace, now: datetime
) -> Stood:
    from checker.beside.saved import stood_now, stood_saved
    from checker.cli.saved import assessed

    if name.saved is not None:
        return stood_saved(name.asked, assessed(name.saved))
    return stood_now(opener, name, side, args.as_of, now)


def _tell(diff: Diff) -> None:
    """Diagnostics, `revision:path:line:column`, on standard error."""
    from checker.diff.words import path
    from checker.report.layout import clean

    for one in diff.diagnostics:
        head = diff.base if one.side == "base" else diff.head
        place = f"{clean(path(head, one.file))}:{one.line}:{one.column}"
        tell(f"{place}: {one.level} {one.code}: {clean(one.message)}")
        if one.help:
            tell(f"    help: {clean(one.help)}")


def _rendered(diff: Diff, format: str, *, colour: bool) -> bytes:
    if format == "json":
        from checker.diff import json

        return json.render(diff)
    if format == "markdown":
        from checker.diff import markdown

        return markdown.render(diff, markdown.LARGEST).encode()
    from checker.diff import text
    from checker.report.layout import Style

    return text.render(diff, Style(colour=colour)).encode()

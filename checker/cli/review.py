"""`rsp review`: show both sides of links, stamp them with a reason, list and audit the stamps."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.options import add_date
from checker.cli.output import put
from checker.cli.usage import UsageError, near

if TYPE_CHECKING:
    from checker.cli.review_opened import Target
    from checker.review.sides import Sides

_ALLOWED = {
    "list": {"list", "catalog", "control", "clause", "state", "format"},
    "answers": {"answers", "control", "state", "format", "as_of"},
    "bulk": {"bulk", "all_suspect", "all_unreviewed", "because", "by", "catalog"},
    "one": {"because", "clause", "by", "catalog"},
}
"""By mode, the options that mean something in it; the first mode one of whose options is given
that no other mode has."""
_STATES = ("current", "unreviewed", "suspect", "clause-moved", "control-moved", "both-moved")
_ANSWERED = ("open", "accepted", "rejected")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One control, or a mode; the reason, who read it, and whose stamp it is."""
    parser.usage = (
        "rsp review CONTROL [PROJECT] [--clause ID] [--because TEXT] [--by PARTY]\n"
        "       rsp review --list [PROJECT] [--state STATE] [--control ID] [--clause ID]\n"
        "       rsp review --answers [PROJECT] [--state STATE] [--control ID] [--as-of DATE]\n"
        "       rsp review [PROJECT] --bulk CONTROL... --because TEXT [--by PARTY]\n"
        "       rsp review [PROJECT] --all-suspect --because TEXT [--by PARTY]"
    )
    parser.add_argument(
        "name", nargs="?", metavar="CONTROL", help="the control whose links are reviewed"
    )
    parser.add_argument(
        "project",
        nargs="?",
        type=Path,
        metavar="PROJECT",
        help="a folder in which, or above which, there is an rsp.yaml; default: this one",
    )
    _modes(parser)
    parser.add_argument(
        "--because",
        metavar="TEXT",
        help="what was looked at; without it, both sides are shown and nothing is written",
    )
    parser.add_argument("--clause", metavar="ID", help="only the link to this clause")
    parser.add_argument("--control", metavar="ID", help="list only what is about this control")
    parser.add_argument(
        "--state",
        choices=(*_STATES, *_ANSWERED),
        metavar="STATE",
        help=f"list only links that are {', '.join(_STATES)}; or answers that are "
        f"{', '.join(_ANSWERED)}",
    )
    parser.add_argument(
        "--by",
        metavar="PARTY",
        help="who read both sides; default: the organisation, or the publisher of the catalog",
    )
    parser.add_argument(
        "--catalog",
        type=Path,
        metavar="DIR",
        help="the publisher's stamps in this catalog instead of the organisation's own",
    )
    parser.add_argument("--format", choices=("text", "json"), help="of a list; default: text")
    add_date(parser)


def _modes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--list", action="store_true", help="every link, its state, and whose stamp that is"
    )
    parser.add_argument(
        "--answers", action="store_true", help="every question to a reviewer, and its answers"
    )
    parser.add_argument(
        "--bulk",
        nargs="*",
        metavar="CONTROL",
        help="stamp the links of these controls at once; each stamp says that it was in bulk",
    )
    parser.add_argument(
        "--all-suspect", action="store_true", help="in bulk, every link of which a side moved"
    )
    parser.add_argument(
        "--all-unreviewed", action="store_true", help="in bulk, every link that has no stamp"
    )


def run(args: argparse.Namespace) -> int:
    """0 where all was shown or stamped; raises UsageError for ids that name nothing."""
    mode = _mode(args)
    if mode == "one":
        return _one(args)
    if args.name is not None and args.project is not None:
        raise UsageError(
            f"--{mode} takes one project, and no control before it", f"write: --control {args.name}"
        )
    args.project = Path(args.name) if args.name is not None else Path()
    if mode == "bulk":
        from checker.cli.review_stamp import bulk

        return bulk(args)
    from checker.cli.review_list import answers, links

    return links(args) if mode == "list" else answers(args)


def _mode(args: argparse.Namespace) -> str:
    """The mode that the options ask for; raises UsageError where they do not go together."""
    names = {name for options in _ALLOWED.values() for name in options}
    given = {name for name in names if getattr(args, name) not in (None, False)}
    marks = (("list", "list"), ("answers", "answers"), ("bulk", "bulk"))
    found = [mode for mode, option in marks if option in given]
    if not found and given & {"all_suspect", "all_unreviewed"}:
        found = ["bulk"]
    mode = found[0] if found else "one"
    for name in sorted(given - _ALLOWED[mode]):
        option = f"--{name.replace('_', '-')}"
        where = f"with --{mode}" if mode != "one" else "with one control"
        raise UsageError(f"{option} means nothing {where}", "rsp review --help tells more")
    if args.state is not None and args.state not in (_ANSWERED if mode == "answers" else _STATES):
        known = ", ".join(_ANSWERED if mode == "answers" else _STATES)
        raise UsageError(f"--{mode} knows no state {args.state!r}", f"it knows {known}")
    return mode


def _one(args: argparse.Namespace) -> int:
    from checker.cli.review_opened import opened
    from checker.cli.review_stamp import reason, stamp
    from checker.review.page import both_sides

    if args.name is None:
        raise UsageError("name the control to review", "rsp review --list lists all links")
    if args.because is not None:
        reason(args.because)
    target = opened(args)
    sides = _sides(args, target)
    put(both_sides(sides, target.project.edition.clauses, target.histories().since))
    if args.because is None:
        put("\nNothing was stamped: say with --because what you looked at.\n")
        return 0
    return stamp(target, args, sides, bulk=False)


def _sides(args: argparse.Namespace, target: Target) -> tuple[Sides, ...]:
    from checker.review.sides import sides_of

    controls = target.project.catalog.controls
    if args.name not in controls:
        help = near(args.name, controls)
        raise UsageError(f"the catalog has no control {args.name!r}", help)
    sides = sides_of(target.project, args.name)
    if args.clause is not None:
        linked = [one.clause.id for one in sides]
        sides = tuple(one for one in sides if one.clause.id == args.clause)
        if not sides:
            help = near(args.clause, linked) or f"it has links to {', '.join(linked) or 'none'}"
            raise UsageError(f"{args.name} has no link to the clause {args.clause!r}", help)
    if not sides:
        raise UsageError(f"{args.name} has no link to a clause of the edition")
    return sides

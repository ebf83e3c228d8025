"""`rsp lint`: what is wrong with policy, catalog and project, without assessing anything."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.output import coloured, put, tell
from checker.cli.progress import progress
from checker.cli.usage import UsageError

if TYPE_CHECKING:
    from checker.fixes.rounds import Fixed
    from checker.run import LintRun

_INVALID = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to look at, and the form of the answer."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a project or the folder of a catalog; default: the project of this folder",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--fix",
        action="store_true",
        help="make the fixes that are mechanical, say which, and lint again",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="with --fix: print the difference, write nothing"
    )


def run(args: argparse.Namespace) -> int:
    """3 where there is an error, else 0."""
    from checker.cli import findings
    from checker.cli.fix import fix, show
    from checker.diagnostics.diagnostic import Level
    from checker.report.layout import Style
    from checker.run import run_lint

    paths = args.paths or [Path()]
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no file or folder {str(path)!r}")
    if args.dry_run and not args.fix:
        raise UsageError("--dry-run means nothing without --fix")
    with progress("reading"):
        done = [fix(path, dry=args.dry_run) for path in paths] if args.fix else []
        runs = [left for left, _ in done] if args.fix else [run_lint(path) for path in paths]
        found = _distinct(runs)
    every = tuple(one for part in found for one in part.diagnostics)
    code = _INVALID if any(one.level is Level.ERROR for one in every) else 0
    if args.format == "json":
        put(_json(found, code, [each for _, each in done]))
        return code
    for _, each in done:
        show(each, dry=args.dry_run)
    style = Style(colour=coloured(sys.stderr))
    for part in found:
        findings.show(part.diagnostics, part.sources, style, all=True)
    if args.dry_run:  # standard output is the difference, for whoever applies it
        tell(findings.summed(every))
    else:
        put(f"{findings.summed(every)}\n")
    return code


def _distinct(parts: list[LintRun]) -> list[LintRun]:
    """Each finding once: projects share the catalog and the edition."""
    import msgspec

    from checker.cli.findings import where

    seen: set[tuple[str, str, str]] = set()
    found = []
    for part in parts:
        kept = []
        for one in part.diagnostics:
            key = (one.code, where(one.at, part.sources), one.message)
            if key not in seen:
                seen.add(key)
                kept.append(one)
        found.append(msgspec.structs.replace(part, diagnostics=tuple(kept)))
    return found


def _json(parts: list[LintRun], code: int, fixes: list[Fixed]) -> bytes:
    """The diagnostics as they stand in a report, with the exit code, and the fixes made before."""
    import msgspec

    from checker.cli.fix import json_of
    from checker.report import model
    from checker.report.build import diagnostic
    from checker.report.place import Locator

    answer: dict[str, object] = {
        "exit": model.Exit(code=code, because="errors in files" if code else "no errors in files"),
        "diagnostics": [
            diagnostic(one, at)
            for part in parts
            for at in [Locator(part.sources.locate)]
            for one in part.diagnostics
        ],
    }
    if fixes:
        answer["fixed"] = [one for each in fixes for one in json_of(each, each.left.sources)]
    return msgspec.json.format(msgspec.json.encode(answer)) + b"\n"

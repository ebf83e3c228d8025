"""`rsp lint`: what is wrong with policy, catalog and project, without assessing anything."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli import ci
from checker.cli.located import every
from checker.cli.output import coloured, put, tell
from checker.cli.progress import progress
from checker.cli.usage import UsageError

if TYPE_CHECKING:
    from checker.fixes.rounds import Fixed
    from checker.report.model import Exit
    from checker.run import LintRun

_INVALID = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to look at, and the form of the answer."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a project, a workspace or the folder of a catalog; default: the project of this"
        " folder",
    )
    parser.add_argument("--format", choices=("text", "json", "sarif", "github"), default="text")
    ci.add_prefix(parser)
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

    ci.require(args)
    if args.dry_run and not args.fix:
        raise UsageError("--dry-run means nothing without --fix")
    if args.fix and args.format in ci.FORMATS:
        raise UsageError(f"--fix is not told as {args.format}", "fix first, then lint")
    paths = args.paths or [Path()]
    spaces, targets = _targets(paths)
    with progress("reading"):
        done = [fix(path, dry=args.dry_run) for path in targets] if args.fix else []
        runs = [left for left, _ in done] if args.fix else [run_lint(path) for path in targets]
        found = _distinct([*spaces, *runs])
    every = tuple(one for part in found for one in part.diagnostics)
    code = _INVALID if any(one.level is Level.ERROR for one in every) else 0
    if args.format == "json":
        put(_json(found, code, [each for _, each in done]))
        return code
    if args.format in ci.FORMATS:
        put(_listed(found, code, args))
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


def _targets(paths: Sequence[Path]) -> tuple[list[LintRun], list[Path]]:
    """What is said of workspaces, and the catalogs, editions and projects to lint, each once."""
    from checker.project.catalog import HEAD
    from checker.project.open_catalog import EDITION
    from checker.run import LintRun

    spaces: list[LintRun] = []
    targets: list[Path] = []
    for path in paths:
        if (path / HEAD).is_file() or (path / EDITION).is_file():
            targets.append(path)
            continue
        found = every([path])
        targets += found.paths
        spaces += [
            LintRun(diagnostics=one.diagnostics, sources=one.sources) for one in found.workspaces
        ]
    return spaces, list(dict.fromkeys(targets))


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
    from checker.report.build import diagnostic
    from checker.report.place import Locator

    answer: dict[str, object] = {
        "exit": _exit(code),
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


def _exit(code: int) -> Exit:
    from checker.report.model import Exit

    return Exit(code=code, because="errors in files" if code else "no errors in files")


def _listed(parts: list[LintRun], code: int, args: argparse.Namespace) -> bytes:
    """The findings of all parts, each at its place in the repository, as SARIF or annotations."""
    from checker.report.build import diagnostic
    from checker.report.ci.files import files
    from checker.report.ci.path import below
    from checker.report.ci.told import told_of
    from checker.report.place import Locator

    found = []
    for part in parts:
        at, prefix = Locator(part.sources.locate), ci.prefix(args, part.root)
        found += [
            below(one, prefix) for one in files(diagnostic(one, at) for one in part.diagnostics)
        ]
    return ci.listed(told_of(found, ci.tool(), _exit(code)), args.format, "")

"""`rsp lint`: what is wrong with policy, catalog and project, without assessing anything."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.located import every
from checker.cli.output import coloured, put
from checker.cli.progress import progress

if TYPE_CHECKING:
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
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(args: argparse.Namespace) -> int:
    """3 where there is an error, else 0."""
    from checker.cli import findings
    from checker.diagnostics.diagnostic import Level
    from checker.report.layout import Style
    from checker.run import run_lint

    paths = args.paths or [Path()]
    spaces, targets = _targets(paths)
    with progress("reading"):
        found = _distinct([*spaces, *(run_lint(path) for path in targets)])
    every = tuple(one for part in found for one in part.diagnostics)
    code = _INVALID if any(one.level is Level.ERROR for one in every) else 0
    if args.format == "json":
        put(_json(found, code))
        return code
    style = Style(colour=coloured(sys.stderr))
    for part in found:
        findings.show(part.diagnostics, part.sources, style, all=True)
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


def _json(parts: list[LintRun], code: int) -> bytes:
    """The diagnostics as they stand in a report, with the exit code."""
    import msgspec

    from checker.report import model
    from checker.report.build import diagnostic
    from checker.report.place import Locator

    answer = {
        "exit": model.Exit(code=code, because="errors in files" if code else "no errors in files"),
        "diagnostics": [
            diagnostic(one, at)
            for part in parts
            for at in [Locator(part.sources.locate)]
            for one in part.diagnostics
        ],
    }
    return msgspec.json.format(msgspec.json.encode(answer)) + b"\n"

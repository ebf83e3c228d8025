"""`rsp lint`: what is wrong with policy, catalog and project, without assessing anything."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.output import coloured, put
from checker.cli.progress import progress
from checker.cli.usage import UsageError

if TYPE_CHECKING:
    from checker.diagnostics.diagnostic import Diagnostic
    from checker.diagnostics.sources import Sources

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


def run(args: argparse.Namespace) -> int:
    """3 where there is an error, else 0."""
    from checker.cli import findings
    from checker.diagnostics.diagnostic import Level
    from checker.report.layout import Style
    from checker.run import run_lint

    paths = args.paths or [Path()]
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no file or folder {str(path)!r}")
    with progress("reading"):
        found = run_lint(paths)
    errors = any(one.level is Level.ERROR for one in found.diagnostics)
    code = _INVALID if errors else 0
    if args.format == "json":
        put(_json(found.diagnostics, found.sources, code))
        return code
    style = Style(colour=coloured(sys.stderr))
    findings.show(found.diagnostics, found.sources, style, all=True)
    put(f"{findings.summed(found.diagnostics)}\n")
    return code


def _json(diagnostics: tuple[Diagnostic, ...], sources: Sources, code: int) -> bytes:
    """The diagnostics as they stand in a report, with the exit code."""
    import msgspec

    from checker.report import model
    from checker.report.build import diagnostic
    from checker.report.place import Locator

    at = Locator(sources.locate)
    answer = {
        "exit": model.Exit(code=code, because="errors in files" if code else "no errors in files"),
        "diagnostics": [diagnostic(one, at) for one in diagnostics],
    }
    return msgspec.json.format(msgspec.json.encode(answer)) + b"\n"

"""`rsp schema`: the JSON Schemas of authored files, the report and the forecast."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from checker.cli.output import put, save
from checker.cli.usage import UsageError, near

_REPORT = "report"
_PUBLIC = "report-public"
_ACTIVATION = "activation"
_FORECAST = "forecast"
_TREND = "trend"
_CHECKS = "checks"
_DIFF = "diff"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The name of a schema, or all for an editor."""
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="a schema to print; without it, list their names"
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="write the schema of everything that people write into the folder --output",
    )
    parser.add_argument(
        "--output", type=Path, metavar="PATH", help="a file for NAME, a folder for --all"
    )
    parser.add_argument(
        "--settings",
        choices=("vscode",),
        help="with --all: print settings of the editor that map files to these schemas",
    )


def run(args: argparse.Namespace) -> int:
    """List the names, print or write one schema, or write them for an editor."""
    from checker.schema.published import written

    if args.all:
        return _all(args)
    if args.settings:
        raise UsageError("--settings maps files to schemas that --all writes", "add --all")
    names = _names()
    if args.name is None:
        if args.output:
            raise UsageError("--output is for one schema or for --all", "name a schema")
        put("".join(f"{name}\n" for name in names))
        return 0
    if args.name not in names:
        raise UsageError(
            f"there is no schema {args.name!r}", near(args.name, names) or "rsp schema lists them"
        )
    text = written(_schema(args.name))
    if args.output:
        save(args.output, text.encode())
    else:
        put(text)
    return 0


def _all(args: argparse.Namespace) -> int:
    """One file for each schema of what people write."""
    from checker.schema.published import file_name, names, published, vscode, written

    if args.name is not None:
        raise UsageError("--all is every schema, and one is named", "leave out one of them")
    if args.output is None:
        raise UsageError("--all writes files, and no folder is named", "add --output FOLDER")
    try:
        args.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{args.output} cannot be a folder: {error.strerror}") from error
    for name in names():
        save(args.output / file_name(name), written(published(name)).encode())
    if args.settings:
        put(vscode(args.output.as_posix()))
    return 0


def _names() -> list[str]:
    from checker.schema.published import names

    return sorted([*names(), _REPORT, _PUBLIC, _ACTIVATION, _FORECAST, _TREND, _CHECKS, _DIFF])


def _schema(name: str) -> dict[str, Any]:
    if name == _REPORT:
        from checker.report.schema import report_schema

        return report_schema()
    if name == _PUBLIC:
        from checker.report.schema import public_schema

        return public_schema()
    if name == _ACTIVATION:
        from checker.report.activation.json import activation_schema

        return activation_schema()
    if name == _FORECAST:
        from checker.forecast.json import forecast_schema

        return forecast_schema()
    if name == _TREND:
        from checker.history.schema import trend_schema

        return trend_schema()
    if name == _DIFF:
        from checker.diff.json import diff_schema

        return diff_schema()
    if name == _CHECKS:
        from checker.report.checks import checks_schema

        return checks_schema()
    from checker.schema.published import published

    return published(name)

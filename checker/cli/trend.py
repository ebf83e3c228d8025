"""`rsp trend`: saved assessments of one organisation, compared over time."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.options import add_output
from checker.cli.output import coloured, put, save, tell
from checker.cli.usage import InvalidInput, UsageError

if TYPE_CHECKING:
    from checker.history.model import Trend, Unread
    from checker.history.saved import Assessed

FORMATS = ("text", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The saved assessments, what makes the command fail, where the result goes."""
    parser.add_argument(
        "sources",
        nargs="+",
        type=Path,
        metavar="FILE|FOLDER",
        help="an assessment saved by rsp check or rsp report with --format json, or a folder of"
        " them",
    )
    parser.add_argument(
        "--fail-on-regression",
        action="store_true",
        help="exit 1 if something that was better before is still worse in the last assessment",
    )
    add_output(parser, default="text", formats=FORMATS)


def run(args: argparse.Namespace) -> int:
    """0 where they were compared; 3 for a file that cannot be used, after the others are shown."""
    from checker import __version__
    from checker.cli.saved import saved_files
    from checker.history.series import series
    from checker.history.trend import trend
    from checker.report.layout import clean
    from checker.report.model import Tool

    files = saved_files(args.sources)
    _guard(args.output, files)
    found, unread = _read(files)
    _one_organization(found, bool(unread))
    result = trend(
        series(found),
        unread,
        Tool(name="rsp-checker", version=__version__),
        fail_on_regression=args.fail_on_regression,
    )
    if args.output is None:
        put(_rendered(result, args.format, colour=coloured(sys.stdout)))
    else:
        save(args.output, _rendered(result, args.format, colour=False))
    if result.exit.code:
        tell(f"rsp: {clean(result.exit.because)}")
    return result.exit.code


def _read(files: list[Path]) -> tuple[list[Assessed], tuple[Unread, ...]]:
    """Each file, and why what cannot be used cannot; that is told at once."""
    from checker.cli.saved import assessed
    from checker.history.model import Unread
    from checker.report.layout import clean

    found, unread = [], []
    for path in files:
        try:
            found.append(assessed(path))
        except InvalidInput as error:
            tell(f"rsp: {clean(error.message)}")
            because = error.message.removeprefix(f"{path} ")
            unread.append(Unread(file=path.as_posix(), because=clean(because)))
    return found, tuple(unread)


def _one_organization(found: list[Assessed], unread: bool) -> None:
    """Raises UsageError where there are several."""
    from checker.history.series import organizations
    from checker.report.layout import clean

    names = organizations(found)
    if len(names) > 1:
        listed = ", ".join(f"{clean(name)[:64]} in {file}" for name, file in names.items())
        raise UsageError(
            f"the assessments are of different organisations: {listed}",
            "a trend is of one; name its assessments alone",
            at_least=InvalidInput.code if unread else 0,
        )


def _guard(target: Path | None, files: list[Path]) -> None:
    """Raises UsageError for an output that would replace what is compared."""
    if target is not None and target.resolve() in {path.resolve() for path in files}:
        raise UsageError(f"{target} is one of the assessments", "write the result elsewhere")


def _rendered(result: Trend, format: str, *, colour: bool) -> bytes:
    import msgspec

    from checker.history import text
    from checker.report.layout import Style

    if format == "json":
        encoded = msgspec.json.encode(result, order="deterministic")
        return msgspec.json.format(encoded) + b"\n"
    return text.render(result, Style(colour=colour)).encode()

"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rsp.time import Moment

MAX_SIZES = {"markdown": 500, "pdf": 2000}
"""Thousand bytes of Markdown: GitHub renders files up to 512 KiB and step summaries up to 1 MiB; a
PDF of 2,000 has some 400 pages and takes 2 GiB to set."""
_SIZES = ", ".join(f"{size} for {name}" for name, size in MAX_SIZES.items())
LEAST_SIZE = 20
"""Thousand bytes below which the verdict alone would not fit."""


def add_date(parser: argparse.ArgumentParser) -> None:
    """The assessment date (R1)."""
    parser.add_argument(
        "--as-of",
        type=moment,
        metavar="DATE",
        help="assess at this date (2026-11-21) or instant (2026-11-21T08:00:00Z)",
    )


def add_scope(parser: argparse.ArgumentParser) -> None:
    """The date, and what narrows a run."""
    add_date(parser)
    add_narrowing(parser)


def add_narrowing(parser: argparse.ArgumentParser) -> None:
    """What narrows a run."""
    parser.add_argument(
        "--model",
        action="append",
        default=[],
        metavar="ID",
        help="only this model; the run is marked partial; may be repeated",
    )
    parser.add_argument(
        "--standard",
        action="append",
        default=[],
        metavar="ID",
        help="only this standard (asl-3/security); the run is marked partial; may be repeated",
    )


def add_output(parser: argparse.ArgumentParser, *, default: str, formats: tuple[str, ...]) -> None:
    """The format, and the file it goes to."""
    parser.add_argument("--format", choices=formats, default=default, help=f"default: {default}")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="write to this file, whole or not at all, instead of standard output",
    )


def add_size(parser: argparse.ArgumentParser) -> None:
    """How large Markdown may be."""
    parser.add_argument(
        "--max-size",
        type=kilobytes,
        metavar="KB",
        help="of markdown, and of what pdf is set from: cut what is least needed so that it has at"
        f" most so many thousand bytes; 0: do not; default: {_SIZES}",
    )


def kilobytes(text: str) -> int:
    """A size of the command line."""
    if not (text.isascii() and text.isdigit()) or 0 < int(text[:9]) < LEAST_SIZE or len(text) > 9:
        raise argparse.ArgumentTypeError(
            f"{text[:20]!r} is no number of thousand bytes: 0, or {LEAST_SIZE} and more"
        )
    return int(text)


def add_project(parser: argparse.ArgumentParser) -> None:
    """The project; for commands whose own arguments come first."""
    parser.add_argument(
        "project",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="PROJECT",
        help="a folder in which, or above which, there is an rsp.yaml; default: this one",
    )


def moment(text: str) -> Moment:
    """A date or instant of the command line."""
    from rsp.time import Moment, TimeError

    try:
        return Moment.parse(text)
    except TimeError as error:
        raise argparse.ArgumentTypeError(str(error)) from error

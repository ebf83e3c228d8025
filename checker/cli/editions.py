"""Editions for others on the command line: made from a full report, and checked against it."""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.output import put
from checker.cli.usage import InvalidInput, UsageError

if TYPE_CHECKING:
    from checker.report.model import Report

AUDIENCES = ("public", "reviewer", "internal")
_MADE = 32
"""Bytes of a salt file that is made here."""
_LARGEST = 4096
"""Bytes of a salt file."""
_UNFAITHFUL = 1


def add_editions(parser: argparse.ArgumentParser) -> None:
    """For whom the report is, where its salts come from, and the check of one."""
    parser.add_argument(
        "--audience",
        choices=AUDIENCES,
        default="internal",
        help="for whom: internal holds everything (default), reviewer and public withhold what is"
        " marked so",
    )
    parser.add_argument(
        "--salt-file",
        type=Path,
        metavar="FILE",
        help="secret that salts are derived from; made with random bytes where there is none",
    )
    parser.add_argument(
        "--check-public",
        nargs=2,
        type=Path,
        metavar=("PUBLIC.json", "FULL.json"),
        help="only check that the first is a faithful edition of the second: exit 0, else 1",
    )


def for_audience(report: Report, args: argparse.Namespace) -> Report:
    """The report as its audience gets it; raises UsageError where it cannot be made."""
    from checker.report.public.marker import SaltUnusable
    from checker.report.public.redact import redact
    from checker.stated import stated
    from rsp.visibility import Visibility

    audience = Visibility(args.audience)
    if report.edition is not None:
        if args.salt_file is not None or audience not in (
            Visibility.INTERNAL,
            Visibility(report.edition.audience),
        ):
            raise UsageError(
                f"it is the {report.edition.audience} edition of a report, and no full one",
                "editions are made from the full report",
            )
        return report
    salted = _salted(report, args.salt_file)
    if audience is Visibility.INTERNAL:
        return salted
    if salted.salt_seed is None:
        raise UsageError(
            f"the {audience} edition needs salts, and the report has none",
            "name a --salt-file, and write the full report with it too, to check against",
        )
    try:
        return stated(redact(salted, audience).report)
    except SaltUnusable as error:
        raise InvalidInput(f"the {audience} edition cannot be made: {error}") from error


def _salted(report: Report, path: Path | None) -> Report:
    """The report with the seed that a salt file gives it."""
    import msgspec

    from checker.report.public.marker import SaltUnusable, seed
    from checker.stated import stated

    if path is None:
        return report
    try:
        found = seed(_secret(path), report)
    except SaltUnusable as error:
        raise UsageError(f"{path} is no salt file: {error}") from error
    if report.salt_seed not in (None, found):
        raise UsageError(
            f"the report was written with another salt file than {path}", "leave out --salt-file"
        )
    return stated(msgspec.structs.replace(report, salt_seed=found))


def _secret(path: Path) -> bytes:
    """The bytes of a salt file; a new one is readable by its owner alone."""
    try:
        if not path.exists():
            path.touch(mode=0o600, exist_ok=False)
            path.write_bytes(secrets.token_bytes(_MADE))
        if not path.is_file() or path.stat().st_size > _LARGEST:
            raise UsageError(f"{path} is no salt file", "name a small file, or one to be made")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be used as salt file: {error.strerror}") from error


def check_public(public: Path, full: Path) -> int:
    """Say whether one is a faithful edition of the other: 0 if it is, else 1."""
    from checker.cli.saved import read_bytes, read_saved
    from checker.report.model import Report
    from checker.report.public.check import check
    from checker.report.public.marker import SaltUnusable

    edition, _ = read_saved(public, Report)
    whole, _ = read_saved(full, Report)
    if whole.edition is not None:
        raise UsageError(f"{full} is itself an edition", "name the full report second")
    try:
        found = check(read_bytes(public), edition, whole)
    except SaltUnusable as error:
        raise UsageError(
            f"{full} cannot open anything: {error}", "write the full report with --salt-file"
        ) from error
    if found.differences:
        lines = [f"{public} is NOT a faithful edition of {full}:"]
        put("".join(f"{line}\n" for line in (*lines, *(f"  {one}" for one in found.differences))))
        return _UNFAITHFUL
    audience = edition.edition.audience if edition.edition else ""
    put(
        f"{public} is a faithful {audience} edition of {full}:\n"
        f"  {found.opened} commitments open to what the full report says, and all else is equal\n"
    )
    return 0

"""Saved assessments as files: found, read whole, refused with the name of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from checker.cli.usage import InvalidInput, UsageError

if TYPE_CHECKING:
    from checker.history.saved import Assessed

T = TypeVar("T")

LARGEST = 1 << 30
"""Bytes of a saved assessment."""
SUFFIX = ".json"


def read_saved(path: Path, kind: type[T]) -> tuple[T, str]:
    """A saved assessment as far as a type states it, and the digest of its file; raises
    InvalidInput, also where the digest it states is not that of its content."""
    from checker.report.json import NotAReport, read_as
    from checker.stated import holds

    data = read_bytes(path)
    try:
        return read_as(data, kind, holds), hashlib.sha256(data).hexdigest()
    except NotAReport as error:
        raise InvalidInput(f"{path} is not a saved assessment: {error}") from error


def read_bytes(path: Path) -> bytes:
    """The bytes of a saved assessment; raises InvalidInput."""
    try:
        if not path.is_file():
            raise InvalidInput(f"{path} is no regular file")
        if path.stat().st_size > LARGEST:
            raise InvalidInput(f"{path} is too large for a saved assessment")
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}") from error


def assessed(path: Path) -> Assessed:
    """A saved assessment to compare; raises InvalidInput."""
    from checker.history.saved import Saved, UnusableReport
    from checker.history.saved import assessed as checked

    saved, digest = read_saved(path, Saved)
    try:
        return checked(path.as_posix(), digest, saved)
    except UnusableReport as error:
        raise InvalidInput(f"{path} is not a saved assessment: {error}") from error


def saved_files(named: Sequence[Path]) -> list[Path]:
    """The files that are named, and those that end in .json in the folders that are, each once;
    raises UsageError for what is not there and for a folder without any."""
    found: dict[Path, Path] = {}
    for path in named:
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if one.suffix == SUFFIX)
            if not inside:
                raise UsageError(f"no file of the folder {str(path)!r} ends in {SUFFIX}")
        elif path.exists():
            inside = [path]
        else:
            raise UsageError(f"there is no file or folder {str(path)!r}")
        for one in inside:
            found.setdefault(one.resolve(), one)
    return list(found.values())

"""Writes new files: all of them or none, and never over one that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from checker.cli.output import put, save
from checker.cli.usage import UsageError


def create(files: Mapping[Path, str]) -> None:
    """Write text files and the folders above them; raises UsageError where one is there."""
    there = [path for path in files if path.exists() or path.is_symlink()]
    if there:
        names = ", ".join(shown(path) for path in there)
        raise UsageError(f"nothing was written: {names} exists already", "remove or rename it")
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except OSError as error:
            raise UsageError(f"{shown(path)} cannot be written: {error.strerror}") from error
        put(f"wrote {shown(path)}\n")


def extend(path: Path, key: str, id: str, lines: Sequence[str]) -> None:
    """Add an item to the list of a file; raises UsageError where it is not written for that."""
    from checker.scaffold.edit import NotAddable, with_item

    try:
        text = with_item(_bytes(path), key, id, lines)
    except NotAddable as error:
        item = "\n".join(lines)
        raise UsageError(
            f"{shown(path)} was not changed: {error}", f"add to it:\n{item}"
        ) from error
    rewrite(path, text)


def keyed(path: Path, key: str, value: str, why: str) -> bytes:
    """The text of a file with one more key; raises UsageError where it is not written for that."""
    from checker.scaffold.edit import NotAddable, with_key

    try:
        return with_key(_bytes(path), key, value, why)
    except NotAddable as error:
        raise UsageError(
            f"{shown(path)} was not changed: {error}", f"add {key}: {value}"
        ) from error


def rewrite(path: Path, text: bytes) -> None:
    """Put a new text in the place of a file, whole or not at all; raises UsageError."""
    save(path, text)
    put(f"changed {shown(path)}\n")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{shown(path)} cannot be read: {error.strerror}") from error


def shown(path: Path) -> str:
    """A path as it is reached from the working folder, absolute where it lies elsewhere."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()

"""Results: to standard output, or to a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

from checker.cli.usage import UsageError


def put(data: str | bytes) -> None:
    """Write to standard output, the same bytes everywhere; a reader who left is no error.

    Text that quotes a file shows nothing of it that looks like a secret."""
    _send(sys.stdout, _masked(data) if isinstance(data, str) else data)


def tell(text: str) -> None:
    """Write a line to standard error."""
    _send(sys.stderr, _masked(text) + "\n")


def _masked(text: str) -> str:
    from checker.diagnostics.secrets import masked

    return masked(text)


def _send(stream: TextIO, data: str | bytes) -> None:
    text = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    try:
        stream.flush()
        if hasattr(stream, "buffer"):
            stream.buffer.write(text)
        else:
            stream.write(text.decode())
        stream.flush()
    except BrokenPipeError:
        _silence(stream)


def _silence(stream: TextIO) -> None:
    """What is still to come goes nowhere, so that the run ends with its own exit code."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def save(target: Path, data: bytes) -> None:
    """Write a file beside its place and move it there; raises UsageError."""
    final = target.resolve()
    if final.is_dir():
        raise UsageError(f"{target} is a folder", "name a file with --output")
    beside = final.with_name(f".{final.name}.{os.getpid()}.part")
    try:
        try:
            with beside.open("xb") as stream:
                stream.write(data)
            beside.replace(final)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}") from error


def coloured(stream: TextIO) -> bool:
    """Whether a stream shows colours: a terminal, unless NO_COLOR says otherwise."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()

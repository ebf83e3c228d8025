"""A root under which files are read, and nothing outside it: the seam to where files come from.

TreeError
└── Refused        a path or file that is not read, with the code that says why
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from checker.diagnostics.diagnostic import Diagnostic
from rsp.value import Value


class TreeError(Exception):
    """Base of what a tree raises."""


class Refused(TreeError):
    """A path is not read; the code is registered, the message one sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Listing(Value, frozen=True, kw_only=True):
    """The files below a folder, and what in it was not listed."""

    files: tuple[str, ...]
    """Paths relative to the root, POSIX, sorted; names that start with a dot are left out."""
    diagnostics: tuple[Diagnostic, ...]


class Tree(Protocol):
    """Files by relative POSIX path: a folder, a git revision, unsaved text over either."""

    def document(self, path: str) -> str:
        """The name that references use for a path."""

    def file(self, path: str) -> Path | None:
        """Where it lies on this machine, None where it does not."""

    def exists(self, path: str) -> bool:
        """Whether there is a regular file; raises nothing."""

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a regular file of at most `limit` bytes; raises Refused."""

    def digest(self, path: str) -> str:
        """SHA-256 of a regular file of any size, hashed in a stream; raises Refused."""

    def list(self, folder: str) -> Listing:
        """Every file below a folder (`""` is the root); raises Refused where there is no folder."""


def checked(path: str) -> str:
    """A path that means the same on every system and stays inside; raises Refused.

    Empty and `.` parts are folded away; a part is never `..` and holds no backslash, colon or
    control character, so no path can name a drive, a device or another document's prefix.
    """
    if path.startswith("/") or any(part == ".." for part in path.split("/")):
        raise Refused(
            "path-escapes", f"the path {path[:80]!r} leaves its root; write a relative one"
        )
    if "\\" in path or ":" in path or not path.isprintable():
        raise Refused(
            "path-not-portable",
            f"the path {path[:80]!r} holds a backslash, a colon or an unprintable character;"
            " write / between the names of folders",
        )
    return "/".join(part for part in path.split("/") if part not in ("", "."))


def beside(path: str, relative: str) -> str:
    """The path that `relative` names from the folder of `path`; raises Refused."""
    folder = path.rpartition("/")[0]
    inner = checked(relative)
    return f"{folder}/{inner}" if folder else inner

"""A git revision as a tree: the files of one folder of it, read without a checkout.

It gives what a checkout of the revision would give, as far as files go: links are followed within
the folder, submodules and links that lead out are reported, names that start with a dot are left
out. What filters would make of a file (line ends, large file storage) is not made of it here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.read.git_blobs import Blobs
from checker.read.git_run import HistoryError
from checker.read.limits import MAX_FILES, MAX_FOLDER_DEPTH
from checker.read.tree import Listing, Refused, checked
from rsp.ref import Ref
from rsp.value import Value

REGULAR = ("100644", "100755")
LINK = "120000"
_HOPS = 8
"""Links that are followed one after the other."""
_LARGEST_LINK = 4096


class Entry(Value, frozen=True, kw_only=True):
    """One entry of a revision."""

    mode: str
    """Of git: a regular file, a link, a submodule."""
    blob: str
    size: int
    """Bytes; 0 for a submodule."""


class GitTree:
    """Files below one folder of a revision."""

    def __init__(self, entries: dict[str, Entry], blobs: Blobs) -> None:
        """`entries` by path relative to the folder."""
        self._entries = entries
        self._blobs = blobs

    def document(self, path: str) -> str:
        """The name that references use for a path."""
        return path

    def file(self, path: str) -> Path | None:
        """It lies in no folder."""
        return None

    def exists(self, path: str) -> bool:
        """Whether there is a regular file."""
        try:
            self._regular(checked(path))
        except Refused:
            return False
        return True

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a regular file of at most `limit` bytes; raises Refused."""
        entry = self._regular(checked(path))
        if entry.size > limit:
            message = f"{path!r} holds {entry.size} bytes; at most {limit} are read"
            raise Refused("file-too-large", message)
        return self._bytes(path, entry)

    def digest(self, path: str) -> str:
        """SHA-256 of a regular file of any size; raises Refused."""
        entry = self._regular(checked(path))
        found = hashlib.sha256()
        try:
            for part in self._blobs.parts(entry.blob):
                found.update(part)
        except HistoryError as error:
            raise _unreadable(path, error) from error
        return found.hexdigest()

    def list(self, folder: str) -> Listing:
        """Every file below a folder; raises Refused where there is no folder."""
        start = checked(folder)
        head = f"{start}/" if start else ""
        inside = sorted(path for path in self._entries if path.startswith(head))
        if not inside:
            raise Refused("file-missing", f"there is no folder {folder[-80:]!r}")
        files: list[str] = []
        diagnostics: list[Diagnostic] = []
        for found in self._listed(inside, head):
            if isinstance(found, str):
                files.append(found)
            else:
                diagnostics.append(found)
        return Listing(files=tuple(files), diagnostics=tuple(diagnostics))

    def _listed(self, inside: Sequence[str], head: str) -> Iterator[str | Diagnostic]:
        seen: dict[tuple[str, str], str] = {}
        for count, path in enumerate(inside, start=1):
            if any(part.startswith(".") for part in path[len(head) :].split("/")):
                continue
            if count > MAX_FILES or path.count("/") > MAX_FOLDER_DEPTH:
                yield _diagnosis("file-too-large", path, "it holds too many files or folders")
                return
            yield from _twins(path, len(head), seen)
            yield self._kept(path)

    def _kept(self, path: str) -> str | Diagnostic:
        try:
            checked(path)
            self._regular(path)
        except Refused as refused:
            return _diagnosis(refused.code, path, refused.message)
        return path

    def _regular(self, path: str) -> Entry:
        """The entry of a regular file, through links within the folder; raises Refused."""
        at = path
        for _ in range(_HOPS):
            entry = self._entries.get(at)
            if entry is None:
                raise self._missing(path, at)
            if entry.mode in REGULAR:
                return entry
            if entry.mode != LINK:
                raise Refused("file-not-regular", f"{path[-80:]!r} is a submodule")
            at = self._target(path, at, entry)
        raise Refused("file-not-regular", "the link leads nowhere")

    def _missing(self, path: str, at: str) -> Refused:
        if any(one.startswith(f"{at}/") for one in self._entries):
            if at != path:
                return Refused("symlink-refused", "a link to a folder is not followed")
            return Refused("file-not-regular", f"{path[:200]!r} is a folder")
        if at != path:
            return Refused("file-not-regular", "the link leads nowhere")
        return Refused("file-missing", f"there is no file {path[:200]!r}")

    def _target(self, path: str, at: str, entry: Entry) -> str:
        """Where a link leads, as a path in the folder; raises Refused."""
        outside = Refused("path-escapes", f"the link {path[-80:]!r} leads out of the root")
        if entry.size > _LARGEST_LINK:
            raise outside
        text = self._bytes(path, entry).decode("utf-8", "backslashreplace")
        parts = list(PurePosixPath(at).parent.parts)
        if text.startswith("/"):
            raise outside
        for part in text.split("/"):
            if part == ".." and not parts:
                raise outside
            if part == "..":
                parts.pop()
            elif part not in ("", "."):
                parts.append(part)
        return "/".join(parts)

    def _bytes(self, path: str, entry: Entry) -> bytes:
        try:
            return self._blobs.read(entry.blob, entry.size)
        except HistoryError as error:
            raise _unreadable(path, error) from error


def _twins(path: str, start: int, seen: dict[tuple[str, str], str]) -> Iterator[Diagnostic]:
    """Names of a folder that differ only in case; `seen` holds each by folder and folded name."""
    parts = path.split("/")
    at = path[:start].count("/")
    for depth in range(at, len(parts)):
        folder, name = "/".join(parts[:depth]), parts[depth]
        twin = seen.setdefault((folder, normalize("NFC", name).casefold()), name)
        if twin != name:
            here = "/".join(parts[: depth + 1])
            message = f"{name!r} and {twin!r} differ only in case"
            yield _diagnosis("path-case-conflict", here, message)


def _diagnosis(code: str, path: str, message: str) -> Diagnostic:
    shown = path if path.isprintable() else ascii(path)
    return diagnose(code, Ref(document=shown), message)


def _unreadable(path: str, error: HistoryError) -> Refused:
    return Refused("file-unreadable", f"{path[:200]!r} cannot be read: {error}")

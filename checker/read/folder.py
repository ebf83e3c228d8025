"""A folder on disk as a tree; no path and no symbolic link leads out of it."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.read.limits import MAX_FILES, MAX_FOLDER_DEPTH
from checker.read.tree import Listing, Refused, checked
from rsp.ref import Ref

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Not blocking: opening a named pipe would otherwise wait for a writer for ever."""
_CHUNK = 1 << 20


class FolderTree:
    """Files below one folder, read straight from disk."""

    def __init__(self, root: Path, prefix: str = "") -> None:
        """`prefix` keeps the documents of several roots apart: `catalog:`; none for the project."""
        self._root = os.path.realpath(root)
        self._prefix = prefix
        self._inside: dict[str, bool] = {}

    def document(self, path: str) -> str:
        """The name that references use for a path."""
        return self._prefix + path

    def file(self, path: str) -> Path | None:
        """Where it lies on this machine."""
        return Path(self._root, path)

    def exists(self, path: str) -> bool:
        """Whether there is a regular file."""
        try:
            os.close(self._opened(checked(path))[0])
        except Refused:
            return False
        return True

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a regular file of at most `limit` bytes; raises Refused."""
        descriptor, size = self._opened(checked(path))
        try:
            if size <= limit:
                # One byte more than its size, so that a file that grows meanwhile is seen.
                data = os.read(descriptor, size + 1)
                while len(data) <= limit and (more := os.read(descriptor, _CHUNK)):
                    data += more
                if len(data) <= limit:
                    return data
        except OSError as error:
            raise _unreadable(path, error) from error
        finally:
            os.close(descriptor)
        raise Refused(
            "file-too-large",
            f"{path!r} holds {max(size, limit + 1)} bytes; at most {limit} are read",
        )

    def digest(self, path: str) -> str:
        """SHA-256 of a regular file of any size, hashed in a stream; raises Refused."""
        descriptor, _ = self._opened(checked(path))
        try:
            with os.fdopen(descriptor, "rb", buffering=0) as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise _unreadable(path, error) from error

    def list(self, folder: str) -> Listing:
        """Every file below a folder; raises Refused where there is no folder."""
        start = checked(folder)
        if not self._is_inside(start):
            raise Refused("path-escapes", f"the folder {folder!r} leads out of its root")
        if not os.path.isdir(os.path.join(self._root, start)):
            raise Refused("file-missing", f"there is no folder {folder[-80:]!r}")
        files: list[str] = []
        diagnostics: list[Diagnostic] = []
        for found in self._walk(start):
            if isinstance(found, str):
                files.append(found)
            else:
                diagnostics.append(found)
        return Listing(files=tuple(sorted(files)), diagnostics=tuple(diagnostics))

    def _walk(self, start: str) -> Iterator[str | Diagnostic]:
        pending, count = [start], 0
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(os.path.join(self._root, folder)) as scan:
                    entries = sorted(scan, key=lambda entry: entry.name)
            except OSError as error:
                yield self._diagnosis(
                    "file-unreadable", folder, f"it cannot be listed: {error.strerror}"
                )
                continue
            seen: dict[str, str] = {}
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                path = f"{folder}/{entry.name}" if folder else entry.name
                count += 1
                if count > MAX_FILES or path.count("/") > MAX_FOLDER_DEPTH:
                    yield self._diagnosis(
                        "file-too-large", folder, "it holds too many files or folders"
                    )
                    return
                twin = seen.setdefault(normalize("NFC", entry.name).casefold(), entry.name)
                if twin != entry.name:
                    yield self._diagnosis(
                        "path-case-conflict",
                        path,
                        f"{entry.name!r} and {twin!r} differ only in case",
                    )
                if entry.is_dir(follow_symlinks=False):
                    pending.append(path)
                else:
                    yield self._listed(path, entry)

    def _listed(self, path: str, entry: os.DirEntry[str]) -> str | Diagnostic:
        try:
            checked(path)
        except Refused as refused:
            return self._diagnosis(refused.code, path, refused.message)
        if entry.is_symlink():
            if not self._leads_somewhere(entry):
                return self._diagnosis("file-not-regular", path, "the link leads nowhere")
            if entry.is_dir():
                return self._diagnosis(
                    "symlink-refused", path, "a link to a folder is not followed"
                )
            if not self._is_inside(path):
                return self._diagnosis(
                    "path-escapes", path, f"the link {path[-80:]!r} leads out of the root"
                )
        if not entry.is_file():
            return self._diagnosis(
                "file-not-regular", path, f"{path[-80:]!r} is not a regular file"
            )
        return path

    @staticmethod
    def _leads_somewhere(entry: os.DirEntry[str]) -> bool:
        """Whether a link can be followed: not a circle, not too long a chain."""
        try:
            entry.stat()
        except OSError:
            return False
        return True

    def _diagnosis(self, code: str, path: str, message: str) -> Diagnostic:
        shown = path if path.isprintable() else ascii(path)
        return diagnose(code, Ref(document=self.document(shown)), message)

    def _is_inside(self, path: str) -> bool:
        """Whether the path still lies below the root once every link in it is followed."""
        real = os.path.realpath(os.path.join(self._root, path))
        return real == self._root or real.startswith(self._root.rstrip(os.sep) + os.sep)

    def _opened(self, path: str) -> tuple[int, int]:
        """A descriptor of a regular file inside the root, and its size."""
        folder = path.rpartition("/")[0]
        if folder not in self._inside:
            self._inside[folder] = self._is_inside(folder)
        if not self._inside[folder]:
            raise Refused("path-escapes", f"{path!r} leads out of its root through a link")
        full = os.path.join(self._root, path)
        try:
            descriptor = self._descriptor(path, full)
        except OSError as error:
            raise _unreadable(path, error) from error
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            os.close(descriptor)
            raise Refused("file-not-regular", f"{path!r} is not a regular file")
        return descriptor, found.st_size

    def _descriptor(self, path: str, full: str) -> int:
        if _NO_LINK:
            try:
                return os.open(full, _FLAGS | _NO_LINK)
            except OSError as error:
                if error.errno not in (errno.ELOOP, errno.EMLINK):
                    raise
        if not self._is_inside(path):
            raise Refused("path-escapes", f"{path!r} leads out of its root through a link")
        return os.open(full, _FLAGS)


def _unreadable(path: str, error: OSError) -> Refused:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Refused("file-missing", f"there is no file {path[:200]!r}")
    if isinstance(error, IsADirectoryError):
        return Refused("file-not-regular", f"{path[:200]!r} is a folder")
    return Refused("file-unreadable", f"{path[:200]!r} cannot be read: {error.strerror}")

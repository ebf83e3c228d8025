"""The history of a folder, read from git: what its files said in earlier revisions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from checker.read.git_run import Git, HistoryError, NoHistory
from rsp.value import Value

__all__ = ["MOST", "File", "History", "HistoryError", "NoHistory", "Revision"]

MOST = 500
"""Revisions of a folder that are looked at."""
SECONDS = 10.0
"""How long one history is read, all commands together."""
_LISTING = 32 << 20
"""Bytes of the listing of one revision: 100,000 files and more."""


class Revision(Value, frozen=True, kw_only=True):
    """One commit that touched the folder."""

    id: str
    date: str
    """Day of the commit in UTC, as its committer stated it; empty where that is no date."""


class File(Value, frozen=True, kw_only=True):
    """A regular file of a revision."""

    path: str
    """Relative to the folder, POSIX."""
    blob: str
    size: int


class History:
    """The revisions of one folder, newest first, as far as the bounds go."""

    def __init__(self, folder: Path) -> None:
        """Raises NoHistory."""
        self._git = Git(folder, SECONDS)
        self.shallow = self._is_shallow()
        self.revisions = self._revisions()

    def files(self, revision: Revision) -> dict[str, File]:
        """The regular files of the folder in a revision, by path; raises HistoryError."""
        listing = self._git.run(_LISTING, "ls-tree", "-r", "-l", "-z", revision.id)
        found = {}
        for entry in listing.split(b"\0"):
            head, _, name = entry.partition(b"\t")
            parts = head.split()
            if len(parts) == 4 and parts[0] in (b"100644", b"100755") and parts[3].isdigit():
                path = name.decode("utf-8", "backslashreplace")
                found[path] = File(path=path, blob=parts[2].decode(), size=int(parts[3]))
        return found

    def read(self, file: File, limit: int) -> bytes:
        """The bytes of a file of at most `limit` bytes; raises HistoryError."""
        if file.size > limit:
            raise HistoryError(f"a file of {file.size} bytes is not read")
        return self._git.run(limit, "cat-file", "blob", file.blob)

    def _is_shallow(self) -> bool:
        return self._git.where("--is-shallow-repository") == ["true"]

    def _revisions(self) -> tuple[Revision, ...]:
        command = ("rev-list", "--timestamp", f"--max-count={MOST}", "HEAD", "--", ".")
        try:
            lines = self._git.run(MOST * 100, *command).decode("ascii", "replace").splitlines()
        except HistoryError as error:
            raise NoHistory("the git repository it lies in has no usable revision") from error
        if not lines:
            raise NoHistory("no revision of the git repository it lies in holds it")
        return tuple(
            Revision(id=id, date=_day(seconds))
            for seconds, _, id in (line.partition(" ") for line in lines)
        )


def _day(seconds: str) -> str:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""

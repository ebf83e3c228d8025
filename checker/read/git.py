"""The history of a folder, read from git: what its files said in earlier revisions.

HistoryError      what git gives cannot be used; the message is one sentence
└── NoHistory     there is no history that can be read

The repository may be hostile. Only commands run that read objects: they start no hook, pager,
filter, text conversion, external diff or signature check, write nothing and fetch nothing.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from rsp.value import Value

MOST = 500
"""Revisions of a folder that are looked at."""
SECONDS = 10.0
"""How long one history is read, all commands together."""
_LISTING = 32 << 20
"""Bytes of the listing of one revision: 100,000 files and more."""

_SAFE = (
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "safe.bareRepository=explicit"),
)
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""A repository can ask git to fetch what it lacks, by a command of its own: no protocol is allowed,
and versions that know the second variable do not even try."""


class HistoryError(Exception):
    """What git gives cannot be used."""


class NoHistory(HistoryError):
    """There is no history that can be read."""


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
        git = shutil.which("git")
        if git is None or not os.path.isabs(git):
            raise NoHistory("git is not installed")
        self._git, self._folder = git, folder
        self._until = time.monotonic() + SECONDS
        self.shallow = self._is_shallow()
        self.revisions = self._revisions()

    def files(self, revision: Revision) -> dict[str, File]:
        """The regular files of the folder in a revision, by path; raises HistoryError."""
        listing = self._run(_LISTING, "ls-tree", "-r", "-l", "-z", revision.id)
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
        return self._run(limit, "cat-file", "blob", file.blob)

    def _is_shallow(self) -> bool:
        command = ("rev-parse", "--is-inside-work-tree", "--is-shallow-repository")
        try:
            said = subprocess.run(
                self._command(*command), env=_environment(), capture_output=True, timeout=SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoHistory("git cannot be run") from error
        if b"dubious ownership" in said.stderr:
            raise NoHistory("git does not trust the repository, which belongs to somebody else")
        answers = said.stdout.split()
        if said.returncode or answers[:1] != [b"true"]:
            raise NoHistory("it lies in no git repository")
        return answers[1:] == [b"true"]

    def _revisions(self) -> tuple[Revision, ...]:
        command = ("rev-list", "--timestamp", f"--max-count={MOST}", "HEAD", "--", ".")
        try:
            lines = self._run(MOST * 100, *command).decode("ascii", "replace").splitlines()
        except HistoryError as error:
            raise NoHistory("the git repository it lies in has no usable revision") from error
        if not lines:
            raise NoHistory("no revision of the git repository it lies in holds it")
        return tuple(
            Revision(id=id, date=_day(seconds))
            for seconds, _, id in (line.partition(" ") for line in lines)
        )

    def _command(self, *arguments: str) -> list[str]:
        return [self._git, "-C", str(self._folder), *_SAFE, *arguments]

    def _run(self, limit: int, *arguments: str) -> bytes:
        """What a command prints, at most `limit` bytes; raises HistoryError."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise HistoryError(f"it was not found within {SECONDS:g} seconds")
        try:
            process = subprocess.Popen(
                self._command(*arguments),
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise HistoryError("git cannot be run") from error
        with process:
            watch = threading.Timer(left, _end, [process])
            watch.start()
            try:
                data = process.stdout.read(limit + 1) if process.stdout is not None else b""
                if len(data) > limit:
                    _end(process)
            finally:
                watch.cancel()
        if len(data) > limit or process.returncode:
            raise HistoryError(f"git {arguments[0]} gave nothing that can be used")
        return data


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a command and all that it started, which would keep its output open."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _environment() -> dict[str, str]:
    """The environment without what would lead git elsewhere or make it run something."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | _ENVIRONMENT


def _day(seconds: str) -> str:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""

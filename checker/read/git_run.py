"""Runs git commands that read: in a bounded time, with bounded output, and nothing of its own.

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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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


class Git:
    """The commands of one folder; all of them together take at most some seconds."""

    def __init__(self, folder: Path, seconds: float) -> None:
        """Raises NoHistory where git is not installed."""
        git = shutil.which("git")
        if git is None or not os.path.isabs(git):
            raise NoHistory("git is not installed")
        self.program, self._folder, self._seconds = git, folder, seconds
        self.until = time.monotonic() + seconds

    def where(self, *questions: str) -> list[str]:
        """What `rev-parse` answers about the repository the folder lies in; raises NoHistory."""
        command = self._command("rev-parse", "--is-inside-work-tree", *questions)
        try:
            said = subprocess.run(
                command, env=_environment(), capture_output=True, timeout=self._seconds
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoHistory("git cannot be run") from error
        if b"dubious ownership" in said.stderr:
            raise NoHistory("git does not trust the repository, which belongs to somebody else")
        answers = said.stdout.decode("utf-8", "surrogateescape").splitlines()
        if said.returncode or answers[:1] != ["true"]:
            raise NoHistory("it lies in no git repository")
        return answers[1:]

    def run(self, limit: int, *arguments: str) -> bytes:
        """What a command prints, at most `limit` bytes; raises HistoryError."""
        with self._started(arguments, subprocess.DEVNULL) as process:
            data = process.stdout.read(limit + 1) if process.stdout is not None else b""
            if len(data) > limit:
                _end(process)
        if len(data) > limit or process.returncode:
            raise HistoryError(f"git {arguments[0]} gave nothing that can be used")
        return data

    @contextmanager
    def talk(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """A command that is asked and answers; it ends with the block, or when time is up."""
        with self._started(arguments, subprocess.PIPE) as process:
            yield process
            if process.stdin is not None:
                with suppress(OSError):
                    process.stdin.close()

    @contextmanager
    def _started(self, arguments: tuple[str, ...], stdin: int) -> Iterator[subprocess.Popen[bytes]]:
        left = self.until - time.monotonic()
        if left <= 0:
            raise HistoryError(f"it was not found within {self._seconds:g} seconds")
        try:
            process = subprocess.Popen(
                self._command(*arguments),
                env=_environment(),
                stdin=stdin,
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
                yield process
            except BaseException:
                _end(process)
                raise
            finally:
                watch.cancel()

    def _command(self, *arguments: str) -> list[str]:
        return [self.program, "-C", str(self._folder), *_SAFE, *arguments]


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

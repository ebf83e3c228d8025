"""The contents of files of a repository, asked for one after the other from one command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from subprocess import Popen
from typing import Self

from checker.read.git_run import Git, HistoryError

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_CHUNK = 1 << 20
_LONGEST_HEAD = 200


class Blobs:
    """A `git cat-file --batch` that runs while the block does."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._stack = ExitStack()
        self._process: Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def read(self, blob: str, size: int) -> bytes:
        """The bytes of a blob of the size that its listing states; raises HistoryError."""
        return b"".join(self.parts(blob, size))

    def parts(self, blob: str, size: int | None = None) -> Iterator[bytes]:
        """The same in parts of at most a mebibyte; raises HistoryError."""
        process = self._running()
        if not _ID.match(blob) or process.stdin is None or process.stdout is None:
            raise HistoryError("its name is none that git gives")
        try:
            process.stdin.write(f"{blob}\n".encode())
            process.stdin.flush()
            head = process.stdout.readline(_LONGEST_HEAD).split()
        except OSError as error:
            raise HistoryError("git left, or was not done in time") from error
        if len(head) != 3 or head[1] != b"blob" or not head[2].isdigit():
            raise HistoryError("the repository does not hold it; a partial clone has to fetch it")
        left = int(head[2])
        if size is not None and left != size:
            self._leave()
            raise HistoryError("its size is not the one that is listed")
        while left:
            part = process.stdout.read(min(left, _CHUNK))
            if not part:
                raise HistoryError("git left, or was not done in time")
            left -= len(part)
            yield part
        process.stdout.read(1)

    def _running(self) -> Popen[bytes]:
        if self._process is None:
            self._process = self._stack.enter_context(self._git.talk("cat-file", "--batch"))
        return self._process

    def _leave(self) -> None:
        """End the command: what it would still say answers no question."""
        self._stack.close()
        self._process = None

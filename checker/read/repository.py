"""The repository that holds a folder: its revisions by name, and their files as trees.

NoRevision        a name means no revision that is there; the message says what to do
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.read.git_blobs import Blobs
from checker.read.git_run import Git, HistoryError
from checker.read.git_tree import Entry, GitTree
from rsp.value import Value

SECONDS = 60.0
"""How long one side of a comparison is read, all commands together."""
_LISTING = 64 << 20
"""Bytes of the listing of one revision."""
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_NAME = re.compile(r"[^\x00-\x20\x7f]{1,250}\Z")
SHALLOW = (
    "the clone is shallow: fetch the whole history (actions/checkout with fetch-depth: 0,"
    " GIT_DEPTH: 0 on GitLab, or git fetch --unshallow)"
)


class NoRevision(HistoryError):
    """A name that means no revision here."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class Commit(Value, frozen=True, kw_only=True):
    """A revision by the name it was asked for and by its own."""

    name: str
    id: str


class Repository:
    """The git repository that a folder lies in."""

    def __init__(self, folder: Path) -> None:
        """Raises NoHistory where there is none."""
        self._git = Git(folder, SECONDS)
        shallow, top = self._git.where("--is-shallow-repository", "--show-toplevel")[:2]
        self.shallow = shallow == "true"
        self.top = Path(top).resolve()

    def commit(self, name: str) -> Commit:
        """The commit that a name means; raises NoRevision."""
        if name.startswith("-") or not _NAME.match(name):
            raise NoRevision(f"{name[:80]!r} is no name of a revision", "name a branch or commit")
        try:
            said = self._git.run(
                200, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
            )
        except HistoryError as error:
            raise self._absent(name) from error
        id = said.decode("ascii", "replace").strip()
        if not _ID.match(id):
            raise self._absent(name)
        return Commit(name=name, id=id)

    def merge_base(self, one: Commit, other: Commit) -> Commit:
        """The newest commit that both rest on; raises NoRevision."""
        try:
            said = self._git.run(4000, "merge-base", one.id, other.id).decode("ascii", "replace")
        except HistoryError as error:
            message = f"{one.name!r} and {other.name!r} have no commit in common here"
            help = SHALLOW if self.shallow else "name a base that both rest on"
            raise NoRevision(message, help) from error
        return Commit(name=f"merge-base of {one.name} and {other.name}", id=said.split()[0])

    @contextmanager
    def tree(self, commit: Commit, prefix: str) -> Iterator[GitTree]:
        """The files of a folder of a commit, `""` for all; raises HistoryError."""
        with Blobs(self._git) as blobs:
            yield GitTree(self._entries(commit, prefix), blobs)

    def named(self, commit: Commit, name: str) -> tuple[str, ...]:
        """The folders of a commit that hold a file of this name; raises HistoryError."""
        listing = self._git.run(_LISTING, "ls-tree", "-r", "-z", "--name-only", "--full-tree",
                                commit.id)  # fmt: skip
        paths = (path.decode("utf-8", "backslashreplace") for path in listing.split(b"\0"))
        return tuple(
            path.removesuffix(name).rstrip("/")
            for path in paths
            if path == name or path.endswith(f"/{name}")
        )

    def _entries(self, commit: Commit, prefix: str) -> dict[str, Entry]:
        within = (f"{prefix}/",) if prefix else ()
        listing = self._git.run(
            _LISTING, "ls-tree", "-r", "-l", "-z", "--full-tree", commit.id, "--", *within
        )
        found: dict[str, Entry] = {}
        for line in listing.split(b"\0"):
            head, _, name = line.partition(b"\t")
            parts = head.decode("ascii", "replace").split()
            if len(parts) == 4:
                path = name.decode("utf-8", "backslashreplace")
                size = int(parts[3]) if parts[3].isdigit() else 0
                entry = Entry(mode=parts[0], blob=parts[2], size=size)
                found[path[len(prefix) + 1 :] if prefix else path] = entry
        return found

    def _is_there(self, name: str) -> bool:
        try:
            self._git.run(200, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        except HistoryError:
            return False
        return True

    def _absent(self, name: str) -> NoRevision:
        message = f"the repository has no revision {name[:80]!r}"
        if self._is_there(f"refs/remotes/origin/{name}"):
            return NoRevision(message, f"did you mean origin/{name}?")
        if self.shallow:
            return NoRevision(message, SHALLOW)
        branch = name.partition("/")[2] if name.startswith("origin/") else ""
        help = f"git fetch origin {branch} brings it, if it is there" if branch else (
            "name a branch, a tag or a commit; one of another clone has to be fetched first"
        )  # fmt: skip
        return NoRevision(message, help)

"""Resolves what the command line names, and opens it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from checker.beside.sides import Asked, Named, NotComparable, Pair, Side, reached
from checker.project.discover import PROJECT_FILE, project_root
from checker.project.open import open_project
from checker.read.git_run import HistoryError, NoHistory
from checker.read.repository import Commit, NoRevision, Repository

SUFFIX = ".json"
THREE, TWO = "...", ".."


class Opener:
    """Resolves and opens sides; what revisions are read with runs as long as its block."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._stack = ExitStack()
        self._repository: Repository | None = None
        self._project = Path()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def pair(self) -> Pair:
        """What the two names mean; raises NotComparable."""
        asked = self._asked
        first, second, common = _split(asked)
        if "" in (first, second):
            raise NotComparable("a side has an empty name", "is a variable of the workflow empty?")
        folders = [
            Path(one) for one in (second, first) if one is not None and _is(Path(one).is_dir)
        ]
        self._project = asked.project or (folders[0] if folders else Path())
        if second is None:
            root = project_root(self._project) or self._project
            head = Named(asked="working tree", folder=root)
        else:
            head = self._named(second)
        base = self._named(first)
        if common:
            base = self._merged(base, head)
        return Pair(base=base, head=head, project=self._project)

    def open(self, name: Named, *, base: bool) -> Side:
        """A revision or a folder, opened; raises NotComparable."""
        if name.commit is None:
            folder = name.folder or Path()
            root = project_root(folder) or folder
            shown = reached(root)
            prefix = "" if shown == "." else f"{shown}/"
            return Side(name=name, opened=open_project(root), prefix=prefix, within=shown)
        other = self._asked.base_project if base else None
        within = self._within(other or self._project)
        try:
            tree = self._stack.enter_context(self.repository.tree(name.commit, within))
        except HistoryError as error:
            raise NotComparable(f"the revision {name.asked!r} cannot be read: {error}") from error
        opened = open_project(self._project, tree=tree)
        prefix = f"{name.asked}:{within}/" if within else f"{name.asked}:"
        return Side(name=name, opened=opened, prefix=prefix, within=within)

    def left_behind(self, base: Side, head: Side) -> tuple[str, ...]:
        """Folders of the base with an rsp.yaml that the head does not have any more: the project
        may have lain there."""
        commit = base.name.commit
        if commit is None:
            return ()
        there = set(self.repository.named(commit, PROJECT_FILE))
        if head.name.commit is not None:
            return tuple(sorted(there - set(self.repository.named(head.name.commit, PROJECT_FILE))))
        top = self.repository.top
        return tuple(sorted(one for one in there if not (top / one / PROJECT_FILE).is_file()))

    @property
    def repository(self) -> Repository:
        """That the project lies in; raises NotComparable where there is none."""
        if self._repository is None:
            start = self._project.resolve()
            while not start.is_dir():
                start = start.parent
            try:
                self._repository = Repository(start)
            except NoHistory as error:
                raise NotComparable(
                    f"{reached(start)} cannot be compared with a revision: {error}",
                    "name two folders, or run this in the repository that holds the project",
                ) from error
        return self._repository

    def _named(self, text: str) -> Named:
        path = Path(text)
        explicit = "/" in text or text in (".", "..")
        if path.suffix == SUFFIX and _is(path.is_file):
            return Named(asked=text, saved=path)
        if _is(path.is_dir):
            if not explicit and self._is_revision(text):
                raise NotComparable(
                    f"{text!r} is a folder and a revision",
                    f"write ./{text} for the folder, refs/heads/{text} for the branch",
                )
            return Named(asked=text, folder=path)
        return Named(asked=text, commit=self._commit(text))

    def _is_revision(self, text: str) -> bool:
        try:
            self._commit(text)
        except NotComparable:
            return False
        return True

    def _commit(self, text: str) -> Commit:
        try:
            return self.repository.commit(text)
        except NoRevision as error:
            raise NotComparable(error.message, error.help) from error

    def _merged(self, base: Named, head: Named) -> Named:
        """The base replaced by what it has in common with the head."""
        if base.commit is None or head.saved is not None:
            raise NotComparable("only a revision has a merge base", "name a branch or commit")
        other = head.commit or self._commit("HEAD")
        try:
            commit = self.repository.merge_base(base.commit, other)
        except NoRevision as error:
            raise NotComparable(error.message, error.help) from error
        return Named(asked=commit.id[:12], commit=commit)

    def _within(self, folder: Path) -> str:
        """The folder of the project in its repository, POSIX; empty at the top."""
        root = (project_root(folder) if folder.exists() else None) or folder.resolve()
        try:
            within = root.resolve().relative_to(self.repository.top).as_posix()
        except ValueError as error:
            raise NotComparable(
                f"{reached(root)} lies outside of the repository {reached(self.repository.top)}",
                "name the project with --project",
            ) from error
        return "" if within == "." else within


def _is(ask: Callable[[], bool]) -> bool:
    """What the file system says of a name; one that it cannot hold names nothing there."""
    try:
        return ask()
    except (OSError, ValueError):
        return False


def _split(asked: Asked) -> tuple[str, str | None, bool]:
    """`BASE...HEAD` and `BASE..HEAD` as two names; the first means their merge base."""
    base, head, common = asked.base, asked.head, asked.merge_base
    if head is None and not _is(Path(base).exists):
        for mark in (THREE, TWO):
            one, found, other = base.partition(mark)
            if found and one and "/.." not in base:
                return one, other or None, common or mark == THREE
    return base, head, common

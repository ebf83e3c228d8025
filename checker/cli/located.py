"""From paths of the command line to the projects they mean; exit 2 where they mean none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from checker.cli.usage import UsageError
from checker.project.discover import PROJECT_FILE, WORKSPACE_FILE, Search, is_named, search

if TYPE_CHECKING:
    from checker.project.workspace import OpenedWorkspace

_SHOWN = 4


class Located(NamedTuple):
    """The projects of a command, and the workspaces that named them."""

    paths: tuple[Path, ...]
    """As they were named, or as they are reached from the working folder; each project once."""
    workspaces: tuple[OpenedWorkspace, ...]


def located(path: Path) -> Path:
    """A path in or below one project; raises UsageError where there is none, and for a workspace,
    which has several."""
    found = _searched(path)
    root = found.root
    if root is None:
        raise UsageError(*_missing(path, found))
    if is_named(root, WORKSPACE_FILE) and not is_named(root, PROJECT_FILE):
        from checker.project.workspace import open_workspace

        names = [named(reached(one)) for one in open_workspace(root).roots]
        listed = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
        raise UsageError(
            f"{named(path)} is a workspace, and this command is about one project",
            f"name one of them: {listed}" if names else "rsp lint says what is wrong with it",
        )
    return path


def every(paths: Sequence[Path]) -> Located:
    """The projects that paths mean, a workspace standing for all of its own; raises UsageError."""
    from checker.project.workspace import open_workspace

    found: dict[Path, Path] = {}
    workspaces: dict[Path, OpenedWorkspace] = {}
    for path in paths:
        searched = _searched(path)
        root = searched.root
        if root is None:
            raise UsageError(*_missing(path, searched))
        if is_named(root, WORKSPACE_FILE) and root not in workspaces:
            workspaces[root] = open_workspace(root)
            for one in workspaces[root].roots:
                found.setdefault(one, reached(one))
        elif is_named(root, PROJECT_FILE):
            found.setdefault(root, path)
    return Located(paths=tuple(found.values()), workspaces=tuple(workspaces.values()))


def _searched(path: Path) -> Search:
    if not path.exists():
        raise UsageError(f"there is no file or folder {named(path)}")
    return search(path, PROJECT_FILE, WORKSPACE_FILE)


def _missing(path: Path, found: Search) -> tuple[str, str]:
    """The message and the help where there is no project."""
    shown = [named(reached(folder)) for folder in found.looked]
    if len(shown) > _SHOWN + 1:
        shown[_SHOWN:-1] = ["…"]
    return (
        f"there is no project: no {PROJECT_FILE} in {named(path)} or above it",
        f"looked in {', '.join(shown)}, which is {found.until};"
        " name the folder of a project, or make one: rsp init",
    )


def named(path: PurePath) -> str:
    """A path in a message."""
    return repr(path.as_posix())


def reached(path: Path) -> Path:
    """A path as it is reached from the working folder; absolute on another drive."""
    import os

    try:
        return Path(os.path.relpath(path))
    except ValueError:
        return path

"""Where the project is: the nearest `rsp.yaml`, upward, and no further than it may belong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

PROJECT_FILE = "rsp.yaml"
WORKSPACE_FILE = "rsp-workspace.yaml"

Boundary = Literal[
    "the root of the repository", "the home folder", "the end of this file system", "the root"
]


class Search(NamedTuple):
    """What an upward search found and where it looked."""

    root: Path | None
    """The nearest folder with one of the files; None where there is none."""
    looked: tuple[Path, ...]
    """The folders that were looked at, from the inside out."""
    until: Boundary
    """Why it would go no further: what lies above belongs to something, or somebody, else."""


def search(start: Path, *names: str) -> Search:
    """Look for the first folder that holds a file of one of the names, in or above a folder."""
    looked: list[Path] = []
    until: Boundary = "the root"
    for folder, boundary in _upward(start):
        looked.append(folder)
        if any(is_named(folder, name) for name in names):
            return Search(root=folder, looked=tuple(looked), until=boundary or until)
        until = boundary or until
    return Search(root=None, looked=tuple(looked), until=until)


def is_named(folder: Path, name: str) -> bool:
    """Whether there is something of that name, be it a folder or a link to nothing: opening it says
    what is wrong, where passing over it would show another project or none."""
    return os.path.lexists(folder / name)


def project_root(start: Path) -> Path | None:
    """The folder of the nearest `rsp.yaml` in or above a folder or file; None if there is none."""
    return search(start, PROJECT_FILE).root


def repository_root(start: Path) -> Path | None:
    """The folder of the repository that a folder lies in or will lie in; None outside of one."""
    return next((folder for folder in (start, *start.parents) if _is_repository(folder)), None)


def _upward(start: Path) -> Iterator[tuple[Path, Boundary | None]]:
    """Folders from the inside out, the last one with the boundary that it is."""
    here = start.resolve()
    if here.is_file():
        here = here.parent
    home = _home()
    for folder in (here, *here.parents):
        boundary: Boundary | None = None
        if _is_repository(folder):
            boundary = "the root of the repository"
        elif folder == home:
            boundary = "the home folder"
        elif _device(folder.parent) != _device(folder):
            boundary = "the end of this file system"
        yield folder, boundary
        if boundary is not None:
            return


def _is_repository(folder: Path) -> bool:
    return (folder / ".git").exists()


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:
        return None


def _device(folder: Path) -> int | None:
    """The file system of a folder; None for a folder that cannot be looked at."""
    try:
        return os.stat(folder).st_dev
    except OSError:
        return None

"""Reads a workspace: which projects it names, and which of its entries name none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.sources import Sources
from checker.project.discover import PROJECT_FILE, WORKSPACE_FILE, is_named
from checker.project.reading import Reading
from checker.read.folder import FolderTree
from checker.read.limits import MAX_FOLDER_DEPTH
from checker.read.tree import Refused, checked
from rsp.workspace import Workspace

_WILD = "*?["


class OpenedWorkspace(msgspec.Struct, frozen=True, kw_only=True):
    """What a workspace file gave."""

    roots: tuple[Path, ...]
    """The folders of its projects, each once, in the order in which they are named."""
    sources: Sources
    diagnostics: tuple[Diagnostic, ...]


def open_workspace(folder: Path) -> OpenedWorkspace:
    """The projects of the workspace in a folder; raises nothing for what files hold."""
    sources = Sources()
    reading = Reading(FolderTree(folder), sources, [])
    found: dict[Path, None] = {}
    if is_named(folder, PROJECT_FILE):
        found[folder.resolve()] = None
    workspace = reading.value(WORKSPACE_FILE, Workspace)
    for index, pattern in enumerate(workspace.projects if workspace else ()):
        at = reading.ref(WORKSPACE_FILE).at("projects", index)
        try:
            roots = list(_matching(folder.resolve(), checked(pattern)))
        except Refused as refused:
            reading.report(refused.code, at, refused.message)
            continue
        if not roots:
            reading.report(
                "workspace-entry-empty",
                at,
                f"{pattern[:80]!r} names no folder that holds an {PROJECT_FILE}",
                help="correct the path, remove it, or make the project with rsp init",
            )
        found.update(dict.fromkeys(roots))
    return OpenedWorkspace(
        roots=tuple(found), sources=sources, diagnostics=tuple(reading.diagnostics)
    )


def _matching(root: Path, pattern: str) -> Iterator[Path]:
    """The project folders that a pattern names, in the order of their names; raises Refused for
    one that a link leads out to."""
    for folder in _walked(root, tuple(part for part in pattern.split("/") if part)):
        if not is_named(folder, PROJECT_FILE):
            continue
        real = folder.resolve()
        if real != root and root not in real.parents:
            name = folder.relative_to(root).as_posix()
            raise Refused("path-escapes", f"{name!r} leads out of the workspace through a link")
        yield real


def _walked(folder: Path, parts: tuple[str, ...], depth: int = 0) -> Iterator[Path]:
    """Folders below one that the parts of a pattern name; hidden ones only where they are named."""
    if not parts:
        yield folder
        return
    part, rest = parts[0], parts[1:]
    if depth > MAX_FOLDER_DEPTH:
        return
    if part == "**":
        yield from _walked(folder, rest, depth)
        for inner in _folders(folder):
            if not inner.is_symlink():
                yield from _walked(inner, parts, depth + 1)
    elif any(mark in part for mark in _WILD):
        for inner in _folders(folder):
            if fnmatchcase(inner.name, part):
                yield from _walked(inner, rest, depth + 1)
    elif (folder / part).is_dir():
        yield from _walked(folder / part, rest, depth + 1)


def _folders(folder: Path) -> list[Path]:
    """What is listed below a folder: none where it cannot be."""
    try:
        with os.scandir(folder) as scan:
            names = [one.name for one in scan if one.is_dir() and not one.name.startswith(".")]
    except OSError:
        return []
    return [folder / name for name in sorted(names)]

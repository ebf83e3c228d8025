"""Tests a catalog: opens it, reads its cases, tries each requirement, and makes mutants."""

from __future__ import annotations

from pathlib import Path

import msgspec

from checker.diagnostics.diagnostic import EVERYTHING, Diagnostic, Level
from checker.diagnostics.sources import Sources
from checker.evidence.payloads import Payloads
from checker.lint import rules
from checker.project.catalog import HEAD, SHIPPED, shipped_tree
from checker.project.open import Opened, open_project
from checker.project.open_catalog import open_catalog
from checker.project.overlay import HEAD as OVERLAY
from checker.project.project import Project
from checker.project.reading import Reading
from checker.read.bulk import many
from checker.read.tree import Refused, checked
from checker.testing.control import INVALID, ControlTest, test_control
from checker.testing.load import CasesFile, load_cases


class TestRun(msgspec.Struct, frozen=True, kw_only=True):
    """One run over one catalog."""

    controls: tuple[ControlTest, ...]
    unread: tuple[Diagnostic, ...]
    """What is wrong with files, so that they could not be read, or controls not be judged."""
    sources: Sources
    known: tuple[str, ...] = ()
    """Every control of the catalog."""

    @property
    def invalid(self) -> bool:
        """Whether a file cannot be used as it is."""
        found = [one for each in self.controls for one in each.diagnostics]
        return any(one.level is Level.ERROR for one in self.unread) or any(
            one.code == INVALID for one in found
        )

    @property
    def passed(self) -> bool:
        """Whether every case came out as it says, and nothing is missing."""
        return not self.invalid and all(one.passed for one in self.controls)


def run_tests(
    path: Path,
    wanted: tuple[str, ...] = (),
    *,
    mutate: bool = False,
) -> TestRun:
    """Test the catalog that a path is, or that the project in or above it uses; `wanted` are the
    ids of controls, all where it is empty. Raises nothing for what files hold."""
    with many():
        opened = open_catalog(path) if (path / HEAD).is_file() else open_project(path)
        if opened.project is None:
            return TestRun(controls=(), unread=opened.diagnostics, sources=opened.sources)
        project = opened.project
        read = _folders(opened, project, path)
        files: dict[str, CasesFile] = {}
        for reading, folder in read:
            files |= load_cases(reading, folder, project)
        unsound = _unsound(project, opened.diagnostics)
        types = {name: Payloads(kind) for name, kind in project.catalog.types.items()}
        controls = []
        for name in sorted(project.catalog.controls):
            broken = any({EVERYTHING, f"control/{name}"} & set(one.reaches) for one in unsound)
            if (not wanted or name in wanted) and not broken:
                control = project.catalog.controls[name]
                controls.append(test_control(project, control, files.get(name), types, mutate))
    return TestRun(
        controls=tuple(controls),
        unread=(
            *opened.diagnostics,
            *unsound,
            *(one for reading, _ in read for one in reading.diagnostics),
        ),
        sources=opened.sources,
        known=tuple(sorted(project.catalog.controls)),
    )


def _unsound(project: Project, known: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The errors for which controls cannot be judged."""
    found = rules.apply(rules.SOUND, project, known)
    return tuple(one for one in found if one.level is Level.ERROR)


def _folders(opened: Opened, project: Project, path: Path) -> list[tuple[Reading, str]]:
    """The folders in which cases lie: of the catalog, and of an overlay that is a folder."""
    found = [_catalog(opened, project, path)]
    head = project.refs["overlay"].document if project.overlaid is not None else ""
    if head and head != project.settings.overlay:
        folder = head.removesuffix(f"/{OVERLAY}")
        found.append((Reading(opened.tree, opened.sources, []), folder))
    return found


def _catalog(opened: Opened, project: Project, path: Path) -> tuple[Reading, str]:
    """A reading of the tree that holds the catalog, and the catalog's folder in it."""
    if (path / HEAD).is_file():
        return Reading(opened.tree, opened.sources, []), ""
    if project.settings.catalog == SHIPPED:
        return Reading(shipped_tree() or opened.tree, opened.sources, []), ""
    try:
        folder = checked(project.settings.catalog)
    except Refused:  # the project would not have been opened
        folder = ""
    return Reading(opened.tree, opened.sources, []), folder

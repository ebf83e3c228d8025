"""The sides of a comparison: what the command line names, and each as it was opened.

NotComparable     the two sides cannot be told or read; the message says what to do
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from checker.diff.model import CatalogHead, Head
from checker.project.catalog import SHIPPED
from checker.project.discover import PROJECT_FILE
from checker.project.open import Opened
from checker.project.project import Project
from checker.read.repository import Commit
from rsp.value import Value


class NotComparable(Exception):
    """The two sides cannot be told, or one of them cannot be read at all."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class Asked(Value, frozen=True, kw_only=True):
    """What the command line names."""

    base: str
    head: str | None
    """None: the working tree."""
    project: Path | None = None
    """A folder in or below the project; None: the folder that is a side, else the working
    folder."""
    base_project: Path | None = None
    """Where the project lay in the base, if elsewhere."""
    merge_base: bool = False


class Named(Value, frozen=True, kw_only=True):
    """One side: just one of the three is set."""

    asked: str
    saved: Path | None = None
    folder: Path | None = None
    commit: Commit | None = None


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side as it was opened."""

    name: Named
    opened: Opened
    prefix: str
    """What stands before the paths of its files where they are shown."""
    within: str
    """The folder of the project in its repository or on this machine."""

    @property
    def present(self) -> bool:
        """Whether there is an rsp.yaml at all."""
        return self.opened.tree.exists(PROJECT_FILE)

    @property
    def project(self) -> Project | None:
        """The project, None where its files do not let it be opened."""
        return self.opened.project

    def head(self, errors: int) -> Head:
        """How the comparison names it."""
        project = self.opened.project
        commit = self.name.commit
        return Head(
            asked=self.name.asked,
            kind="revision" if commit is not None else "folder",
            commit=None if commit is None else commit.id,
            prefix=self.prefix,
            organization=None if project is None else project.settings.organization,
            policy=None if project is None else project.edition.id,
            policy_digest=None if project is None else project.edition.digest,
            catalog=None if project is None else _catalog(project),
            errors=errors,
        )


class Pair(Value, frozen=True, kw_only=True):
    """Both sides as they are named, and the repository that revisions are read from."""

    base: Named
    head: Named
    project: Path
    """A folder in or below the project."""


def _catalog(project: Project) -> CatalogHead:
    source: Literal["shipped", "custom"] = (
        "shipped" if project.settings.catalog == SHIPPED else "custom"
    )
    found = project.catalog
    return CatalogHead(
        name=found.name,
        version=found.version,
        digest=found.digest,
        source=source,
        overlay=project.overlaid is not None,
    )


def reached(folder: Path) -> str:
    """A folder as it is reached from here."""
    full = folder.resolve()
    try:
        return full.relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return str(full)

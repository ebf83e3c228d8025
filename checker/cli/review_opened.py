"""What `rsp review` works on: a project, or a catalog folder on its own, and its history."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.cli.located import located
from checker.cli.output import coloured
from checker.cli.usage import InvalidInput, UsageError

if TYPE_CHECKING:
    from checker.project.open import Opened
    from checker.project.project import Project
    from checker.review.since import Histories


class Target(NamedTuple):
    """A project that is open."""

    opened: Opened
    project: Project
    catalog: bool
    """Whether it is a catalog on its own, whose stamps are the publisher's."""

    def histories(self) -> Histories:
        """The histories of its catalog and its edition."""
        from checker.project.catalog import SHIPPED, shipped_catalog_path
        from checker.project.edition import edition_tree
        from checker.review.since import Histories

        settings, tree = self.project.settings, edition_tree(self.project.settings)
        catalog = self.opened.tree.file(settings.catalog)
        if settings.catalog == SHIPPED:
            catalog = shipped_catalog_path()
        edition = tree.file("") if tree is not None else None
        return Histories(self.project, self.opened.sources, catalog, edition)


def opened(args: argparse.Namespace) -> Target:
    """The project or catalog that the arguments name; raises UsageError, InvalidInput."""
    from checker.project.open import open_project
    from checker.project.open_catalog import open_catalog

    path = (args.project or Path()) if args.catalog is None else args.catalog
    if not path.is_dir():
        raise UsageError(f"there is no folder {str(path)!r}")
    if args.catalog is None:
        located(path)
    found = open_project(path) if args.catalog is None else open_catalog(path)
    if found.project is None:
        show(found)
        raise InvalidInput(f"{path} cannot be opened, so there is nothing to review")
    return Target(found, found.project, args.catalog is not None)


def show(found: Opened) -> None:
    """What is wrong with the files, on standard error."""
    from checker.cli import findings
    from checker.report.layout import Style

    findings.show(found.diagnostics, found.sources, Style(colour=coloured(sys.stderr)))

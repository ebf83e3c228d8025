"""The project that something new is added to, and where its files lie."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.cli.located import located
from checker.cli.output import coloured
from checker.cli.usage import InvalidInput, UsageError

if TYPE_CHECKING:
    from checker.project.project import Project


class Place(NamedTuple):
    """An opened project and its folder."""

    root: Path
    project: Project

    def file(self, path: str) -> Path:
        """Where a path of the project lies on this machine."""
        return self.root / path


def place(args: argparse.Namespace) -> Place:
    """The project in or above `--project`; raises UsageError where nothing is there, InvalidInput
    where what is there cannot be read."""
    from checker.cli import findings
    from checker.project.open import open_project
    from checker.report.layout import Style

    located(args.project)
    opened = open_project(args.project)
    root = opened.tree.file("")
    if opened.project is None or root is None:
        findings.show(opened.diagnostics, opened.sources, Style(colour=coloured(sys.stderr)))
        raise InvalidInput("nothing was written: the project cannot be read")
    return Place(root=root, project=opened.project)


def slug(*parts: str) -> str:
    """An id made of other words: `atlas-1-cbrn-3`; at most 64 characters."""
    joined = "-".join(parts)
    kept = "".join(
        one if one.isascii() and (one.isalnum() or one in "._") else "-" for one in joined
    )
    return "-".join(part for part in kept.split("-") if part).lstrip("._")[:64].rstrip("-")


def free(id: str, known: Container[str], what: str) -> None:
    """Raises UsageError where an id is used already."""
    if id in known:
        raise UsageError(f"there is a {what} {id!r} already", "give another one with --id")

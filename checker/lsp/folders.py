"""What is looked at: the folders a client named, and the projects and catalogs in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.lsp.model import Root
from checker.project.catalog import HEAD as CATALOG
from checker.project.discover import PROJECT_FILE
from checker.project.open_catalog import EDITION

HEADS = (PROJECT_FILE, CATALOG, EDITION)


def roots_around(file: Path, folders: Sequence[Path]) -> tuple[Root, ...]:
    """The nearest project, catalog and edition at or above a file, in this order.

    Nothing above the innermost named folder that holds the file is looked at, and nothing at all
    around a file that lies in none of them; where none is named, opening a file names it."""
    here = Path(file.parent).resolve()
    within = [folder for folder in folders if here.is_relative_to(folder)]
    if folders and not within:
        return ()
    stop = max(within, key=lambda folder: len(folder.parts), default=None)
    above: list[Path] = []
    for folder in (here, *here.parents):
        above.append(folder)
        if folder == stop:
            break
    return tuple(root for head in HEADS for root in _nearest(above, head))


def roots_at(folder: Path) -> tuple[Root, ...]:
    """What a named folder is itself."""
    return tuple(Root(folder=folder, head=head) for head in HEADS if (folder / head).is_file())[:1]


def _nearest(above: Sequence[Path], head: str) -> Iterator[Root]:
    for folder in above:
        if (folder / head).is_file():
            yield Root(folder=folder, head=head)
            return

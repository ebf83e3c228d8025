"""Opens a catalog folder on its own, for lint and review: a project with nothing but a catalog."""

from __future__ import annotations

from pathlib import Path

from checker.diagnostics.sources import Sources
from checker.project.catalog import HEAD, load_catalog
from checker.project.edition import edition_tree, load_edition
from checker.project.open import Opened
from checker.project.project import Project
from checker.project.reading import Reading
from checker.read.bulk import many
from checker.read.folder import FolderTree
from checker.read.overlay import Lens, bare
from rsp.project import CatalogHead, Period, Settings
from rsp.ref import Ref
from rsp.time import Moment

EDITION = "thresholds.yaml"
"""The file by which an edition folder is known."""


def open_catalog(path: Path, *, over: Lens = bare) -> Opened:
    """A catalog with the edition it names; no project where one of them cannot be used."""
    sources = Sources()
    tree = over(FolderTree(path))
    reading = Reading(tree, sources, [])
    with many():
        project = _bare(reading, over)
    return Opened(
        project=project, sources=sources, diagnostics=tuple(reading.diagnostics), tree=tree
    )


def open_edition(path: Path, *, over: Lens = bare) -> Opened:
    """An edition folder on its own: its documents and its data, never a project."""
    sources = Sources()
    tree = over(FolderTree(path))
    reading = Reading(tree, sources, [])
    load_edition(path.resolve().name, reading, {})
    return Opened(project=None, sources=sources, diagnostics=tuple(reading.diagnostics), tree=tree)


def _bare(reading: Reading, over: Lens) -> Project | None:
    at = reading.ref(HEAD)
    refs: dict[str, Ref] = {}
    catalog = load_catalog(reading, "", refs, custom=False, named=at)
    head = reading.value(HEAD, CatalogHead) if catalog is not None else None
    if catalog is None or head is None:
        return None
    settings = Settings(
        organization="nobody",
        policy=head.policy,
        catalog=".",
        period=Period(start=Moment.parse("2025-01-01")),
        inventory="-",
        parties="-",
        determinations="-",
        evidence="-",
    )
    tree = edition_tree(settings)
    if tree is None:
        message = f"the policy edition {head.policy[:40]!r} is not installed"
        reading.report("edition-unknown", at.at("policy"), message)
        return None
    own = Reading(over(tree), reading.sources, reading.diagnostics)
    edition = load_edition(head.policy, own, refs)
    if edition is None:
        return None
    return Project(
        settings=settings,
        edition=edition,
        catalog=catalog,
        assets={},
        events={},
        parties={},
        determinations={},
        deviations={},
        own_reviews=(),
        refs={"settings": at, **refs},
        digest=reading.digest(),
    )

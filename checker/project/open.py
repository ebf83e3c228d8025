"""Opens a project: everything that is authored, decoded, with every defect that was met."""

from __future__ import annotations

from pathlib import Path

import msgspec

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.diagnostics.sources import Sources
from checker.project.baseline import asked_for
from checker.project.catalog import SHIPPED, load_catalog, shipped_tree
from checker.project.discover import PROJECT_FILE, project_root
from checker.project.edition import edition_tree, editions_path, load_edition
from checker.project.named import named_still
from checker.project.overlay import laid_over
from checker.project.parts import Parts
from checker.project.project import Project
from checker.project.reading import Reading
from checker.read.bulk import many
from checker.read.folder import FolderTree
from checker.read.overlay import Lens, bare
from checker.read.tree import Refused, Tree, checked
from rsp.project import Catalog, Settings
from rsp.ref import Ref
from rsp.standard import Edition


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """What opening gave; without a project when nothing can be assessed at all."""

    project: Project | None
    sources: Sources
    diagnostics: tuple[Diagnostic, ...]
    tree: Tree
    """The project's files; its evidence is read from here."""


def open_project(path: Path, *, tree: Tree | None = None, over: Lens = bare) -> Opened:
    """Open the project in or above a path; raises nothing for what files hold.

    With `tree` the files come from there, such as a revision, and `path` is unused. `over` lays an
    editor's text over every tree that is read, those of the installation among them.
    """
    sources = Sources()
    root = None if tree else project_root(path)
    if tree is None and root is None:
        at = Ref(document=PROJECT_FILE)
        missing = diagnose(
            "project-not-found",
            at,
            f"there is no {PROJECT_FILE} in {path.name or path!s} or above it",
            help="name a folder that has one, or write one with rsp init",
        )
        return Opened(project=None, sources=sources, diagnostics=(missing,), tree=FolderTree(path))
    reading = Reading(over(tree or FolderTree(root or path)), sources, [])
    with many():
        project = _project(reading, over)
    return Opened(
        project=project,
        sources=sources,
        diagnostics=tuple(reading.diagnostics),
        tree=reading.tree,
    )


def _project(reading: Reading, over: Lens) -> Project | None:
    """Reads everything, so that every defect is met, before deciding whether there is a project."""
    at = reading.ref(PROJECT_FILE)
    settings = reading.value(PROJECT_FILE, Settings)
    whole = settings is not None
    settings = settings or named_still(reading)
    if settings is None:
        return None
    parts = Parts(reading, settings, at)
    edition = _edition(reading, settings, at, parts.refs, over)
    catalog = _catalog(reading, settings, at, parts.refs, over)
    assets, events = parts.inventory()
    parties = parts.parties()
    determinations = parts.determinations()
    deviations = parts.deviations()
    own_reviews = parts.reviews()
    changes = parts.changes()
    overlaid = None
    if catalog is not None and settings.overlay is not None:
        own = Reading(reading.tree, reading.sources, reading.diagnostics)
        laid = laid_over(catalog, settings, own, parts.refs, at)
        if laid is not None:
            catalog, settings, overlaid = laid
    if edition is None or catalog is None or not whole:
        return None
    return asked_for(
        reading,
        Project(
            settings=settings,
            edition=edition,
            catalog=catalog,
            assets=assets,
            events=events,
            parties=parties,
            determinations=determinations,
            deviations=deviations,
            own_reviews=own_reviews,
            changes=changes,
            overlaid=overlaid,
            refs={"settings": at, **parts.refs},
            digest=reading.digest(),
        ),
    )


def _edition(
    reading: Reading, settings: Settings, at: Ref, refs: dict[str, Ref], over: Lens
) -> Edition | None:
    tree = edition_tree(settings)
    if tree is None:
        installed = sorted(path.name for path in editions_path().iterdir() if path.is_dir())
        reading.report(
            "edition-unknown",
            at.at("policy"),
            f"the policy edition {settings.policy[:40]!r} is not installed",
            help=f"installed editions: {', '.join(installed)}",
        )
        return None
    own = Reading(over(tree), reading.sources, reading.diagnostics)
    return load_edition(settings.policy, own, refs)


def _catalog(
    reading: Reading, settings: Settings, at: Ref, refs: dict[str, Ref], over: Lens
) -> Catalog | None:
    named = at.at("catalog")
    if settings.catalog == SHIPPED:
        tree = shipped_tree()
        if tree is None:
            reading.report("catalog-missing", named, "this installation has no shipped catalog")
            return None
        own = Reading(over(tree), reading.sources, reading.diagnostics)
        return load_catalog(own, "", refs, custom=False, named=named)
    try:
        folder = checked(settings.catalog)
    except Refused as refused:
        reading.report(refused.code, named, refused.message)
        return None
    own = Reading(reading.tree, reading.sources, reading.diagnostics)
    return load_catalog(own, folder, refs, custom=True, named=named)

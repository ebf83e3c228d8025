"""pin-mismatch, pin-missing: whether policy, catalog and tool are those that were looked at."""

from __future__ import annotations

from collections.abc import Iterator

from checker import __version__
from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.project.project import Project
from rsp.project import Catalog

_SHORT = 12
"""Characters of a digest that a message quotes."""
_SHIPPED = "shipped"


def base_catalog(project: Project) -> Catalog:
    """The catalog of a project without its overlay, which is the project's own."""
    return project.overlaid.base if project.overlaid is not None else project.catalog


def moved(project: Project) -> Iterator[tuple[str, str]]:
    """Each pinned thing that is another now: its key, and from what to what."""
    pins = project.settings.pins
    if pins is None:
        return
    edition, catalog = project.edition, base_catalog(project)
    if pins.policy != edition.digest:
        change = _change("", pins.policy, "", edition.digest)
        yield "policy", f"the policy edition {edition.id} changed {change}"
    if pins.catalog != catalog.digest:
        was, now = f"{pins.catalog_version} ", f"{catalog.version} "
        yield "catalog", f"the catalog changed {_change(was, pins.catalog, now, catalog.digest)}"
    if pins.tool is not None and pins.tool != __version__:
        yield "tool", f"the tool changed from version {pins.tool[:20]} to {__version__}"


def rule(project: Project) -> Iterator[Diagnostic]:
    """What moved under the project; it moves no verdict by itself, and the gate fails for it."""
    at = project.refs["settings"].at("pins")
    for key, what in moved(project):
        yield diagnose(
            "pin-mismatch",
            at.at(key),
            f"{what} since it was pinned",
            help="compare with rsp diff what rsp report --format json says with the versions that"
            " were pinned and with these, then run: rsp pin --because …",
            reaches=(),
        )


def missing(project: Project) -> Iterator[Diagnostic]:
    """A project that takes edition and catalog as the tool brings them, whichever they are."""
    if project.settings.pins is None and project.settings.catalog == _SHIPPED:
        yield diagnose(
            "pin-missing",
            project.refs["settings"].at("catalog"),
            "policy and catalog are not pinned: an upgrade of the tool could move a verdict",
            help="rsp pin --because … writes the key pins:"
            f" policy: {project.edition.digest}, catalog: {base_catalog(project).digest}",
            reaches=(),
        )


def _change(was: str, old: str, now: str, new: str) -> str:
    return f"from {was}({old[:_SHORT]}) to {now}({new[:_SHORT]})"

"""overlay-loosens, overlay-not-approved, overlay-matches-nothing: what an overlay may not do."""

from __future__ import annotations

import json
from collections.abc import Iterator

from checker.assess.overlay import OverlayChange, overlay_changes, reaches
from checker.assess.parties import Parties
from checker.compare.change import Change
from checker.diagnostics.diagnostic import Diagnostic, Related
from checker.diagnostics.make import diagnose
from checker.lint.names import short
from checker.project.project import Project
from rsp.overlay import Overlaid
from rsp.ref import Ref
from rsp.time import END_OF_TIME


def rule(project: Project) -> Iterator[Diagnostic]:
    """Changes that ask for less without an approval, and approvals that are about nothing.

    Without a closed date every date of an approval is past: an assessment before it refuses it.
    """
    overlaid = project.overlaid
    if overlaid is None:
        return
    closed = project.settings.closed
    now = END_OF_TIME if closed is None else closed.as_of.latest
    parties = Parties(project.parties, project.settings.organization)
    found = overlay_changes(project, parties, now)
    for one in found:
        if one.defects:
            yield _loosens(project, one) if one.entry is None else _unapproved(project, one)
    yield from _idle(project, overlaid, found)


def _loosens(project: Project, one: OverlayChange) -> Diagnostic:
    change = one.change
    word = "asks for less" if change.kind == "weaker" else "may ask for less"
    return diagnose(
        "overlay-loosens",
        _place(project, change),
        f"the overlay {word} than the catalog, {change.what}: {change.sentence}",
        help=f"approve it with a reason under loosening: {_entry(change)}",
        reaches=reaches(project, change),
    )


def _unapproved(project: Project, one: OverlayChange) -> Diagnostic:
    change = one.change
    return diagnose(
        "overlay-not-approved",
        project.refs["overlay"].at("loosening", one.entry or 0, "approvals"),
        f"{change.what} at {change.path} is not approved: {'; '.join(one.defects)}",
        help="have it approved by somebody who may, or take the change back",
        related=(Related(at=_place(project, change), message="the change is here"),),
        reaches=reaches(project, change),
    )


def _idle(
    project: Project, overlaid: Overlaid, found: tuple[OverlayChange, ...]
) -> Iterator[Diagnostic]:
    """Entries that no change matches; the nearest change says what it would have to name."""
    used = {one.entry for one in found}
    for index, entry in enumerate(overlaid.overlay.loosening):
        if index in used:
            continue
        near = [one.change for one in found if one.change.path == entry.at]
        hint = f"the overlay has there: {_entry(near[0])}" if near else "remove the entry"
        yield diagnose(
            "overlay-matches-nothing",
            project.refs["overlay"].at("loosening", index),
            f"no change of the overlay is {short(entry.change)} at {short(entry.at)}"
            " with these values",
            help=hint,
            reaches=_subject(project, entry.at),
        )


def _entry(change: Change) -> str:
    """What an entry has to state, as it is written."""
    said = {"change": change.what, "at": change.path, "was": change.was, "becomes": change.becomes}
    parts = (
        f"{key}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in said.items()
        if value is not None
    )
    return ", ".join(parts)


def _place(project: Project, change: Change) -> Ref:
    """Where the overlay makes the change: at its path, or at the nearest around it."""
    path = change.path
    if path.startswith("type/") and change.new is not None:
        at = project.refs["/".join(path.split("/")[:2])]
        return Ref(document=at.document, pointer=change.new)
    while path:
        here = project.refs.get(f"overlay/{path}")
        if here is not None:
            return here
        path = path.rpartition("/")[0]
    return project.refs["overlay"]


def _subject(project: Project, path: str) -> tuple[str, ...]:
    """What an entry about a path bears on: the control or type, if there is one."""
    kind, _, rest = path.partition("/")
    name = rest.partition("/")[0]
    catalog = project.catalog
    there = {"control": {*catalog.controls}, "type": {*catalog.types}}.get(kind, set())
    return (f"{kind}/{name}",) if name in there else ()

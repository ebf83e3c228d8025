"""What is known of a project after a lint run: its findings, its texts, and its last good parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.diagnostics.sources import Sources
from checker.evidence.offered import Offered
from checker.project.project import Project
from checker.read.overlay import place_of
from checker.run import LintRun
from rsp.ref import Ref
from rsp.value import Value


class Root(Value, frozen=True, kw_only=True, order=True):
    """A folder that is linted by itself."""

    folder: Path
    head: str
    """The file that makes it one: `rsp.yaml`, `catalog.yaml` or `thresholds.yaml`."""


class Document(Value, frozen=True, kw_only=True):
    """An open document."""

    uri: str
    version: int | None
    text: str


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """One root as it was last read."""

    root: Root
    diagnostics: tuple[Diagnostic, ...]
    sources: Sources
    """The texts in which the diagnostics stand."""
    project: Project | None
    """For names alone, never for a verdict: with what broken documents last held."""
    fresh: bool
    """Whether the project is what was just read, with nothing kept."""
    known: Sources
    """The texts in which what the project holds stands."""
    offered: tuple[Offered, ...]
    documents: dict[str, str]
    """By place on this machine, the document's name."""

    def document(self, place: str) -> str | None:
        """The name of the document at a place."""
        return self.documents.get(place)

    def ref(self, key: str) -> Ref | None:
        """Where an entity stands."""
        return self.project.refs.get(key) if self.project is not None else None


def modelled(root: Root, run: LintRun, before: Model | None) -> Model:
    """The model after a run; what cannot be read now stays as it was."""
    found = run.opened.project if run.opened is not None else None
    project, known, offered = found, run.sources, run.offered
    if before is not None and before.project is not None:
        if found is None:
            project, known, offered = before.project, before.known, before.offered
        else:
            project = with_what_broke(before.project, found, _broken(run))
    return Model(
        root=root,
        diagnostics=run.diagnostics,
        sources=run.sources,
        project=project,
        fresh=project is not None and project is found,
        known=known,
        offered=offered,
        documents={**(before.documents if before and found is None else {}), **_places(run)},
    )


def _places(run: LintRun) -> dict[str, str]:
    found = {}
    for document in run.sources.documents():
        file = run.sources.file(document)
        if file is not None:
            found[place_of(file)] = document
    return found


def _broken(run: LintRun) -> frozenset[str]:
    """Documents with an error met while reading."""
    read = run.opened.diagnostics if run.opened is not None else ()
    return frozenset(one.at.document for one in read if one.level is Level.ERROR)


def with_what_broke(old: Project, new: Project, broken: frozenset[str]) -> Project:
    """A project with the entities that broken documents held when they could be read."""
    gone = {
        key: ref for key, ref in old.refs.items() if key not in new.refs and ref.document in broken
    }
    if not gone:
        return new

    def kept(before: dict[str, Any], now: dict[str, Any], kind: str) -> dict[str, Any]:
        back = {id: one for id, one in before.items() if f"{kind}{id}" in gone}
        return {**back, **now} if back else now

    edition = msgspec.structs.replace(
        new.edition, clauses=kept(old.edition.clauses, new.edition.clauses, "clause/")
    )
    catalog = msgspec.structs.replace(
        new.catalog,
        controls=kept(old.catalog.controls, new.catalog.controls, "control/"),
        types=kept(old.catalog.types, new.catalog.types, "type/"),
    )
    return msgspec.structs.replace(
        new,
        edition=edition,
        catalog=catalog,
        assets=kept(old.assets, new.assets, ""),
        events=kept(old.events, new.events, ""),
        parties=kept(old.parties, new.parties, "party/"),
        determinations=kept(old.determinations, new.determinations, "determination/"),
        deviations=kept(old.deviations, new.deviations, "deviation/"),
        refs={**gone, **new.refs},
    )

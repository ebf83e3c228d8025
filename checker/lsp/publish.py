"""Diagnostics in the form of the protocol, by file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types as lsp

from checker.diagnostics.diagnostic import Diagnostic, Level, Location
from checker.diagnostics.sources import Sources
from checker.lsp.model import Model
from checker.lsp.positions import Grid
from checker.lsp.uris import uri_of
from checker.read.overlay import place_of
from rsp.ref import Ref
from rsp.value import Value

SOURCE = "rsp"
MOST = 1_000
"""Diagnostics of one file that are sent; the last one says how many more there are."""

_LEVELS = {
    Level.ERROR: lsp.DiagnosticSeverity.Error,
    Level.WARNING: lsp.DiagnosticSeverity.Warning,
    Level.NOTE: lsp.DiagnosticSeverity.Information,
}
_UNUSED = frozenset(
    {"asset-type-unused", "evidence-type-unused", "join-unused", "parameter-unused"}
)
"""What editors fade out."""


class Wire(Value, frozen=True, kw_only=True):
    """How a client is spoken to."""

    encoding: str
    windows: bool
    pages: Path | None
    """The folder of the pages on codes."""

    def uri(self, file: Path | str) -> str:
        """The URI of a file."""
        return uri_of(file, windows=self.windows)


def by_place(model: Model, wire: Wire) -> dict[str, list[lsp.Diagnostic]]:
    """All diagnostics of a model by the place of their file on this machine."""
    said = _Saying(model.sources, wire)
    head = place_of(model.root.folder / model.root.head)
    found: dict[str, list[lsp.Diagnostic]] = {}
    for one in model.diagnostics:
        place, diagnostic = said.of(one, head)
        found.setdefault(place, []).append(diagnostic)
    return {place: _cut(each) for place, each in found.items()}


def merged(parts: Iterable[list[lsp.Diagnostic]]) -> list[lsp.Diagnostic]:
    """What several roots say of one file, each finding once."""
    found: dict[tuple[object, ...], lsp.Diagnostic] = {}
    for part in parts:
        for one in part:
            span = one.range
            key = (one.code, one.message, span.start.line, span.start.character)
            found.setdefault(key, one)
    return list(found.values())


def _cut(found: list[lsp.Diagnostic]) -> list[lsp.Diagnostic]:
    if len(found) <= MOST:
        return found
    found.sort(key=lambda one: one.severity or 0)
    start = lsp.Position(line=0, character=0)
    more = lsp.Diagnostic(
        range=lsp.Range(start=start, end=start),
        message=f"{len(found) - MOST + 1} more findings are not shown; rsp lint shows them all",
        severity=_LEVELS[Level.ERROR],
        source=SOURCE,
    )
    return [more, *found[: MOST - 1]]


class _Saying:
    """Puts diagnostics into the protocol's form; keeps the lines of each text."""

    def __init__(self, sources: Sources, wire: Wire) -> None:
        self._sources = sources
        self._wire = wire
        self._grids: dict[str, Grid] = {}

    def of(self, one: Diagnostic, head: str) -> tuple[str, lsp.Diagnostic]:
        """The place of its file, and the diagnostic; one of no file stands at the head's start."""
        at = self._sources.locate(one.at)
        file = self._sources.file(at.file)
        message = one.message if file is not None else f"{at.file}: {one.message}"
        if one.help:
            message = f"{message}\nhelp: {one.help}"
        page = self._wire.pages / f"{one.code}.md" if self._wire.pages is not None else None
        found = lsp.Diagnostic(
            range=self.range(at),
            message=message,
            severity=_LEVELS[one.level],
            code=one.code,
            source=SOURCE,
            code_description=lsp.CodeDescription(href=self._wire.uri(page)) if page else None,
            tags=[lsp.DiagnosticTag.Unnecessary] if one.code in _UNUSED else None,
            related_information=list(self._related(one)) or None,
        )
        return head if file is None else place_of(file), found

    def range(self, at: Location) -> lsp.Range:
        """The range of a location in its text."""
        grid = self._grid(at.file)
        return lsp.Range(
            start=grid.position(at.line, at.column), end=grid.position(at.end_line, at.end_column)
        )

    def _related(self, one: Diagnostic) -> Iterator[lsp.DiagnosticRelatedInformation]:
        for other in one.related:
            at = self._sources.locate(other.at)
            file = self._sources.file(at.file)
            if file is not None:
                there = lsp.Location(uri=self._wire.uri(file), range=self.range(at))
                yield lsp.DiagnosticRelatedInformation(location=there, message=other.message)

    def _grid(self, document: str) -> Grid:
        if document not in self._grids:
            text = self._sources.text(document) or ""
            self._grids[document] = Grid(text, self._wire.encoding)
        return self._grids[document]


def located(ref: Ref, sources: Sources, wire: Wire) -> lsp.Location | None:
    """Where a reference stands, None for what is in no file."""
    at = sources.locate(ref)
    file = sources.file(at.file)
    if file is None:
        return None
    return lsp.Location(uri=wire.uri(file), range=_Saying(sources, wire).range(at))

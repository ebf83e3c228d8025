"""Hovers: what a name stands for, with today's status; what a field means; what a finding says."""

from __future__ import annotations

from lsprotocol import types as lsp

from checker.lsp.define import clause_at, named_at, thing_at
from checker.lsp.entities import Entity
from checker.lsp.names import Kind
from checker.lsp.sight import Point, Sight, point_at
from checker.lsp.slots import keys, words
from checker.lsp.standing import Standing
from checker.report.documentation import documentation
from checker.report.escape import escape
from checker.report.layout import clean


class Saying:
    """Paragraphs in the form that a client shows."""

    def __init__(self, *, markdown: bool) -> None:
        self._markdown = markdown
        self._parts: list[str] = []

    def head(self, name: str, about: str = "") -> None:
        """A name, and one line about it."""
        shown = f"**{escape(name)}** {escape(about)}" if self._markdown else f"{name} {about}"
        self._parts.append(shown.strip())

    def text(self, text: str) -> None:
        """A paragraph from a file: shown, never acting."""
        if text:
            self._parts.append(escape(text) if self._markdown else clean(text))

    def page(self, text: str) -> None:
        """Documentation of the tool itself."""
        self._parts.append(text.strip())

    def hover(self, range: lsp.Range | None) -> lsp.Hover | None:
        """The hover, None where nothing was said."""
        if not self._parts:
            return None
        kind = lsp.MarkupKind.Markdown if self._markdown else lsp.MarkupKind.PlainText
        value = "\n\n".join(self._parts)
        return lsp.Hover(contents=lsp.MarkupContent(kind=kind, value=value), range=range)


def hover(
    sight: Sight,
    position: lsp.Position,
    standing: Standing | None,
    codes: tuple[str, ...],
    *,
    markdown: bool,
) -> lsp.Hover | None:
    """What is known at a position; `codes` are those of the findings there."""
    saying = Saying(markdown=markdown)
    offset = sight.grid.offset(position)
    range = None
    if sight.document.endswith(".md"):
        found = clause_at(sight, offset)
        if found is not None:
            _entity(saying, Kind.CLAUSE, found, standing)
    else:
        point = point_at(sight, offset, whole=True)
        if point is not None:
            range = sight.grid.range(point.spot.start, point.spot.end)
            _point(saying, sight, point, standing)
    for code in codes:
        page = documentation("diagnostics", code)
        if page is not None:
            saying.page(page)
    return saying.hover(range)


def _point(saying: Saying, sight: Sight, point: Point, standing: Standing | None) -> None:
    found = named_at(sight, point)
    if found is not None and point.kind is not None:
        _entity(saying, point.kind, found, standing)
        return
    thing = thing_at(sight, point)
    if thing is not None:
        word = sight.text[point.spot.start : point.spot.end].rpartition(".")[2]
        saying.head(word, thing.note)
        return
    _field(saying, point, standing)


def _entity(saying: Saying, kind: Kind, found: Entity, standing: Standing | None) -> None:
    saying.head(found.id, found.detail)
    saying.text(found.text)
    if standing is not None and kind in (Kind.CONTROL, Kind.CLAUSE):
        for line in standing.lines(kind, found.id):
            saying.text(line)


def _field(saying: Saying, point: Point, standing: Standing | None) -> None:
    """What a key or a fixed word means."""
    spot, field = point.spot, point.slot.field
    if spot.key:
        field = keys(point.slot).get(spot.before)
    else:
        meaning = dict(words(point.slot)).get(spot.before)
        if meaning:
            saying.head(spot.before, meaning)
            return
    if field is None or (point.slot.depth and not spot.key):
        return
    if field.owner.__name__ == "Case" and field.name == "reasons" and not spot.key:
        page = documentation("reasons", spot.before)
        if page is not None:
            saying.page(page)
        return
    saying.head(field.key, field.description)
    if field.owner.__name__ == "Control" and field.name == "id" and standing and not spot.key:
        for line in standing.lines(Kind.CONTROL, spot.before):
            saying.text(line)

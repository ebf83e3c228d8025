"""The outline of a document: its keys and entries, or the clauses of a policy text."""

from __future__ import annotations

from typing import Any

from lsprotocol import types as lsp

from checker.diagnostics.places import Extent, Place
from checker.lsp.positions import Grid
from checker.lsp.sight import Sight
from checker.read.limits import AUTHORED
from checker.read.markdown import read_markdown
from checker.read.yaml_nodes import read_yaml
from checker.read.yaml_places import yaml_places

_NAMES = ("id", "name", "control", "clause", "condition", "rule", "party")
"""The keys by which an entry of a list is known, the first that it has."""
_DEPTH = 4
_MOST = 5_000


def symbols(sight: Sight) -> list[lsp.DocumentSymbol]:
    """The outline, as far as the text can be read."""
    text = sight.text.encode("utf-8", "surrogatepass")
    if len(text) > AUTHORED.size:
        return []
    if sight.document.endswith(".md"):
        return _clauses(sight.grid, text)
    outline = _Outline(sight.grid)
    return outline.below(read_yaml(text, "", AUTHORED).data, yaml_places(text), 0)


def _clauses(grid: Grid, text: bytes) -> list[lsp.DocumentSymbol]:
    read = read_markdown(text, "")
    places = read.places.inside["clauses"].inside
    return [
        _symbol(grid, one.id, one.text[:80], places[one.id].extent, None, [])
        for one in read.clauses
        if one.id in places
    ]


class _Outline:
    """Builds symbols, up to a number that an editor can show."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._left = _MOST

    def below(self, data: Any, place: Place, depth: int) -> list[lsp.DocumentSymbol]:
        """Symbols of the keys of a mapping or the entries of a list."""
        found = []
        items = data.items() if isinstance(data, dict) else ()
        entries = enumerate(data) if isinstance(data, list) else ()
        for step, value in (*items, *entries):
            inner = place.inside.get(str(step))
            name = _name(value) if isinstance(data, list) else str(step)
            if inner is None or not name or depth >= _DEPTH or self._left <= 0:
                continue
            self._left -= 1
            children = self.below(value, inner, depth + 1)
            detail = value if isinstance(value, str) else ""
            found.append(_symbol(self._grid, name, detail, inner.extent, inner.key, children))
        return found


def _name(value: Any) -> str:
    if isinstance(value, dict):
        return next((str(value[key]) for key in _NAMES if value.get(key)), "")
    return ""


def _symbol(
    grid: Grid,
    name: str,
    detail: str,
    extent: Extent,
    key: Extent | None,
    children: list[lsp.DocumentSymbol],
) -> lsp.DocumentSymbol:
    line, column, end_line, end_column = extent
    own = lsp.Range(start=grid.position(line, column), end=grid.position(end_line, end_column))
    if key is not None:
        start = grid.position(key[0], key[1])
        chosen = lsp.Range(start=start, end=grid.position(key[2], key[3]))
        own = lsp.Range(start=start, end=max(own.end, chosen.end))
    else:
        chosen = lsp.Range(start=own.start, end=own.start)
    return lsp.DocumentSymbol(
        name=name[:80],
        detail=detail[:80] or None,
        kind=lsp.SymbolKind.Object if children else lsp.SymbolKind.Field,
        range=own,
        selection_range=chosen,
        children=children or None,
    )

"""Completion: what may stand where the cursor is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lsprotocol import types as lsp

from checker.lsp.entities import Entity, entities
from checker.lsp.names import Kind, key_kind
from checker.lsp.reading import wanted
from checker.lsp.scope import functions, methods, scope
from checker.lsp.sight import Point, Sight, point_at, requirement_of
from checker.lsp.slots import keys, words
from rsp.value import Value

MOST = 300
"""Items that are sent at once; typing on narrows them."""

_ID_BEFORE = re.compile(r"[A-Za-z][\w.-]*\Z")
_ID_AFTER = re.compile(r"[\w.-]*")
_ITEM_KINDS = {
    Kind.CLAUSE: lsp.CompletionItemKind.Reference,
    Kind.CONTROL: lsp.CompletionItemKind.Module,
    Kind.PARTY: lsp.CompletionItemKind.Constant,
    Kind.TYPE: lsp.CompletionItemKind.Class,
    Kind.ASSET: lsp.CompletionItemKind.Unit,
    Kind.PARAMETER: lsp.CompletionItemKind.Variable,
    Kind.LIMIT: lsp.CompletionItemKind.Variable,
}


class Offer(Value, frozen=True, kw_only=True):
    """One item before it has a range."""

    label: str
    detail: str = ""
    text: str = ""
    insert: str | None = None
    """What is put in; else the label."""
    kind: lsp.CompletionItemKind = lsp.CompletionItemKind.Value


def complete(sight: Sight, position: lsp.Position, *, shape: bool = True) -> lsp.CompletionList:
    """What may stand at a position; with `shape` also keys and words that the schema fixes."""
    offset = sight.grid.offset(position)
    if sight.document.endswith(".md"):
        return _in_policy(sight, offset)
    point = point_at(sight, offset)
    if point is None:
        return lsp.CompletionList(is_incomplete=False, items=[])
    if point.kind is Kind.EXPRESSION:
        return _in_expression(sight, point, offset)
    spot = point.spot
    offers = [*_keys(sight, point, shape=shape)]
    if not spot.key:
        offers += [*_names(sight, point)]
        if shape:
            offers += [
                Offer(label=word, text=text, kind=lsp.CompletionItemKind.EnumMember)
                for word, text in words(point.slot)
            ]
    return _items(sight, offers, spot.start, spot.end, offset)


def _names(sight: Sight, point: Point) -> Iterator[Offer]:
    if point.kind is None or sight.project is None:
        return
    if point.kind is Kind.RECORD:
        found: Iterable[Entity] = (
            Entity(id=one.id, detail=one.type) for one in sight.model.offered
        )
    else:
        found = entities(point.kind, sight.project, point.control)
    head, plus, _ = point.spot.before.rpartition("+")
    pair = f"{head}{plus}" if point.kind is Kind.ASSET else ""
    kind = _ITEM_KINDS.get(point.kind, lsp.CompletionItemKind.Value)
    for one in found:
        yield Offer(label=f"{pair}{one.id}", detail=one.detail, text=one.text, kind=kind)


def _keys(sight: Sight, point: Point, *, shape: bool) -> Iterator[Offer]:
    """Keys of the mapping around the cursor, or of one that begins with it."""
    spot = point.spot
    present = spot.around(spot.path) if spot.key else None
    taken = set(present) if isinstance(present, dict) else set()
    colon = "" if sight.text[spot.end : spot.end + 2].lstrip("\"'").startswith(":") else ": "
    written = sight.text[spot.start : spot.end]
    kind = key_kind(point.slot)
    named = kind is not None and sight.project is not None
    for one in entities(kind, sight.project, point.control) if named and kind else ():  # type: ignore[arg-type]
        if one.id not in taken or one.id == written:
            yield Offer(label=one.id, detail=one.detail, text=one.text, insert=f"{one.id}{colon}")
    if not shape:
        return
    known = keys(point.slot)
    for key in sorted(known, key=lambda key: not known[key].required):
        if key not in taken or key == written:
            field = known[key]
            yield Offer(
                label=key,
                detail="required" if field.required else "",
                text=field.description,
                insert=f"{key}{colon}",
                kind=lsp.CompletionItemKind.Property,
            )


def _in_expression(sight: Sight, point: Point, offset: int) -> lsp.CompletionList:
    """Names that an expression may read, or fields of what stands before the dot."""
    if sight.project is None:
        return lsp.CompletionList(is_incomplete=False, items=[])
    names = scope(sight.project, point.control, requirement_of(point))
    found = wanted(point.spot.before, names)
    if found is None:
        return lsp.CompletionList(is_incomplete=False, items=[])
    offers = [
        Offer(label=name, text=thing.note, kind=lsp.CompletionItemKind.Field)
        for name, thing in found.among.items()
    ]
    more = methods() if found.member else functions()
    offers += [
        Offer(label=name, text=text, kind=lsp.CompletionItemKind.Function)
        for name, text in more.items()
    ]
    after = re.compile(r"\w*").match(sight.text, offset)
    end = after.end() if after else offset
    return _items(sight, offers, offset - len(found.word), end, offset)


def _in_policy(sight: Sight, offset: int) -> lsp.CompletionList:
    """Clause ids in the text of a policy document."""
    before = _ID_BEFORE.search(sight.text, 0, offset)
    if before is None or sight.project is None:
        return lsp.CompletionList(is_incomplete=False, items=[])
    after = _ID_AFTER.match(sight.text, offset)
    offers = [
        Offer(label=one.id, detail=one.detail, text=one.text)
        for one in entities(Kind.CLAUSE, sight.project, None)
        if one.id.startswith(before[0])
    ]
    end = after.end() if after else offset
    return _items(sight, offers, before.start(), end, offset)


def _items(
    sight: Sight, offers: list[Offer], start: int, end: int, cursor: int
) -> lsp.CompletionList:
    """The offers that go with what is written, in their order."""
    written = sight.text[start:cursor].lower()
    fitting = [one for one in offers if _subsequence(written, one.label.lower())]
    range = sight.grid.range(start, end)
    items = [
        lsp.CompletionItem(
            label=one.label,
            kind=one.kind,
            detail=one.detail or None,
            documentation=one.text or None,
            sort_text=f"{index:05}",
            filter_text=one.label,
            text_edit=lsp.TextEdit(
                range=range, new_text=one.label if one.insert is None else one.insert
            ),
        )
        for index, one in enumerate(fitting[:MOST])
    ]
    return lsp.CompletionList(is_incomplete=len(fitting) > MOST, items=items)


def _subsequence(letters: str, word: str) -> bool:
    """Whether the letters come in a word in this order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)

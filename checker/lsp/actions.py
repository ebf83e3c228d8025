"""Quick fixes: those of the findings, and the stamp of one link after both sides were read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from lsprotocol import types as lsp

from checker.diagnostics.diagnostic import Diagnostic
from checker.fixes.edit import Edit
from checker.fixes.fix import FileEdit, edit_of
from checker.lsp.model import Document
from checker.lsp.positions import Grid
from checker.lsp.publish import SOURCE
from checker.lsp.sight import Sight
from checker.project.catalog import HEAD as CATALOG
from checker.project.project import Project
from checker.read.overlay import place_of
from checker.review.catalog import CannotStamp, new_text
from checker.review.own import merged, text
from checker.review.sides import Sides, sides_of
from rsp.control import Review
from rsp.project import OwnReview
from rsp.time import Moment
from rsp.value import Value

TO_FILL_IN = "…"
"""The reason of a stamp that nobody has given one yet: without a letter, so that lint refuses it
(`reason-missing`) until somebody says what they looked at."""

_LINKS = frozenset({"suspect-link", "unreviewed-link"})


class Stamping(Value, frozen=True, kw_only=True):
    """Who stamps, and the clock."""

    by: str | None
    """The party that a client named; else as with `rsp review`."""
    clock: Callable[[], datetime]


def actions(
    sight: Sight,
    range: lsp.Range,
    opened: Mapping[str, Document],
    stamping: Stamping,
) -> list[lsp.CodeAction]:
    """What can be done about the findings in a range.

    `opened` are the open documents by place: of one whose text is not the one that was linted
    nothing is changed."""
    found = []
    for one, place in within(sight, range):
        for title, edit, sure in _changes(sight, one, stamping):
            change = _change(sight, edit, opened)
            if change is not None:
                about = lsp.Diagnostic(
                    range=place, message=one.message, code=one.code, source=SOURCE
                )
                found.append(
                    lsp.CodeAction(
                        title=title,
                        kind=lsp.CodeActionKind.QuickFix,
                        diagnostics=[about],
                        is_preferred=sure or None,
                        edit=lsp.WorkspaceEdit(document_changes=[change]),
                    )
                )
    return found


def within(sight: Sight, range: lsp.Range) -> Iterator[tuple[Diagnostic, lsp.Range]]:
    """Findings of a document that touch a range, with their own."""
    sources = sight.model.sources
    for one in sight.model.diagnostics:
        at = sources.locate(one.at)
        if at.file != sight.document:
            continue
        start = sight.grid.position(at.line, at.column)
        end = sight.grid.position(at.end_line, at.end_column)
        if _order(start) <= _order(range.end) and _order(range.start) <= _order(end):
            yield one, lsp.Range(start=start, end=end)


def _order(position: lsp.Position) -> tuple[int, int]:
    return position.line, position.character


def _changes(
    sight: Sight, one: Diagnostic, stamping: Stamping
) -> Iterator[tuple[str, FileEdit, bool]]:
    """Title, edit, and whether it is mechanical."""
    if one.fix is not None:
        edit = edit_of(one.fix, sight.model.sources)
        if edit is not None:
            yield f"{one.fix.title[:1].upper()}{one.fix.title[1:]}", edit, one.fix.sure
    if one.code in _LINKS and sight.project is not None and sight.model.fresh:
        sides = _sides(sight.project, one)
        edit = _stamp(sight, sight.project, sides, stamping) if sides is not None else None
        if sides is not None and edit is not None:
            what = f"{sides.control.id} against {sides.clause.id}"
            yield f"Stamp {what}, after reading both sides: say in because what", edit, False


def _sides(project: Project, one: Diagnostic) -> Sides | None:
    for name in project.catalog.controls:
        if project.refs[f"control/{name}"].document == one.at.document:
            for sides in sides_of(project, name):
                if sides.at == one.at:
                    return sides
    return None


def _stamp(sight: Sight, project: Project, sides: Sides, stamping: Stamping) -> FileEdit | None:
    """What `rsp review` would write for this one link, with the reason left to be filled in."""
    date = Moment.parse(stamping.clock().date().isoformat())
    if sight.model.root.head == CATALOG:
        review = Review(
            stamp=sides.stamp,
            by=stamping.by or "catalog-publisher",
            date=date,
            because=TO_FILL_IN,
        )
        try:
            _, new = new_text(sight.model.sources, [(sides, review)])
        except CannotStamp:
            return None
        return _whole(sight, sides.at.document, new)
    document = project.settings.reviews
    if document is None or document not in sight.model.sources:
        return None
    own = OwnReview(
        control=sides.control.id,
        clause=sides.clause.id,
        stamp=sides.stamp,
        by=stamping.by or project.settings.organization,
        date=date,
        because=TO_FILL_IN,
    )
    return _whole(sight, document, text(merged(project.own_reviews, [own])))


def _whole(sight: Sight, document: str, new: str) -> FileEdit:
    """The stretch of a document that differs from its new text."""
    old = (sight.model.sources.text(document) or "").removeprefix("\ufeff")
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    left = min(len(old), len(new)) - start
    same = 0
    while same < left and old[-1 - same] == new[-1 - same]:
        same += 1
    edit = Edit(start=start, end=len(old) - same, text=new[start : len(new) - same])
    return FileEdit(document=document, edit=edit)


def _change(
    sight: Sight, edit: FileEdit, opened: Mapping[str, Document]
) -> lsp.TextDocumentEdit | None:
    """The edit for the client, None where its text is not the one that was linted."""
    sources = sight.model.sources
    file, linted = sources.file(edit.document), sources.text(edit.document)
    if file is None or linted is None:
        return None
    now = opened.get(place_of(file))
    if now is not None and now.text.removeprefix("\ufeff") != linted.removeprefix("\ufeff"):
        return None
    uri, version = (now.uri, now.version) if now else (sight.wire.uri(file), None)
    grid = Grid(linted, sight.wire.encoding)
    return lsp.TextDocumentEdit(
        text_document=lsp.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version),
        edits=[
            lsp.TextEdit(range=grid.range(edit.edit.start, edit.edit.end), new_text=edit.edit.text)
        ],
    )

"""A diagnostic's fix as an edit of the text it was found in, None where that text is another."""

from __future__ import annotations

import json
from typing import assert_never

from checker.diagnostics.diagnostic import Change, Fix
from checker.diagnostics.places import Extent, Place, steps_of
from checker.diagnostics.sources import Sources
from checker.fixes.edit import Edit, Lines
from checker.read.limits import AUTHORED
from checker.read.yaml_nodes import read_yaml
from rsp.ref import Ref
from rsp.value import Value

_INDENT = "  "


class FileEdit(Value, frozen=True, kw_only=True):
    """An edit of a document."""

    document: str
    edit: Edit


def edit_of(fix: Fix, sources: Sources) -> FileEdit | None:
    """The edit, None where the place does not hold what the fix is about."""
    at = sources.actual(fix.at)
    text = sources.text(at.document)
    root = sources.place(at.document)
    if text is None or root is None:
        return None
    lines = Lines(text.removeprefix("\ufeff"))
    match fix.change:
        case Change.REPLACE | Change.QUOTE:
            edit = _replaced(fix, lines, sources, at)
        case Change.ADD:
            edit = _added(fix, lines, root, at) if at.document.endswith(".yaml") else None
        case _:
            assert_never(fix.change)
    return None if edit is None else FileEdit(document=at.document, edit=edit)


def _replaced(fix: Fix, lines: Lines, sources: Sources, at: Ref) -> Edit | None:
    place = sources.locate(at)
    start = lines.offset(place.line, place.column)
    end = lines.offset(place.end_line, place.end_column)
    now = lines.text[start:end]
    if not now.strip() or "\n" in now:
        return None
    if fix.change is Change.QUOTE:
        return Edit(start=start, end=end, text=json.dumps(now, ensure_ascii=False))
    if fix.replaces is not None and _scalar(now) != fix.replaces:
        return None
    quote = now[0] if now[0] in "\"'" else ""
    new = f"{quote}{fix.replacement}{quote}"
    if _scalar(new) != fix.replacement:
        new = json.dumps(fix.replacement, ensure_ascii=False)
    return Edit(start=start, end=end, text=new)


def _scalar(text: str) -> object:
    """What a text means as a value of its own."""
    return read_yaml(text.encode(), "", AUTHORED).data


def _added(fix: Fix, lines: Lines, root: Place, at: Ref) -> Edit | None:
    """Keys in the mapping that a pointer names, and the mappings around it that are missing."""
    place, missing = root, steps_of(at.pointer)
    while missing and (inner := place.inside.get(missing[0])) is not None:
        place, missing = inner, missing[1:]
    if any(step.isdigit() for step in missing):
        return None
    keys = fix.replacement.split("\n")
    if _is_flow(lines, place):
        joined = ", ".join(keys)
        for step in reversed(missing):
            joined = f"{_key(step)}: {{{joined}}}"
        return _in_flow(lines, place, joined)
    for step in reversed(missing):
        keys = [f"{_key(step)}:", *(f"{_INDENT}{line}" for line in keys)]
    return _in_block(lines, place, keys)


def _key(step: str) -> str:
    return step if _scalar(step) == step else json.dumps(step, ensure_ascii=False)


def _is_flow(lines: Lines, place: Place) -> bool:
    line, column, *_ = place.extent
    return lines.text[lines.offset(line, column) :][:1] == "{"


def _in_flow(lines: Lines, place: Place, text: str) -> Edit | None:
    """Before the closing brace."""
    end = lines.offset(*place.extent[2:]) - 1
    if lines.text[end : end + 1] != "}":
        return None
    inner = lines.text[:end].rstrip(" ")
    comma = ", " if place.inside and not inner.endswith(",") else ""
    return Edit(start=len(inner), end=end, text=f"{comma}{text}")


def _in_block(lines: Lines, place: Place, keys: list[str]) -> Edit | None:
    """On lines of their own below the last value; a mapping of no keys has no such line."""
    held = [inner for inner in place.inside.values() if inner.key is not None]
    if not held:
        return None
    first: Extent = held[0].key or held[0].extent
    last = max(_end(inner) for inner in held)
    indent = " " * (first[1] - 1)
    number = last[0] if last[1] > 1 else last[0] - 1
    end = lines.offset(number, 1) + len(lines.line(number))
    text = "".join(f"{lines.newline}{indent}{line}" for line in keys)
    return Edit(start=end, end=end, text=text)


def _end(place: Place) -> tuple[int, int]:
    """Where a value ends: after its key where it is empty."""
    ends = [place.extent[2:], *(place.key[2:] for _ in [0] if place.key is not None)]
    return max((line, column) for line, column in ends)

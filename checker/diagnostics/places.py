"""Where the values of a document stand in its text, and references that name a spot in it."""

from __future__ import annotations

import re

from rsp.ref import Ref
from rsp.value import Value

_SPOT = re.compile(r"@(\d+):(\d+)-(\d+):(\d+)\Z")

Extent = tuple[int, int, int, int]
"""Line, column, end line, end column; 1-based, in characters, the end one past the last."""

START: Extent = (1, 1, 1, 1)
"""The very beginning of a document."""


class Place(Value, frozen=True, kw_only=True):
    """The extent of one value, and the places of the values inside it."""

    extent: Extent
    key: Extent | None = None
    """The extent of the key it stands under, if it stands under one."""
    inside: dict[str, Place] = {}
    """By key, or by index written as a decimal number."""


def key_of(ref: Ref) -> Ref:
    """The key under which the referenced value stands, instead of the value."""
    return Ref(document=ref.document, pointer=f"#{ref.pointer}")


def spot(document: str, extent: Extent) -> Ref:
    """A bare position, for what no pointer can name: a syntax error, a second key of one name."""
    line, column, end_line, end_column = extent
    return Ref(document=document, pointer=f"@{line}:{column}-{end_line}:{end_column}")


def extent_of(pointer: str) -> Extent | None:
    """The extent in a pointer made by `spot`, None for any other pointer."""
    found = _SPOT.match(pointer)
    if found is None:
        return None
    line, column, end_line, end_column = (int(part) for part in found.groups())
    return line, column, end_line, end_column


def steps_of(pointer: str) -> list[str]:
    """The unescaped steps of a JSON pointer, with or without the mark of a key."""
    steps = pointer.removeprefix("#").split("/")[1:]
    return [step.replace("~1", "/").replace("~0", "~") for step in steps]


def find(root: Place, pointer: str) -> Extent:
    """The extent of what a pointer names, else of the nearest thing around it."""
    place = root
    for step in steps_of(pointer):
        inner = place.inside.get(step)
        if inner is None:
            return place.extent
        place = inner
    if pointer.startswith("#") and place.key is not None:
        return place.key
    return place.extent

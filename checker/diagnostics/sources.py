"""The documents that were read: one table that turns a reference into file, line and column."""

from __future__ import annotations

import re
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path

from checker.diagnostics.diagnostic import Location
from checker.diagnostics.places import START, Extent, Place, extent_of, find, steps_of
from rsp.ref import Ref
from rsp.value import Value

PlaceReader = Callable[[bytes], Place]
"""Finds the places of all values in a text; it never raises, whatever the text."""

_INDEX = re.compile(r"[0-9]{1,9}\Z")
_KEPT = 256
"""How many documents keep their places in memory; the others are read again when asked for."""


class Source(Value, frozen=True, kw_only=True):
    """One document as it was read."""

    text: bytes
    places: PlaceReader
    rows: bool
    """Whether each line is a value (JSON Lines): the first step of a pointer is its index."""
    file: Path | None
    """Where it lies on this machine; None for what is in no folder."""


class Sources:
    """Documents by name. Places are found when asked for, from the bytes that were parsed."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}
        self._places: OrderedDict[tuple[str, int], Place] = OrderedDict()
        self._starts: dict[str, array[int]] = {}
        self._routes: dict[str, dict[str, Ref]] = {}

    def add(
        self,
        document: str,
        text: bytes,
        places: PlaceReader,
        *,
        rows: bool = False,
        file: Path | None = None,
    ) -> None:
        """Keep a document under its name."""
        self._sources[document] = Source(text=text, places=places, rows=rows, file=file)

    def __contains__(self, document: str) -> bool:
        return document in self._sources

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """Every document and its bytes, in the order of their names."""
        return ((name, self._sources[name].text) for name in sorted(self._sources))

    def text(self, document: str) -> str | None:
        """The text of a document, None for one that is unknown; undecodable bytes are replaced."""
        source = self._sources.get(document)
        return None if source is None else source.text.decode(errors="replace")

    def file(self, document: str) -> Path | None:
        """Where a document lies on this machine, None where that is not known."""
        source = self._sources.get(document)
        return None if source is None else source.file

    def route(self, document: str, pointer: str, to: Ref) -> None:
        """Let what a pointer names in a document, and all within it, stand elsewhere."""
        self._routes.setdefault(document, {})[pointer] = to

    def actual(self, ref: Ref) -> Ref:
        """Where a reference leads: along the longest route that is laid for it, else nowhere."""
        routes = self._routes.get(ref.document)
        if routes is None or ref.pointer.startswith("@"):
            return ref
        mark = "#" if ref.pointer.startswith("#") else ""
        head, tail = ref.pointer.removeprefix("#"), ""
        while head not in routes:
            if not head:
                return ref
            head, _, last = head.rpartition("/")
            tail = f"/{last}{tail}"
        to = routes[head]
        return Ref(document=to.document, pointer=f"{mark}{to.pointer}{tail}")

    def locate(self, ref: Ref) -> Location:
        """The place of a reference; what is missing falls back to what is around it."""
        ref = self.actual(ref)
        line, column, end_line, end_column = self._extent(ref)
        return Location(
            file=ref.document, line=line, column=column, end_line=end_line, end_column=end_column
        )

    def _extent(self, ref: Ref) -> Extent:
        source = self._sources.get(ref.document)
        spot = extent_of(ref.pointer)
        if spot is not None or source is None:
            return spot or START
        if not source.rows:
            return find(self._placed(ref.document, -1, source.text, source.places), ref.pointer)
        steps = steps_of(ref.pointer)
        if not steps or not _INDEX.match(steps[0]):
            return START
        return self._in_row(ref, source, int(steps[0]), len(steps) > 1)

    def _in_row(self, ref: Ref, source: Source, row: int, deeper: bool) -> Extent:
        starts = self._row_starts(ref.document, source.text)
        if row >= len(starts) - 1:
            return START
        text = source.text[starts[row] : starts[row + 1]].rstrip(b"\r\n")
        if not deeper:
            return row + 1, 1, row + 1, len(text.decode(errors="replace")) + 1
        mark = "#" if ref.pointer.startswith("#") else ""
        tail = ref.pointer.removeprefix("#").removeprefix(f"/{row}")
        _, column, _, end = find(self._placed(ref.document, row, text, source.places), mark + tail)
        return row + 1, column, row + 1, end

    def _row_starts(self, document: str, text: bytes) -> array[int]:
        if document not in self._starts:
            starts, at = array("q", [0]), text.find(b"\n")
            while at >= 0:
                starts.append(at + 1)
                at = text.find(b"\n", at + 1)
            starts.append(len(text))
            self._starts[document] = starts
        return self._starts[document]

    def _placed(self, document: str, row: int, text: bytes, places: PlaceReader) -> Place:
        key = (document, row)
        if key in self._places:
            self._places.move_to_end(key)
        else:
            self._places[key] = places(text)
            if len(self._places) > _KEPT:
                self._places.popitem(last=False)
        return self._places[key]

"""Where the values of a YAML document stand, read again from its text when somebody asks."""

from __future__ import annotations

from typing import Any

from checker.diagnostics.places import START, Place
from checker.read.limits import Limits
from checker.read.nodes import Findings
from checker.read.yaml_nodes import Builder, Frame, extent_of_event

_ALREADY_LIMITED = Limits(size=1 << 62, nodes=1 << 62)


def yaml_places(text: bytes) -> Place:
    """Where every value stands, up to the first spot that cannot be read; raises nothing."""
    builder = _Placing(Findings(""), _ALREADY_LIMITED)
    builder.run(text)
    builder.abandon()
    return builder.place or Place(extent=START)


class _Placing(Builder):
    """Keeps the place of every value beside it."""

    place: Place | None = None
    _end = (1, 1)
    """Line and column one past the value that was finished last."""
    _lines: list[str] = []

    def consume(self, text: str) -> None:
        self._lines = text.split("\n")
        super().consume(text)

    def key(self, frame: Frame, value: Any, event: Any) -> None:
        frame.key_extent = extent_of_event(event)
        super().key(frame, value, event)

    def close(self, event: Any) -> None:
        if self.frames[-1].flow:
            self._end = event.end_mark.line + 1, event.end_mark.column + 1
        super().close(event)

    def put(self, value: Any, event: Any, closed: Frame | None = None) -> None:
        if closed is None:
            self._end = self._scalar_end(event)
        start = closed.start if closed else event.start_mark
        extent = (start.line + 1, start.column + 1, *self._end)
        inside = closed.inside if closed else {}
        frame = self.frames[-1] if self.frames else None
        if frame is None:
            self.place = Place(extent=extent, inside=inside)
        elif type(frame.values) is list:
            frame.inside[str(len(frame.values))] = Place(extent=extent, inside=inside)
        elif type(frame.key) is str:
            frame.inside[frame.key] = Place(extent=extent, key=frame.key_extent, inside=inside)
        super().put(value, event, closed)

    def abandon(self) -> None:
        """Finish what was open when the reading stopped, so that its parts have places."""
        while self.frames:
            frame = self.frames.pop()
            if not frame.is_key:
                self.put(frame.values, None, frame)

    def _scalar_end(self, event: Any) -> tuple[int, int]:
        """One past the last character: libyaml ends a block scalar below the lines after it."""
        line, column = event.end_mark.line, event.end_mark.column
        if getattr(event, "style", None) in ("|", ">") and column == 0:
            while line > event.start_mark.line:
                line -= 1
                if text := self._lines[line].rstrip():
                    return line + 1, len(text) + 1
        return line + 1, column + 1

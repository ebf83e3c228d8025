"""References as locations of the report model, each looked up once."""

from __future__ import annotations

from collections.abc import Callable

from checker.diagnostics.diagnostic import Location as Spot
from checker.report.model import Location
from rsp.ref import Ref


class Locator:
    """Turns references into locations."""

    def __init__(self, locate: Callable[[Ref], Spot]) -> None:
        self._locate = locate
        self._seen: dict[tuple[str, str], Location] = {}

    def __call__(self, ref: Ref) -> Location:
        """The location of a reference."""
        key = (ref.document, ref.pointer)
        if key not in self._seen:
            spot = self._locate(ref)
            self._seen[key] = Location(
                file=spot.file,
                line=spot.line,
                column=spot.column,
                end_line=spot.end_line,
                end_column=spot.end_column,
            )
        return self._seen[key]

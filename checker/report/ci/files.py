"""Findings for what is wrong with files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from checker.report.ci.finding import Beside, Finding
from checker.report.ci.path import placed
from checker.report.model import Diagnostic, Location


def files(diagnostics: Iterable[Diagnostic]) -> Iterator[Finding]:
    """What is wrong with files; the second of two that read alike is told apart by its number."""
    seen: Counter[tuple[str, ...]] = Counter()
    for one in sorted(diagnostics, key=lambda each: _spot(each.location)):
        same = (one.code, one.location.file, one.message)
        seen[same] += 1
        yield placed(
            Finding(
                rule=one.code,
                source="file",
                level=one.level,
                about="",
                message=f"{one.message.rstrip('.')}." + (f" Help: {one.help}." if one.help else ""),
                at=one.location,
                beside=tuple(
                    Beside(location=each.location, message=each.message) for each in one.related
                ),
                identity=("file", *same, str(seen[same])),
            ),
            "where it is",
        )


def _spot(location: Location) -> tuple[str, int, int]:
    return location.file, location.line, location.column

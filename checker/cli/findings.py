"""Diagnostics on standard error: `file:line:column: level code: message`, with help below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from checker.cli.located import reached as relative
from checker.cli.output import tell
from checker.diagnostics.diagnostic import Diagnostic, Level
from checker.diagnostics.sources import Sources
from checker.report.layout import Style, Tone, clean, number
from rsp.ref import Ref

_REPEATED = 50
"""Warnings and notes of one code that are shown one by one, where a report holds them all."""

_TONES = {Level.ERROR: Tone.BAD, Level.WARNING: Tone.OPEN, Level.NOTE: None}


def show(
    diagnostics: Sequence[Diagnostic], sources: Sources, style: Style, *, all: bool = False
) -> None:
    """Every diagnostic, errors always; frequent warnings and notes are counted unless `all`."""
    seen: Counter[str] = Counter()
    lines: list[str] = []
    for one in diagnostics:
        seen[one.code] += 1
        if all or one.level is Level.ERROR or seen[one.code] <= _REPEATED:
            lines += _lines(one, sources, style)
    levels = {one.code: one.level for one in diagnostics}
    for code, count in sorted(seen.items()):
        more = count - _REPEATED
        if more > 0 and not all and levels[code] is not Level.ERROR:
            lines.append(f"and {more} more {levels[code]}s {code}; rsp lint shows them all")
    if lines:
        tell("\n".join(lines))


def _lines(one: Diagnostic, sources: Sources, style: Style) -> list[str]:
    level = style.paint(one.level.value, _TONES[one.level])
    found = [f"{where(one.at, sources)}: {level} {one.code}: {clean(one.message)}"]
    found += [f"    {where(other.at, sources)}: {clean(other.message)}" for other in one.related]
    if one.help:
        found.append(f"    help: {clean(one.help)}")
    return found


def where(ref: Ref, sources: Sources) -> str:
    """`file:line:column`, the file as it is reached from the working folder."""
    place = sources.locate(ref)
    return f"{clean(reached(place.file, sources))}:{place.line}:{place.column}"


def reached(document: str, sources: Sources) -> str:
    """The path of a document from here, absolute where it lies elsewhere."""
    file = sources.file(document)
    if file is None:
        return document
    try:
        return file.relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        # A document of the project has no prefix; the catalog and the edition lie far away.
        return file.as_posix() if ":" in document else relative(file).as_posix()


def summed(diagnostics: Sequence[Diagnostic]) -> str:
    """`3 errors, 1 warning`."""
    levels = Counter(one.level for one in diagnostics)
    parts = [number(levels[level], level.value) for level in Level if levels[level]]
    return ", ".join(parts) or "nothing found"

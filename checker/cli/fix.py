"""`rsp lint --fix`: makes mechanical fixes, says which, and lints again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.output import put, save, tell
from checker.cli.usage import InvalidInput

if TYPE_CHECKING:
    from checker.diagnostics.sources import Sources
    from checker.fixes.rounds import Changed, Fixed
    from checker.run import LintRun


def fix(path: Path, *, dry: bool) -> tuple[LintRun, Fixed]:
    """Fix what `rsp lint` finds there, and what is left; with `dry` nothing is written.

    Raises InvalidInput where a file changed meanwhile."""
    from checker.fixes.rounds import fixed
    from checker.project.discover import project_root
    from checker.read.overlay import OverlayTree
    from checker.run import run_lint

    found = fixed(
        lambda texts: run_lint(path, over=lambda tree: OverlayTree(tree, texts)),
        _catalog(path) or project_root(path) or path,
    )
    if dry or not found.changed:
        return found.left, found
    for one in found.changed:
        if one.file.read_bytes() != one.before:
            raise InvalidInput(f"{one.file.name} changed meanwhile, so nothing was written")
    for one in found.changed:
        save(one.file, one.after)
    return run_lint(path), found


def _catalog(path: Path) -> Path | None:
    """The folder itself where it is linted as a catalog or an edition."""
    from checker.project.catalog import HEAD
    from checker.project.open_catalog import EDITION

    return path if any((path / name).is_file() for name in (HEAD, EDITION)) else None


def show(found: Fixed, *, dry: bool) -> None:
    """The fixes that were made, or the difference that they would make, and what was not."""
    from checker.cli.findings import reached
    from checker.report.layout import clean

    sources = found.left.sources
    if dry:
        put("".join(_difference(found.changed)))
    else:
        for one in found.made:
            at = f"{clean(reached(one.at.file, sources))}:{one.at.line}:{one.at.column}"
            put(f"{at}: fixed {one.code}: {clean(one.title)}\n")
    for document in found.refused:
        where = clean(reached(document, sources))
        tell(f"{where}: not fixed: it lies outside the project, or is reached by a link")


def _difference(changed: tuple[Changed, ...]) -> Iterator[str]:
    from difflib import unified_diff

    from checker.cli.findings import from_here

    for one in changed:
        name = from_here(one.file)
        before, after = (_lines(text) for text in (one.before, one.after))
        yield from unified_diff(before, after, f"a/{name}", f"b/{name}")


def _lines(text: bytes) -> list[str]:
    """Lines with their ends, the last one made whole."""
    lines = text.decode().split("\n")
    last = [f"{lines[-1]}\n"] if lines[-1] else []
    return [*(f"{line}\n" for line in lines[:-1]), *last]


def json_of(found: Fixed, sources: Sources) -> list[dict[str, object]]:
    """The fixes that were made, for `--format json`."""
    from checker.cli.findings import reached

    return [
        {
            "code": one.code,
            "file": reached(one.at.file, sources),
            "line": one.at.line,
            "column": one.at.column,
            "title": one.title,
        }
        for one in found.made
    ]

"""All mechanical fixes of a project, made in memory, and linted again until none is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from checker.diagnostics.diagnostic import Diagnostic, Location
from checker.diagnostics.sources import Sources
from checker.fixes.edit import Edit, applied
from checker.fixes.fix import edit_of
from checker.read.nodes import BOM
from checker.read.overlay import place_of
from checker.run import LintRun
from rsp.value import Value

_ROUNDS = 10
"""Fixes that make room for others; more of them in a row have not been seen."""

Lint = Callable[[Mapping[str, bytes]], LintRun]
"""Lints with texts in place of files, by `place_of`."""


class Made(Value, frozen=True, kw_only=True):
    """A fix that was made."""

    code: str
    at: Location
    """Where the finding stood when it was made."""
    title: str


class Changed(Value, frozen=True, kw_only=True):
    """A file before and after."""

    file: Path
    before: bytes
    after: bytes


class Fixed(msgspec.Struct, frozen=True, kw_only=True):
    """What fixing came to."""

    made: tuple[Made, ...]
    changed: tuple[Changed, ...]
    refused: tuple[str, ...]
    """Documents with fixes that may not be changed: outside the root, or links."""
    left: LintRun
    """What is found after it."""


def fixed(lint: Lint, root: Path) -> Fixed:
    """Make every sure fix in files of a root, in memory; nothing is written."""
    real = root.resolve()
    texts: dict[str, bytes] = {}
    made: list[Made] = []
    changed: dict[Path, Changed] = {}
    refused: set[str] = set()
    run = lint(texts)
    for _ in range(_ROUNDS):
        before = len(made)
        for document, found in _by_document(run).items():
            file = run.sources.file(document)
            if file is None or not may_write(file, real):
                refused.add(document)
                continue
            after = _changed(run.sources, document, found)
            first = changed.get(file)
            original = first.before if first else run.sources.raw(document)
            changed[file] = Changed(file=file, before=original, after=after)
            texts[place_of(file)] = after
            made += [_made(one, run) for one, _ in found]
        if len(made) == before:
            break
        run = lint(texts)
    return Fixed(
        made=tuple(made),
        changed=tuple(changed[file] for file in sorted(changed)),
        refused=tuple(sorted(refused)),
        left=run,
    )


def may_write(file: Path, root: Path) -> bool:
    """Whether a file lies below a resolved root with no link on the way."""
    return file.is_relative_to(root) and file.resolve() == file


def _by_document(run: LintRun) -> dict[str, list[tuple[Diagnostic, Edit]]]:
    """Sure fixes that do not touch each other; what two findings say of one place is made once."""
    found: dict[str, list[tuple[Diagnostic, Edit]]] = {}
    for one in run.diagnostics:
        edit = edit_of(one.fix, run.sources) if one.fix is not None and one.fix.sure else None
        if edit is None:
            continue
        taken = found.setdefault(edit.document, [])
        if all(_apart(edit.edit, other) for _, other in taken):
            taken.append((one, edit.edit))
    return found


def _apart(one: Edit, other: Edit) -> bool:
    return one.end < other.start or other.end < one.start


def _changed(sources: Sources, document: str, found: list[tuple[Diagnostic, Edit]]) -> bytes:
    raw = sources.raw(document)
    mark = BOM if raw.startswith(BOM) else b""
    text = raw.removeprefix(BOM).decode()
    return mark + applied(text, [edit for _, edit in found]).encode()


def _made(one: Diagnostic, run: LintRun) -> Made:
    title = one.fix.title if one.fix is not None else ""
    return Made(code=one.code, at=run.sources.locate(one.at), title=title)

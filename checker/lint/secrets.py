"""secret-in-evidence, secret-in-authored-file: warned about by kind and place, never quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.diagnostics.places import spot
from checker.diagnostics.secrets import found, masked
from rsp.ref import Ref

CODES = ("secret-in-evidence", "secret-in-authored-file")
_HELP = {
    "secret-in-evidence": "revoke it, for others may have read it; take it out where it was"
    " collected, and offer a record without it",
    "secret-in-authored-file": "revoke it, for it stays in the history; take it out of the file",
}
_OWN = ":"
"""In the name of a document that no project holds: the shipped catalog, an edition."""


def in_documents(texts: Iterable[tuple[str, bytes]], evidence: str | None) -> Iterator[Diagnostic]:
    """What was read of a project, by document; `evidence` is the folder of its store, if any."""
    store = f"{evidence.strip('/')}/" if evidence else None
    for document, text in texts:
        if _OWN in document:
            continue
        inside = store is not None and document.startswith(store)
        for name, offset in found(text):
            at = spot(document, _extent(text, offset))
            yield finding(CODES[0] if inside else CODES[1], at, name)


def finding(code: str, at: Ref, name: str, where: str = "this") -> Diagnostic:
    """One secret; the verdict does not hang on it."""
    message = f"{where} looks like {name}"
    return diagnose(code, at, message, help=_HELP[code], reaches=())


def _extent(text: bytes, offset: int) -> tuple[int, int, int, int]:
    """Where it begins, and no more: whoever shows the extent shows nothing of it."""
    line = text.count(b"\n", 0, offset) + 1
    start = text.rfind(b"\n", 0, offset) + 1
    column = len(text[start:offset].decode(errors="replace")) + 1
    return line, column, line, column


def unquoted(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics whose words quote no secret, should a value that they quote be one."""
    return tuple(_unquoted(one) for one in diagnostics)


def _unquoted(one: Diagnostic) -> Diagnostic:
    message, help = masked(one.message), masked(one.help) if one.help else one.help
    if message == one.message and help == one.help:
        return one
    return msgspec.structs.replace(one, message=message, help=help)


def without_secrets(data: Any) -> Any:
    """Plain data, every string of it masked."""
    if isinstance(data, str):
        return masked(data)
    if isinstance(data, dict):
        return {masked(str(key)): without_secrets(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [without_secrets(one) for one in data]
    return data

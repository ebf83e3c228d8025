"""Secrets in artifacts, which nothing else reads: as far as their beginning is text."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.secrets import found
from checker.evidence.store import Store, Stored
from checker.lint.secrets import CODES, finding
from checker.read.tree import Refused, beside

HEAD = 1 << 18
"""Bytes of an artifact that are looked at."""


def in_artifacts(store: Store) -> Iterator[Diagnostic]:
    """What looks like a secret in a file beside a record, placed where the record names it."""
    seen: set[str] = set()
    for stored in store.records:
        artifacts = stored.data.get("artifacts")
        for index, artifact in enumerate(artifacts if isinstance(artifacts, list) else ()):
            relative = artifact.get("path") if isinstance(artifact, dict) else None
            if isinstance(relative, str):
                path = _path(stored, relative)
                if path is not None and path not in seen:
                    seen.add(path)
                    at = stored.at.at("artifacts", index, "path")
                    for name in dict.fromkeys(name for name, _ in found(_head(store, path))):
                        yield finding(CODES[0], at, name, "something in this artifact")


def _path(stored: Stored, relative: str) -> str | None:
    try:
        return beside(stored.path, relative)
    except Refused:
        return None


def _head(store: Store, path: str) -> bytes:
    """The beginning of a file; nothing of one that cannot be read or is no text."""
    file = store.tree.file(path)
    if file is None or not store.tree.exists(path):
        return b""
    try:
        with file.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return b""
    return b"" if b"\0" in head else head

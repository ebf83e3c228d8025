"""Earlier texts of clauses and controls: found by their fingerprints, whatever the history says.

A revision is believed for nothing: what is shown has the fingerprint that the stamp names.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from checker.project.catalog import TYPES
from checker.project.evidence_types import SUFFIX
from checker.read.canonical import NotCanonical, digest
from checker.read.git import MOST, File, History, HistoryError, Revision
from checker.read.json_nodes import read_json
from checker.read.limits import AUTHORED, POLICY
from checker.read.markdown import read_markdown
from checker.read.yaml_nodes import read_yaml
from checker.schema.decode import decoded
from rsp.clause import Clause
from rsp.control import Control
from rsp.ref import Ref

T = TypeVar("T")


class Lost(Exception):
    """No earlier text can be shown; the message says why, without a full stop."""


class Archive:
    """The revisions of one folder; each version of a file is parsed once."""

    def __init__(self, folder: Path | None) -> None:
        """A folder without history is one in which nothing is found."""
        self._history: History | None = None
        self._why = "it lies in no folder"
        self._files: dict[str, dict[str, File]] = {}
        self._parsed: dict[tuple[str, str], Any] = {}
        if folder is not None:
            try:
                self._history = History(folder)
            except HistoryError as error:
                self._why = str(error)

    def find(self, look: Callable[[dict[str, File]], T | None]) -> tuple[Revision, T]:
        """The newest revision in whose files something is found; raises Lost."""
        history = self._history
        if history is None:
            raise Lost(self._why)
        try:
            for revision in history.revisions:
                if revision.id not in self._files:
                    self._files[revision.id] = history.files(revision)
                found = look(self._files[revision.id])
                if found is not None:
                    return revision, found
        except HistoryError as error:
            raise Lost(str(error)) from error
        raise Lost(_unmatched(history))

    def control(self, file: File, id: str) -> Control | None:
        """The control of a file, None where it is not the one with this id; raises HistoryError."""

        def parse(text: bytes) -> Control | None:
            read = read_yaml(text, file.path, AUTHORED)
            control, _ = decoded(read.data, Control, Ref(document=file.path))
            return control if read.complete else None

        found = self._once("control", file, AUTHORED.size, id, parse)
        return found if found is not None and found.id == id else None

    def clauses(self, file: File, id: str) -> dict[str, Clause]:
        """The clauses of a document, none where it does not name this one; raises HistoryError."""

        def parse(text: bytes) -> dict[str, Clause]:
            return {one.id: one for one in read_markdown(text, file.path).clauses}

        return self._once("clauses", file, POLICY.size, id, parse) or {}

    def schema(self, files: dict[str, File], name: str) -> tuple[Any, str | None]:
        """The schema of an evidence type and its digest; None where there is none of use."""

        def parse(text: bytes) -> tuple[Any, str] | None:
            read = read_json(text, name, AUTHORED)
            try:
                return None if read.diagnostics else (read.data, digest(read.data))
            except NotCanonical:
                return None

        for path, file in sorted(files.items()):
            if path.startswith(f"{TYPES}/") and path.rpartition("/")[2] == f"{name}{SUFFIX}":
                return self._once("schema", file, AUTHORED.size, "", parse) or (None, None)
        return None, None

    def _once(
        self, kind: str, file: File, limit: int, word: str, parse: Callable[[bytes], T]
    ) -> T | None:
        """A version of a file parsed; None where it is too large, or does not hold a word."""
        if file.size > limit or self._history is None:
            return None
        if ("text", file.blob) not in self._parsed:
            self._parsed["text", file.blob] = self._history.read(file, limit)
        text: bytes = self._parsed["text", file.blob]
        if word.encode() not in text:
            return None
        key = (kind, file.blob)
        if key not in self._parsed:
            self._parsed[key] = parse(text)
        found: T = self._parsed[key]
        return found


def _unmatched(history: History) -> str:
    count = len(history.revisions)
    seen = "the one revision" if count == 1 else f"none of the {count} revisions"
    says = "is another text" if count == 1 else "holds it"
    if history.shallow:
        return (
            f"the clone is shallow, and {seen} of the folder that it has {says};"
            " git fetch --unshallow brings the others"
        )
    if count == MOST:
        return f"none of the latest {MOST} revisions of its folder holds it"
    return (
        f"{seen} of its folder {says}: it was never committed there, or this version"
        " of the tool reads it in another way"
    )

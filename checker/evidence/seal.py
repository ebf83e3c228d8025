"""Sealing: the manifest that says what was received and when. The only place that writes it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.evidence.files import Files
from checker.evidence.manifest import Line, Replaced
from checker.evidence.store import Store, Stored
from checker.read.tree import Refused
from checker.schema.decode import decoded
from rsp.evidence import EvidenceRecord
from rsp.ref import Ref
from rsp.time import Moment, instant_text
from rsp.value import Value


class Sealed(Value, frozen=True, kw_only=True):
    """A manifest to be, or why there is none."""

    text: str | None
    """The whole manifest; None while a diagnostic stands against it."""
    added: tuple[str, ...]
    """Ids that were not sealed before."""
    replaced: tuple[str, ...]
    """Ids that are sealed with another content than before."""
    diagnostics: tuple[Diagnostic, ...]


def seal(store: Store, now: datetime, *, replace: Mapping[str, str] | None = None) -> Sealed:
    """The manifest of a store as it is now: sorted by id, unchanged lines as they were.

    A sealed record that changed or is gone refuses the seal unless `replace` has a reason for it.
    A changed one is then received anew and its line remembers what it replaced; one that is gone
    keeps its line and stays withdrawn: no reason makes evidence unsaid (R12).
    """
    sealing = _Sealing(store, Moment.parse(instant_text(now)), dict(replace or {}))
    sealing.run()
    lines = [sealing.lines[id].text() + "\n" for id in sorted(sealing.lines)]
    return Sealed(
        text=None if sealing.diagnostics else "".join(lines),
        added=tuple(sealing.added),
        replaced=tuple(sealing.replaced),
        diagnostics=tuple(sealing.diagnostics),
    )


def write(text: str, file: Path) -> None:
    """Put a manifest in its place, whole or not at all."""
    draft = file.with_name(file.name + ".new")
    draft.write_text(text, encoding="utf-8", newline="\n")
    os.replace(draft, file)


class _Sealing:
    def __init__(self, store: Store, now: Moment, reasons: dict[str, str]) -> None:
        self.lines: dict[str, Line] = {}
        self.added: list[str] = []
        self.replaced: list[str] = []
        self.diagnostics: list[Diagnostic] = list(store.diagnostics)
        self._store = store
        self._now = now
        self._reasons = reasons
        self._files = Files(store.tree, store.sources)

    def run(self) -> None:
        """Every record, then every line whose record is gone, then reasons that fit nothing."""
        sealed = self._store.manifest.lines
        found = list(self._fresh())
        for id, count in Counter(line.id for _, line in found).items():
            if count > 1:
                at = next(stored.at for stored, line in found if line.id == id)
                self._refuse(at, f"the id {id} is used by {count} records")
        for stored, line in found:
            self._take(stored, line, sealed.get(line.id))
        for id in sealed.keys() - self.lines.keys():
            self._gone(sealed[id])
        for id in sorted(self._reasons.keys() - self.lines.keys()):
            self._refuse(
                self._store.manifest.at, f"there is no sealed record {id[:64]!r} to replace"
            )

    def _fresh(self) -> Iterator[tuple[Stored, Line]]:
        """Each record as a line received now."""
        for stored in self._store.records:
            record, diagnostics = decoded(stored.data, EvidenceRecord, stored.at, quotes=False)
            self.diagnostics.extend(diagnostics)
            if record is not None and (line := self._line(stored, record)) is not None:
                yield stored, line

    def _line(self, stored: Stored, record: EvidenceRecord) -> Line | None:
        try:
            payload = record.payload_file and self._files.digest(stored, record.payload_file)
            artifacts = {
                item.path: self._files.digest(stored, item.path)
                for item in record.artifacts
                if item.path is not None
            }
        except Refused as refused:
            self.diagnostics.append(diagnose(refused.code, stored.at, refused.message))
            return None
        for item in record.artifacts:
            if item.path is not None and artifacts[item.path] != item.sha256:
                at, path = stored.at.at("artifacts"), item.path
                self._refuse(at, f"the bytes of {path!r} are not those the record names")
        return Line(
            id=record.id,
            type=record.type,
            assets=record.assets,
            digest=stored.digest,
            payload_file=payload or None,
            artifacts=artifacts,
            received_at=self._now,
        )

    def _take(self, stored: Stored, line: Line, before: Line | None) -> None:
        if before is None:
            self.added.append(line.id)
            self.lines[line.id] = line
            return
        same = (line.digest, line.payload_file, line.artifacts) == (
            before.digest,
            before.payload_file,
            before.artifacts,
        )
        if same:
            self.lines[line.id] = msgspec.structs.replace(before, withdrawn=None)
            return
        because = self._reasons.get(line.id)
        if because is None:
            self._refuse(stored.at, f"the record {line.id} differs from what was sealed")
        self.replaced.append(line.id)
        was = Replaced(
            digest=before.digest,
            payload_file=before.payload_file,
            received_at=before.received_at,
            because=because or "unknown",
        )
        self.lines[line.id] = msgspec.structs.replace(line, replaces=(*before.replaces, was))

    def _gone(self, line: Line) -> None:
        because = self._reasons.get(line.id, line.withdrawn)
        if because is None:
            self._refuse(
                self._store.manifest.refs[line.id], f"the record {line.id} was sealed and is gone"
            )
        self.lines[line.id] = msgspec.structs.replace(line, withdrawn=because)

    def _refuse(self, at: Ref, message: str) -> None:
        help = (
            "restore it, or give its id and a reason; a correction is a new record that supersedes"
        )
        self.diagnostics.append(diagnose("seal-refused", at, message, help=help))

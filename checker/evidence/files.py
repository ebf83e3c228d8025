"""The files of a record: its payload, when it is kept apart, and its artifacts."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.sources import Sources
from checker.evidence.store import Stored
from checker.read.json_nodes import read_json
from checker.read.json_places import json_places
from checker.read.limits import RECORD
from checker.read.tree import Refused, Tree, beside
from rsp.evidence import Artifact, EvidenceRecord
from rsp.ref import Ref


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a record's files."""

    reason: str
    message: str
    at: Ref


class PayloadFile(msgspec.Struct, frozen=True, kw_only=True):
    """A payload that is kept in a file of its own."""

    data: Any
    at: Ref
    sha256: str
    diagnostics: tuple[Diagnostic, ...]


class Files:
    """Reads and hashes the files that records name; each one once."""

    def __init__(self, tree: Tree, sources: Sources) -> None:
        self._tree = tree
        self._sources = sources
        self._digests: dict[str, str] = {}

    def digest(self, stored: Stored, relative: str) -> str:
        """SHA-256 of a file beside a record; raises Refused."""
        path = beside(stored.path, relative)
        if path not in self._digests:
            self._digests[path] = self._tree.digest(path)
        return self._digests[path]

    def payload(self, stored: Stored, relative: str) -> PayloadFile:
        """The payload in a JSON file beside a record; raises Refused."""
        path = beside(stored.path, relative)
        text = self._tree.read(path, RECORD.size)
        at = Ref(document=self._tree.document(path))
        self._sources.add(at.document, text, json_places, file=self._tree.file(path))
        read = read_json(text, at.document, RECORD)
        return PayloadFile(
            data=read.data,
            at=at,
            sha256=hashlib.sha256(text).hexdigest(),
            diagnostics=read.diagnostics,
        )

    def faults(self, stored: Stored, record: EvidenceRecord) -> list[Fault]:
        """Artifacts that are gone, differ, or cannot be looked at."""
        found: list[Fault] = []
        for index, artifact in enumerate(record.artifacts):
            at = stored.at.at("artifacts", index)
            if artifact.path is None:
                found.append(_elsewhere(artifact, at))
                continue
            try:
                same = self.digest(stored, artifact.path) == artifact.sha256
            except Refused as refused:
                found.append(Fault(reason=reason_of(refused), message=refused.message, at=at))
                continue
            if not same:
                message = f"the bytes of {artifact.path!r} are not those the record names"
                found.append(Fault(reason="tampered", message=message, at=at))
        return found


def _elsewhere(artifact: Artifact, at: Ref) -> Fault:
    """What is said of an artifact that is not beside its record."""
    if artifact.uri is None and artifact.custodian is None:
        message = "the artifact has neither a path nor an address nor a custodian"
        return Fault(reason="malformed", message=message, at=at)
    keeper = f"by {artifact.custodian}" if artifact.custodian else "elsewhere"
    message = f"an artifact is kept {keeper} and was not presented"
    return Fault(reason="not-presented", message=message, at=at)


def reason_of(refused: Refused) -> str:
    """The reason a file that cannot be read gives its record."""
    if refused.code == "file-too-large":
        return "too-large"
    if refused.code in ("file-missing", "file-unreadable"):
        return "tampered"
    return "malformed"

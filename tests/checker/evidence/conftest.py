"""An evidence store on disk, and types for what is in it."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checker.diagnostics.sources import Sources
from checker.evidence.seal import Sealed, seal, write
from checker.evidence.store import Store, read_store
from checker.evidence.verified import Verified
from checker.evidence.verify import verify
from checker.read.folder import FolderTree
from rsp.evidence import Bounds, EvidenceType, Observes, SubjectPath, TypeRules
from rsp.ref import Ref

NOW = datetime(2026, 11, 3, tzinfo=UTC)

LOG = EvidenceType(
    name="log",
    title="Log",
    schema={
        "type": "object",
        "additionalProperties": False,
        "required": ["site", "from", "to", "rows"],
        "properties": {
            "site": {"type": "string"},
            "from": {"type": "string", "format": "date-time"},
            "to": {"type": "string", "format": "date-time"},
            "rows": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["who"],
                    "properties": {"who": {"type": "string", "x-sensitive": True}},
                },
            },
        },
    },
    rules=TypeRules(
        observes=Observes.INTERVAL,
        bounds=Bounds(from_="from", to="to"),
        subjects=(SubjectPath(key="site/{site}"),),
        rows="rows",
    ),
    digest="0" * 64,
)
MATRIX = EvidenceType(
    name="matrix",
    title="Matrix",
    schema={
        "type": "object",
        "required": ["at", "cells"],
        "properties": {"at": {"type": "string"}, "cells": {"type": "array"}},
    },
    rules=TypeRules(
        observes=Observes.INSTANT,
        bounds=Bounds(at="at"),
        subjects=(
            SubjectPath(key="surface/{surface}+model/{model.id}", each="cells"),
            SubjectPath(key="event/incident/{incident}", each="cells"),
        ),
    ),
    digest="1" * 64,
)
TYPES = {"log": LOG, "matrix": MATRIX}

RECORD: dict[str, Any] = {
    "id": "r-1",
    "type": "log",
    "assets": ["site/a"],
    "observed": {"from": "2026-10-01T00:00:00Z", "to": "2026-11-01T00:00:00Z"},
    "collected_at": "2026-11-02T08:00:00Z",
    "source": {"system": "s", "query": "q", "rows": 2},
    "produced_by": {"party": "tooling"},
    "reliability": "record",
    "payload": {
        "site": "a",
        "from": "2026-10-01T00:00:00Z",
        "to": "2026-11-01T00:00:00Z",
        "rows": [{"who": "Jane Roe"}, {"who": "John Doe"}],
    },
}


def record(**changes: Any) -> dict[str, Any]:
    """A sound record with some keys changed; None takes one out; `a__b` reaches inside."""
    found = copy.deepcopy(RECORD)
    for path, value in changes.items():
        *steps, last = path.split("__")
        node = found
        for step in steps:
            node = node[step]
        if value is None:
            del node[last]
        else:
            node[last] = value
    return found


class Shelf:
    """A store in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources = Sources()
        (root / "evidence").mkdir()

    def put(self, path: str, content: Any) -> None:
        """Write a file of the store: bytes as they are, anything else as JSON."""
        file = self.root / "evidence" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())

    def remove(self, path: str) -> None:
        """Take a file away."""
        (self.root / "evidence" / path).unlink()

    def read(self) -> Store:
        """The store as it is now."""
        return read_store(FolderTree(self.root), "evidence", self.sources, Ref(document="rsp.yaml"))

    def seal(self, now: datetime = NOW, **replace: str) -> Sealed:
        """Seal it, and write the manifest if there is one."""
        reasons = {id.replace("_", "-"): because for id, because in replace.items()}
        sealed = seal(self.read(), now, replace=reasons)
        if sealed.text is not None:
            write(sealed.text, self.root / "evidence" / "manifest.jsonl")
        return sealed

    def verify(self) -> Verified:
        """Verify it as it is now."""
        return verify(self.read(), TYPES)

    def reasons(self) -> dict[str, list[str]]:
        """By record id, the reasons of its problems."""
        return {
            item.id: [problem.reason for problem in item.problems] for item in self.verify().offered
        }

    def place(self, ref: Ref) -> str:
        """Where a reference stands."""
        return str(self.sources.locate(ref))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty store."""
    return Shelf(tmp_path)

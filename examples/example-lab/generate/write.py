"""Writes the evidence folder: tables by family and type, the reviewers' answers, the manifest."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from checker.assess.assess import assess
from checker.evidence.manifest import MANIFEST, Line
from checker.evidence.store import read_store
from checker.evidence.verify import verify
from checker.project.open import Opened, open_project
from checker.project.project import Project
from checker.read.canonical import digest
from generate.answers import answers
from generate.dates import NOW
from generate.lab import Lab
from generate.plan import plan
from generate.records import record_of
from rsp.time import Moment

Record = dict[str, Any]

_FAMILIES = ("asl-3/security", "asl-3/deployment", "procedure", "commitments")


def main(folder: Path) -> None:
    """Make everything anew; the same project gives the same bytes."""
    opened = open_project(folder)
    project = opened.project
    if project is None:
        raise SystemExit("\n".join(found.message for found in opened.diagnostics))
    lab = Lab(project)
    records = [record_of(slot, lab) for slot in plan(project)]
    files = tables(project, records)
    _write(folder / project.settings.evidence, files, records)
    given = answers(project, _assessed(opened, project))
    _write(folder / project.settings.evidence, {**files, "review/answers": given}, records + given)


def tables(project: Project, records: list[Record]) -> dict[str, list[Record]]:
    """Records by the name of their table: `security/access-roster`."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(f"{_family(project, record['type'])}/{record['type']}", []).append(record)
    return found


def manifest(records: list[Record]) -> str:
    """The manifest of records that were each received a quarter of an hour after collection."""
    lines = [
        Line(
            id=record["id"],
            type=record["type"],
            assets=tuple(record["assets"]),
            digest=digest(record),
            received_at=_received(record),
        )
        for record in sorted(records, key=lambda one: str(one["id"]))
    ]
    return "".join(f"{line.text()}\n" for line in lines)


def _received(record: Record) -> Moment:
    collected = Moment.parse(record["collected_at"]).latest
    at = collected + timedelta(minutes=15)
    return Moment(earliest=at, latest=at)


def _family(project: Project, kind: str) -> str:
    """The folder of the first standard that asks for a type, or reads it beside another."""
    standards = {
        control.standard
        for control in project.catalog.controls.values()
        for requirement in control.evidence
        if kind in {requirement.type, *(join.type for join in requirement.with_.values())}
    }
    return next((name for name in _FAMILIES if name in standards), "procedure").rpartition("/")[2]


def _assessed(opened: Opened, project: Project) -> Any:
    store = read_store(opened.tree, project.settings.evidence, opened.sources)
    return assess(project, verify(store, project.catalog.types).offered, [], NOW)


def _write(folder: Path, files: dict[str, list[Record]], records: list[Record]) -> None:
    for old in folder.glob("*/*.jsonl"):
        old.unlink()
    for name, rows in files.items():
        path = folder / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    (folder / MANIFEST).write_text(manifest(records), encoding="utf-8", newline="\n")

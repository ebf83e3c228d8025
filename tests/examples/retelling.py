"""The example retold: what its records would have said of something else, and who notices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from checker.assess.assess import assess
from checker.assess.assessment import Assessment, Shown, Verdict
from checker.evidence.manifest import Line
from checker.evidence.store import Stored
from checker.evidence.verify import verify
from checker.gate import decide
from checker.read.canonical import digest
from checker.report.model import AsOf
from rsp.asset import Asset, Event
from rsp.ref import Ref
from rsp.time import Moment, instant_text
from tests.examples.example_lab import ExampleLab, Record

Caught = dict[str, set[str]]
"""Unmet instances with the codes of their reasons."""


def retold(
    lab: ExampleLab,
    records: Iterable[Record],
    *,
    without: Iterable[str] = (),
    assets: dict[str, Asset] | None = None,
    events: dict[str, Event] | None = None,
) -> Assessment:
    """The whole assessment with these records in place of those of the same id, or beside them, and
    as if some had never been.

    Each is sealed like any other, and sound: whatever notices it has to read what it says.
    """
    kept = {stored.data["id"]: stored for stored in lab.store.records}
    lines, refs = dict(lab.store.manifest.lines), dict(lab.store.manifest.refs)
    for record in records:
        stored = _stored(kept, record)
        id = record["id"]
        kept[id], refs[id] = stored, refs.get(id, lab.store.manifest.at)
        lines[id] = _sealed(stored)
    for id in without:
        del kept[id], lines[id], refs[id]
    manifest = msgspec.structs.replace(lab.store.manifest, lines=lines, refs=refs)
    store = msgspec.structs.replace(lab.store, records=tuple(kept.values()), manifest=manifest)
    project = msgspec.structs.replace(
        lab.project, assets=assets or lab.project.assets, events=events or lab.project.events
    )
    offered = verify(store, project.catalog.types).offered
    assert [one.id for one in offered if one.problems] == []
    return assess(project, offered, [], lab.now)


def caught(assessment: Assessment) -> Caught:
    """What is unmet, and by which codes."""
    return {
        one.id: {why.code.value for why in one.reasons}
        for one in assessment.instances
        if one.status is Shown.UNMET
    }


def red(lab: ExampleLab, assessment: Assessment) -> set[str]:
    """`subject: standard` of each verdict that is not conformant; the gate has failed on each."""
    as_of = AsOf(
        instant=instant_text(lab.now),
        date=lab.now.date().isoformat(),
        source="closed",
        projection=False,
        closed_because="the half year has ended",
        closed_age_days=0,
    )
    gate = decide(assessment, lab.project.settings.gate, as_of, [])
    found = {
        f"{subject.id}: {standard.id}"
        for subject in assessment.subjects
        for standard in subject.standards
        if standard.verdict is Verdict.NOT_CONFORMANT
    }
    assert gate.status == "failed"
    assert found <= {why.partition(" is ")[0] for why in gate.because}
    return found


def records_of(lab: ExampleLab, kind: str, *, since: str = "", month: str = "") -> list[Record]:
    """Copies of the records of a type whose observation begins in a month, or not before a date."""
    found = [lab.record(id) for id, stored in lab.stored.items() if stored.data["type"] == kind]
    return sorted(
        (one for one in found if _start(one) >= since and _start(one).startswith(month)), key=_start
    )


def rows(record: Record, table: str, **where: str) -> list[dict[str, Any]]:
    """The rows of a table of the payload that have these values; at least one."""
    found: list[dict[str, Any]] = [
        row
        for row in record["payload"][table]
        if all(row[name] == value for name, value in where.items())
    ]
    assert found, (record["id"], table, where)
    return found


def without_rows(lab: ExampleLab, field: str, value: str) -> tuple[list[Record], list[str]]:
    """Each record that names something, without the rows about it; ids of those of nothing else."""
    changed, gone = [], []
    key = f"{field}/{value}"
    for id in lab.stored:
        record = lab.record(id)
        mine = [one for one in record["assets"] if key in one.split("+")]
        if mine == record["assets"]:
            gone.append(id)
        elif mine:
            record["assets"] = [one for one in record["assets"] if one not in mine]
            table = lab.project.catalog.types[record["type"]].rules.rows
            for name, part in record["payload"].items():
                if isinstance(part, list):
                    kept = [row for row in part if not _is_about(row, field, value)]
                    record["payload"][name] = kept
                    if name == table:
                        record["source"]["rows"] = len(kept)
            changed.append(record)
    return changed, gone


def _is_about(row: Any, field: str, value: str) -> bool:
    return isinstance(row, dict) and row.get(field) == value


def _start(record: Record) -> str:
    observed = record["observed"]
    return str(observed if isinstance(observed, str) else observed["from"])


def _stored(kept: dict[str, Stored], record: Record) -> Stored:
    like = kept.get(record["id"])
    if like is None:
        like = next(one for one in kept.values() if one.data["type"] == record["type"])
        at = Ref(document=like.at.document, pointer=f"/{record['id']}")
        like = msgspec.structs.replace(like, at=at)
    return msgspec.structs.replace(
        like, data=record, digest=digest(record), payload_digest=digest(record["payload"])
    )


def _sealed(stored: Stored) -> Line:
    data = stored.data
    return Line(
        id=data["id"],
        type=data["type"],
        assets=tuple(data["assets"]),
        digest=stored.digest,
        received_at=Moment.parse(data["collected_at"]),
    )

"""The example retold: what its records would have said had something else happened, and who notices."""

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
from rsp.time import Moment, instant_text
from tests.examples.example_lab import ExampleLab, Record

Caught = dict[str, set[str]]
"""Unmet instances with the codes of their reasons."""


def retold(
    lab: ExampleLab,
    records: Iterable[Record],
    *,
    assets: dict[str, Asset] | None = None,
    events: dict[str, Event] | None = None,
) -> Assessment:
    """The whole assessment with these records in place of those of the same id, or beside them.

    Each is sealed like any other, and sound: whatever notices it has to read what it says.
    """
    kept = {stored.data["id"]: stored for stored in lab.store.records}
    lines, refs = dict(lab.store.manifest.lines), dict(lab.store.manifest.refs)
    for record in records:
        stored = _stored(kept, record)
        id = record["id"]
        kept[id], refs[id] = stored, refs.get(id, lab.store.manifest.at)
        lines[id] = _sealed(stored)
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
    """`subject: standard` of each verdict that is not conformant; the gate must have failed on them."""
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


def records_of(lab: ExampleLab, kind: str, since: str = "", until: str = "~") -> list[Record]:
    """Copies of the records of a type that are about some time in `[since, until)`, in order."""
    found = [lab.record(id) for id, stored in lab.stored.items() if stored.data["type"] == kind]
    chosen = [one for one in found if since < _bounds(one)[1] and _bounds(one)[0] < until]
    return sorted(chosen, key=_bounds)


def rows(record: Record, table: str, **where: str) -> list[dict[str, Any]]:
    """The rows of a table of the payload that have these values; at least one."""
    found: list[dict[str, Any]] = [
        row
        for row in record["payload"][table]
        if all(row[name] == value for name, value in where.items())
    ]
    assert found, (record["id"], table, where)
    return found


def _bounds(record: Record) -> tuple[str, str]:
    observed = record["observed"]
    if isinstance(observed, str):
        return observed, observed + "."
    return observed["from"], observed["to"]


def _stored(kept: dict[str, Stored], record: Record) -> Stored:
    like = kept.get(record["id"]) or next(
        stored for stored in kept.values() if stored.data["type"] == record["type"]
    )
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

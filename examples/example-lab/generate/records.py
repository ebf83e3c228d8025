"""From a slot to a record: payload, observation, subjects, source, producer."""

from __future__ import annotations

from typing import Any

from checker.evidence.payloads import Payloads
from generate.dates import text
from generate.lab import Lab
from generate.payloads import BUILD
from generate.rebase import rebased
from generate.slots import Slot
from generate.sources import source_of
from rsp.evidence import Observes

Record = dict[str, Any]


def record_of(slot: Slot, lab: Lab) -> Record:
    """The evidence record of a slot, without a seal."""
    kind = lab.types[slot.type]
    payload = rebased(kind, slot.start, slot.end)
    for subject in kind.rules.subjects:
        if subject.each is None and "{" in subject.key:
            _address(payload, subject.key, slot.keys[0] if slot.keys else "organization")
    if slot.type in BUILD:
        BUILD[slot.type](payload, slot, lab)
    source = source_of(slot)
    observed: Any = text(slot.start)
    if kind.rules.observes is Observes.INTERVAL:
        observed = {"from": text(slot.start), "to": text(slot.end)}
    obtained: dict[str, Any] = {"system": source.system, "query": source.query}
    if kind.rules.rows is not None:
        obtained["rows"] = len(payload[kind.rules.rows])
    return {
        "id": slot.id,
        "type": slot.type,
        "assets": sorted(Payloads(kind).subjects(payload)),
        "observed": observed,
        "collected_at": text(slot.end + source.lag),
        "source": obtained,
        "produced_by": {"party": source.party},
        "reliability": source.reliability,
        "payload": payload,
    }


def _address(payload: Record, template: str, key: str) -> None:
    """Write a subject key into the fields that its template names."""
    templates, values = template.split("+"), key.split("+")
    for part, value in zip(templates, values, strict=True):
        names, texts = part.split("/"), value.split("/")
        if len(names) == 1:
            payload[names[0].strip("{}")] = value
            continue
        for name, written in zip(names, texts, strict=True):
            if name.startswith("{"):
                payload[name.strip("{}")] = written

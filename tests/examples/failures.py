"""What the records of the example lab would say, had a published failure happened there."""

from __future__ import annotations

from typing import Any

import msgspec

from rsp.asset import Asset, Event
from rsp.time import Moment
from tests.examples.example_lab import ExampleLab, Record
from tests.examples.retelling import records_of, rows

SURFACE = "surface/feedback"
FEEDBACK = {"surface": "feedback"}


def unblocked(lab: ExampleLab) -> list[Record]:
    """No request of the vendor surface was screened; one flag of the account is to blame."""
    found = records_of(lab, "classifier-state")
    for record in found:
        bounds = {name: record["payload"][name] for name in ("from", "to")}
        for row in rows(record, "states", **FEEDBACK):
            stretch = {**bounds, "requests": row["requests"], "cause": "classed as internal use"}
            row.update(input_blocking=False, output_blocking=False, unprotected=[stretch])
            row.update(requests_screened=0, responses_screened=0)
            row.update(requests_unattributed=row["requests"])
            row.update(blocking_switches=["account.internal_use"])
            row.update(logging_switches=["account.internal_use", "audit.sink"])
    return found


def unlogged(lab: ExampleLab) -> list[Record]:
    """Nor was any outcome logged, by the count of requests or by that of the vendor's exchanges."""
    found = records_of(lab, "logging-coverage")
    for record in found:
        for row in rows(record, "coverage", **FEEDBACK):
            row.update(outcomes_logged=0, content_kept=0, longest_gap_minutes=44_640)
    return [*found, *vendor(lab, exchanges_screened=0, exchanges_logged=0)]


def answered_probes(lab: ExampleLab) -> list[Record]:
    """What was planted there was answered."""
    found = records_of(lab, "blocking-probe")
    for record in found:
        for row in rows(record, "probes", **FEEDBACK):
            row.update(blocked=0)
    return found


def vendor(lab: ExampleLab, **values: Any) -> list[Record]:
    found = records_of(lab, "vendor-register")
    for record in found:
        for row in rows(record, "vendors", vendor="feedback-vendor"):
            row.update(values)
    return found


def disguised(lab: ExampleLab) -> tuple[dict[str, Asset], list[Record]]:
    """Inventory and sources agree on exempt users, all counts on exempt traffic."""
    surface = lab.project.assets[SURFACE]
    attributes = {**surface.attributes, "exempt_users": True}
    assets = {
        **lab.project.assets,
        SURFACE: msgspec.structs.replace(surface, attributes=attributes),
    }
    inventories = records_of(lab, "surface-inventory")
    for record in inventories:
        for row in rows(record, "routes", **FEEDBACK):
            row.update(exempt_users=True)
    states = records_of(lab, "classifier-state")
    for record in states:
        for row in rows(record, "states", **FEEDBACK):
            row.update(requests_screened=0, requests_exempt=row["requests"])
            row.update(responses_screened=0, responses_exempt=row["responses"])
    vendors = vendor(lab, exchanges_screened=0)
    for record in vendors:
        for row in rows(record, "vendors", vendor="feedback-vendor"):
            row.update(exchanges_exempt=row["exchanges"])
    return assets, [*inventories, *states, *vendors]


def inherited(lab: ExampleLab, **values: Any) -> list[Record]:
    """A grant for five seats is used by twenty accounts."""
    found = records_of(lab, "exempt-access-state", since="2026-03")
    for record in found:
        for row in rows(record, "grants", grant="toxin-screening"):
            assert row["seats_approved"] == 5
            row.update(seats_active=20, **values)
        for row in rows(record, "surfaces", surface="api"):
            row.update(exempt_accounts=20)
    return found


def incident(lab: ExampleLab) -> tuple[Event, Record]:
    """The key as an incident: open for three weeks, contained 90 minutes after the report."""
    (record,) = records_of(lab, "incident-timeline")
    payload = record["payload"]
    record.update(id="incident-timeline-contractor-key", assets=["event/incident/contractor-key"])
    payload.update(
        incident="contractor-key",
        kind="credential-misuse",
        first_exposed_at="2026-03-03T09:00:00Z",
        detected_at="2026-03-24T09:00:00Z",
        detected_by="outside-report",
        models=["atlas-2-bio"],
        places=rows(record, "places", model="atlas-2-bio"),
    )
    for row in payload["places"]:
        row.update(exposed=row["surface"] == "science-access", fix="keys issued again")
        row.update(contained_at="2026-03-24T10:30:00Z", fixed_at="2026-03-26T10:30:00Z")
    record["source"].update(rows=len(payload["places"]))
    event = Event(
        id="contractor-key",
        type="incident",
        at=Moment.parse("2026-03-24T09:00:00Z"),
        models=("atlas-2-bio",),
        attributes={"surface": "science-access"},
    )
    return event, record


def of_decision(lab: ExampleLab, kind: str) -> Record:
    (found,) = (
        one for one in records_of(lab, kind) if one["payload"]["decision"] == "atlas-2-reassessment"
    )
    return found


def unlisted(lab: ExampleLab) -> dict[str, Asset]:
    return {key: asset for key, asset in lab.project.assets.items() if key != SURFACE}

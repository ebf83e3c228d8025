"""Alerts on access to weights, and the logs they rest on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.lab import Lab
from generate.slots import Slot

Payload = dict[str, Any]

_RULES = {
    "wa-01": "weight-access",
    "wa-02": "weight-access",
    "ws-01": "weight-store",
    "pr-01": "privilege",
    "id-01": "identity",
    "eg-01": "egress",
}


def alert_log(payload: Payload, slot: Slot, lab: Lab) -> None:
    """All rules fire in the test of the month; one alert is expected activity, one is misuse."""
    tested = slot.start + timedelta(days=13, hours=10)
    payload["interruptions"] = []
    payload["rules"] = [
        {"rule": rule, "category": category, "enabled": True, "fired_in_test_at": text(tested)}
        for rule, category in _RULES.items()
    ]
    seen = slot.start + timedelta(days=8, hours=9)
    misused = slot.start + timedelta(days=19, hours=2)
    payload["alerts"] = [
        {
            "alert": f"al-{slot.asset}-{slot.start:%m}-1",
            "rule": "wa-02",
            "category": "weight-access",
            "about": "u-2041",
            "occurred_at": text(seen),
            "raised_at": text(seen + timedelta(minutes=1)),
            "taken_up_at": text(seen + timedelta(minutes=19)),
            "handled_by": "u-4102",
            "outcome": "expected-activity",
            "closed_at": text(seen + timedelta(minutes=90)),
        },
        {
            "alert": f"al-{slot.asset}-{slot.start:%m}-2",
            "rule": "wa-01",
            "category": "weight-access",
            "about": "a key used from an unknown network",
            "occurred_at": text(misused),
            "raised_at": text(misused + timedelta(minutes=5)),
            "taken_up_at": text(misused + timedelta(minutes=20)),
            "handled_by": "u-4110",
            "outcome": "misuse",
            "contained_at": text(misused + timedelta(minutes=70)),
            "closed_at": text(misused + timedelta(days=2)),
        },
    ]


def log_source_coverage(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every emitter of each environment and system is received."""
    kinds = {"weight-access": 4, "administration": 2, "host": 96, "network-egress": 8}
    sources: list[Payload] = []
    for environment in slot.named("environment"):
        sources += [
            _emitters(f"environment/{environment}", f"{kind}-events", kind, count)
            for kind, count in kinds.items()
        ]
    for system in slot.named("system"):
        key = f"system/{system}"
        sources.append(_emitters(key, f"{system}-administration", "administration", 1))
        if lab.asset("system", system).attributes["kind"] == "identity-provider":
            sources.append(_emitters(key, f"{system}-sign-ins", "authentication", 1))
    payload["sources"] = sources


def log_integrity_state(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Two stores, locked, whole and old enough."""
    payload["stores"] = [
        {
            "store": store,
            "created_at": "2024-06-01T00:00:00Z",
            "oldest_event_at": "2024-06-01T00:00:04Z",
            "earlier_events": "none",
            "retention_days": 730,
            "lock": "locked",
            "segments_checked": 512,
            "segments_matching": 512,
        }
        for store in ("security-hot", "egress-flows")
    ]


def _emitters(subject: str, source: str, kind: str, count: int) -> Payload:
    return {
        "subject": subject,
        "source": source,
        "kind": kind,
        "emitters_expected": count,
        "emitters_received": count,
        "longest_silence_minutes": 6,
    }


BUILD = {
    "alert-log": alert_log,
    "log-integrity-state": log_integrity_state,
    "log-source-coverage": log_source_coverage,
}

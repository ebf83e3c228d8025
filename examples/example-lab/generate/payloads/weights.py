"""Where weights lie, and what keeps them there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.lab import BYTES, Lab, digest
from generate.slots import Slot

Payload = dict[str, Any]

_PATHS = {"api-gateway": 6_000_000_000, "telemetry": 2_000_000_000, "management": 500_000_000}
"""Ways out of an environment and their limits in bytes a day."""
_TOTAL = 9_000_000_000


def weight_location_scan(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every store, host and backup of each environment, and the fleet; all copies are listed."""
    scanned: list[Payload] = []
    for environment in lab.ids("environment", slot.end):
        for kind, units in (("storage", 64), ("compute", 220), ("backup", 6)):
            place = {"place": f"{environment}-{kind}", "kind": kind, "environment": environment}
            scanned.append({**place, "units": units, "units_read": units})
    scanned.append({"place": "workstations", "kind": "endpoint", "units": 1180, "units_read": 1180})
    payload["scanned"], payload["copies"] = scanned, lab.copies(slot.end)
    payload["markers_planted"] = payload["markers_found"] = len(lab.ids("environment", slot.end))


def egress_limits(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every way out is blocked at its limit; the smallest weights would take a month and more."""
    held = _held(slot, lab)
    payload["total_limit_bytes_per_day"] = _TOTAL
    payload["smallest_bytes"] = min(BYTES[model] for model in held)
    payload["paths"] = [{"path": path, "found_by": "route table"} for path in _PATHS]
    payload["limits"] = [
        {
            "path": path,
            "limit_bytes_per_day": limit,
            "highest_bytes_per_day": limit,
            "enforcement": "blocked",
            "peak_bytes_per_day": limit * 3 // 5,
        }
        for path, limit in _PATHS.items()
    ]
    payload["weights"] = [
        {"model": model, "digest": digest(f"weights of {model}"), "smallest_bytes": BYTES[model]}
        for model in held
    ]
    payload["changes"] = [
        {
            "change": f"chg-{slot.asset}-{slot.start:%Y-%m}",
            "path": "telemetry",
            "requested_by": "u-3010",
            "approved_by": "u-1013",
            "changed_at": text(slot.start + timedelta(days=11, hours=10)),
        }
    ]


def egress_test(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The red team tries every way out with a whole copy."""
    smallest = min(BYTES[model] for model in _held(slot, lab))
    payload["smallest_weights_bytes"] = smallest
    payload["attempts"] = [
        {
            "path": path,
            "method": method,
            "bytes_attempted": smallest,
            "bytes_moved": limit // 4,
            "stopped": True,
            "alert_raised": True,
        }
        for (path, limit), method in zip(
            _PATHS.items(),
            ("slow copy", "encoding in permitted traffic", "bulk copy"),
            strict=True,
        )
    ]


def encryption_state(payload: Payload, slot: Slot, lab: Lab) -> None:
    """One store of weights in each environment, its key in hardware."""
    store, key = f"{slot.asset}-weights", f"k-{slot.asset}"
    payload["stores"] = [{"store": store, "encrypted": True, "key": key}]
    payload["flows"] = [
        {"flow": f"f-{slot.asset}", "from": store, "to": "inference-nodes", "encrypted": True}
    ]
    payload["keys"] = [
        {
            "key": key,
            "kept_in": "managed-hardware-module",
            "administered_by": "security-engineering",
            "data_administered_by": "infrastructure-engineering",
            "rotated_at": "2025-11-12T09:00:00Z",
        }
    ]


def weight_integrity_check(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every file of every model the environment holds, against a signed manifest."""
    manifest = f"weights-{slot.asset}-{slot.end:%Y-%m}"
    payload["manifest"] |= {"id": manifest, "sha256": digest(manifest)}
    payload["models"] = [
        {"model": model, "files_listed": 412, "files_compared": 412} for model in _held(slot, lab)
    ]
    payload["differences"] = []


def weight_store_monitoring(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Stores and ways out of each environment are watched; a staged event of each kind alerts."""
    staged = slot.start + timedelta(days=13, hours=10)
    payload["watched"], payload["found"], payload["trials"] = [], [], []
    for environment in slot.named("environment"):
        things = {f"{environment}-weights": "weight-store", f"{environment}-edge": "egress-path"}
        for name, kind in things.items():
            thing = {"environment": environment, "id": name, "kind": kind}
            payload["found"].append(thing)
            payload["watched"].append({**thing, "weakest_state": "alerting", "blind_minutes": 4})
            payload["trials"].append(
                {
                    "environment": environment,
                    "kind": kind,
                    "detection": "unusual-read-volume" if "store" in kind else "bulk-transfer",
                    "staged_at": text(staged),
                    "alerted_at": text(staged + timedelta(minutes=6)),
                }
            )


def _held(slot: Slot, lab: Lab) -> list[str]:
    return lab.held(slot.asset, slot.end)


BUILD = {
    "egress-limits": egress_limits,
    "egress-test": egress_test,
    "encryption-state": encryption_state,
    "weight-integrity-check": weight_integrity_check,
    "weight-location-scan": weight_location_scan,
    "weight-store-monitoring": weight_store_monitoring,
}

"""Grants, sessions and logs: what was done with access to weights."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.lab import SERVICES, Lab
from generate.slots import Slot

Payload = dict[str, Any]


def grant_register(payload: Payload, slot: Slot, lab: Lab) -> None:
    """One grant of a working day in each interval, ended by the broker."""
    granted = slot.start + timedelta(days=8, hours=8)
    expires, ended = granted + timedelta(hours=8), granted + timedelta(hours=8, seconds=4)
    models = ["atlas-2"]
    payload["grants"] = [
        {
            "grant": f"g-{slot.asset}-{slot.start:%Y-%m}",
            "holder": "u-2041",
            "requested_by": "u-2041",
            "approved_by": "u-1013",
            "models": models,
            "granted_at": text(granted),
            "expires_at": text(expires),
            "ends_by": "enforcing-system",
        }
    ]
    payload["access"] = [
        {
            "access": f"rb-{slot.asset}-{slot.start:%Y-%m}",
            "grant": f"g-{slot.asset}-{slot.start:%Y-%m}",
            "holder": "u-2041",
            "models_reachable": models,
            "models_granted": models,
            "expires_at": text(expires),
            "ended_at": text(ended),
        }
    ]


def privileged_session_log(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The session of the grant, renewed by sign-in every hour."""
    started = slot.start + timedelta(days=8, hours=9)
    payload["session_limit_seconds"], payload["reauthentication_limit_seconds"] = 28800, 3600
    payload["interruptions"] = []
    payload["sessions"] = [
        {
            "session": f"ps-{slot.asset}-{slot.start:%Y-%m}",
            "person": "u-2041",
            "role": "storage-administrator",
            "started_at": text(started),
            "ended_at": text(started + timedelta(hours=3, minutes=30)),
            "longest_unauthenticated_seconds": 3540,
            "managed_device": True,
        }
    ]


def weight_access_log(payload: Payload, slot: Slot, lab: Lab) -> None:
    """One approved session in each interval; services read, and nobody else does."""
    asked = slot.start + timedelta(days=8, hours=8, minutes=50)
    session = f"ws-{slot.asset}-{slot.start:%Y-%m}"
    payload["enforcement"], payload["interruptions"] = "blocked", []
    payload["sessions"] = [
        {
            "session": session,
            "person": "u-2041",
            "model": "atlas-2",
            "justification": "Repair of a damaged shard",
            "requested_by": "u-2041",
            "requested_at": text(asked),
            "approved_by": "u-1013",
            "approved_at": text(asked + timedelta(minutes=8)),
            "hardware_key": True,
            "started_at": text(asked + timedelta(minutes=10)),
            "ended_at": text(asked + timedelta(hours=2)),
        }
    ]
    payload["store_accesses"] = [{"access": f"{session}-1", "person": "u-2041", "session": session}]
    payload["service_reads"] = [
        {"service": service, "reads": 600 * slot.start.month} for service in SERVICES
    ]


BUILD = {
    "grant-register": grant_register,
    "privileged-session-log": privileged_session_log,
    "weight-access-log": weight_access_log,
}

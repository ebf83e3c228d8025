"""Accounts, rosters, grants, sessions and reviews of access to weights."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.calendar import text
from generate.lab import APPROVERS, HOLDERS, SERVICES, Lab
from generate.slots import Slot

Payload = dict[str, Any]

_ACCOUNT = {person: f"a-{person.removeprefix('u-')}" for person in (*HOLDERS, *APPROVERS)}


def authentication_state(payload: Payload, slot: Slot, lab: Lab) -> None:
    """One identity provider; the accounts of everybody with access and of the services."""
    accounts = [
        {
            "account": account,
            "system": "single-sign-on",
            "kind": "person",
            "holder": person,
            "holder_status": "current",
            "factors": ["hardware-key"],
        }
        for person, account in _ACCOUNT.items()
    ]
    accounts += [
        {
            "account": service,
            "system": "single-sign-on",
            "kind": "service",
            "holder": team,
            "holder_status": "current",
            "factors": ["workload-identity"],
        }
        for service, team in SERVICES.items()
    ]
    payload["accounts"] = accounts
    payload["systems"] = [
        {
            "system": "single-sign-on",
            "enforcement": "refused",
            "accounts": len(accounts),
            "accounts_read": len(accounts),
        }
    ]


def access_roster(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The same few people in every environment, each for a stated time."""
    payload["people"] = [
        {
            "person": person,
            "account": _ACCOUNT[person],
            "access": "time-limited",
            "purpose": purpose,
            "authorisation": f"auth-{slot.asset}-{person}",
            "authorised_by": APPROVERS[0],
            "authorised_at": "2025-11-03T10:00:00Z",
            "since": "2025-11-03T10:05:00Z",
        }
        for person, purpose in HOLDERS.items()
    ]
    payload["services"] = [
        {
            "service": service,
            "owner": team,
            "purpose": "Reads weights for its task and nothing else",
            "authorisation": f"auth-{slot.asset}-{service}",
            "authorised_by": APPROVERS[1],
            "authorised_at": "2025-11-03T11:00:00Z",
            "since": "2025-11-03T11:05:00Z",
        }
        for service, team in SERVICES.items()
    ]
    payload["approvers"] = [
        {"person": person, "appointed_at": "2025-06-01T00:00:00Z"} for person in APPROVERS
    ]


def access_review(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every entitlement is decided about by somebody else; one is reduced and carried out."""
    taken, done = slot.end - timedelta(days=5), slot.end + timedelta(days=2)
    decisions: list[Payload] = [
        {
            "entitlement": f"{slot.asset}-{principal}",
            "principal": principal,
            "level": "read",
            "decided_by": APPROVERS[1],
            "decision": "keep",
            "reason": "The task goes on.",
        }
        for principal in (*HOLDERS, *SERVICES)
    ]
    decisions[1] |= {
        "level": "write",
        "decision": "reduce",
        "reason": "The migration needs no more writing.",
        "carried_out_at": text(done),
    }
    payload["decisions"] = decisions
    payload["entitlements"] = len(decisions)
    payload["snapshot_at"] = text(taken)


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
    payload["store_accesses"] = [
        {"access": f"{session}-1", "person": "u-2041", "session": session}
    ]
    payload["service_reads"] = [
        {"service": service, "reads": 600 * slot.start.month} for service in SERVICES
    ]


def screening_roster(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Everybody with access to weights, and everybody who grants it."""
    payload["persons"] = [
        {
            "person": person,
            "relation": "employee",
            "level": "weights",
            "outcome": "cleared",
            "completed_on": "2025-10-20",
            "valid_until": "2027-10-20",
        }
        for person in (*HOLDERS, *APPROVERS)
    ]


BUILD = {
    "access-review": access_review,
    "access-roster": access_roster,
    "authentication-state": authentication_state,
    "grant-register": grant_register,
    "privileged-session-log": privileged_session_log,
    "screening-roster": screening_roster,
    "weight-access-log": weight_access_log,
}

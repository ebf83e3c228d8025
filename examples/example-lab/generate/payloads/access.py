"""Accounts, rosters, grants, sessions and reviews of access to weights."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
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
            "cleared_since": "2025-05-05",
        }
        for person in (*HOLDERS, *APPROVERS)
    ]


BUILD = {
    "access-review": access_review,
    "access-roster": access_roster,
    "authentication-state": authentication_state,
    "screening-roster": screening_roster,
}

"""Who is exempt from blocking, on what grounds, and what stands in for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.lab import Lab
from generate.slots import Slot

Payload = dict[str, Any]

_SEATS = {"red-team-contract": 9, "dual-use-virology": 12, "toxin-screening": 5}
"""Seats of each exemption, the number that its grant names."""


def exemption_grants(payload: Payload, slot: Slot, lab: Lab) -> None:
    """All grants, each vetted and approved before it started."""
    example = payload["grants"][0]
    payload["grants"] = []
    for event in lab.events("exemption-grant"):
        start = event.at.earliest
        testers = event.id == "red-team-contract"
        payload["grants"].append(
            {
                **example,
                "grant": event.id,
                "exemption_class": "red-teaming" if testers else "dual-use-research",
                "holder": "contractor-lab" if testers else f"a laboratory for {event.id}",
                "models": list(event.models or ()),
                "surfaces": [event.attributes["surface"]],
                "seats": _SEATS[event.id],
                "criteria": [
                    {**criterion, "shown_by": f"{criterion['criterion']}, file of {event.id}"}
                    for criterion in example["criteria"]
                ],
                "vetted_at": text(start - timedelta(days=6)),
                "approved_at": text(start - timedelta(days=2)),
                "starts_at": text(start),
                "ends_at": text(start + timedelta(days=178)),
            }
        )


def exempt_access_state(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Exempt accounts of each surface, all under a grant that is reviewed every week."""
    begun = [one for one in lab.events("exemption-grant") if one.at.earliest < slot.end]
    payload["grants"] = [
        {
            "grant": event.id,
            "surfaces": [event.attributes["surface"]],
            "seats_approved": _SEATS[event.id],
            "seats_active": _SEATS[event.id] - 1,
            "ends_at": text(event.at.earliest + timedelta(days=178)),
            "enabled_until": text(slot.end),
            "last_reviewed_at": text(slot.end - timedelta(days=3, hours=15)),
            "longest_unreviewed_minutes": 7 * 24 * 60,
        }
        for event in begun
    ]
    payload["surfaces"] = [
        {
            "surface": surface,
            "exempt_accounts": sum(
                _SEATS[event.id] - 1 for event in begun if event.attributes["surface"] == surface
            ),
            "accounts_without_grant": 0,
            "requests_without_grant": 0,
        }
        for surface in slot.named("surface")
    ]


def equivalence_argument(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Why what stands in for blocking is worth as much, for each class of exemption."""
    (research,) = payload["classes"]
    research["in_force_since"] = "2025-12-15"
    testing = {
        **research,
        "exemption_class": "red-teaming",
        "who": "testers under contract, by name",
        "residual": "a tester turning; limited by seats and weekly review",
    }
    payload["classes"] = [research, testing]


BUILD = {
    "equivalence-argument": equivalence_argument,
    "exempt-access-state": exempt_access_state,
    "exemption-grants": exemption_grants,
}

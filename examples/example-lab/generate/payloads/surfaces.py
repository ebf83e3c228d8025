"""Surfaces, the credentials and vendors that reach models there, and who is exempt from blocking."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.calendar import text
from generate.lab import Lab, kinds_of
from generate.slots import Slot

Payload = dict[str, Any]

_FOUND_IN = {
    "vendor": ["api-gateway", "contracts"],
    "contractor": ["api-gateway", "contracts"],
    "cloud-platform": ["billing", "contracts"],
    "internal-tool": ["api-gateway", "dns"],
}
_HOLDERS = {
    "feedback": {"vendor": 287},
    "red-team-bench": {"contractor": 14, "exempt-user": 9},
    "science-access": {"exempt-user": 12, "customer": 40},
    "internal-chat": {"employee": 1180},
    "api": {"customer": 91022, "exempt-user": 5},
}
_SEATS = {"red-team-contract": 9, "dual-use-virology": 12, "toxin-screening": 5}
"""Seats of each exemption, the number that its grant names."""


def surface_inventory(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every way to a model, as four sources show it."""
    payload["unmatched"], payload["routes"] = [], []
    for surface, model in lab.routes(slot.end):
        facts = lab.asset("surface", surface).attributes
        takes, gives = kinds_of(surface)
        payload["routes"].append(
            {
                "surface": surface,
                "model": model,
                "kind": facts["kind"],
                "generally_available": facts["generally_available"],
                "hosted_by_third_party": facts["hosted_by_third_party"],
                "exempt_users": facts["exempt_users"],
                "input_kinds": takes,
                "output_kinds": gives,
                "found_in": _FOUND_IN.get(facts["kind"], ["api-gateway", "billing", "dns"]),
            }
        )


def credential_scope(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Keys of each surface by who holds them; vendors and contractors are stated even at none."""
    payload["credentials"] = []
    for surface in slot.named("surface"):
        models = lab.models_of(lab.asset("surface", surface), slot.end)
        counts = {"vendor": 0, "contractor": 0, **_HOLDERS.get(surface, {"customer": 20310})}
        for holder, count in counts.items():
            payload["credentials"].append(
                {
                    "surface": surface,
                    "holder": holder,
                    "count": count,
                    "models_reachable": models if count else [],
                    "models_approved": models if count else [],
                    "longest_life_days": 28 if count else 0,
                    "unissued": 0,
                    "shared": 0,
                }
            )


def vendor_register(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Both vendors, with what their people exchanged with models and on which surface."""
    known = {
        "feedback-vendor": (["human-feedback"], ["feedback"], 287, 712_044, 0),
        "contractor-lab": (["red-teaming"], ["red-team-bench"], 14, 41_210, 41_210),
    }
    payload["unmatched"], payload["vendors"] = [], []
    for vendor in slot.named("vendor"):
        services, surfaces, people, exchanges, exempt = known[vendor]
        payload["vendors"].append(
            {
                "vendor": vendor,
                "services": services,
                "people_with_access": people,
                "credentials": people,
                "surfaces": surfaces,
                "exchanges": exchanges,
                "exchanges_on_listed_surfaces": exchanges,
                "exchanges_screened": exchanges - exempt,
                "exchanges_exempt": exempt,
                "exchanges_logged": exchanges,
            }
        )


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
    "credential-scope": credential_scope,
    "equivalence-argument": equivalence_argument,
    "exempt-access-state": exempt_access_state,
    "exemption-grants": exemption_grants,
    "surface-inventory": surface_inventory,
    "vendor-register": vendor_register,
}

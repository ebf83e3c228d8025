"""Surfaces, and the credentials and vendors that reach models there."""

from __future__ import annotations

from typing import Any

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
                    "beyond_approval": 0,
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


BUILD = {
    "credential-scope": credential_scope,
    "surface-inventory": surface_inventory,
    "vendor-register": vendor_register,
}

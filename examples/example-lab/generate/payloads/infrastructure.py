"""Environments, sites, decoys, cloud accounts and the fleet of endpoints."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.lab import Lab
from generate.slots import Slot

Payload = dict[str, Any]


def environment_inventory(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Invoices and the cloud organisation show own environments, contracts those of partners."""
    payload["found"] = []
    for environment in lab.assets("environment"):
        if environment.in_service.from_.earliest > slot.end:
            continue
        sources = ("invoices", "cloud-accounts")
        if environment.attributes["hosted_by_third_party"]:
            sources = ("invoices", "hosting-contracts")
        payload["found"] += [
            {
                "environment": environment.id,
                "source": source,
                "account": f"{source}-{environment.id}",
            }
            for source in sources
        ]
    payload["sites"] = [
        {"site": site.id, "source": "hosting-contracts"} for site in lab.assets("site")
    ]


def decoy_inventory(payload: Payload, slot: Slot, lab: Lab) -> None:
    """A decoy of weights and one of credentials in every environment, both tested this month."""
    tested = text(slot.end - timedelta(days=6))
    payload["decoys"] = [
        {
            "environment": environment,
            "decoy": f"d-{environment}-{kind}",
            "kind": kind,
            "tested_at": tested,
            "alerted_after_minutes": 3,
        }
        for environment in slot.named("environment")
        for kind in ("weights", "credential")
    ]
    payload["touches"][0]["decoy"] = "d-prod-us-credential"


def cloud_posture(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Findings younger than their limits."""
    month = f"{slot.asset}-{slot.end:%m}"
    for index, finding in enumerate(payload["findings"]):
        finding["finding"] = f"cp-{month}-{index}"


def infrastructure_policy_state(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Drift is reverted on the day; every change is reviewed by somebody else."""
    found = slot.start + timedelta(days=8, hours=4)
    payload["drift"] = [
        {
            "resource": f"fw-rule-{slot.asset}",
            "found_at": text(found),
            "resolved_at": text(found + timedelta(hours=5)),
        }
    ]
    for index, change in enumerate(payload["changes"]):
        change["change"] = f"c-{slot.asset}-{slot.start:%m}-{index}"


def endpoint_detection_coverage(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The devices of the allow-list state, each with an agent that reported today."""
    seen = [f"lt-{number:04}" for number in (1, 2)]
    payload["devices"] = [
        {
            "device": device,
            "mode": "stop",
            "reported_at": text(slot.end - timedelta(minutes=20)),
            "can_isolate": True,
            "blocked": False,
        }
        for device in seen
    ]
    payload["devices"].append(
        {**payload["devices"][0], "device": "lt-0003", "blocked": True, "mode": "off"}
    )
    payload["seen"] = [
        {"device": device, "last_seen_at": text(slot.end - timedelta(hours=1))} for device in seen
    ]
    planted = slot.end - timedelta(days=10)
    payload["trials"] = [
        {
            "device": seen[0],
            "planted_at": text(planted),
            "noticed_at": text(planted + timedelta(minutes=4)),
        }
    ]


def binary_allow_list_state(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Two devices in use enforce the list; the third is silent and refused."""
    payload["allow_list"]["version"] = f"{slot.end:%Y-%m-%d}.1"
    payload["additions"][0]["binary"] = "plot-viewer 2.0"


def patch_latency(payload: Payload, slot: Slot, lab: Lab) -> None:
    """A critical and a high update of the month, installed within their limits."""
    for update, name in zip(payload["updates"], ("system", "browser"), strict=True):
        update["update"] = f"{name}-{slot.start:%Y-%m}"


def physical_inspection(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Sensitive zones are controlled, swept and held against the inspector's attempt."""
    payload["inspector"] = "assurance-firm"


def headcount(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Between 5 and 10 per cent of staff; one vacancy has its plan."""
    payload["needs_set_at"] = "2026-01-20T14:00:00Z"


BUILD = {
    "binary-allow-list-state": binary_allow_list_state,
    "cloud-posture": cloud_posture,
    "decoy-inventory": decoy_inventory,
    "endpoint-detection-coverage": endpoint_detection_coverage,
    "environment-inventory": environment_inventory,
    "headcount": headcount,
    "infrastructure-policy-state": infrastructure_policy_state,
    "patch-latency": patch_latency,
    "physical-inspection": physical_inspection,
}

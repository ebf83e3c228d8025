"""Merged changes and the hardware they run on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.lab import Lab, digest
from generate.slots import Slot

Payload = dict[str, Any]


def merged_change_log(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Two reviewed and signed changes in each repository and interval."""
    payload["version_control"] = "code-host"
    payload["repositories"], payload["changes"] = [], []
    for repository in slot.named("repository"):
        head = f"{repository} {slot.start:%Y-%m}"
        changes = [_change(repository, number, slot) for number in (1, 2)]
        payload["repositories"].append(
            {
                "repository": repository,
                "branch": "main",
                "head_before": digest(f"{head} before")[:7],
                "head_after": changes[-1]["merged_revision"],
                "changes_in_history": len(changes),
                "weakest_protection": "enforced",
            }
        )
        payload["changes"] += changes


def _change(repository: str, number: int, slot: Slot) -> Payload:
    change = f"{slot.start:%m}-{number}"
    revision = digest(f"{repository} {change}")[:7]
    return {
        "repository": repository,
        "branch": "main",
        "change": change,
        "merged_at": text(slot.start + timedelta(days=8 * number, hours=14)),
        "merged_revision": revision,
        "contributors": ["u-2204"],
        "approvers": ["u-2118"],
        "approved_revision": revision,
        "unsigned_commits": 0,
    }


def hardware_procurement_register(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Own hardware item by item; that of partners under their assurance."""
    payload["places"], payload["items"] = [], []
    for key in slot.keys:
        asset = lab.project.assets[key]
        if asset.attributes.get("hosted_by_third_party"):
            assured = {"supplied_by": "provider", "assured_until": "2027-02-28"}
            annex = f"attestation of {asset.operated_by}, annex hardware"
            payload["places"].append({"place": key, **assured, "assurance": annex})
            continue
        payload["places"].append({"place": key, "supplied_by": "organisation"})
        kinds = ("workstation",) if asset.type == "system" else ("accelerator", "server")
        payload["items"] += [_item(key, asset.id, kind) for kind in kinds]
    payload["sources"] = [
        {"source": source, "valid_until": "2027-06-30", "outcome": "approved"}
        for source in ("accelerator-maker", "server-maker", "workstation-maker")
    ]
    payload["found"] = [{"item": item["item"], "place": item["place"]} for item in payload["items"]]


def _item(place: str, asset: str, kind: str) -> Payload:
    return {
        "item": f"{asset}-{kind}-1",
        "place": place,
        "category": kind,
        "maker": f"{kind}-maker",
        "seller": f"{kind}-maker",
        "received_on": "2025-09-03",
        "custody": "unbroken",
    }


BUILD = {
    "hardware-procurement-register": hardware_procurement_register,
    "merged-change-log": merged_change_log,
}

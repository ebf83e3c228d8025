"""Code, software, hardware and endpoints: what runs where weights are, and how it got there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import date, text
from generate.lab import Lab, digest
from generate.slots import Slot

Payload = dict[str, Any]

_SERVER, _NODE, _EDITOR = (
    digest(name) for name in ("inference-server 4.12.0", "node-image 5.2", "code-editor 1.94")
)


def software_inventory(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The same two images run in every environment, one application on the fleet."""
    listed = (
        (_SERVER, "inference-server 4.12.0", "container-image", "inference"),
        (_NODE, "node-image 5.2", "host-image", "infrastructure"),
        (_EDITOR, "code-editor 1.94", "application", "workplace-technology"),
    )
    payload["listed"] = [
        {
            "digest": image,
            "name": name,
            "kind": kind,
            "owner": owner,
            "bill_of_materials": "complete",
        }
        for image, name, kind, owner in listed
    ]
    payload["running"] = []
    for key in slot.keys:
        images = (_SERVER, _NODE) if key.startswith("environment/") else (_EDITOR,)
        payload["running"] += [{"place": key, "digest": image, "instances": 96} for image in images]


def provenance_verification(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Everything admitted was signed: the server built here, the node image by its publisher."""
    payload["trusted_builders"] = [{"builder": "build-service"}, {"builder": "os-publisher"}]
    payload["environments"], payload["artifacts"] = [], []
    for environment in slot.named("environment"):
        payload["environments"].append(
            {
                "environment": environment,
                "weakest_mode": "enforce",
                "admissions": 2041,
                "admissions_verified": 2041,
            }
        )
        verified = {"environment": environment, "signature": "valid", "provenance": "valid"}
        built = {"origin": "built", "repository": "weights-platform", "builder": "build-service"}
        payload["artifacts"] += [
            {**verified, "digest": _SERVER, **built},
            {**verified, "digest": _NODE, "origin": "third-party", "builder": "os-publisher"},
        ]
    for bypass in payload["bypasses"]:
        bypass |= {"environment": slot.named("environment")[0], "digest": _NODE}


def supply_chain_scan(payload: Payload, slot: Slot, lab: Lab) -> None:
    """All dependencies of both repositories, against advisories of the same day."""
    payload["advisories_as_of"] = text(slot.end - timedelta(hours=2))
    payload["repositories"] = [
        {
            "repository": repository,
            "revision": digest(f"{repository} {slot.end}")[:7],
            "dependencies": 214,
            "dependencies_scanned": 214,
            "intake": "vetted-only",
        }
        for repository in slot.named("repository")
    ]
    found = slot.end - timedelta(days=3)
    payload["findings"] = [
        {
            "finding": f"dep-{slot.end:%m}-1",
            "repository": "model-code",
            "component": "image-codec 3.1.4",
            "severity": "critical",
            "found_at": text(found),
            "due_on": date(found + timedelta(days=7)),
            "status": "open",
        }
    ]


BUILD = {
    "provenance-verification": provenance_verification,
    "software-inventory": software_inventory,
    "supply-chain-scan": supply_chain_scan,
}

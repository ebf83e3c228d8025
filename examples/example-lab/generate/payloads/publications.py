"""What is told to others: notices to the government, publications, changes of the policy."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.lab import Lab, digest, model_of
from generate.slots import Slot

Payload = dict[str, Any]

_POLICY_VERSION = "2.2.1"
"""The version of the policy that the one change in the period makes."""

_OF_POLICY = frozenset({"policy-text", "change-log"})
"""Publications that carry the version of the policy."""


def government_notice(payload: Payload, slot: Slot, lab: Lab) -> None:
    """More than ASL-2 for each decision; details of what is not public."""
    example = payload["notices"][0]
    open_ones = [one for one in lab.events("capability-decision") if one.attributes["not_below"]]
    hidden = [one for one in lab.events("deployment") if not one.attributes["public"]]
    payload["notices"] = [
        {
            **example,
            "notice": f"n-{event.id}",
            "kind": kind,
            "about": event.id,
            "model": model_of(event),
            "sent_at": text(event.at.earliest + timedelta(days=2)),
            "acknowledged_at": text(event.at.earliest + timedelta(days=3)),
        }
        for kind, events in (
            ("more-than-asl-2", open_ones),
            ("details-of-a-model-not-public", hidden),
        )
        for event in events
    ]


def public_disclosure(payload: Payload, slot: Slot, lab: Lab) -> None:
    """What was published with a deployment, with a change of the policy, and about the lab."""
    report, plan = payload["publications"]
    if slot.is_event:
        event = lab.event(slot.keys[0])
        wanted = _WITH_EVENT[event.type]
        at, name = event.at.earliest - timedelta(hours=2), event.id
    else:
        wanted, at, name = _STANDING, slot.end - timedelta(days=60), "standing"
        plan = {**plan, "published_at": text(at), "version": f"{at:%Y-%m}"}
    payload["publications"] = [] if slot.is_event else [report, plan]
    payload["publications"] += [
        {
            "kind": kind,
            "title": f"{kind.replace('-', ' ').capitalize()}, {name}",
            "version": _POLICY_VERSION if kind in _OF_POLICY else f"{at:%Y-%m-%d}",
            "address": f"https://lab.example/{name}/{kind}-{index}",
            "published_at": text(at),
            "sha256": digest(f"{name} {kind} {index}"),
            "parts": parts,
            "redactions_disclosed": True,
        }
        for index, (kind, parts) in enumerate(wanted)
    ]


_WITH_EVENT: dict[str, list[tuple[str, list[str]]]] = {
    "deployment": [
        ("other", ["deployment-information"]),
        ("report-summary", ["capability-report-summary"]),
        ("report-summary", ["safeguards-report-summary"]),
    ],
    "policy-change": [
        ("policy-text", ["other"]),
        ("change-log", ["differences-from-previous-text"]),
    ],
}


_STANDING: list[tuple[str, list[str]]] = [
    ("noncompliance-information", ["noncompliance-reports", "implementation-problems"]),
]


def policy_change_record(payload: Payload, slot: Slot, lab: Lab) -> None:
    """A clearer wording; no threshold was added."""
    payload["version"], payload["new_thresholds"] = _POLICY_VERSION, []
    payload["changed_sections"], payload["change_log"] = ["3.2"], payload["change_log"][1:]
    for proposal in payload["proposed_by"]:
        proposal["party"] = f"the-{proposal['role']}"


BUILD = {
    "government-notice": government_notice,
    "public-disclosure": public_disclosure,
    "policy-change-record": policy_change_record,
}

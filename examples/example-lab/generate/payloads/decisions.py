"""Approvals, feedback, experts, distribution and transmission of decisions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.lab import Lab, model_of
from generate.slots import Slot

Payload = dict[str, Any]


def approval(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Both officers, after the reports they rest on."""
    event = lab.event(slot.keys[0])
    at = event.at.earliest
    reports = {"capability-report": 30, "safeguards-report": 26, "follow-up-assessment": 40}
    if event.type == "capability-decision":
        reports = {"capability-report": 30, "feedback": 20}
    payload |= {
        "model": model_of(event),
        "outcome": "sufficient",
        "approvals": [
            {
                "role": role,
                "party": f"the-{role}",
                "date": text(at - timedelta(hours=hours)),
            }
            for role, hours in (("chief-executive", 2), ("responsible-scaling-officer", 4))
        ],
        "rests_on": [
            {
                "kind": kind,
                "id": f"{event.id} {kind} 1.0",
                "completed_at": text(at - timedelta(hours=hours)),
            }
            for kind, hours in reports.items()
        ],
    }


def feedback_record(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every team that saw the report answered, and an expert from outside."""
    event = lab.event(slot.keys[0])
    at = event.at.earliest
    payload |= {"report": f"{event.id} 1.0", "decided_at": text(at)}
    for request in payload["requests"]:
        request["asked_at"] = text(at - timedelta(days=2))


def report_distribution(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The summary to staff with clearance, the report itself to a part of them."""
    payload["report"] = f"{slot.asset} 1.0"


def expert_engagement(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Outside experts helped before the decision, in developing and in running the tests."""
    at = lab.event(slot.keys[0]).at.earliest
    for engagement, days in zip(payload["engagements"], (80, 20), strict=True):
        engagement["engaged_at"] = text(at - timedelta(days=days))


def transmission(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Documents of a decision to Board and Trust; results of red teams to a government body."""
    (sent,) = payload["transmissions"]
    sent["sent_at"] = text(slot.end - timedelta(days=1, hours=2))
    for recipient in sent["recipients"]:
        recipient["received_at"] = text(slot.end - timedelta(days=1))
    if not slot.is_event:
        sent["recipients"] = [
            {
                "name": "a federal institute for AI standards",
                "kind": "government-body",
                "received_at": text(slot.end - timedelta(days=1)),
                "receipt": "acknowledgement by its secretary",
            }
        ]
        sent["items"] = [
            {
                "kind": "red-team-results",
                "title": f"Results of the engagements before {slot.end:%Y-%m}",
                "version": "1.0",
                "redaction": "minimal",
            }
        ]
        return
    event = lab.event(slot.keys[0])
    report = "capability-report" if event.type == "capability-decision" else "safeguards-report"
    for item, kind in zip(sent["items"], ("decision", report, "feedback"), strict=True):
        item |= {"kind": kind, "title": f"{kind.capitalize()} of {event.id}"}


BUILD = {
    "approval": approval,
    "expert-engagement": expert_engagement,
    "feedback-record": feedback_record,
    "report-distribution": report_distribution,
    "transmission": transmission,
}

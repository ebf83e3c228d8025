"""Standing duties: rosters, registers, notices, publications, reviews and drills."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.lab import Lab, digest, model_of
from generate.slots import Slot
from rsp.asset import Event

Payload = dict[str, Any]


def release_roster(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Models, releases and training runs of the month, as registry and scheduler show them."""

    def within(event: Event) -> bool:
        return slot.start <= event.at.earliest < slot.end

    payload["models"] = [
        {"model": model, "seen_in": "weight registry"} for model in lab.ids("model", slot.end)
    ]
    payload["deployments"] = [
        {"deployment": event.id, "model": model_of(event), "at": text(event.at.earliest)}
        for event in lab.events("deployment")
        if within(event)
    ]
    payload["training_runs"] = [
        {"run": event.id, "at": text(event.at.earliest)}
        for event in lab.events("training-run")
        if within(event)
    ]


def officer_duty_log(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The first quarter; references are the decisions and changes of the inventory."""
    kinds = {
        "propose-policy-updates": ("policy-change",),
        "approve-decisions": ("capability-decision", "safeguards-decision"),
        "receive-noncompliance-reports": (),
    }
    for duty in payload["duties"]:
        if duty["duty"] not in kinds:
            continue
        events = [
            event.id
            for kind in kinds[duty["duty"]]
            for event in lab.events(kind)
            if slot.start <= event.at.earliest < slot.end
        ]
        duty |= {"occasions": len(events), "acted": len(events), "references": events}
    payload["duties"][4]["summary"] = "No report came in."


def board_update(payload: Payload, slot: Slot, lab: Lab) -> None:
    """No case of noncompliance to tell of; trends all the same."""
    payload |= {"cases": [], "cases_received": 0}
    payload["minutes"] = f"Board {slot.end:%Y-%m}, item 4"


def threshold_response(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Both decisions that left a threshold open were acted on from the same day."""
    example = payload["decisions"][0]
    payload["decisions"] = [
        {
            **example,
            "decision": event.id,
            "model": model_of(event),
            "thresholds": event.attributes["not_below"],
            "decided_at": text(event.at.earliest),
            "acted_from": text(event.at.earliest),
            "follow_up": [
                {
                    "assessment": f"{event.id}-follow-up",
                    "started_at": text(event.at.earliest - timedelta(days=10)),
                }
            ],
        }
        for event in lab.events("capability-decision")
        if event.attributes["not_below"]
    ]


def safeguards_report_register(payload: Payload, slot: Slot, lab: Lab) -> None:
    """One report on each standard for each decision."""
    examples = payload["reports"]
    payload["reports"] = [
        {
            **example,
            "model": model_of(event),
            "decision": event.id,
            "sha256": digest(f"{example['report']} for {event.id}"),
            "finished_at": text(event.at.earliest - timedelta(hours=26)),
            "decided_at": text(event.at.earliest),
        }
        for event in lab.events("safeguards-decision")
        for example in examples
    ]


def safeguards_assessment(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Both models under ASL-3, clause by clause."""
    payload["models"] = ["atlas-2", "atlas-2-bio"]
    payload["findings"][0]["measures"] = ["SEC-GOV-01"]


def safeguards_reapproval(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Both standards for both models, within a year of the approval before."""
    for standard in payload["standards"]:
        standard["models"] = ["atlas-2", "atlas-2-bio"]
    for approval in payload["approvals"]:
        approval["party"] = f"the-{approval['role']}"


def nil_return(payload: Payload, slot: Slot, lab: Lab) -> None:
    """None occurred, and where that was looked for."""
    kind = slot.keys[0].removeprefix("event/")
    payload["event"] = kind
    payload["subject"] = "organization"
    payload["statement"] = f"No {kind} occurred from January to May 2026."
    payload["searched"] = "Case system, mailboxes of the policy office, minutes of the Board."


def officer_appointment(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The office has been held since before the period."""
    payload["holders"] = [
        {"party": "the-responsible-scaling-officer", "since": "2025-02-01T00:00:00Z"}
    ]


def procedural_review(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The yearly review by an outside firm without other business with the lab."""
    payload["reviewer"] = "assurance-firm"


BUILD = {
    "board-update": board_update,
    "nil-return": nil_return,
    "officer-appointment": officer_appointment,
    "officer-duty-log": officer_duty_log,
    "procedural-review": procedural_review,
    "release-roster": release_roster,
    "safeguards-assessment": safeguards_assessment,
    "safeguards-reapproval": safeguards_reapproval,
    "safeguards-report-register": safeguards_report_register,
    "threshold-response": threshold_response,
}

"""Threats of misuse, attacks on the safeguards, and what was done about a real one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.guards import guard_at
from generate.lab import Lab, kinds_of
from generate.slots import Slot

Payload = dict[str, Any]

_OCCASIONS = {
    "01": ("deployment", ("atlas-2-bio-science", "atlas-2-bio-north"), "routes by its tools added"),
    "02": ("deployment", ("atlas-2-south",), "the partner's accounts added to route R1"),
    "04": ("incident", ("cipher-jailbreak",), "route R3, encoded requests, was added"),
}
"""Why the misuse threat model was reviewed in a month."""

INCIDENT = "cipher-jailbreak"


def misuse_threat_model(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every surface and model under ASL-3, those about to be deployed among them."""
    kind, events, finding = _OCCASIONS[f"{slot.end:%m}"]
    surfaces = sorted({surface for surface, _ in slot.pairs()})
    models = sorted({model for _, model in slot.pairs()})
    payload["version"] = f"5.{slot.end.month}"
    payload["scope"] = [{"surface": surface, "model": model} for surface, model in slot.pairs()]
    payload["occasions"] = [
        {"event_type": kind, "event": event, "finding": finding} for event in events
    ]
    for route in payload["routes"]:
        route |= {"surfaces": surfaces, "models": models}
    payload["changes"] = [finding]


def red_team_pass_rule(payload: Payload, slot: Slot, lab: Lab) -> None:
    """What counts as passing; recorded before the engagements it judges."""
    for rule in payload["rules"]:
        rule["recorded_at"] = "2026-01-08T12:00:00Z"
    payload["rules"][0]["recorded_at"] = "2025-11-03T12:00:00Z"
    example = payload["models"][0]
    payload["models"] = [{**example, "model": model} for model in slot.named("model")]


def red_team_report(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every generally available surface and model, attacked for longer than the rule asks."""
    guard = guard_at(slot.end)
    payload["engagement"], payload["team"] = f"RT-{slot.end:%Y-%m}", "attack-firm"
    payload["targets"] = [
        {
            "surface": surface,
            "model": model,
            "classifier_version": guard.version,
            "blocking_threshold": guard.threshold,
            "content_kinds": sorted({kind for kinds in kinds_of(surface) for kind in kinds}),
            "hours": 120,
            "attempts": 5_310 + slot.end.month,
            "universal_jailbreaks": 0,
            "questions_answered": 1,
        }
        for surface, model in slot.pairs()
    ]
    found = slot.end >= lab.event(f"event/incident/{INCIDENT}").at.earliest + timedelta(days=60)
    payload["findings"] = [] if found else [{**payload["findings"][0], "incident": INCIDENT}]


def remediation_drill(payload: Payload, slot: Slot, lab: Lab) -> None:
    """An unannounced drill on every generally available surface."""
    example = payload["surfaces"][0]
    payload["surfaces"] = [{**example, "surface": surface} for surface in slot.named("surface")]


def incident_timeline(payload: Payload, slot: Slot, lab: Lab) -> None:
    """A jailbreak found by the bounty: contained in hours and fixed in days on all surfaces."""
    detected = lab.event(slot.keys[0]).at.earliest
    payload |= {
        "first_exposed_at": text(detected - timedelta(hours=40)),
        "detected_at": text(detected),
        "threat_model_reviewed_at": "2026-04-01T15:00:00Z",
        "models": ["atlas-2", "atlas-2-bio"],
    }
    payload["places"] = [
        {
            "surface": surface,
            "model": model,
            "exposed": True,
            "finding": "attack reproduced",
            "contained_at": text(detected + timedelta(hours=7)),
            "fixed_at": text(detected + timedelta(days=11)),
            "fix": "guard-4.1 with rule 31",
            "replay": "blocked",
        }
        for surface, model in lab.routes(detected)
        if model in payload["models"]
    ]


def bounty_statistics(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Submissions of the month; one was accepted in March and became an incident."""
    example = payload["accepted"][0]
    when = lab.event(f"event/incident/{INCIDENT}").at.earliest + timedelta(hours=20)
    payload["surfaces"] = [{"surface": surface} for surface in slot.named("surface")]
    accepted = {**example, "incident": INCIDENT, "accepted_at": text(when)}
    payload["accepted"] = [accepted] if slot.start <= when < slot.end else []
    payload["submissions"] = 20 + slot.start.month
    payload["rejected"] = payload["submissions"] - payload["pending"] - len(payload["accepted"])


def safeguards_report(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The report on deployment, over every surface and model under ASL-3."""
    guard = guard_at(slot.end)
    payload["report"] = "asl-3-deployment 1.2"
    payload["evaluated"] = [
        {
            "surface": surface,
            "model": model,
            "classifier_version": guard.version,
            "blocking_threshold": guard.threshold,
            "content_kinds": sorted({kind for kinds in kinds_of(surface) for kind in kinds}),
            "evaluations": ["E1", "E2"],
        }
        for surface, model in slot.pairs()
    ]


BUILD = {
    "bounty-statistics": bounty_statistics,
    "incident-timeline": incident_timeline,
    "misuse-threat-model": misuse_threat_model,
    "red-team-pass-rule": red_team_pass_rule,
    "red-team-report": red_team_report,
    "remediation-drill": remediation_drill,
    "safeguards-report": safeguards_report,
}

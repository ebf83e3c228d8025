"""Capability Reports and what leads to them; routine tests of models and of training runs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.lab import Lab, model_of
from generate.slots import Slot

Payload = dict[str, Any]


_DOMAIN = {
    "THR-CBRN-3": "cbrn",
    "THR-CBRN-4": "cbrn",
    "THR-AIRD-4": "ai-research-and-development",
    "THR-AIRD-5": "ai-research-and-development",
}


_THREATS = {
    "THR-CBRN-3": ("tm-bio-acquisition", "acquisition-trial", "small group, basic training"),
    "THR-CBRN-4": ("tm-state-programme", "expert-trial", "state programme"),
    "THR-AIRD-4": ("tm-research-automation", "research-week", "the developer itself"),
    "THR-AIRD-5": ("tm-research-doubling", "research-month", "the developer itself"),
}
"""Threat model, evaluation and actors for each threshold."""


_PREVIOUS = "2025-10-15T17:00:00Z"
"""When the models served before the period were last assessed."""


def capability_report(payload: Payload, slot: Slot, lab: Lab) -> None:
    """All four thresholds; those left open are the ones the inventory records."""
    event = lab.event(slot.keys[0])
    at, model = event.at.earliest, model_of(event)
    open_ones = event.attributes["not_below"]
    first = model == "atlas-2-bio"
    payload |= {
        "model": model,
        "snapshot": f"{model}-{at:%Y-%m}",
        "trigger": "first-assessment" if first else "six-months",
        "trigger_reached_at": text(at - timedelta(days=26)),
        "previous_assessed_at": _PREVIOUS,
        "started_at": text(at - timedelta(days=24)),
        "assessed_at": text(at - timedelta(days=4)),
    }
    payload["thresholds"] = [
        {
            "threshold": threshold,
            "domain": domain,
            "outcome": "cannot-rule-out" if threshold in open_ones else "below",
            "distance": "Too near to show a margin."
            if threshold in open_ones
            else "Fails the decisive steps under full elicitation.",
        }
        for threshold, domain in _DOMAIN.items()
    ]
    example = payload["threat_models"][0]
    payload["threat_models"] = [
        {**example, "threat_model": threat, "threshold": threshold, "actors": actors}
        for threshold, (threat, _, actors) in _THREATS.items()
    ]
    payload["unevaluated"] = []


def capability_evaluation(payload: Payload, slot: Slot, lab: Lab) -> None:
    """One evaluation for each threat model, read and checked while it ran."""
    event = lab.event(slot.keys[0])
    end = slot.end
    payload["model"] = model_of(event)
    payload["evaluations"] = [
        {
            "evaluation": evaluation,
            "threshold": threshold,
            "threat_model": threat,
            "started_at": text(end - timedelta(days=18)),
            "completed_at": text(end - timedelta(days=1)),
            "checked_at": text(end - timedelta(days=14)),
            "transcripts_read": 120,
            "result": "see the section of the report",
            "explanation": "The report says where runs broke off and why.",
            "skill_absent": threshold not in event.attributes["not_below"],
        }
        for threshold, (threat, evaluation, _) in _THREATS.items()
    ]


def elicitation_record(payload: Payload, slot: Slot, lab: Lab) -> None:
    """A variant without safety training carries all evaluations."""
    model = model_of(lab.event(slot.keys[0]))
    evaluations = [evaluation for _, evaluation, _ in _THREATS.values()]
    payload["model"] = model
    helpful, release = payload["variants"]
    helpful |= {"variant": f"{model}-helpful-only", "evaluations": evaluations}
    release |= {"variant": f"{model}-release", "evaluations": evaluations[:1]}
    for work in payload["fine_tuning"]:
        work["variant"] = helpful["variant"]


def forecast_record(payload: Payload, slot: Slot, lab: Lab) -> None:
    """What is expected until the next assessment, threshold by threshold."""
    event = lab.event(slot.keys[0])
    payload["model"] = model_of(event)
    payload["next_assessment_by"] = text(event.at.earliest + timedelta(days=175))
    payload["horizon"] = text(event.at.earliest + timedelta(days=200))
    example = payload["forecasts"][0]
    payload["forecasts"] = [{**example, "threshold": threshold} for threshold in _DOMAIN]


def follow_up_assessment(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The thresholds for which ASL-3 would be too weak, each shown to be far enough away."""
    for result in payload["results"]:
        result["report"] = f"{slot.asset}-follow-up 1.0"


def pretraining_tracker(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The run stays below atlas-2 and is measured every ten days."""
    payload |= {"state": "running", "reference": {"model": "atlas-2", "effective_compute": 5.2}}
    payload["measurements"] = [
        {
            "measured_at": text(slot.start + timedelta(days=10 * number)),
            "effective_compute": 0.6 * number,
            "evaluations": "within the trend of the test suites",
            "action": "continued",
        }
        for number in range(1, 5)
    ]


def preliminary_assessment_log(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Routine tests against the last comprehensive assessment."""
    model = slot.asset
    compute = lab.asset("model", model).attributes["effective_compute"]
    decided = [
        event
        for event in lab.events("capability-decision")
        if model_of(event) == model and event.at.earliest <= slot.end
    ]
    payload["snapshot"] = f"{model}-{slot.end:%Y-%m-%d}"
    payload["effective_compute"] = compute
    payload["baseline"] = {
        "model": model,
        "decision": decided[-1].id if decided else f"{model}-2025-10",
        "assessed_at": text(decided[-1].at.earliest - timedelta(days=4)) if decided else _PREVIOUS,
        "effective_compute": compute,
    }


BUILD = {
    "capability-report": capability_report,
    "capability-evaluation": capability_evaluation,
    "elicitation-record": elicitation_record,
    "forecast-record": forecast_record,
    "preliminary-assessment-log": preliminary_assessment_log,
    "pretraining-tracker": pretraining_tracker,
    "follow-up-assessment": follow_up_assessment,
}

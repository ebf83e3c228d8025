"""Indicators and their reviews; monitoring of traffic, flags, leads, refusals, retraining."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.lab import Lab
from generate.payloads.blocking import requests
from generate.slots import Slot

Payload = dict[str, Any]

_QUARTERS = {"01": ("2025-11-10", "2026-01-01"), "04": ("2026-01-01", "2026-04-01")}
"""What the performance reviews of January and April look back on."""


def monitoring_indicators(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Two indicators with bounds that were set before the first model under ASL-3 was served."""
    surfaces = sorted({surface for surface, _ in slot.pairs()})
    models = sorted({model for _, model in slot.pairs()})
    payload["scope"] = [{"surface": surface, "model": model} for surface, model in slot.pairs()]
    for indicator in payload["indicators"]:
        indicator |= {
            "surfaces": surfaces,
            "models": models,
            "registered_at": "2025-11-03T10:00:00Z",
            "effective_from": "2025-11-05T00:00:00Z",
            "effective_until": "2026-11-05T00:00:00Z",
        }


def performance_review(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The quarter that ended; the indicator that missed its bound has an action."""
    start, end = _QUARTERS[f"{slot.end:%m}"]
    payload["from"], payload["to"] = f"{start}T00:00:00Z", f"{end}T00:00:00Z"
    payload["previous_to"] = payload["from"]
    payload["scope"] = [{"surface": surface, "model": model} for surface, model in slot.pairs()]


def domain_monitoring_coverage(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every exchange is seen by the monitors of four domains, in real time and afterwards."""
    seen = requests(slot.asset, slot)
    payload["exchanges"] = seen
    for domain in payload["domains"]:
        afterwards = domain["mode"] == "afterwards"
        domain["exchanges_seen"] = seen - 900 if afterwards else seen
        domain["tested_at"] = text(slot.start + timedelta(days=12, hours=10))
        domain["probes_flagged"] = domain["probes_sent"] - 4


def flag_triage_log(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Three flags: two closed, one of the last evening still open."""
    for index, flag in enumerate(payload["flags"]):
        flag["flag"] = f"fl-{slot.asset}-{slot.start:%m}-{index}"


def threat_intelligence_log(payload: Payload, slot: Slot, lab: Lab) -> None:
    """One lead in each month, assessed on its day."""
    payload["partners"][0]["since"] = "2025-04-01T00:00:00Z"
    payload["leads"][0]["lead"] = f"ti-{slot.start:%m}"


def refusal_rate_evaluation(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Refusals of benign prompts fall from one evaluation to the next."""
    surface, model = slot.pair
    number = slot.end.month
    payload["protections"] = f"classifiers of {slot.end:%Y-%m} before {model} on {surface}"
    for each in payload["sets"]:
        each["refused"] -= number // 4


def classifier_update_record(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Releases of February and April, trained on what had been found."""
    newer, older = ("4.1", "4.0") if slot.end.month == 2 else ("4.2", "4.1")
    payload["version"], payload["previous_version"] = newer, older
    payload["jailbreaks"][0]["finding"] = f"bounty-{slot.end:%m}"


BUILD = {
    "classifier-update-record": classifier_update_record,
    "domain-monitoring-coverage": domain_monitoring_coverage,
    "flag-triage-log": flag_triage_log,
    "monitoring-indicators": monitoring_indicators,
    "performance-review": performance_review,
    "refusal-rate-evaluation": refusal_rate_evaluation,
    "threat-intelligence-log": threat_intelligence_log,
}

"""The classifiers: what is approved, what ran, what probes showed, what was logged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import text
from generate.guards import Guard, guards_between
from generate.lab import Lab, kinds_of
from generate.slots import Slot

Payload = dict[str, Any]

_TRAFFIC = {"api": 4_821_034, "assistant": 9_120_410, "cloud-north": 1_204_118}
_EXEMPT = {"api": 1_232, "red-team-bench": 41_210, "science-access": 20_118}
"""Requests of exempt users in a month."""


def requests(surface: str, slot: Slot) -> int:
    """Requests of one model on a surface in an interval; they grow a little every month."""
    return _TRAFFIC.get(surface, 241_187) + 1_000 * slot.start.month


def layer_inventory(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The layers of the example, and every configuration approved around that date."""
    payload["version"] = text(slot.end)[:10]
    recent = guards_between(slot.end - timedelta(days=62), slot.end)
    payload["configurations"] = [
        _configuration(surface, model, guard) for surface, model in slot.pairs() for guard in recent
    ]


def _configuration(surface: str, model: str, guard: Guard) -> Payload:
    takes, gives = kinds_of(surface)
    return {
        "surface": surface,
        "model": model,
        "layers": ["screen-in", "screen-out", "review"],
        "classifier_version": guard.version,
        "blocking_threshold": guard.threshold,
        "evaluation": f"EV-{guard.version.removeprefix('guard-')}",
        "evaluated_at": text(guard.evaluated),
        "evaluated_kinds": sorted({*takes, *gives}),
        "approved_by": "safeguards-lead",
        "approved_from": text(guard.approved_from),
        "approved_until": text(guard.approved_until),
    }


def classifier_state(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Both directions blocked everywhere; only exempt users pass unscreened."""
    payload["states"] = []
    for surface, model in slot.pairs():
        takes, gives = kinds_of(surface)
        asked, exempt = requests(surface, slot), _EXEMPT.get(surface, 0)
        payload["states"].append(
            {
                "surface": surface,
                "model": model,
                "input_blocking": True,
                "output_blocking": True,
                "input_kinds": takes,
                "output_kinds": gives,
                "ran": [
                    {
                        "classifier_version": guard.version,
                        "blocking_threshold": guard.threshold,
                        "from": text(max(guard.since, slot.start)),
                        "to": text(min(guard.until, slot.end) - timedelta(seconds=1)),
                    }
                    for guard in guards_between(slot.start, slot.end)
                ],
                "requests": asked,
                "requests_screened": asked - exempt,
                "requests_exempt": exempt,
                "requests_unattributed": 0,
                "responses": asked - 40,
                "responses_screened": asked - 40 - exempt,
                "responses_exempt": exempt,
                "unprotected": [],
                "blocking_switches": ["gateway.block_input", "gateway.block_output"],
                "logging_switches": ["audit.sink"],
            }
        )


def blocking_probe(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Planted requests in every kind of content and both directions; all were blocked."""
    payload["probe_set"] = f"canary-{slot.end:%m}"
    payload["probes"] = []
    for surface, model in slot.pairs():
        for direction, kinds in zip(("input", "output"), kinds_of(surface), strict=True):
            payload["probes"] += [
                {
                    "surface": surface,
                    "model": model,
                    "direction": direction,
                    "kind": kind,
                    "sent": 20,
                    "blocked": 20,
                }
                for kind in kinds
            ]


def logging_coverage(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Outcomes of all requests are logged; counters come from the gateway."""
    payload["coverage"] = [
        {
            "surface": surface,
            "model": model,
            "counted_by": "edge-gateway counters",
            "log_store": "log-platform",
            "requests": requests(surface, slot),
            "outcomes_logged": requests(surface, slot) - 2,
            "content_kept": requests(surface, slot) * 4 // 5,
            "content_retention_days": 30,
            "outcome_retention_days": 400,
            "longest_gap_minutes": 1,
        }
        for surface, model in slot.pairs()
    ]


def safeguard_drift(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Settings are compared every few minutes; one manual change was seen and put back."""
    drifted = "api"
    payload["drifts"][0]["surface"] = drifted
    payload["surfaces"] = [
        {
            "surface": surface,
            "settings": 14,
            "checks": 8_600 + slot.start.month,
            "longest_between_checks_minutes": 6,
            "changes": 2 if surface == drifted else 1,
            "changes_approved": 1,
        }
        for surface in slot.named("surface")
    ]


BUILD = {
    "blocking-probe": blocking_probe,
    "classifier-state": classifier_state,
    "layer-inventory": layer_inventory,
    "logging-coverage": logging_coverage,
    "safeguard-drift": safeguard_drift,
}

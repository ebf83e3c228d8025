"""Audits of security, and the reports about them to management."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import date
from generate.lab import Lab, digest
from generate.slots import Slot

Payload = dict[str, Any]


def audit_plan(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The plan of the year: design of every part in one engagement, operation in two."""
    payload |= {"effective_from": "2026-01-01", "effective_to": "2026-12-31"}
    payload["engagements"][2]["auditor"] = "assurance-firm"
    environments = slot.named("environment")
    payload["environments"] = [
        {"environment": environment, "engagement": "a-26-2"} for environment in environments
    ]


def audit_report(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Samples of three parts in every environment; the one exception is a finding."""
    samples = (
        ("SEC-2a", "SEC-WGT-02", "a second person approved before access", 96, 60),
        ("SEC-2b", "SEC-LIF-06", "another person approved the merged revision", 842, 60),
        ("SEC-2c", "SEC-LOG-01", "a host chosen by the auditor sent its events", 96, 25),
    )
    payload["tests"] = [
        {
            "environment": environment,
            "part": part,
            "control": control,
            "attribute": attribute,
            "population": population,
            "population_source": "log of the system that enforces it",
            "drawn_by": "auditor",
            "sample_size": size,
            "exceptions": 0,
        }
        for environment in slot.named("environment")
        for part, control, attribute, population, size in samples
    ]
    payload["tests"][1] |= {"exceptions": 1, "finding": "a-26-2-4"}
    payload["report_digest"] = digest("audit report a-26-2")
    payload["findings"] = [finding("a-26-2-4", "medium", slot, 90)]


def management_report(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The findings of the quarter, each with its deadline or a decision."""
    quarter = slot.end - timedelta(days=45)
    payload["findings"] = [
        {
            "finding": f"{source}-{quarter:%y-%m}",
            "source": source,
            "severity": "medium",
            "found_on": date(quarter),
            "due_on": date(slot.end + timedelta(days=60)),
            "status": "open",
            "progress": "Owner named, fix designed.",
        }
        for source in ("audit", "red-team")
    ]


def finding(name: str, severity: str, slot: Slot, days: int) -> Payload:
    """A finding of the last days of an engagement, and when it has to be closed."""
    return {
        "finding": name,
        "severity": severity,
        "found_on": date(slot.end - timedelta(days=2)),
        "due_on": date(slot.end + timedelta(days=days)),
    }


BUILD = {
    "audit-plan": audit_plan,
    "audit-report": audit_report,
    "management-report": management_report,
}

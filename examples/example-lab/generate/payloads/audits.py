"""Audits, tests by outsiders, reviews and reports about security."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.calendar import date, text
from generate.lab import Lab, digest
from generate.slots import Slot

Payload = dict[str, Any]



def audit_plan(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The plan of the year: design of every part in one engagement, operation in two."""
    payload |= {"effective_from": "2026-01-01", "effective_to": "2026-12-31"}
    environments = slot.named("environment")
    payload["environments"] = [
        {"environment": environment, "engagement": "a-26-2"} for environment in environments
    ]


def audit_report(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Samples of access, lifecycle and monitoring in every environment; one exception is a finding."""
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
    payload["findings"] = [_finding("a-26-2-4", "medium", slot, 90)]


def security_red_team_report(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Entry, lateral movement and extraction in every environment; entry succeeds once."""
    finding = f"rt-{slot.start:%y-%m}-1"
    payload["objectives"] = [
        {
            "environment": environment,
            "stage": stage,
            "objective": objective,
            "reached": False,
            "noticed": True,
        }
        for environment in slot.named("environment")
        for stage, objective in (
            ("entry", "run code on a managed device"),
            ("lateral-movement", "obtain an identity that may ask for weights"),
            ("extraction", "move a marked file of the size of a shard out"),
        )
    ]
    payload["objectives"][0] |= {"reached": True, "finding": finding}
    payload["effort_person_days"] = 60
    payload["team"] = "attack-firm"
    payload["findings"] = [_finding(finding, "high", slot, 30)]
    payload["report_digest"] = digest(f"red team report {slot.id}")


def security_test_report(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every surface was tested within the year by people who did not build it."""
    payload["surfaces"] = [
        {
            "surface": surface,
            "test": f"pt-{surface}",
            "method": "penetration-test",
            "tester": "attack-firm",
            "tester_built_it": False,
            "ended_at": text(slot.end - timedelta(days=20)),
        }
        for surface in slot.named("surface")
    ]
    found = slot.end - timedelta(days=21)
    payload["findings"] = [
        {
            "finding": "pt-api-1",
            "surface": "api",
            "severity": "high",
            "found_at": text(found),
            "due_on": date(found + timedelta(days=28)),
            "status": "fixed",
            "fix_tested": True,
        }
    ]


def perimeter_test(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Both ways in are tried from every side, the identity provider among the targets."""
    payload["critical_systems"] = ["single-sign-on"]


def hosting_matrix(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every model in a partner's environment or on a partner's surface, criterion by criterion."""
    environment, surface = (each["criteria"] for each in payload["hostings"])
    parts = [f"DEP-{number}" for number in range(1, 7)]
    deployment = [{**surface[0], "criterion": part} for part in parts]
    payload["hostings"] = [
        {
            "place": key.split("+")[0],
            "model": key.rpartition("/")[2],
            "operator": str(lab.project.assets[key.split("+")[0]].operated_by),
            "differences": "Hosts, network and premises are the partner's.",
            "criteria": environment if key.startswith("environment/") else deployment,
        }
        for key in slot.keys
    ]


def partner_attestation(payload: Payload, slot: Slot, lab: Lab) -> None:
    """What the partner states about the environment it hosts."""
    payload["partner"] = str(lab.asset("environment", slot.asset).operated_by)
    for row in (*payload["environments"], *payload["statements"], *payload["exceptions"]):
        row["environment"] = slot.asset


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


def independent_validation(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The version of the threat model in force, part by part."""
    payload["threat_model_version"] = "7.0"
    payload["threat_model_digest"] = digest("weight-theft threat model 7.0")
    payload["validator"] = "assurance-firm"


def _finding(finding: str, severity: str, slot: Slot, days: int) -> Payload:
    return {
        "finding": finding,
        "severity": severity,
        "found_on": date(slot.end - timedelta(days=2)),
        "due_on": date(slot.end + timedelta(days=days)),
    }



BUILD = {
    "audit-plan": audit_plan,
    "audit-report": audit_report,
    "hosting-matrix": hosting_matrix,
    "independent-validation": independent_validation,
    "management-report": management_report,
    "partner-attestation": partner_attestation,
    "perimeter-test": perimeter_test,
    "security-red-team-report": security_red_team_report,
    "security-test-report": security_test_report,
}

"""What outside parties tested, attested and host."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from generate.dates import date, text
from generate.lab import Lab, digest
from generate.payloads.audits import finding
from generate.slots import Slot

Payload = dict[str, Any]


def security_red_team_report(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Entry, lateral movement and extraction in every environment; entry succeeds once."""
    name = f"rt-{slot.start:%y-%m}-1"
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
    payload["objectives"][0] |= {"reached": True, "finding": name}
    payload["effort_person_days"] = 60
    payload["team"] = "attack-firm"
    payload["findings"] = [finding(name, "high", slot, 30)]
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
            "closed_at": text(slot.end - timedelta(days=4)),
        }
    ]


def perimeter_test(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Both ways in are tried from every side, the identity provider among the targets."""
    payload["critical_systems"] = ["single-sign-on"]


_SHOWN_BY = {
    "SEC-1": "threat-model-weight-theft-threat-model-2026-02-20",
    "SEC-2c": "log-source-coverage-2026-05",
    "SEC-2d": "headcount-2026-03-31",
    "SEC-2e": "framework-mapping-guidance-mapping-2026-04-21",
    "SEC-3": "audit-plan-2026-03-02",
}
"""The record behind rows about an environment of a partner, whichever it is."""

_SHOWN_BY_PARTNER = {
    "environment/north-hosted": "service-organization-report-north-hosted-2025-06",
    "environment/south-hosted": "partner-attestation-south-hosted-2026-03-05",
}
"""The record behind the rows about what the partner does there."""


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
            "criteria": _criteria(environment, key.split("+")[0])
            if key.startswith("environment/")
            else deployment,
        }
        for key in slot.keys
    ]


def _criteria(rows: list[Payload], place: str) -> list[Payload]:
    """The rows of an environment, each with the record behind it."""
    theirs = _SHOWN_BY_PARTNER[place]
    return [{**row, "evidence_ref": _SHOWN_BY.get(str(row["criterion"]), theirs)} for row in rows]


def partner_attestation(payload: Payload, slot: Slot, lab: Lab) -> None:
    """What the partner states about the environment it hosts."""
    payload["partner"] = str(lab.asset("environment", slot.asset).operated_by)
    payload["statements"][2]["checked_on"] = "2026-03-03"
    for row in (*payload["environments"], *payload["statements"], *payload["exceptions"]):
        row["environment"] = slot.asset


def service_organization_report(payload: Payload, slot: Slot, lab: Lab) -> None:
    """What an auditor found at the partner, and what it leaves to the lab."""
    payload["provider"] = str(lab.asset("environment", slot.asset).operated_by)
    payload["issued_on"] = "2026-06-20"
    payload["environments"][0]["environment"] = slot.asset


def independent_validation(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The version of the threat model in force, part by part."""
    payload["threat_model_version"] = "7.0"
    payload["threat_model_digest"] = digest("weight-theft threat model 7.0")
    payload["validator"] = "assurance-firm"


BUILD = {
    "hosting-matrix": hosting_matrix,
    "independent-validation": independent_validation,
    "partner-attestation": partner_attestation,
    "perimeter-test": perimeter_test,
    "security-red-team-report": security_red_team_report,
    "service-organization-report": service_organization_report,
    "security-test-report": security_test_report,
}

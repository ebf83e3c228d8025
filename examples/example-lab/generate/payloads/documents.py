"""The weight-theft threat model and the documents around it."""

from __future__ import annotations

from typing import Any

from generate.lab import Lab, digest
from generate.slots import Slot

Payload = dict[str, Any]

_GUIDANCE = {
    "rand-2024": "2024",
    "deploying-ai-systems-securely": "2024-04",
    "iso-42001": "2023",
    "csa-ai-safety-initiative": "2025",
    "cosai": "2025",
    "nist-ssdf": "1.1",
    "soc-2": "2022",
    "nist-800-53r5": "Release 5.1.1",
}

_DOCUMENTS: dict[str, Payload] = {
    "threat-model-plan": {
        "title": "Revision plan of the weight-theft threat model",
        "owner": "security-governance",
        "sections": ["interval", "triggers", "responsibilities", "method", "distribution"],
        "intervals": [{"about": "revision", "every": "P6M"}],
    },
    "performance-review-process": {
        "title": "How the performance of the safeguards is reviewed",
        "owner": "safeguards-operations",
        "sections": ["indicators", "participants", "decisions"],
        "intervals": [{"about": "review", "every": "P3M"}],
    },
    "exemption-criteria": {
        "title": "Criteria for exemptions from blocking",
        "owner": "safeguards-operations",
        "sections": ["eligibility", "vetting", "limits", "ending"],
        "intervals": [{"about": "review", "every": "P6M"}],
    },
    "noncompliance-policy": {
        "title": "Policy on reports of noncompliance",
        "owner": "general-counsel",
        "sections": ["protection-against-retaliation", "reports-about-the-officer"],
        "intervals": [{"about": "review", "every": "P1Y"}],
    },
}


def document_approval(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The version in force, approved by somebody beside its owner, with its next review."""
    payload |= _DOCUMENTS[slot.asset]
    payload["version"] = "3.1"
    payload["digest"] = digest(f"{slot.asset} 3.1")
    payload["approvals"] = [
        {
            "role": "chief-information-security-officer"
            if slot.asset == "threat-model-plan"
            else "responsible-scaling-officer",
            "approved_by": "u-1001",
            "approved_at": "2026-01-16T15:20:00Z",
        }
    ]
    payload["in_force_from"], payload["next_review"] = "2026-01-19", "2027-01-19"


def threat_model(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Version 7.0: every environment that holds weights, the new partner among them."""
    payload["version"], payload["digest"] = "7.0", digest("weight-theft threat model 7.0")
    targets = {"research": "weights-in-research"}
    payload["assets"] = [
        {
            "type": "environment",
            "asset": environment.id,
            "target": targets.get(environment.id, "weights-in-service"),
        }
        for environment in lab.assets("environment")
    ]
    payload["assets"].append(
        {"type": "system", "asset": "single-sign-on", "target": "weight-access-credentials"}
    )
    payload["revision"]["changes"] = "Paths through the second cloud partner added."


def monitoring_review(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Every path of the threat model has a detection that noticed its exercise."""
    payload["environments"] = [
        {"environment": environment.id} for environment in lab.assets("environment")
    ]
    last = payload["detections"][-1]
    payload["detections"].append({**last, "path": "P-05", "detection": "build-reaches-out"})
    payload["blind_spots"] = []


def framework_mapping(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The statement of applicability as in its example; the mapping considers all eight guides."""
    payload["version"], payload["digest"] = "4.2", digest(f"{slot.asset} 4.2")
    if slot.asset != "guidance-mapping":
        return
    aligned = ("nist-800-53r5", "iso-42001")
    payload["frameworks"] = [
        {
            "framework": framework,
            "edition": edition,
            "aligned": framework in aligned,
            "reason": "Read for what it adds to the programme.",
        }
        for framework, edition in _GUIDANCE.items()
    ]
    kept = [entry for entry in payload["entries"] if entry["framework"] in aligned]
    control = {"framework": "iso-42001", "requirement": "A.3.2", "applicable": True}
    kept.append({**control, "reason": "Roles in the AI programme.", "controls": ["SEC-ACC-01"]})
    payload["entries"] = kept


def lifecycle_review(payload: Payload, slot: Slot, lab: Lab) -> None:
    """The whole chain, for every environment."""
    environments = slot.named("environment")
    payload["environments"] = [{"environment": environment} for environment in environments]


def insider_programme_review(payload: Payload, slot: Slot, lab: Lab) -> None:
    """Classes of insiders follow from the environments that hold weights."""
    payload["counted_from"] = "Access rosters of the month and eligibility rules of the broker."
    payload["weight_systems"] = [
        {"environment": environment, "why": "Holds weights of atlas-2."}
        for environment in lab.ids("environment", slot.end)
    ]


BUILD = {
    "document-approval": document_approval,
    "framework-mapping": framework_mapping,
    "insider-programme-review": insider_programme_review,
    "lifecycle-review": lifecycle_review,
    "monitoring-review": monitoring_review,
    "threat-model": threat_model,
}

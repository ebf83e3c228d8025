"""Where records of each type come from: system, query, producer, what they are worth, how soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from generate.slots import Slot

SECURITY, SAFEGUARDS, RECORDS = "security-data", "safeguards-data", "corporate-records"


@dataclass(frozen=True)
class Source:
    """How the records of a type are obtained."""

    system: str
    query: str
    party: str
    reliability: str = "record"
    lag_hours: int = 2
    """From the end of the observation to the collection."""

    @property
    def lag(self) -> timedelta:
        return timedelta(hours=self.lag_hours)


_ACCESS = {
    "access-review": Source("access-governance", "closed campaigns with all decisions", SECURITY),
    "access-roster": Source("access-broker", "everyone who could reach weights", SECURITY),
    "alert-log": Source("alert-console", "rules and alerts on weights", SECURITY),
    "authentication-state": Source("single-sign-on", "accounts and enforcement", SECURITY),
    "egress-limits": Source("network-controller", "limits, counters, changes", SECURITY),
    "egress-test": Source("test-register", "reports of egress tests", "red-team"),
    "encryption-state": Source("key-manager", "stores, flows and keys", SECURITY),
    "grant-register": Source("access-broker", "grants and role bindings", SECURITY),
    "perimeter-test": Source("test-register", "reports of boundary tests", "red-team"),
    "privileged-session-log": Source("session-recorder", "privileged sessions", SECURITY),
    "screening-roster": Source("personnel-files", "screenings for level weights", RECORDS),
    "weight-access-log": Source("access-broker", "sessions and reads of weights", SECURITY),
    "weight-integrity-check": Source("manifest-checker", "comparisons and trials", SECURITY),
    "weight-location-scan": Source("weight-scanner", "all stores, hosts and backups", SECURITY),
    "weight-store-monitoring": Source("detection-platform", "watched stores and paths", SECURITY),
}

_INFRASTRUCTURE = {
    "binary-allow-list-state": Source("binary-authorisation", "mode by device", SECURITY),
    "cloud-posture": Source("posture-scanner", "full scan against cloud standard 12", SECURITY),
    "decoy-inventory": Source("decoy-console", "decoys, tests and touches", SECURITY),
    "endpoint-detection-coverage": Source("endpoint-console", "agents by device", SECURITY),
    "environment-inventory": Source("finance-ledger", "accounts compared with contracts", RECORDS),
    "hardware-procurement-register": Source("asset-register", "items and discovery", SECURITY),
    "infrastructure-policy-state": Source("policy-engine", "changes, drift, policies", SECURITY),
    "log-integrity-state": Source("log-platform", "stores, locks and segments", SECURITY),
    "log-source-coverage": Source("log-platform", "emitters against manifests", SECURITY),
    "merged-change-log": Source("code-host", "merged changes of protected branches", SECURITY),
    "patch-latency": Source("device-management", "updates by device", SECURITY),
    "physical-inspection": Source("inspection-register", "reports by site", "assurance-firm"),
    "provenance-verification": Source("admission-controller", "admitted artifacts", SECURITY),
    "security-test-report": Source("test-register", "tests by surface", SECURITY),
    "software-inventory": Source("cluster-scheduler", "running digests by place", SECURITY),
    "supplier-register": Source("purchase-ledger", "suppliers in use", RECORDS),
    "supply-chain-scan": Source("dependency-scanner", "default branches", SECURITY),
}

_GOVERNANCE = {
    "audit-plan": Source("audit-register", "plan in force", RECORDS),
    "audit-report": Source("audit-register", "issued reports", "internal-audit", lag_hours=72),
    "document-approval": Source("document-register", "version in force", RECORDS),
    "framework-mapping": Source("document-register", "version in force", RECORDS),
    "headcount": Source("personnel-files", "positions by function", RECORDS),
    "hosting-matrix": Source("document-register", "confirmed rows", RECORDS),
    "independent-validation": Source(
        "report of the validator", "letter to the lab", "assurance-firm"
    ),
    "insider-programme-review": Source("risk-council", "minutes and annexes", RECORDS),
    "lifecycle-review": Source("risk-council", "minutes and annexes", RECORDS),
    "management-report": Source("findings-tracker", "report as delivered", RECORDS),
    "monitoring-review": Source("risk-council", "minutes and annexes", RECORDS),
    "partner-attestation": Source("letter of the partner", "signed statement", "", "independent"),
    "security-red-team-report": Source(
        "report of the testers", "final version", "attack-firm", "independent", 72
    ),
    "service-organization-report": Source(
        "report of the auditor", "final version", "assurance-firm", "independent", 600
    ),
    "threat-model": Source("document-register", "version in force", RECORDS),
}

_SAFEGUARDS = {
    "blocking-probe": Source("probe-runner", "all probes of the run", "red-team"),
    "bounty-statistics": Source("bounty-platform", "submissions of the month", SAFEGUARDS),
    "classifier-state": Source("edge-gateway", "hourly state and counters", SAFEGUARDS),
    "classifier-update-record": Source("model-registry", "released classifiers", SAFEGUARDS),
    "credential-scope": Source("edge-gateway", "keys and permissions", SAFEGUARDS),
    "domain-monitoring-coverage": Source("monitor-console", "exchanges and probes", SAFEGUARDS),
    "equivalence-argument": Source("document-register", "argument in force", RECORDS),
    "exempt-access-state": Source("edge-gateway", "decisions with the exempt flag", SAFEGUARDS),
    "exemption-grants": Source("grant-register", "all grants", SAFEGUARDS),
    "flag-triage-log": Source("case-console", "flags of the month", SAFEGUARDS),
    "incident-timeline": Source("incident-register", "closed timeline", SAFEGUARDS),
    "layer-inventory": Source("safeguards-register", "approved layers", SAFEGUARDS),
    "logging-coverage": Source("edge-gateway", "counters against the log store", SAFEGUARDS),
    "misuse-threat-model": Source("document-register", "version in force", SAFEGUARDS),
    "monitoring-indicators": Source("safeguards-register", "indicators in force", SAFEGUARDS),
    "performance-review": Source("minutes-register", "review of the quarter", SAFEGUARDS),
    "red-team-pass-rule": Source("safeguards-register", "rules in force", SAFEGUARDS),
    "red-team-report": Source(
        "report of the testers", "final version", "attack-firm", "independent"
    ),
    "refusal-rate-evaluation": Source("evaluation-platform", "run with all sets", SAFEGUARDS),
    "remediation-drill": Source("incident-register", "drills", SAFEGUARDS),
    "safeguard-drift": Source("edge-gateway", "settings against version control", SAFEGUARDS),
    "safeguards-report": Source("document-register", "issued version", SAFEGUARDS),
    "surface-inventory": Source("finance-ledger", "billing, DNS, gateway, contracts", RECORDS),
    "threat-intelligence-log": Source("case-console", "leads of partners", SAFEGUARDS),
    "vendor-register": Source("finance-ledger", "vendors against identities", RECORDS),
}

_PROCEDURE = {
    "preliminary-assessment-log": Source("evaluation-platform", "routine runs", SAFEGUARDS),
    "pretraining-tracker": Source("training-scheduler", "measurements of the run", SAFEGUARDS),
    "procedural-review": Source(
        "report of the reviewer", "final version", "assurance-firm", "independent"
    ),
    "public-disclosure": Source("web-archive", "pages fetched and hashed", RECORDS),
    "release-roster": Source("weight-registry", "models, releases and runs", SAFEGUARDS),
    "internal-review": Source("audit-register", "issued reports", "internal-audit"),
    "noncompliance-channel-test": Source(
        "test-register", "test messages and their arrival", "internal-audit"
    ),
}

SOURCES = {**_ACCESS, **_INFRASTRUCTURE, **_GOVERNANCE, **_SAFEGUARDS, **_PROCEDURE}

_OFFICE = Source("decision-register", "entry with its annexes", RECORDS)
"""Records of decisions, notices and offices."""

_PARTNERS = {"north-hosted": "north-cloud", "south-hosted": "south-cloud"}


def source_of(slot: Slot) -> Source:
    """How a record is obtained; attestations come from the partner that hosts."""
    found = SOURCES.get(slot.type, _OFFICE)
    if slot.type == "partner-attestation":
        return Source(found.system, found.query, _PARTNERS[slot.asset], found.reliability)
    return found

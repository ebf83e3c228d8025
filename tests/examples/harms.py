"""For each evidence type one fact that would be bad news, and the controls that must notice it.

Each is what an honest record of a failure says: a session without a hardware key, a copy of weights
on an unread disk, an approval that one officer did not give.
"""

from __future__ import annotations

from typing import NamedTuple


class Harm(NamedTuple):
    """One change of a payload."""

    path: str
    """Dotted, from the payload."""
    value: object
    controls: tuple[str, ...]
    """One of them leaves an instance unmet."""


LATER, EARLIER = "2030-01-01T00:00:00Z", "2020-01-01T00:00:00Z"
OTHER = "somebody-else"

_SECURITY = {
    "access-review": Harm("decisions.1.carried_out_at", LATER, ("SEC-ACC-02",)),
    "access-roster": Harm("people.0.access", "standing", ("SEC-WGT-01",)),
    "alert-log": Harm("rules.0.enabled", False, ("SEC-WGT-05",)),
    "audit-plan": Harm("coverage.0.part", "SEC-5", ("SEC-AUD-01",)),
    "audit-report": Harm("tests.0.drawn_by", "audited", ("SEC-AUD-04",)),
    "authentication-state": Harm("accounts.0.holder_status", "left", ("SEC-ACC-01",)),
    "binary-allow-list-state": Harm("devices.0.mode", "report", ("SEC-LIF-04",)),
    "cloud-posture": Harm("findings.0.category", "public-exposure", ("SEC-CLD-01",)),
    "decoy-inventory": Harm("touches.0.outcome", "unresolved", ("SEC-DEC-01",)),
    "egress-limits": Harm("limits.0.enforcement", "reported", ("SEC-WGT-04",)),
    "egress-test": Harm("attempts.0.stopped", False, ("SEC-WGT-04",)),
    "encryption-state": Harm("stores.0.encrypted", False, ("SEC-CRY-01",)),
    "environment-inventory": Harm("sources.0.accounts_read", 13, ("SEC-INV-01",)),
    "framework-mapping": Harm("gaps.0.due_on", "2026-05-01", ("SEC-GOV-03", "SEC-GOV-06")),
    "grant-register": Harm("grants.0.ends_by", "manual-removal", ("SEC-WGT-03",)),
    "hardware-procurement-register": Harm("sources.0.outcome", "refused", ("SEC-LIF-05",)),
    "headcount": Harm("security", 20, ("SEC-GOV-05",)),
    "hosting-matrix": Harm("hostings.0.criteria.0.status", "partly-met", ("SEC-TPE-01",)),
    "independent-validation": Harm("parts.0.conclusion", "does-not-hold", ("SEC-AUD-03",)),
    "infrastructure-policy-state": Harm("policies.0.mode", "reported", ("SEC-INF-01",)),
    "insider-programme-review": Harm("departures_closed_in_time", 60, ("SEC-INS-01",)),
    "lifecycle-review": Harm("weaknesses.0.due_on", "2026-01-01", ("SEC-LIF-10",)),
    "log-integrity-state": Harm("stores.0.segments_matching", 511, ("SEC-LOG-02",)),
    "log-source-coverage": Harm("sources.0.emitters_received", 0, ("SEC-LOG-01",)),
    "management-report": Harm("sources.0.open", 0, ("SEC-AUD-02",)),
    "merged-change-log": Harm("changes.2.unsigned_commits", 1, ("SEC-LIF-06",)),
    "monitoring-review": Harm("detections.0.result", "missed", ("SEC-MON-10",)),
    "partner-attestation": Harm("valid_until", "2026-05-31", ("SEC-TPE-02",)),
    "patch-latency": Harm("updates.0.longest_hours", 1000, ("SEC-PAT-01",)),
    "perimeter-test": Harm("attempts.0.reached", True, ("SEC-ACC-10",)),
    "physical-inspection": Harm("entry_gained", True, ("SEC-PHY-01",)),
    "privileged-session-log": Harm("sessions.0.managed_device", False, ("SEC-ACC-03",)),
    "provenance-verification": Harm("environments.0.weakest_mode", "warn", ("SEC-LIF-03",)),
    "security-red-team-report": Harm("objectives.1.reached", True, ("SEC-AUD-05",)),
    "security-test-report": Harm("surfaces.0.tester_built_it", True, ("SEC-TST-01",)),
    "service-organization-report": Harm("criteria.0.conclusion", "not-effective", ("SEC-TPE-02",)),
    "software-inventory": Harm("listed.0.bill_of_materials", "none", ("SEC-LIF-01",)),
    "supplier-register": Harm("suppliers.0.outcome", "refused", ("SEC-LIF-02",)),
    "supply-chain-scan": Harm("repositories.0.intake", "open", ("SEC-LIF-02",)),
    "threat-model": Harm("assets.0.asset", "elsewhere", ("SEC-GOV-01",)),
    "weight-access-log": Harm("sessions.0.hardware_key", False, ("SEC-WGT-02",)),
    "weight-location-scan": Harm("scanned.0.units_read", 0, ("SEC-INV-02",)),
    "weight-store-monitoring": Harm("watched.0.weakest_state", "recording", ("SEC-MON-01",)),
}

_DEPLOYMENT = {
    "blocking-probe": Harm("probes.0.blocked", 19, ("DEP-DEF-02",)),
    "bounty-statistics": Harm("slowest_judgement_hours", 500, ("DEP-RED-02",)),
    "classifier-state": Harm("states.0.output_blocking", False, ("DEP-DEF-02",)),
    "credential-scope": Harm("credentials.0.shared", 1, ("DEP-INV-02",)),
    "equivalence-argument": Harm(
        "classes.0.substitutes.0.for_safeguard", "another", ("DEP-TRU-03",)
    ),
    "exempt-access-state": Harm("surfaces.0.requests_without_grant", 1, ("DEP-TRU-02",)),
    "exemption-grants": Harm("grants.0.criteria.0.met", False, ("DEP-TRU-01",)),
    "incident-timeline": Harm("places.0.replay", "not-blocked", ("DEP-REM-03",)),
    "layer-inventory": Harm("configurations.0.approved_until", EARLIER, ("DEP-DEF-02",)),
    "logging-coverage": Harm("coverage.0.outcomes_logged", 0, ("DEP-MON-03",)),
    "misuse-threat-model": Harm("revision_triggers.3", "new-model", ("DEP-THR-02",)),
    "monitoring-indicators": Harm("indicators.0.registered_at", LATER, ("DEP-MON-01",)),
    "performance-review": Harm("results.0.value", 9, ("DEP-MON-02",)),
    "red-team-pass-rule": Harm("models.0.weights_released", True, ("DEP-RED-03",)),
    "red-team-report": Harm("targets.0.hours", 1, ("COM-RED-01", "DEP-RED-01")),
    "remediation-drill": Harm("announced", True, ("DEP-REM-02",)),
    "safeguard-drift": Harm("surfaces.0.changes", 9, ("DEP-DEF-03",)),
    "safeguards-report": Harm("standard", "asl-3/security", ("DEP-ROB-01",)),
    "surface-inventory": Harm("routes.1.exempt_users", False, ("DEP-INV-01",)),
    "vendor-register": Harm("vendors.0.exchanges_logged", 0, ("DEP-INV-02",)),
}

_PROCEDURE = {
    "approval": Harm("approvals.0.role", "board-secretary", ("PRO-CAP-10", "PRO-DEC-03")),
    "board-update": Harm("given_by", OTHER, ("PRO-GOV-13",)),
    "capability-evaluation": Harm("evaluations.0.transcripts_read", 0, ("PRO-CAP-06",)),
    "capability-report": Harm("started_at", EARLIER, ("PRO-CAP-03",)),
    "contract-terms-scan": Harm("agreements_read", 1, ("PRO-GOV-15",)),
    "document-approval": Harm(
        "status", "draft", ("DEP-MON-02", "DEP-TRU-01", "PRO-GOV-11", "SEC-GOV-02")
    ),
    "drill": Harm("exercises.0.aims_met", False, ("PRO-GOV-07",)),
    "elicitation-record": Harm("assumes_weight_theft", False, ("PRO-CAP-07",)),
    "expert-engagement": Harm("engagements.0.external", False, ("PRO-TRN-04",)),
    "feedback-record": Harm("requests.0.answered", False, ("PRO-GOV-09",)),
    "follow-up-assessment": Harm("results.0.outcome", "cannot-rule-out", ("PRO-FUP-02",)),
    "forecast-record": Harm("horizon", EARLIER, ("PRO-CAP-08",)),
    "government-notice": Harm("notices.0.about", "another-decision", ("PRO-TRN-05",)),
    "internal-review": Harm("findings.0.finding", "not-kept", ("PRO-GOV-14",)),
    "interpretation-log": Harm("readings.0.followed", False, ("PRO-GOV-05",)),
    "noncompliance-channel-test": Harm("channels.0.delivered", False, ("PRO-GOV-10",)),
    "officer-appointment": Harm("vacant_days", 1, ("PRO-GOV-01",)),
    "officer-duty-log": Harm("duties.1.acted", 0, ("PRO-GOV-03",)),
    "policy-change-record": Harm("board_approved_at", LATER, ("PRO-GOV-16",)),
    "preliminary-assessment-log": Harm("tests.0.run_at", LATER, ("PRO-CAP-01",)),
    "pretraining-tracker": Harm("pause_plan_agreed_at", LATER, ("PRO-OUT-05",)),
    "procedural-review": Harm("delivered_to.0", "archive", ("PRO-TRN-06",)),
    "public-disclosure": Harm(
        "publications.0.published_at", LATER, ("COM-PUB-01", "PRO-GOV-17", "PRO-TRN-01")
    ),
    "release-roster": Harm("models.0.model", "atlas-9", ("PRO-CAP-14",)),
    "report-distribution": Harm("distributions.0.audience_size", 0, ("PRO-GOV-08",)),
    "runbook-register": Harm("runbooks.0.approved_at", LATER, ("PRO-GOV-06",)),
    "safeguards-assessment": Harm("findings.0.met", False, ("PRO-DEC-01",)),
    "safeguards-reapproval": Harm("standards.0.expires_at", EARLIER, ("PRO-DEC-06",)),
    "safeguards-report-register": Harm("reports.0.finished_at", LATER, ("PRO-DEC-02",)),
    "threshold-response": Harm("decisions.0.acted_from", LATER, ("PRO-CAP-13",)),
    "transmission": Harm(
        "transmissions.0.sent_at", EARLIER, ("COM-RED-01", "PRO-CAP-12", "PRO-DEC-05")
    ),
    "watch-list": Harm("capabilities.0.next_investigation", EARLIER, ("PRO-THR-01",)),
}

_COMMITMENTS = {
    "classifier-update-record": Harm("jailbreaks.0.held_out_blocked", 0, ("COM-CLS-03",)),
    "domain-monitoring-coverage": Harm("domains.0.recall_percent", 40.0, ("COM-MON-01",)),
    "endpoint-detection-coverage": Harm("devices.0.mode", "off", ("COM-END-01",)),
    "flag-triage-log": Harm("flags.0.team", OTHER, ("COM-MON-02",)),
    "refusal-rate-evaluation": Harm("sets.0.refused", 400, ("COM-REF-01",)),
    "screening-roster": Harm("persons.0.outcome", "pending", ("COM-PPL-01",)),
    "threat-intelligence-log": Harm("leads.0.assessed_at", LATER, ("COM-CLS-02",)),
    "weight-integrity-check": Harm("models.0.files_compared", 400, ("COM-WGT-01",)),
}

HARMS = {**_SECURITY, **_DEPLOYMENT, **_PROCEDURE, **_COMMITMENTS}

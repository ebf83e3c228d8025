"""Times that follow from the story of the lab and not from the catalog alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from generate.dates import day

Span = tuple[datetime, datetime]

AT: dict[str, datetime] = {
    "audit-plan": day("2026-03-02T09:00"),
    "contract-terms-scan": day("2026-04-15T10:00"),
    "document-approval": day("2026-04-07T09:00"),
    "framework-mapping": day("2026-04-21T10:00"),
    "independent-validation": day("2026-03-27T12:00"),
    "insider-programme-review": day("2026-05-20T15:00"),
    "internal-review": day("2026-05-20T12:00"),
    "lifecycle-review": day("2026-05-12T16:00"),
    "monitoring-review": day("2026-03-20T15:00"),
    "noncompliance-channel-test": day("2026-04-24T12:00"),
    "officer-appointment": day("2026-04-02T09:00"),
    "partner-attestation": day("2026-03-05T10:00"),
    "perimeter-test": day("2026-04-16T12:00"),
    "physical-inspection": day("2026-04-22T16:00"),
    "equivalence-argument": day("2026-01-08T12:00"),
    "exemption-grants": day("2026-03-31T05:00"),
    "monitoring-indicators": day("2026-04-10T08:00"),
    "procedural-review": day("2026-04-30T12:00"),
    "red-team-pass-rule": day("2026-02-06T12:00"),
    "remediation-drill": day("2026-05-15T16:00"),
    "runbook-register": day("2026-05-08T10:00"),
    "safeguards-assessment": day("2026-05-02T17:00"),
    "safeguards-reapproval": day("2026-05-05T12:00"),
    "safeguards-report": day("2026-05-04T12:00"),
    "threat-model": day("2026-02-20T16:00"),
    "watch-list": day("2026-03-25T10:00"),
}
"""When the one record of a type was made; else on the last day of May."""

TIMES: dict[str, list[Span]] = {
    **{
        kind: [(day(at), day(at)) for at in dates]
        for kind, dates in {
            "classifier-update-record": ("2026-02-10T18:00", "2026-04-28T18:00"),
            "misuse-threat-model": ("2026-01-20T14:00", "2026-02-24T14:00", "2026-04-01T15:00"),
            "performance-review": ("2026-01-28T13:00", "2026-04-24T13:00"),
            "transmission": ("2026-03-27T12:00", "2026-06-19T12:00"),
            "red-team-report": ("2026-03-20T17:00", "2026-06-12T17:00"),
        }.items()
    },
    "audit-report": [(day("2026-01-12"), day("2026-05-16"))],
    "service-organization-report": [(day("2025-06-01"), day("2026-06-01"))],
    "security-red-team-report": [
        (day("2026-02-02"), day("2026-03-14")),
        (day("2026-05-04"), day("2026-06-06")),
    ],
}
"""Types whose records lie at dates of their own."""

PARTNERS = {
    "partner-attestation": "environment/south-hosted",
    "service-organization-report": "environment/north-hosted",
}
"""How each partner shows its part: one attests to it, the other hands over its auditor's report."""

WHOLE = frozenset({"misuse-threat-model"})
"""Types whose records name assets before they are in service: they look ahead."""

_AFTER = {
    "approval": timedelta(),
    "capability-evaluation": timedelta(days=-4),
    "capability-report": timedelta(days=-2),
    "elicitation-record": timedelta(days=-6),
    "expert-engagement": timedelta(days=1),
    "feedback-record": timedelta(days=7),
    "follow-up-assessment": timedelta(days=10),
    "forecast-record": timedelta(days=-3),
    "incident-timeline": timedelta(days=22),
    "policy-change-record": timedelta(),
    "pretraining-tracker": timedelta(),
    "public-disclosure": timedelta(days=9),
    "report-distribution": timedelta(days=6),
}
"""How long after its event a record about it was made; negative: before."""

_LASTS = {"pretraining-tracker": timedelta(days=42)}
"""Types that observe an interval from there on."""


def at_event(kind: str, at: datetime) -> Span:
    """When the record of a type about an event of that time was made."""
    made = at + _AFTER.get(kind, timedelta(days=3))
    return made, made + _LASTS.get(kind, timedelta())


def groups(kind: str, keys: list[str]) -> list[tuple[str, ...]]:
    """The assets that one record lists together; those of different partners stand apart."""
    if kind in PARTNERS:
        return [(key,) for key in keys if key == PARTNERS[kind]]
    return [tuple(keys)]

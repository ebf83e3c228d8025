"""Standards and editions: named sets of clauses, and one version of the policy text."""

from __future__ import annotations

from typing import Annotated

import msgspec

from rsp.clause import Clause
from rsp.deviation import Recipient
from rsp.threshold import Threshold
from rsp.time import Duration
from rsp.value import Authored, Identifier, Text, Value

SECURITY = "asl-3/security"
DEPLOYMENT = "asl-3/deployment"
PROCEDURE = "procedure"
COMMITMENTS = "commitments"
FLOOR = "asl-2"
THRESHOLDS = "thresholds"


class Standard(Value, kw_only=True, frozen=True):
    """A named set of clauses, in document order."""

    id: str
    title: str
    clauses: tuple[str, ...]


class Condition(Authored, kw_only=True, frozen=True):
    """When a conditional clause applies."""

    id: Identifier
    """Its stable id; clauses name it as `when`."""
    title: Text
    """The condition in words."""
    decided_by: Annotated[
        str,
        msgspec.Meta(
            description="`declaration`: the project declares it, "
            "or a not-applicable deviation denies it; "
            "`required: <standard>`: given for a model for which that standard is required; "
            "`any-required`: given if any asl-3 standard is required for any model; "
            "`threshold: <id>`: given if that threshold is not effectively below for some model.",
            examples=["declaration", "any-required", "threshold: THR-AIRD-4"],
        ),
    ]


class DeterminationRule(Authored, kw_only=True, frozen=True):
    """What makes a `below` effective (R16)."""

    approvals: tuple[Identifier, ...]
    """Roles that must have approved."""
    reassess_after: Duration
    """How long after the assessment a new one is due."""
    reassess_at_effective_compute: Annotated[float, msgspec.Meta(gt=1)]
    """Multiple of the assessed Effective Compute at which a new assessment is due."""


class ActivityRule(Authored, kw_only=True, frozen=True):
    """Clauses that forbid an activity while they are not satisfied (R18)."""

    standards: tuple[str, ...] = ()
    """Standards that must be conformant where they are required."""
    clauses: tuple[Identifier, ...] = ()
    """Clauses that must be satisfied."""
    because: Identifier
    """The clause that forbids: OUT-5 for training, OUT-1 for deploying and storing."""


class Activities(Authored, kw_only=True, frozen=True):
    """The three activities of R18."""

    train: ActivityRule
    """What forbids training further."""
    deploy: ActivityRule
    """What forbids deploying."""
    store: ActivityRule
    """What forbids storing weights."""


class DeviationRule(Authored, kw_only=True, frozen=True):
    """Who must approve a deviation from a clause, by the modality of the clause."""

    must: tuple[Identifier, ...] = ()
    """Roles that must approve one from a `must`; empty: there is none."""
    expect: tuple[Identifier, ...] = ()
    """Roles that must approve one from an `expect`; empty: there is none."""
    maximum: Duration
    """Longest total duration over all renewals."""


class WaiverRule(Authored, kw_only=True, frozen=True):
    """Who must approve a waiver, by the severity of the control it is about."""

    critical: tuple[Identifier, ...] = ()
    """Roles that must approve one of a critical control."""
    high: tuple[Identifier, ...] = ()
    """Roles that must approve one of a control of high severity."""
    medium: tuple[Identifier, ...] = ()
    """Roles that must approve one of a control of medium severity."""
    low: tuple[Identifier, ...] = ()
    """Roles that must approve one of a control of low severity."""
    maximum: Duration
    """Longest total duration over all renewals."""


class InterimRule(Authored, kw_only=True, frozen=True):
    """Who must approve interim measures, and who must be shown the plan."""

    permission: Identifier
    """The `may` clause that allows them; its use has to be recorded, so that its duties count."""
    approvals: tuple[Identifier, ...]
    """Roles that must have approved."""
    notices: tuple[Recipient, ...]
    """Who must have been shown the plan."""
    maximum: Duration
    """Longest total duration over all renewals."""


class DeviationRules(Authored, kw_only=True, frozen=True):
    """R20 for each kind; of a kind without a rule nothing is valid."""

    substitute: DeviationRule
    """Of a measure that stands in for an expectation."""
    not_applicable: DeviationRule = msgspec.field(name="not-applicable")
    """Of a condition that is not given."""
    waiver: WaiverRule | None = None
    """Absent: there are no waivers."""
    interim_measure: InterimRule | None = msgspec.field(name="interim-measure", default=None)
    """Absent: there are no interim measures."""


class EditionData(Authored, kw_only=True, frozen=True):
    """The `thresholds.yaml` of an edition: what decides that a standard is required, by whom."""

    determination: DeterminationRule
    """What makes a `below` effective."""
    thresholds: tuple[Threshold, ...]
    """The capability thresholds, and what they require."""
    conditions: tuple[Condition, ...] = ()
    """When conditional clauses apply."""
    activities: Activities
    """What forbids training, deploying and storing."""
    deviations: DeviationRules
    """Who must approve which deviation."""


class Edition(Value, kw_only=True, frozen=True):
    """One version of the policy."""

    id: str
    title: str
    effective: str
    source: str
    standards: dict[str, Standard]
    clauses: dict[str, Clause]
    data: EditionData
    digest: str
    """SHA-256 over the digests of its documents, in the order of their names."""

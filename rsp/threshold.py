"""Capability thresholds, what they require, and determinations about them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from rsp.time import Moment
from rsp.value import Authored, Identifier, Text
from rsp.visibility import Visibility


class ThresholdKind(StrEnum):
    """Only a `threshold` makes a standard required."""

    THRESHOLD = "threshold"
    CHECKPOINT = "checkpoint"
    WATCHED = "watched"
    EXCLUDED = "excluded"


class Requires(Authored, kw_only=True, frozen=True):
    """The level of each standard that a threshold requires; the two are separate targets."""

    deployment: str | None = None
    """`ASL-3`, `ASL-4`; null where the threshold does not require it."""
    security: str | None = None
    """`ASL-3`, `ASL-4`; null where the threshold does not require it."""


class Threshold(Authored, kw_only=True, frozen=True):
    """One capability, the clause that describes it, and the safeguards it makes required."""

    id: Identifier
    domain: Text
    clause: Identifier
    kind: ThresholdKind
    requires: Requires = Requires()
    also: tuple[Identifier, ...] = ()
    """Clauses that come into force with it, such as SAFE-AIRD-4."""


class Outcome(StrEnum):
    """What was determined about a model and a threshold, from least to most severe."""

    BELOW = "below"
    CANNOT_RULE_OUT = "cannot-rule-out"
    PASSED = "passed"


class Standing(StrEnum):
    """Whether a determination is shown by its approvals or known from a public statement only."""

    DECIDED = "decided"
    PUBLICLY_STATED = "publicly-stated"


class Approval(Authored, kw_only=True, frozen=True):
    """A dated approval by a party acting in a role."""

    role: Identifier
    """Role in which the party approved, such as `responsible-scaling-officer`."""
    party: Identifier
    """The party that approved; it must hold the role at that date."""
    date: Moment


class DeterminationSuperseded(Authored, kw_only=True, frozen=True):
    """Names the determination this one replaces, and why."""

    determination: Identifier
    because: Text


class Determination(Authored, kw_only=True, frozen=True):
    """The recorded outcome for one model and one threshold (R16)."""

    id: Identifier
    model: Identifier
    threshold: Identifier
    outcome: Outcome
    assessed_at: Moment
    """When the capability assessment ended: the six months of R16 count from here."""
    decided_at: Moment
    basis: Text
    standing: Standing = Standing.DECIDED
    report: str | None = None
    """Path, record id or public address of the Capability Report."""
    effective_compute: Annotated[float, msgspec.Meta(gt=0)] | None = None
    """Effective Compute of the model as assessed, in the unit the inventory uses for the model."""
    approvals: tuple[Approval, ...] = ()
    supersedes: DeterminationSuperseded | None = None
    visibility: Visibility = Visibility.REVIEWER
    """Who sees its id, its date and what it rests on; its outcome and its effect are shown to
    everybody."""

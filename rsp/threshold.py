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
    """Makes its standards required of a model that is not effectively `below` it."""
    CHECKPOINT = "checkpoint"
    """Makes a more comprehensive assessment due; requires no standard."""
    WATCHED = "watched"
    """Under investigation; requires no standard."""
    EXCLUDED = "excluded"
    """Considered and left out by the policy; requires no standard."""


class Requires(Authored, kw_only=True, frozen=True):
    """The level of each standard that a threshold requires; the two are separate targets."""

    deployment: str | None = None
    """`ASL-3`, `ASL-4`; null where the threshold does not require it."""
    security: str | None = None
    """`ASL-3`, `ASL-4`; null where the threshold does not require it."""


class Threshold(Authored, kw_only=True, frozen=True):
    """One capability, the clause that describes it, and the safeguards it makes required."""

    id: Identifier
    """Its stable id, such as `THR-CBRN-3`."""
    domain: Text
    """The domain of the capability."""
    clause: Identifier
    """The clause that describes it."""
    kind: ThresholdKind
    """Whether it makes standards required."""
    requires: Requires = Requires()
    """The standards that it requires."""
    also: tuple[Identifier, ...] = ()
    """Clauses that come into force with it, such as SAFE-AIRD-4."""


class Outcome(StrEnum):
    """What was determined about a model and a threshold, from least to most severe."""

    BELOW = "below"
    """The model does not have the capability; effective with its approvals, until it is
    overtaken (R16)."""
    CANNOT_RULE_OUT = "cannot-rule-out"
    """It cannot be shown that the model does not have the capability: the standards are
    required."""
    PASSED = "passed"
    """The model has the capability; the standards are required."""


class Standing(StrEnum):
    """Whether a determination is shown by its approvals or known from a public statement only."""

    DECIDED = "decided"
    """Shown by the approvals that it records."""
    PUBLICLY_STATED = "publicly-stated"
    """Known from a public statement only; leaves the clauses on approvals unmet."""


class Approval(Authored, kw_only=True, frozen=True):
    """A dated approval by a party acting in a role."""

    role: Identifier
    """Role in which the party approved, such as `responsible-scaling-officer`."""
    party: Identifier
    """The party that approved; it must hold the role at that date."""
    date: Moment
    """When it was given."""


class DeterminationSuperseded(Authored, kw_only=True, frozen=True):
    """Names the determination this one replaces, and why."""

    determination: Identifier
    """The id of the determination that is replaced."""
    because: Text
    """Why it is replaced."""


class Determination(Authored, kw_only=True, frozen=True):
    """The recorded outcome for one model and one threshold (R16)."""

    id: Identifier
    """Its stable id."""
    model: Identifier
    """The model, as the inventory names it."""
    threshold: Identifier
    """The threshold, as the edition names it."""
    outcome: Outcome
    """What was determined."""
    assessed_at: Moment
    """When the capability assessment ended: the six months of R16 count from here."""
    decided_at: Moment
    """When it was decided; it has no effect before."""
    basis: Text
    """What the outcome rests on."""
    standing: Standing = Standing.DECIDED
    """Whether its approvals show it, or a public statement alone."""
    report: str | None = None
    """Path, record id or public address of the Capability Report."""
    effective_compute: Annotated[float, msgspec.Meta(gt=0)] | None = None
    """Effective Compute of the model as assessed, in the unit the inventory uses for the model."""
    approvals: tuple[Approval, ...] = ()
    """Who approved it, in which role and when; the edition names the roles it needs."""
    supersedes: DeterminationSuperseded | None = None
    """The determination that it replaces; without it the most severe of several stands (R16)."""
    visibility: Visibility = Visibility.REVIEWER
    """Who sees its id, its date and what it rests on; its outcome and its effect are shown to
    everybody."""

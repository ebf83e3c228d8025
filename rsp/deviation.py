"""Deviations: approved, expiring decisions to live with something (R20)."""

from __future__ import annotations

from enum import StrEnum

from rsp.threshold import Approval
from rsp.time import Moment
from rsp.value import Authored, Identifier, Text


class DeviationKind(StrEnum):
    """The kinds that bear on a verdict."""

    SUBSTITUTE = "substitute"
    """Another measure stands in for an expectation."""
    NOT_APPLICABLE = "not-applicable"
    """The condition of a conditional clause is not given."""


class Deviation(Authored, kw_only=True, frozen=True):
    """One approved decision about one clause, with an end."""

    id: Identifier
    kind: DeviationKind
    clause: Identifier
    """Exact id; there are no wildcards."""
    model: Identifier | None = None
    """The model it is about; absent: every subject."""
    reason: Text
    requester: Identifier
    approvals: tuple[Approval, ...]
    starts: Moment
    expires: Moment
    compensating: tuple[Identifier, ...] = ()
    """Controls that stand in; a substitute needs at least one, and each must be satisfied."""
    renews: Identifier | None = None
    """The deviation this one continues; total duration counts over the chain."""


class Deviations(Authored, kw_only=True, frozen=True):
    """The deviations file."""

    deviations: tuple[Deviation, ...]

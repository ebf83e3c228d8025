"""Baselines: gaps that were known at a date, which a gate lets pass until they are closed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from rsp.time import Duration, Moment
from rsp.value import Authored, Digest, Identifier, Text, Value

LONGEST = Duration.parse("P1Y")
"""How long after its date a baseline may end at most."""


class GapKind(StrEnum):
    """What is not shown."""

    INSTANCE = "instance"
    """A requirement for one asset is not met."""
    JUDGEMENT = "judgement"
    """A reviewer has not answered a question."""
    LINK = "link"
    """Nobody reviewed a link from a control to a clause as it stands."""
    CLAUSE = "clause"
    """A clause has no control, or lacks something that no evidence can show."""


class KnownGap(Authored, kw_only=True, frozen=True):
    """One gap of a baseline."""

    kind: GapKind
    """What is not shown."""
    id: Text
    """`CONTROL/requirement@asset` of an instance, `CONTROL/requirement` of a judgement,
    `CONTROL CLAUSE` of a link, `CLAUSE@subject` of a clause."""
    reasons: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
    """Why it is not shown; `validation-failed/2` names the second validation. What a gap is today
    is known if none of its reasons is worse than these."""

    @property
    def key(self) -> tuple[GapKind, str]:
        """What it is about."""
        return self.kind, self.id


class PolicyOf(Authored, kw_only=True, frozen=True):
    """The policy edition that gaps were found against."""

    edition: Text
    digest: Digest


class CatalogOf(Authored, kw_only=True, frozen=True):
    """The catalog that gaps were found against."""

    name: Text
    version: Text
    digest: Digest


class Baseline(Authored, kw_only=True, frozen=True):
    """Gaps known at a date; written by `rsp check --save-baseline` and by nobody's hand."""

    organization: Identifier
    policy: PolicyOf
    """What the gaps were found against."""
    catalog: CatalogOf
    """The catalog likewise."""
    project: Digest
    """Digest of the project as it was."""
    as_of: Moment
    """The date of the assessment that found the gaps."""
    until: Moment
    """Last day on which a gate passes with it; at most a year after `as_of`."""
    by: Identifier
    """Who decided to live with the gaps until then."""
    because: Text
    digest: Digest
    """SHA-256 over the canonical form (RFC 8785) of all the rest: it tells that the file was
    edited, not by whom it was made."""
    gaps: tuple[KnownGap, ...]
    """In order of kind and id."""


class Used(Value, kw_only=True, frozen=True):
    """The baseline that a gate is to go by."""

    file: str
    """As it was named."""
    baseline: Baseline | None
    """None where it cannot be used; a diagnostic says why."""

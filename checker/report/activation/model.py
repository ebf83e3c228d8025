"""The activation report as data: read off the report model, and nothing that depends on a format.

Its three parts are those in which activations are reported: which evaluations led to it, which
protections are in place, how they are watched. What stands against it and what is open follow.
"""

from __future__ import annotations

from typing import Literal

from checker.report.model import (
    AsOf,
    CatalogHead,
    Edition,
    Period,
    PolicyHead,
    Side,
    Tool,
    VerdictWord,
)
from rsp.value import Value

SCHEMA = "rsp-activation/v1"


class Ground(Value, frozen=True, kw_only=True):
    """One reason why a standard is in force for a model."""

    kind: Literal["cannot-rule-out", "passed", "no-determination", "unsupported", "voluntary",
                  "other"]  # fmt: skip
    """`no-determination` and `unsupported` have the duties of `cannot-rule-out` and are findings by
    nobody; `voluntary`: no threshold asks for it."""
    precaution: bool
    """Nobody determined that a threshold was passed."""
    threshold: str | None
    domain: str | None
    words: str
    """What it says, as a sentence."""
    determination: str | None
    """Id of the determination that stands."""
    decided_at: str | None
    standing: str | None
    """`decided`, or `publicly-stated`: known from public statements alone."""
    basis: str | None
    """What it rests on, in the words of its author."""
    approved: bool
    """Whether the determination is held as decided, and not as stated in public alone."""


class Force(Value, frozen=True, kw_only=True):
    """A standard for a model."""

    subject: str
    standard: str
    title: str
    required: bool
    verdict: VerdictWord
    grounds: tuple[Ground, ...]
    """Empty where it is not required."""
    because: tuple[str, ...]
    """The reasons as the assessment states them."""


class Below(Value, frozen=True, kw_only=True):
    """A threshold that counts as not reached by a model."""

    subject: str
    threshold: str
    domain: str
    determination: str | None
    decided_at: str | None
    standing: str | None
    basis: str | None


class Said(Value, frozen=True, kw_only=True):
    """A statement that was made in public: a claim, which shows nothing by itself."""

    id: str
    text: str
    standing: str
    public_by: str
    dated_by: str
    title: str
    places: tuple[str, ...]
    through: tuple[str, ...]
    against: tuple[str, ...]
    about: tuple[str, ...]
    counts: bool
    """Whether it was there at the assessment date."""


class Evaluation(Value, frozen=True, kw_only=True):
    """A record that helps to show a duty of capability assessment."""

    record: str
    type: str
    assets: tuple[str, ...]
    observed: tuple[str, ...]
    """Start and end, or nothing."""
    effective: str | None
    """What it is worth."""
    clauses: tuple[str, ...]


class Protection(Value, frozen=True, kw_only=True):
    """A control in force."""

    control: str
    title: str
    severity: str
    statuses: dict[str, tuple[str, ...]]
    """Status -> subjects it has it for."""
    shown: bool
    """It is satisfied for every subject it is in force for."""
    clauses: tuple[str, ...]
    said: tuple[str, ...]
    """Statements about its clauses that no better source is held against; they show nothing."""


class Family(Value, frozen=True, kw_only=True):
    """Controls that are filed together."""

    name: str
    standard: str
    shown: int
    protections: tuple[Protection, ...]

    @property
    def count(self) -> int:
        """How many controls it has."""
        return len(self.protections)


class Watch(Value, frozen=True, kw_only=True):
    """A requirement that asks for evidence over time."""

    control: str
    requirement: str
    family: str
    title: str
    evidence: str
    """Title of the evidence type."""
    operation: str
    asked: str
    """Cadence and freshness, in words."""
    for_each: str | None
    monitoring: bool
    """It belongs to a family of monitoring controls."""
    met: int
    of: int
    """Instances that apply."""
    holes: int
    fresh_until: str | None
    """When the first of its met instances stops being fresh."""


class Conflict(Value, frozen=True, kw_only=True):
    """Sources that do not agree."""

    kind: Literal["statements", "evidence"]
    what: str
    """The statement, or what the evidence disagrees on."""
    said: Said | None
    """Of statements: the one that is held against others."""
    against: tuple[str, ...]
    """Those others: statements with what they say, or clauses with their text."""
    prevails: str
    """Which side prevails, if any."""
    sides: tuple[Side, ...]
    """Of evidence: what stands against each other."""


class Open(Value, frozen=True, kw_only=True):
    """One open point."""

    kind: Literal["judgement", "gap", "ends", "later", "determination"]
    id: str
    words: str
    when: str | None


class Activation(Value, frozen=True, kw_only=True):
    """The activation report of one assessment."""

    schema: str
    tool: Tool
    organization: str
    title: str | None
    as_of: AsOf
    period: Period
    policy: PolicyHead
    catalog: CatalogHead
    edition: Edition | None
    """What an edition for others withholds; null for the full report."""
    partial: tuple[str, ...]
    claims_only: bool
    """All records that were there at the date are public statements or other claims."""
    records: int
    """Records that were there at the date."""
    force: tuple[Force, ...]
    below: tuple[Below, ...]
    evaluations: tuple[Evaluation, ...]
    said_of_evaluations: tuple[Said, ...]
    families: tuple[Family, ...]
    said_of_protections: tuple[Said, ...]
    watches: tuple[Watch, ...]
    conflicts: tuple[Conflict, ...]
    open: tuple[Open, ...]

"""What an assessment found: instances, judgements; per subject controls, clauses, verdicts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from rsp.clause import Modality
from rsp.control import Severity
from rsp.ref import Ref
from rsp.requirement import Operation, Reliability
from rsp.threshold import Outcome
from rsp.time import Span
from rsp.value import Value

ORGANIZATION = "organization"
"""Key of the organisation as a subject and as an asset."""


class Reason(StrEnum):
    """Why an instance is not shown (R8)."""

    MISSING = "missing"
    STALE = "stale"
    LATE = "late"
    COVERAGE_HOLE = "coverage-hole"
    EXCEPTION_IN_PERIOD = "exception-in-period"
    VALIDATION_FAILED = "validation-failed"
    VALIDATION_ERROR = "validation-error"
    CONTRADICTED = "contradicted"
    WEAK_RELIABILITY = "weak-reliability"
    NOT_INDEPENDENT = "not-independent"
    REUSED = "reused"
    MALFORMED = "malformed"
    UNSEALED = "unsealed"
    TAMPERED = "tampered"
    WITHDRAWN = "withdrawn"
    UNKNOWN_ASSET = "unknown-asset"
    SCOPE_ERROR = "scope-error"
    NOTHING_TO_ASSESS = "nothing-to-assess"
    UNDECLARED_PARAMETER = "undeclared-parameter"
    TOO_LARGE = "too-large"
    REJECTED_IN_REVIEW = "rejected-in-review"
    NOT_PRESENTED = "not-presented"


class Shown(StrEnum):
    """Status of an instance."""

    MET = "met"
    UNMET = "unmet"
    ALTERNATIVE = "alternative"
    NOT_APPLICABLE = "not-applicable"


class Status(StrEnum):
    """Status of a control or clause for a subject."""

    NOT_ASSESSED = "not-assessed"
    NOT_IN_FORCE = "not-in-force"
    NOT_APPLICABLE = "not-applicable"
    GAP = "gap"
    UNCOVERED = "uncovered"
    UNDERMINED = "undermined"
    UNDETERMINED = "undetermined"
    SUBSTITUTED = "substituted"
    SATISFIED = "satisfied"
    INFORMATIVE = "informative"


class Verdict(StrEnum):
    """Verdict on a standard for a subject (R17)."""

    CONFORMANT = "conformant"
    NOT_CONFORMANT = "not-conformant"
    UNDETERMINED = "undetermined"
    NOT_ASSESSED = "not-assessed"
    NOT_REQUIRED = "not-required"


class Why(Value, frozen=True, kw_only=True):
    """One reason an instance is unmet."""

    code: Reason
    message: str
    evidence: tuple[str, ...] = ()
    """Ids of the records concerned."""
    at: Ref
    """The requirement, validation or record to look at."""


class Instance(Value, frozen=True, kw_only=True):
    """One requirement for one asset, pair, event or the organisation."""

    id: str
    control: str
    requirement: str
    asset: str
    """Subject key."""
    models: frozenset[str] | None
    """Models in whose scope it is; None: all."""
    operation: Operation
    window: Span
    status: Shown
    reasons: tuple[Why, ...] = ()
    holes: tuple[Span, ...] = ()
    evidence: tuple[str, ...] = ()
    """Ids of the good records."""
    candidates: tuple[str, ...] = ()
    """Ids of all candidates (R8)."""
    fresh_until: datetime | None = None
    """When the newest good record stops being fresh."""


class Excluded(Value, frozen=True, kw_only=True):
    """An asset that a `where` left out."""

    control: str
    requirement: str
    asset: str
    where: str


class Answered(StrEnum):
    """State of a judgement."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Judgement(Value, frozen=True, kw_only=True):
    """A question a reviewer must answer (R22)."""

    id: str
    """`CONTROL/requirement`."""
    question: str
    state: Answered
    answers: tuple[str, ...]
    """Ids of the valid answers, in order of their dates."""
    because: tuple[str, ...]
    """Why answers do not count, or which condition is unmet."""
    question_digest: str
    control_digest: str
    evidence_digest: str
    at: Ref


class Register(Value, frozen=True, kw_only=True):
    """What the assessment made of one record."""

    id: str
    type: str
    assets: tuple[str, ...]
    digest: str
    declared: Reliability | None
    effective: Reliability | None
    limited: str | None
    """Why the effective reliability is lower than declared."""
    known: bool
    superseded_by: str | None
    reasons: tuple[Why, ...]
    observed: Span | None
    summary: str | None
    """What it states in one line, where its type names the field that does."""
    at: Ref


class Determined(Value, frozen=True, kw_only=True):
    """The effect of the determinations about one model and threshold (R16)."""

    model: str
    threshold: str
    outcome: Outcome | None
    """As determined; None where there is none."""
    effective: Outcome
    because: str | None
    """`determination-unsupported` or `no-determination`, where the effect is not the outcome."""
    messages: tuple[str, ...]
    source: str | None
    """Id of the determination that stands."""
    standing: str | None


class Link(Value, frozen=True, kw_only=True):
    """One link from a control to a clause."""

    control: str
    clause: str
    state: str
    """rsp.stamp.LinkState."""
    reviewer: str
    """`publisher`, `organization` or `nobody`."""
    at: Ref


class ClauseStatus(Value, frozen=True, kw_only=True):
    """A clause for a subject."""

    id: str
    modality: Modality
    status: Status
    because: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    deviation: str | None = None
    counts: bool = False
    """Whether it counts for the verdict: applicable, and a must, an expectation or a commitment."""
    open_judgements: tuple[str, ...] = ()
    state_seen: bool = False
    """Whether any evidence was seen, for a requirement that carries it."""
    operation_tested: bool = False
    """Whether a carrying requirement tests operation over the period, not a state at a date."""


class ControlStatus(Value, frozen=True, kw_only=True):
    """A control for a subject."""

    id: str
    status: Status
    causes: tuple[str, ...] = ()
    """Nearest controls in gap that undermine it."""
    because: tuple[str, ...] = ()


class StandardVerdict(Value, frozen=True, kw_only=True):
    """A standard for a subject."""

    id: str
    required: bool
    because: tuple[str, ...]
    verdict: Verdict
    counts: dict[str, int]
    """Counting clauses by status."""
    open_judgements: tuple[str, ...]
    shortfalls: tuple[str, ...]
    """Expectations met by a substitute, clauses set aside as not applicable: ids."""


class Activity(Value, frozen=True, kw_only=True):
    """What forbids an activity (R18)."""

    finding: str
    """`forbidden`, `undetermined` or `no forbidding clause found`."""
    clauses: tuple[str, ...]
    because: tuple[str, ...]


class Subject(Value, frozen=True, kw_only=True):
    """A model, or the organisation."""

    id: str
    """`model/atlas-2` or `organization`."""
    standards: tuple[StandardVerdict, ...]
    clauses: tuple[ClauseStatus, ...]
    controls: tuple[ControlStatus, ...]
    activities: dict[str, Activity]
    determinations: tuple[Determined, ...]


class DeviationState(Value, frozen=True, kw_only=True):
    """Whether a deviation is valid today, and why not."""

    id: str
    valid: bool
    because: tuple[str, ...]


class Reading(Value, frozen=True, kw_only=True):
    """An indicator for one subject key."""

    asset: str
    value: int | float | None
    record: str | None
    """Id of the record it is read from."""
    because: str
    """Where the value comes from, or why there is none."""


class Measured(Value, frozen=True, kw_only=True):
    """An indicator, by its id."""

    id: str
    readings: tuple[Reading, ...]


class Assessment(Value, frozen=True, kw_only=True):
    """Everything found at one date."""

    now: datetime
    period: Span
    instances: tuple[Instance, ...]
    excluded: tuple[Excluded, ...]
    judgements: tuple[Judgement, ...]
    records: tuple[Register, ...]
    links: tuple[Link, ...]
    deviations: tuple[DeviationState, ...]
    subjects: tuple[Subject, ...]
    severities: dict[str, Severity]
    """Of each control."""
    indicators: tuple[Measured, ...] = ()
    """Figures that bear on no verdict."""

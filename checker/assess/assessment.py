"""What an assessment found: instances, judgements; per subject controls, clauses, verdicts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from checker.assess.overlay import OverlayChange
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
    SAMPLE_INADEQUATE = "sample-inadequate"
    COMPLEMENT_UNKNOWN = "complement-unknown"


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


class Tested(StrEnum):
    """What good evidence says of a clause: that it operated, how it stood at a date, or nothing."""

    OPERATION = "operation"
    STATE = "state"
    NONE = "none"


class Side(Value, frozen=True, kw_only=True):
    """One of those that a reason sets against each other."""

    name: str
    """Id of the record, or key of the event of the inventory."""
    says: str
    """`true` or `false` of a validation, or in words what it stands for."""
    assets: tuple[str, ...]
    observed: Span
    system: str | None = None
    """Where a record came from."""
    producer: str | None = None


class Supersedes(Value, frozen=True, kw_only=True):
    """What a record says that it takes the place of."""

    record: str
    because: str
    holds: bool
    """Whether it does (R10)."""


class Why(Value, frozen=True, kw_only=True):
    """One reason an instance is unmet."""

    code: Reason
    message: str
    evidence: tuple[str, ...] = ()
    """Ids of the records concerned."""
    at: Ref
    """The requirement, validation or record to look at."""
    about: str | None = None
    """What the sides are about: the rule they disagree on, the digest they share."""
    sides: tuple[Side, ...] = ()
    """For `contradicted` and `reused`: all that stand against each other, or the first."""


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
    accepted_by: tuple[str, ...] = ()
    """Waivers by which the gate accepts it, unmet as it is, for one subject at least."""
    rests_on: tuple[str, ...] = ()
    """Complementary controls that the records offered for it name (R13)."""


class Excluded(Value, frozen=True, kw_only=True):
    """An asset, pair or event that a requirement is not applied to: by its `where`, or because
    nothing is due for it yet."""

    control: str
    requirement: str
    asset: str
    because: str
    """The `where` that is false, or since when it is in service and in its grace until when."""
    in_grace: bool = False


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


class Statement(Value, frozen=True, kw_only=True):
    """What a public statement is, as its record says."""

    text: str
    """What is stated, whole."""
    standing: str
    public_by: str
    """The day by which it is known to have been public."""
    dated_by: str
    title: str
    """The document it stands in."""
    places: tuple[str, ...]
    """Domains at which it was stated."""
    through: tuple[str, ...]
    """Domains through which a document that was not read is known."""
    against: tuple[str, ...]
    """Statements or clauses that it is held against."""
    about: tuple[str, ...]
    """Clauses that it bears on."""


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
    system: str | None
    """Where it came from."""
    producer: str | None
    collected: datetime | None
    supersedes: Supersedes | None
    superseded_by: str | None
    superseded_because: str | None
    reasons: tuple[Why, ...]
    observed: Span | None
    summary: str | None
    """What it states in one line, where its type names the field that does."""
    at: Ref
    statement: Statement | None = None
    """Of a public statement: what it is, and what stands against it."""


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
    bulk: bool
    """Whether that reviewer's stamp was written for many links at once."""
    standard: str
    """The standard of the clause."""
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
    tested: Tested = Tested.NONE


class ControlStatus(Value, frozen=True, kw_only=True):
    """A control for a subject."""

    id: str
    status: Status
    causes: tuple[str, ...] = ()
    """Nearest controls in gap that undermine it."""
    because: tuple[str, ...] = ()
    accepted_by: tuple[str, ...] = ()
    """Waivers by which the gate accepts it: all its unmet instances, or all its causes."""


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
    accepted: Verdict | None = None
    """The verdict if all that waivers accept were met; None where they accept nothing. It moves
    the gate alone."""
    accepted_by: tuple[str, ...] = ()
    """Waivers and interim measures by which the gate accepts the standard as it stands."""


class Activity(Value, frozen=True, kw_only=True):
    """What forbids an activity (R18)."""

    finding: str
    """`forbidden`, `undetermined` or `no forbidding clause found`."""
    clauses: tuple[str, ...]
    because: tuple[str, ...]
    interim: tuple[str, ...] = ()
    """Interim measures in effect for a standard that it needs (OUT-3); they change no finding."""


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
    """Whether a deviation is valid today, why not, and what it does."""

    id: str
    valid: bool
    because: tuple[str, ...]
    chain: tuple[str, ...] = ()
    """What counts towards its total duration, in order: what it continues, and itself."""
    since: datetime | None = None
    """When the first of the chain starts."""
    at_most: datetime | None = None
    """When the longest total duration ends."""
    ends_soon: bool = False
    """It is valid and ends within the time in which ends are announced, or fail the gate."""
    fails_soon: bool = False
    """It is valid and ends within the time in which an end fails the gate."""
    accepts: tuple[str, ...] = ()
    """What the gate accepts by it: instances, or `subject: standard` for an interim measure."""
    limits: tuple[str, ...] = ()
    """Why it accepts less than it names."""
    carries: tuple[str, ...] = ()
    """Of one that ends soon: what the gate lets pass on the strength of it, `subject: standard`."""


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
    overlay: tuple[OverlayChange, ...] = ()
    """What the project's overlay changes in the catalog, worst first."""
    indicators: tuple[Measured, ...] = ()
    """Figures that bear on no verdict."""

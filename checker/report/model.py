"""The report model: everything any format shows, and nothing that depends on a format.

The JSON report is this model as it stands; its schema is generated from these types. Version 1.
"""

from __future__ import annotations

from typing import Literal

from rsp.value import Value

SCHEMA = "rsp-report/v1"

SubjectKind = Literal["model", "organization"]
VerdictWord = Literal[
    "conformant", "not-conformant", "undetermined", "not-assessed", "not-required"
]
InstanceStatus = Literal["met", "unmet", "alternative", "not-applicable"]


class Location(Value, frozen=True, kw_only=True):
    """A place in a file."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Tool(Value, frozen=True, kw_only=True):
    """What made the report."""

    name: str
    version: str


class Exit(Value, frozen=True, kw_only=True):
    """Exit code of the run and why."""

    code: int
    because: str


class Gate(Value, frozen=True, kw_only=True):
    """What the organisation lets pass; it never moves a verdict."""

    status: Literal["passed", "failed"]
    because: tuple[str, ...]


class AsOf(Value, frozen=True, kw_only=True):
    """The assessment date."""

    instant: str
    """The instant everything is judged at; for a date its end, which is the next day's
    beginning."""
    date: str
    """The date or instant as it was given."""
    source: Literal["argument", "closed", "clock"]
    projection: bool
    """The date lies in the future: a projection, which never passes a gate."""
    closed_because: str | None
    """Why the assessment is finished, where it is."""
    closed_age_days: int | None
    """Days since a finished assessment's date."""


class Period(Value, frozen=True, kw_only=True):
    """The period under assessment, half-open."""

    start: str
    end: str


class ProjectHead(Value, frozen=True, kw_only=True):
    """What was assessed."""

    organization: str
    title: str | None
    path: str
    digest: str


class PolicyHead(Value, frozen=True, kw_only=True):
    """The policy edition."""

    edition: str
    title: str
    effective: str
    source: str
    digest: str


class CatalogHead(Value, frozen=True, kw_only=True):
    """The catalog of controls."""

    name: str
    version: str
    digest: str
    custom: bool


class Determination(Value, frozen=True, kw_only=True):
    """The effect of determinations about one threshold."""

    threshold: str
    domain: str
    outcome: Literal["below", "cannot-rule-out", "passed"] | None
    effective: Literal["below", "cannot-rule-out", "passed"]
    because: str | None
    messages: tuple[str, ...]
    determination: str | None
    """Id of the one that stands."""
    standing: str | None
    decided_at: str | None
    basis: str | None
    """What it rests on, in its own words."""
    location: Location | None


class Standard(Value, frozen=True, kw_only=True):
    """A standard for a subject."""

    id: str
    title: str
    required: bool
    because: tuple[str, ...]
    verdict: VerdictWord
    gate: Literal["passes", "fails", "not gated", "not due"]
    """What the gate makes of the verdict; `not due` where the standard is not required."""
    counts: dict[str, int]
    """Counting clauses by status."""
    operation_tested: int
    """Counting clauses with evidence over the period, not only of a state at a date."""
    open_judgements: tuple[str, ...]
    shortfalls: tuple[str, ...]


class Activity(Value, frozen=True, kw_only=True):
    """What forbids an activity."""

    finding: Literal["forbidden", "undetermined", "no forbidding clause found"]
    clauses: tuple[str, ...]
    because: tuple[str, ...]


class ClauseLine(Value, frozen=True, kw_only=True):
    """A clause for a subject."""

    id: str
    standard: str
    modality: str
    check: str
    status: str
    because: tuple[str, ...]
    controls: tuple[str, ...]
    deviation: str | None
    counts: bool
    operation_tested: bool
    """Evidence over the period was seen."""
    state_seen: bool
    """Some evidence was seen."""
    location: Location


class ClauseInfo(Value, frozen=True, kw_only=True):
    """A clause of the edition, as it reads."""

    id: str
    standard: str
    modality: str
    check: str
    text: str
    source: str | None
    """Where the policy says it."""
    when: str | None
    parent: str | None
    controls: tuple[str, ...]
    """The controls that implement it."""
    location: Location


class ControlLine(Value, frozen=True, kw_only=True):
    """A control for a subject."""

    id: str
    status: str
    causes: tuple[str, ...]
    because: tuple[str, ...]
    accepted_by: str | None


class Subject(Value, frozen=True, kw_only=True):
    """A model, or the organisation."""

    kind: SubjectKind
    id: str
    determinations: tuple[Determination, ...]
    standards: tuple[Standard, ...]
    activities: dict[str, Activity]
    clauses: tuple[ClauseLine, ...]
    controls: tuple[ControlLine, ...]


class Reason(Value, frozen=True, kw_only=True):
    """Why an instance is not shown, or a record limited."""

    code: str
    message: str
    evidence: tuple[str, ...]
    location: Location


class Hole(Value, frozen=True, kw_only=True):
    """A stretch without evidence, half-open."""

    start: str
    end: str


class Instance(Value, frozen=True, kw_only=True):
    """One requirement for one asset."""

    id: str
    control: str
    requirement: str
    asset: str
    operation: str
    status: InstanceStatus
    reasons: tuple[Reason, ...]
    holes: tuple[Hole, ...]
    evidence: tuple[str, ...]
    fresh_until: str | None
    accepted_by: str | None
    location: Location


class RecordReliability(Value, frozen=True, kw_only=True):
    """Declared and effective reliability."""

    declared: str | None
    effective: str | None
    limited: str | None


class Record(Value, frozen=True, kw_only=True):
    """An entry of the evidence register."""

    id: str
    type: str
    assets: tuple[str, ...]
    digest: str
    known: bool
    superseded_by: str | None
    observed: Hole | None
    summary: str | None
    """What it says in one line, where its evidence type names the field that does."""
    reliability: RecordReliability
    reasons: tuple[Reason, ...]
    location: Location


class RequirementInfo(Value, frozen=True, kw_only=True):
    """What a requirement asks, for the request list."""

    id: str
    title: str
    type: str
    type_title: str
    method: str
    for_each: str | None
    operation: str
    min_reliability: str
    period: str
    """How fresh, how often, how continuous, in words."""
    judgement: str | None
    location: Location


class ControlInfo(Value, frozen=True, kw_only=True):
    """A control of the catalog."""

    id: str
    title: str
    standard: str
    family: str
    """The folder it is filed in, below its catalog: `security/weights`."""
    owner: str
    severity: str
    statement: str
    clauses: tuple[str, ...]
    depends_on: tuple[str, ...]
    requirements: tuple[RequirementInfo, ...]
    crosswalk: tuple[str, ...]
    location: Location


class RootGap(Value, frozen=True, kw_only=True):
    """A control in gap for a subject, and what falls with it; the order is what to fix first."""

    subject: str
    control: str
    severity: str
    owner: str
    instances: tuple[str, ...]
    clauses: tuple[str, ...]
    """Clauses in gap through it."""
    undermines: tuple[str, ...]
    """Controls undermined by it."""
    would_close: tuple[str, ...]
    """What would close it, one sentence for each requirement."""


class LinkLine(Value, frozen=True, kw_only=True):
    """A link from a control to a clause, and its review."""

    control: str
    clause: str
    state: str
    reviewer: str
    location: Location


class Deviation(Value, frozen=True, kw_only=True):
    """A deviation and whether it is valid."""

    id: str
    kind: str
    clause: str
    model: str | None
    reason: str
    requester: str
    approvers: tuple[str, ...]
    starts: str
    expires: str
    compensating: tuple[str, ...]
    valid: bool
    because: tuple[str, ...]
    location: Location


class Judgement(Value, frozen=True, kw_only=True):
    """A question to a reviewer, and where it stands."""

    id: str
    question: str
    state: Literal["open", "accepted", "rejected"]
    answers: tuple[str, ...]
    because: tuple[str, ...]
    question_digest: str
    control_digest: str
    evidence_digest: str
    location: Location


class Exclusion(Value, frozen=True, kw_only=True):
    """Assets that a requirement's `where` left out."""

    control: str
    requirement: str
    where: str
    assets: tuple[str, ...]


class Diagnostic(Value, frozen=True, kw_only=True):
    """A finding about a file."""

    code: str
    level: Literal["error", "warning", "note"]
    message: str
    help: str | None
    location: Location


class Counts(Value, frozen=True, kw_only=True):
    """Totals; instances = met + unmet + alternative + not applicable."""

    instances: int
    met: int
    unmet: int
    alternative: int
    not_applicable: int
    records: int
    records_known: int
    """Collected and received by the assessment date."""
    records_used: int
    """Those that help to show at least one instance."""
    links_publisher: int
    links_own: int
    links_open: int
    judgements: int
    judgements_open: int


class Report(Value, frozen=True, kw_only=True):
    """One assessment, whole."""

    schema: str
    tool: Tool
    exit: Exit
    gate: Gate
    as_of: AsOf
    period: Period
    partial: tuple[str, ...]
    """How the run was narrowed; empty for a whole one."""
    project: ProjectHead
    policy: PolicyHead
    catalog: CatalogHead
    subjects: tuple[Subject, ...]
    root_gaps: tuple[RootGap, ...]
    clauses: tuple[ClauseInfo, ...]
    """Every clause of the edition, in the order of its documents."""
    controls: tuple[ControlInfo, ...]
    instances: tuple[Instance, ...]
    records: tuple[Record, ...]
    links: tuple[LinkLine, ...]
    deviations: tuple[Deviation, ...]
    judgements: tuple[Judgement, ...]
    exclusions: tuple[Exclusion, ...]
    diagnostics: tuple[Diagnostic, ...]
    counts: Counts

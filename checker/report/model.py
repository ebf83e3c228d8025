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
HostingStatus = Literal["met", "unmet", "not-applicable", "elsewhere", "not-asked"]
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


class LeftOut(Value, frozen=True, kw_only=True):
    """One thing that is required, not shown, or not looked at, and that the gate does not go by."""

    kind: Literal["standard", "gap", "expectation", "must"]
    """`gap`: an unmet instance; `must`: a clause that the policy requires and that is not satisfied
    and does not fail the gate."""
    subject: str
    standard: str
    instance: str | None
    """Of a gap."""
    clause: str | None
    """Of an expectation and of a must."""
    by: tuple[str, ...]
    """The settings that leave it out: `gate.standards`, `gate.severities`, `gate.modalities`."""


class GateScope(Value, frozen=True, kw_only=True):
    """What the gate goes by."""

    gated: int
    """Verdicts, one for each subject and standard."""
    settings: tuple[str, ...]
    """The settings that narrow it, with their values: `gate.severities: critical, high`."""
    left_out: tuple[LeftOut, ...]
    """All that they leave out; reported commitments have a switch of their own and are not in
    it."""


class GateGap(Value, frozen=True, kw_only=True):
    """A gap as a baseline has it; what it is about stands in the fields of its kind."""

    kind: Literal["instance", "judgement", "link", "clause"]
    instance: str | None
    judgement: str | None
    """`CONTROL/requirement`."""
    control: str | None
    """Of a link."""
    clause: str | None
    """Of a link, and of a clause."""
    subject: str | None
    """Of a clause."""
    reasons: tuple[str, ...]
    """Today; empty of one that is closed."""
    was: tuple[str, ...]
    """As listed; empty where it is not."""


class GateBaseline(Value, frozen=True, kw_only=True):
    """The baseline that the gate goes by, against the gaps of today."""

    file: str
    as_of: str
    until: str
    """Last day on which the gate passes with it."""
    by: str
    because: str
    digest: str
    listed: int
    known: tuple[GateGap, ...]
    """Gaps that it lists: they do not fail the gate."""
    closed: tuple[GateGap, ...]
    """Entries that are no gap any more: they fail it until they are taken out."""
    new: tuple[GateGap, ...]
    """Gaps that the gate goes by and that it does not list, or lists with better reasons."""


class Gate(Value, frozen=True, kw_only=True):
    """What the organisation lets pass; it never moves a verdict."""

    status: Literal["passed", "failed"]
    because: tuple[str, ...]
    """Why it failed; then, passed or not, which clauses that the policy requires are not satisfied
    and not gated."""
    accepted: tuple[str, ...] = ()
    """Verdicts it lets pass although they are not conformant, and by which deviations."""
    musts_left_out: tuple[str, ...] = ()
    """Those of `because` that by themselves do not fail it."""
    scope: GateScope | None = None
    """Null where no setting narrows it."""
    baseline: GateBaseline | None = None
    """Null where there is none, or none that can be used."""


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
    rules_digest: str
    """Digest over what the project decides about the rules: parameters, conditions, permissions and
    standards activated."""


class PolicyHead(Value, frozen=True, kw_only=True):
    """The policy edition."""

    edition: str
    title: str
    effective: str
    source: str
    digest: str


class OverlayChange(Value, frozen=True, kw_only=True):
    """One thing in which the catalog as assessed differs from the catalog by its name."""

    kind: Literal["weaker", "undecidable", "stronger", "neutral"]
    """Whether less or more has to be shown; `undecidable` counts as weaker."""
    change: str
    """Code of the change, such as `max-age-longer`."""
    at: str
    """What it changes, by ids: `control/SEC-WGT-02/evidence/approvals/max_age`."""
    was: str | None
    becomes: str | None
    sentence: str
    reason: str | None
    """Of one that asks for less: why, in the words of its approval."""
    approvals: tuple[str, ...]
    """Who approved it, in which role, when: `m-ortiz as chief-executive, 2026-01-02`."""
    unapproved: tuple[str, ...]
    """Why it is not approved; what it reaches is then not assessed."""


class OverlayHead(Value, frozen=True, kw_only=True):
    """The organisation's own changes to the catalog."""

    because: str
    digest: str
    base: str
    """Digest of the catalog without it."""
    changes: tuple[OverlayChange, ...]
    """All of them, those that ask for less first."""


class CatalogHead(Value, frozen=True, kw_only=True):
    """The catalog of controls."""

    name: str
    version: str
    digest: str
    """With the overlay, where there is one."""
    custom: bool
    overlay: OverlayHead | None = None


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
    accepted: VerdictWord | None = None
    """The verdict if all that waivers accept were met; the gate alone goes by it."""
    accepted_by: tuple[str, ...] = ()
    """Waivers and interim measures by which the gate lets the verdict pass as it is."""
    let_pass_by: tuple[str, ...] = ()
    """Where these alone do not: `baseline`, `gate.severities`, `gate.modalities`."""
    let_pass_with: tuple[str, ...] = ()
    """Waivers that it needs besides."""


class Activity(Value, frozen=True, kw_only=True):
    """What forbids an activity."""

    finding: Literal["forbidden", "undetermined", "no forbidding clause found"]
    clauses: tuple[str, ...]
    because: tuple[str, ...]
    interim: tuple[str, ...] = ()
    """Interim measures in effect for a standard it needs; they change no finding."""


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
    tested: Literal["operation", "state", "none"]
    """What evidence was seen: of operation over the period, of a state at a date, or none; of a
    clause with parts, what was seen of each."""
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
    accepted_by: tuple[str, ...]
    """Waivers by which the gate accepts it; empty where it does not."""


class Subject(Value, frozen=True, kw_only=True):
    """A model, or the organisation."""

    kind: SubjectKind
    id: str
    determinations: tuple[Determination, ...]
    standards: tuple[Standard, ...]
    activities: dict[str, Activity]
    clauses: tuple[ClauseLine, ...]
    controls: tuple[ControlLine, ...]


class Hole(Value, frozen=True, kw_only=True):
    """A stretch without evidence, half-open."""

    start: str
    end: str


class Side(Value, frozen=True, kw_only=True):
    """One of those that a reason sets against each other."""

    name: str
    """Id of the record, or key of the event of the inventory."""
    says: str
    """`true` or `false` of the rule, or in words what it stands for."""
    assets: tuple[str, ...]
    observed: Hole
    source: str | None
    """The system a record came from."""
    produced_by: str | None


class Reason(Value, frozen=True, kw_only=True):
    """Why an instance is not shown, or a record limited."""

    code: str
    message: str
    evidence: tuple[str, ...]
    location: Location
    about: str | None = None
    """What the sides are about: the rule they disagree on, the digest they share."""
    sides: tuple[Side, ...] = ()
    """Those that stand against each other, for `contradicted` and `reused`."""


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
    accepted_by: tuple[str, ...]
    """Waivers by which the gate accepts it for one subject at least."""
    location: Location
    responsibility: Literal["own", "shared", "inherited"] = "own"
    """Whose doing it is, where somebody else operates the asset."""
    rests_on: tuple[str, ...] = ()
    """Controls that the evidence offered for it presumes."""


class RecordReliability(Value, frozen=True, kw_only=True):
    """Declared and effective reliability."""

    declared: str | None
    effective: str | None
    limited: str | None


class Supersedes(Value, frozen=True, kw_only=True):
    """What a record says that it takes the place of."""

    record: str
    because: str
    holds: bool
    """Whether it does; else both stand."""


class Statement(Value, frozen=True, kw_only=True):
    """What a record of the type `public-statement` says of the statement it holds."""

    text: str
    """What is stated, whole, in the words of whoever made the record."""
    standing: str
    """`stated`, `reported-by-others`, `unsupported`, `contradicted` or `disputed`."""
    public_by: str
    """The day by which it is known to have been public."""
    dated_by: str
    """Where that day comes from: `source`, `other-source` or `reading`."""
    title: str
    """The document it stands in."""
    places: tuple[str, ...]
    """Domains at which it was stated; empty: no place is recorded."""
    through: tuple[str, ...]
    """Domains through which a document that was not read is known."""
    against: tuple[str, ...]
    """Statements or clauses that it is held against."""
    about: tuple[str, ...]
    """Clauses that it bears on."""


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
    source: str | None = None
    """The system it came from."""
    produced_by: str | None = None
    supersedes: Supersedes | None = None
    superseded_because: str | None = None
    statement: Statement | None = None
    """Of a public statement: what it is, and what stands against it."""


class Run(Value, frozen=True, kw_only=True):
    """What one producer collected from one system at one time, and what rests on it."""

    produced_by: str
    source: str
    collected_at: str
    requirements: tuple[str, ...]
    """`CONTROL/requirement`: those with a met instance that a record of the run helps to show."""
    controls: tuple[str, ...]
    records: tuple[str, ...]


class HostingCell(Value, frozen=True, kw_only=True):
    """One criterion at one place that an outside party operates."""

    criterion: str
    """Clause; what stands below it is included."""
    status: HostingStatus
    """Of the instances there; `elsewhere`: it is asked only of the organisation or other places;
    `not-asked`: no requirement asks for it."""
    responsibility: tuple[str, ...]
    """Whose doing it is there, by its requirements: own, shared, inherited."""
    instances: tuple[str, ...]
    records: tuple[str, ...]
    """Those that help to show it there."""


class HostingRow(Value, frozen=True, kw_only=True):
    """A place that an outside party operates."""

    asset: str
    operator: str
    operator_known: bool
    """Whether the operator is among the parties; an unknown one can show nothing."""
    cells: tuple[HostingCell, ...]


class HostingMatrix(Value, frozen=True, kw_only=True):
    """For a clause about places that others operate: each of them by itself and the clauses beside
    it."""

    clause: str
    criteria: tuple[str, ...]
    rows: tuple[HostingRow, ...]


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


class Frees(Value, frozen=True, kw_only=True):
    """What is satisfied for a subject once one gap is closed and nothing else changes."""

    controls: tuple[str, ...]
    """Satisfied then; the control itself where it is."""
    clauses: tuple[str, ...]
    """Satisfied or substituted then."""
    standards: tuple[str, ...]
    """Conformant then."""


class Blocks(Value, frozen=True, kw_only=True):
    """How much a gap stands in the way of together with other things; what it frees is not in it.
    None of it can be satisfied while the gap is open."""

    controls: int
    clauses: int
    standards: int


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
    frees: Frees
    blocks: Blocks
    proved: bool
    """Whether `frees` was found again by judging the subject with the gap closed, as it is for the
    first ten."""


class Needed(Value, frozen=True, kw_only=True):
    """What a standard takes beside evidence for gaps."""

    kind: Literal["judgement", "link", "control", "clause"]
    """A judgement to be accepted or a link to be reviewed; a control or clause that cannot be
    satisfied until a file is changed."""
    id: str
    """`CONTROL/requirement`, `CONTROL CLAUSE`, a control or a clause."""
    because: str


class Plan(Value, frozen=True, kw_only=True):
    """What would make a standard conformant for a subject."""

    subject: str
    standard: str
    gaps: tuple[str, ...]
    """Controls to close, in the order to work on them; none of them can be left out, unless an
    expectation has several substitutes."""
    also_needed: tuple[Needed, ...]
    reached: bool
    """Whether closing the gaps is enough; proved by judging the subject again."""
    reached_with: bool
    """Whether it is enough once the judgements named are accepted and the links reviewed besides;
    proved in the same way."""


class LinkLine(Value, frozen=True, kw_only=True):
    """A link from a control to a clause, and its review."""

    control: str
    clause: str
    state: str
    reviewer: str
    bulk: bool
    """Whether that reviewer's stamp was written for many links at once."""
    location: Location


class DeviationApproval(Value, frozen=True, kw_only=True):
    """Who approved a deviation."""

    role: str
    party: str
    date: str


class Deviation(Value, frozen=True, kw_only=True):
    """A deviation, whether it is valid, and what it does today."""

    id: str
    kind: str
    clause: str | None
    control: str | None
    requirement: str | None
    asset: str | None
    standard: str | None
    model: str | None
    reason: str
    same_assurance: str | None
    requester: str
    approvals: tuple[DeviationApproval, ...]
    notices: tuple[str, ...]
    """`board on 2026-05-01`."""
    starts: str
    expires: str
    days_left: int | None
    """Whole days until it ends; negative once it has ended; null only where they are withheld."""
    ends_soon: bool
    """It is valid and ends within `gate.announce_expiry`."""
    carries: tuple[str, ...]
    """Of one that ends soon: the verdicts that pass the gate on the strength of it alone."""
    chain: tuple[str, ...]
    """What counts towards its total duration, itself included."""
    since: str | None
    """When the first of the chain starts."""
    at_most: str | None
    """When the longest total duration ends."""
    used_days: int | None
    """Days of that which have passed."""
    maximum_days: int | None
    compensating: tuple[str, ...]
    measures: tuple[str, ...]
    valid: bool
    because: tuple[str, ...]
    accepts: tuple[str, ...]
    """What the gate accepts by it today: instances, or `subject: standard`."""
    limits: tuple[str, ...]
    """Why it accepts less than it names."""
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


class IndicatorValue(Value, frozen=True, kw_only=True):
    """An indicator for one subject key."""

    asset: str
    value: int | float | None
    record: str | None
    """Id of the record it is read from: the newest sound one of its type."""
    because: str
    """Where the value comes from, or why there is none."""


class Indicator(Value, frozen=True, kw_only=True):
    """A figure that the project follows over assessments; it bears on no verdict."""

    id: str
    title: str
    type: str
    rule: str
    """The expression that gives the value."""
    unit: str
    better: Literal["lower", "higher"]
    values: tuple[IndicatorValue, ...]


class Exclusion(Value, frozen=True, kw_only=True):
    """Assets that a requirement was not applied to."""

    control: str
    requirement: str
    left_out_by: Literal["where", "grace"]
    """A condition that is false, or the grace of an asset that entered service not long ago."""
    because: str
    """The condition; or since when it is in service, and in its grace until when."""
    assets: tuple[str, ...]


class Related(Value, frozen=True, kw_only=True):
    """A second place that helps to understand a finding."""

    message: str
    location: Location


class Diagnostic(Value, frozen=True, kw_only=True):
    """A finding about a file."""

    code: str
    level: Literal["error", "warning", "note"]
    message: str
    help: str | None
    location: Location
    related: tuple[Related, ...] = ()


class ProjectPlace(Value, frozen=True, kw_only=True):
    """Where a file of the project states what instances are about."""

    id: str
    """Key of an asset or event, `environment/prod-us`; or `settings/inventory`,
    `settings/evidence`, `settings/parameters`: the file of the inventory, and where `rsp.yaml`
    names the store and declares values."""
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
    links_publisher_bulk: int
    """Of `links_publisher` those that were stamped in bulk."""
    links_own_bulk: int
    """Of `links_own` those that were stamped in bulk."""
    judgements: int
    judgements_open: int


class VisibilityLine(Value, frozen=True, kw_only=True):
    """To whom a thing is shown, where that is not what holds for all of its kind."""

    kind: Literal[
        "clause",
        "control",
        "requirement",
        "type",
        "summary",
        "payload",
        "asset",
        "event",
        "party",
        "deviation",
        "determination",
        "indicator",
        "project",
    ]
    """`type`: records of an evidence type; `summary`: their line in the register; `payload`: what
    quotes their fields."""
    id: str
    """Id, `CONTROL/requirement`, or key of an asset or event."""
    level: Literal["public", "reviewer", "internal"]


class Commitment(Value, frozen=True, kw_only=True):
    """A thing that an edition withholds, and what binds its publisher to it."""

    marker: str
    """What stands in its place, wherever it stood: its kind and the first digits of the
    commitment."""
    commitment: str
    """HMAC-SHA256 over kind and value, its key the salt of the thing."""


class Edition(Value, frozen=True, kw_only=True):
    """An edition for others than the organisation, and what it withholds."""

    audience: Literal["public", "reviewer"]
    withheld: dict[str, int]
    """How many things of each kind are withheld."""
    commitments: tuple[Commitment, ...]


class Report(Value, frozen=True, kw_only=True):
    """One assessment, whole."""

    schema: str
    digest: str
    """SHA-256 over the canonical form (RFC 8785) of the report without this field: it tells that a
    file was changed or cut, not by whom it was made."""
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
    plans: tuple[Plan, ...]
    """One for each required standard that is not conformant."""
    clauses: tuple[ClauseInfo, ...]
    """Every clause of the edition, in the order of its documents."""
    controls: tuple[ControlInfo, ...]
    instances: tuple[Instance, ...]
    records: tuple[Record, ...]
    links: tuple[LinkLine, ...]
    deviations: tuple[Deviation, ...]
    judgements: tuple[Judgement, ...]
    indicators: tuple[Indicator, ...]
    exclusions: tuple[Exclusion, ...]
    diagnostics: tuple[Diagnostic, ...]
    counts: Counts
    runs: tuple[Run, ...] = ()
    """Runs on which several requirements rest, those with most first."""
    hosting: tuple[HostingMatrix, ...] = ()
    """Places that outside parties operate, criterion by criterion."""
    places: tuple[ProjectPlace, ...] = ()
    """Where the project's files state what instances are about."""
    visibility: tuple[VisibilityLine, ...] = ()
    """What is shown to more or fewer readers than others of its kind: clauses, controls and
    requirements are public, everything else is for reviewers. Empty in an edition."""
    salt_seed: str | None = None
    """What the salts of all withheld things are derived from; only in a full report."""
    edition: Edition | None = None
    """Null in the full report."""

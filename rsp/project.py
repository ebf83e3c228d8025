"""The assessed project as authored: `rsp.yaml` and the files it names."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from rsp.control import Control, Severity
from rsp.evidence import EvidenceType
from rsp.standard import COMMITMENTS
from rsp.threshold import Determination
from rsp.time import Duration, Moment
from rsp.value import Authored, Digest, Identifier, Stamp, Text, Value
from rsp.visibility import Visibility

RelativePath = Annotated[
    str, msgspec.Meta(min_length=1, description="POSIX path inside the project.")
]


_ANNOUNCED = Duration.parse("P30D")


class Period(Authored, kw_only=True, frozen=True):
    """The period under assessment."""

    start: Moment
    """First day."""
    end: Moment | None = None
    """Last day; an assessment date after it is refused."""


class Closed(Authored, kw_only=True, frozen=True):
    """Marks a finished assessment (R1)."""

    as_of: Moment
    """The date at which it is judged."""
    because: Text
    """Why it is finished, and what a reader should know of it."""


class Declared(Authored, kw_only=True, frozen=True):
    """A parameter value, and why it is adequate."""

    value: str | int | float | bool
    """The value, of the parameter's type."""
    because: Text
    """Why it is adequate."""


class ConditionDeclared(Authored, kw_only=True, frozen=True):
    """States that the condition of conditional clauses is given; denial takes a deviation."""

    condition: Identifier
    """The condition, as the edition names it."""
    because: Text
    """What makes it so."""


class PermissionUsed(Authored, kw_only=True, frozen=True):
    """Records the use of a `may` clause: its conditions apply from then on."""

    clause: Identifier
    """The `may` clause."""
    because: Text
    """What it is used for."""


class Activated(Authored, kw_only=True, frozen=True):
    """A standard the organisation put in force voluntarily (R15)."""

    standard: str
    """The standard, such as `asl-3/security`."""
    model: Identifier
    """The model it is in force for."""
    date: Moment
    """Since when."""
    because: Text
    """Why."""


class Binding(StrEnum):
    """How binding the clauses are that a gate goes by."""

    MUST = "must"
    """What the policy requires; every gate goes by it."""
    EXPECT = "expect"
    """What the policy expects."""


class AtMost(Authored, kw_only=True, frozen=True):
    """A step by which a baseline has to have shrunk."""

    by: Moment
    """From then on, a day from its beginning."""
    entries: Annotated[int, msgspec.Meta(ge=0)]
    """How many entries the baseline may have at most."""


class BaselineNamed(Authored, kw_only=True, frozen=True):
    """The baseline of a gate: known gaps that do not fail it."""

    file: RelativePath
    """The file that `rsp check --save-baseline` wrote, such as `baseline.yaml`."""
    until: Moment | None = None
    """Last day on which a gate passes with it, where that is earlier than the one in the file."""
    shrink: tuple[AtMost, ...] = ()
    """By when it has to have shrunk to how many entries."""


class Gate(Authored, kw_only=True, frozen=True):
    """What the organisation lets pass (the verdict never moves)."""

    allow_closed: bool = False
    """Let the gate of a closed assessment pass on its own date (R1)."""
    commitments: bool = False
    """Gate on reported commitments too (R19)."""
    announce_expiry: Duration | None = None
    """How long before its end a deviation is announced (R20); absent: P30D."""

    require_own_review: bool = False
    """Fail while a link that carries a counting clause of a gated standard is without a current
    review of the organisation's own (R21); one written in bulk is enough."""
    standards: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)] | None = None
    """The standards that are gated, such as `asl-3/security`; absent: all that are required.
    Commitments are gated by `commitments` alone."""
    modalities: Annotated[tuple[Binding, ...], msgspec.Meta(min_length=1)] | None = None
    """How binding a clause is that fails the gate; absent: `[must, expect]`. `must` is always
    among them."""
    severities: Annotated[tuple[Severity, ...], msgspec.Meta(min_length=1)] | None = None
    """The severities of controls whose unmet instances fail the gate; absent: all. What nobody can
    waive, open judgements, links without a review and clauses without a control always fail."""
    fail_before_expiry: Duration | None = None
    """How long before its end a deviation that a verdict needs to pass, or the baseline, fails the
    gate, such as `P7D`; absent: not before its end."""
    fail_on_warnings: tuple[str, ...] = ()
    """Codes of warnings that fail the gate, or `all`."""
    never_fail_on: tuple[str, ...] = ()
    """Codes of warnings that never fail it, whatever `fail_on_warnings` says."""
    baseline: BaselineNamed | None = None
    """Known gaps that do not fail the gate until they are closed or it ends."""

    @property
    def announced(self) -> Duration:
        """How long before its end a deviation is announced."""
        return self.announce_expiry or _ANNOUNCED

    def goes_by(self, standard: str) -> bool:
        """Whether a standard is gated where it is required."""
        if standard == COMMITMENTS:
            return self.commitments
        return self.standards is None or standard in self.standards

    @property
    def expectations(self) -> bool:
        """Whether expectations fail it."""
        return self.modalities is None or Binding.EXPECT in self.modalities

    def weighs(self, severity: Severity) -> bool:
        """Whether unmet instances of a control of that severity fail it."""
        return self.severities is None or severity in self.severities

    def fails_on(self, code: str) -> bool:
        """Whether a warning fails it."""
        named = code in self.fail_on_warnings or "all" in self.fail_on_warnings
        return named and code not in self.never_fail_on


class Pins(Authored, kw_only=True, frozen=True):
    """What the verdict rests on beside the project: where it is another, the gate fails until
    somebody has looked. Written by `rsp pin`."""

    policy: Digest
    """SHA-256 of the policy edition, as every report states it."""
    catalog: Digest
    """SHA-256 of the catalog, without the project's overlay."""
    catalog_version: Text
    """The version that the catalog had; for messages."""
    tool: Text | None = None
    """The version of the tool, which holds the rules; absent: any."""
    date: Moment
    because: Text
    """What was looked at."""


class Better(StrEnum):
    """In which direction an indicator improves."""

    LOWER = "lower"
    """A lower figure is better."""
    HIGHER = "higher"
    """A higher figure is better."""


class Indicator(Authored, kw_only=True, frozen=True):
    """A figure that is followed over time; it bears on no verdict and on no gate."""

    id: Identifier
    """Its stable id."""
    title: Text
    """What the figure says."""
    type: Identifier
    """The evidence type it is read from: the newest sound record for each asset."""
    value: Text
    """CEL over `evidence`, the payload, that gives a number."""
    unit: Text
    """What the number counts: `share of prompts`, `hours`."""
    better: Better
    """In which direction it improves."""
    assets: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)] | None = None
    """Subject keys it is read for; all that records of the type name where it is absent."""
    visibility: Visibility = Visibility.REVIEWER
    """Who sees the figure and what it is read from; assets and records keep their own."""


class ClauseVisibility(Authored, kw_only=True, frozen=True):
    """A clause that not everybody sees."""

    clause: Identifier
    """The clause, by its printed id."""
    visibility: Visibility
    """Who sees what it says; its status is shown to everybody."""


class Settings(Authored, kw_only=True, frozen=True):
    """`rsp.yaml`."""

    organization: Identifier
    """The party that is assessed."""
    title: Text | None = None
    """What the assessment is called in reports."""
    policy: Text
    """The policy edition, such as `rsp-2.2`."""
    catalog: Text
    """`shipped`, or the path of a catalog folder that replaces it (reported as custom)."""
    overlay: RelativePath | None = None
    """What the organisation sets, adds, tightens or, with approval, loosens in that catalog: a
    folder with an `overlay.yaml` and new controls and evidence types, or such a file alone."""
    period: Period
    """The period under assessment."""
    closed: Closed | None = None
    """Marks a finished assessment, which is judged at that date; absent: it is open (R1)."""
    inventory: RelativePath
    """The inventory file."""
    parties: RelativePath
    """The parties file."""
    determinations: RelativePath
    """A folder of determinations, one file each."""
    evidence: RelativePath
    """The folder of the evidence store."""
    deviations: RelativePath | None = None
    """The deviations file; absent: there are none."""
    reviews: RelativePath | None = None
    """The organisation's own review stamps, written by `rsp review`."""
    pins: Pins | None = None
    """The versions that the verdict rests on; absent: an upgrade of the tool can move it."""
    changes: RelativePath | None = None
    """Approvals of changes that ask for less, as `rsp diff` states them."""
    parameters: dict[str, dict[str, Declared]] = {}
    """By control, then by parameter, the values that the organisation sets."""
    conditions: tuple[ConditionDeclared, ...] = ()
    """Conditions of conditional clauses that are given."""
    permissions: tuple[PermissionUsed, ...] = ()
    """`may` clauses that the organisation uses."""
    activated: tuple[Activated, ...] = ()
    """Standards that it put in force without having to."""
    gate: Gate = Gate()
    """What it lets pass today; the verdict never moves."""
    indicators: tuple[Indicator, ...] = ()
    """Figures that are followed over assessments (`rsp trend`)."""
    clause_visibility: tuple[ClauseVisibility, ...] = ()
    """Clauses that not everybody sees; the text of a published policy is public."""
    visibility: Visibility = Visibility.REVIEWER
    """Who sees the title of the assessment, and why it is closed."""


class OwnReview(Authored, kw_only=True, frozen=True):
    """One stamp of the organisation's own review."""

    control: Identifier
    """The control of the link."""
    clause: Identifier
    """The clause of the link."""
    stamp: Stamp
    """Fingerprint of the clause, then of the control, as read."""
    by: Identifier
    """Who read both sides; one who is not among the parties has reviewed nothing (R21)."""
    date: Moment
    """When."""
    because: Text
    """What was looked at, and why the link holds."""
    bulk: bool = False
    """Written for many links at once: nobody says that each was read by itself."""


class Reviews(Authored, kw_only=True, frozen=True):
    """The reviews file."""

    reviews: tuple[OwnReview, ...] = ()
    """One entry for each link that was reviewed; `rsp review` writes them."""


class CatalogHead(Authored, kw_only=True, frozen=True):
    """`catalog.yaml`."""

    name: Identifier
    """The catalog's name; reports state it beside the verdict."""
    version: Text
    """Its version."""
    policy: Text
    """The edition it implements."""
    publisher: Text
    """Who publishes it; its stamps are the publisher's review, not the organisation's."""


class Catalog(Value, kw_only=True, frozen=True):
    """Controls and evidence types under one name, version and digest."""

    name: str
    version: str
    digest: str
    custom: bool
    controls: dict[str, Control]
    types: dict[str, EvidenceType]


class DeterminationFile(Authored, kw_only=True, frozen=True):
    """A determinations file: one or more determinations."""

    determinations: tuple[Determination, ...]
    """One or more determinations, of one model or of several."""

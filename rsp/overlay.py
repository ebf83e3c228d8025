"""Overlays: what an organisation sets, adds, tightens or, with approval, loosens in a catalog."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from rsp.control import (
    Alternatives,
    Crosswalk,
    Dependency,
    Implements,
    Parameter,
    Severity,
)
from rsp.project import Catalog, Declared
from rsp.requirement import (
    Cadence,
    IndependentOf,
    Join,
    Limit,
    Method,
    Operation,
    Reliability,
    Requirement,
    Validation,
)
from rsp.threshold import Approval
from rsp.value import Authored, Identifier, Text, Value
from rsp.visibility import Visibility


class RequirementSet(Authored, kw_only=True, frozen=True):
    """Values of a requirement that take the place of the catalog's."""

    title: Text | None = None
    """What the evidence shows, as one statement."""
    type: Identifier | None = None
    """The evidence type that shows it."""
    method: Method | None = None
    """How the evidence is obtained."""
    operation: Operation | None = None
    """What the evidence has to show over time (R4)."""
    min_reliability: Reliability | None = None
    """What a record has to be worth at least to help (R11)."""
    for_each: str | tuple[str, ...] | None = None
    """What it is asked for, as in a control."""
    where: Annotated[str, msgspec.Meta(max_length=4000)] | None = None
    """CEL over asset, model or event."""
    max_age: Limit | None = None
    """How old the newest observation may be (R3)."""
    cadence: Cadence | None = None
    """The longest stretch without an observation, or a unit of the calendar (R4)."""
    tolerance: Limit | None = None
    """The longest hole (R4)."""
    max_lag: Limit | None = None
    """How long after the observation it may be collected (R2)."""
    correct_within: Limit | None = None
    """How soon an exception must be corrected (R8)."""
    grace: Limit | None = None
    """How long nothing is due for a new asset (R4)."""
    judgement: Text | None = None
    """The question that a reviewer must answer (R22)."""
    visibility: Visibility | None = None
    """Who sees what it says; never more than see its control."""


class RequirementAdd(Authored, kw_only=True, frozen=True):
    """What a requirement asks for besides."""

    independent_of: tuple[IndependentOf, ...] = ()
    """Of whom the producer has to be independent besides."""
    with_: dict[str, Join] = msgspec.field(name="with", default_factory=dict)
    """Further records that validations read under these names."""
    validations: tuple[Validation, ...] = ()
    """Further rules that have to be true of every record."""


class Unset(StrEnum):
    """What a requirement may be without."""

    FOR_EACH = "for_each"
    """It is asked of the organisation, once."""
    WHERE = "where"
    """It is asked for every asset of its type."""
    MAX_AGE = "max_age"
    """An observation of any age will do."""
    CADENCE = "cadence"
    """Nothing says how often to look."""
    TOLERANCE = "tolerance"
    """No hole is tolerated."""
    MAX_LAG = "max_lag"
    """It may be collected at any time after the observation."""
    CORRECT_WITHIN = "correct_within"
    """An exception in the period stays (R8)."""
    GRACE = "grace"
    """It is due from the day an asset enters service."""
    JUDGEMENT = "judgement"
    """No reviewer is asked."""


class RequirementRemove(Authored, kw_only=True, frozen=True):
    """What a requirement does not ask for any more."""

    keys: tuple[Unset, ...] = ()
    """Keys that it is without from now on."""
    independent_of: tuple[IndependentOf, ...] = ()
    """Of whom the producer need not be independent any more."""
    with_: tuple[Identifier, ...] = msgspec.field(name="with", default=())
    """Names of joined records."""
    validations: tuple[Text, ...] = ()
    """Rules, in the words of the catalog."""


class RequirementChange(Authored, kw_only=True, frozen=True):
    """What becomes of one requirement: first what is removed, then what is set and added."""

    set: RequirementSet = RequirementSet()
    """Values that take the place of the catalog's."""
    add: RequirementAdd = RequirementAdd()
    """What is asked for besides."""
    remove: RequirementRemove = RequirementRemove()
    """What is asked for no more."""


class ControlSet(Authored, kw_only=True, frozen=True):
    """Values of a control that take the place of the catalog's."""

    title: Text | None = None
    """What is done, as one statement."""
    owner: Identifier | None = None
    """The role that answers for it; a party of the project."""
    severity: Severity | None = None
    """How much depends on it."""
    statement: Text | None = None
    """What is done, by whom, to what."""
    rationale: Text | None = None
    """Why it satisfies the clauses, and what goes wrong without it."""
    visibility: Visibility | None = None
    """Who sees what it says."""


class ControlAdd(Authored, kw_only=True, frozen=True):
    """What a control has besides."""

    implements: tuple[Implements, ...] = ()
    """Further clauses, without a stamp: `rsp review` writes the organisation's own."""
    depends_on: tuple[Dependency, ...] = ()
    """Further controls that it is worth nothing without."""
    parameters: dict[str, Parameter] = {}
    """Further parameters; what they are set to stands in `parameters` of the control."""
    evidence: tuple[Requirement, ...] = ()
    """Further requirements, whole."""
    any_of: tuple[Alternatives, ...] = ()
    """Further groups of requirements of which one is enough."""
    crosswalk: tuple[Crosswalk, ...] = ()
    """Further entries on other frameworks."""


class ControlRemove(Authored, kw_only=True, frozen=True):
    """What a control has no more, by ids."""

    implements: tuple[Identifier, ...] = ()
    """Clauses."""
    depends_on: tuple[Identifier, ...] = ()
    """Controls."""
    parameters: tuple[str, ...] = ()
    """Parameters, by name."""
    evidence: tuple[Identifier, ...] = ()
    """Requirements."""
    any_of: tuple[Identifier, ...] = ()
    """Groups; their requirements stay, each by itself."""


class ControlChange(Authored, kw_only=True, frozen=True):
    """What becomes of one control: first what is removed, then what is set and added."""

    set: ControlSet = ControlSet()
    """Values that take the place of the catalog's."""
    parameters: dict[str, Declared] = {}
    """Values of its parameters, each with its reason, as in `rsp.yaml`."""
    requirements: dict[Identifier, RequirementChange] = {}
    """By id of the catalog's requirement."""
    add: ControlAdd = ControlAdd()
    """What the control has besides."""
    remove: ControlRemove = ControlRemove()
    """What the control has no more."""


class Loosening(Authored, kw_only=True, frozen=True):
    """Approval of one change that asks for less, or of which only a reader can tell."""

    change: Identifier
    """Its code, as the diagnostic `overlay-loosens` states it: `max-age-longer`."""
    at: Text
    """What it changes, as stated there: `control/SEC-WGT-02/evidence/approvals/max_age`."""
    was: Text | None = None
    """The catalog's value, as stated there: should the catalog change, the approval ends."""
    becomes: Text | None = None
    """The overlay's value, as stated there: nobody approved any other."""
    reason: Text
    """Why the organisation asks for less."""
    approvals: Annotated[tuple[Approval, ...], msgspec.Meta(min_length=1)]
    """By roles that the edition names for deviations; not by the control's owner."""


class Overlay(Authored, kw_only=True, frozen=True):
    """`overlay.yaml`: how the catalog of a project differs from the one it names.

    Whole new controls and evidence types lie beside it, as in a catalog.
    """

    because: Text
    """Why the organisation differs from the catalog."""
    controls: dict[Identifier, ControlChange] = {}
    """By id of the catalog's control."""
    remove: tuple[Identifier, ...] = ()
    """Controls of the catalog that the organisation does without."""
    loosening: tuple[Loosening, ...] = ()
    """Every change that is not plainly a tightening, approved one by one."""


class Overlaid(Value, kw_only=True, frozen=True):
    """An overlay that was laid over a catalog."""

    overlay: Overlay
    base: Catalog
    """The catalog without it."""
    digest: str
    """SHA-256 over the digests of the overlay's files, in the order of their names."""

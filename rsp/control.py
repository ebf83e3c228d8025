"""Controls: what the organisation does to satisfy clauses; one file each."""

from __future__ import annotations

from enum import StrEnum

from rsp.requirement import Requirement
from rsp.time import Moment
from rsp.value import Authored, Identifier, Stamp, Text
from rsp.visibility import Visibility


class Severity(StrEnum):
    """How much depends on a control, from most to least."""

    CRITICAL = "critical"
    """Without it the protection fails."""
    HIGH = "high"
    """Without it the protection is much weaker."""
    MEDIUM = "medium"
    """Without it the protection is weaker, or its failure would be seen late."""
    LOW = "low"
    """It supports others."""

    @property
    def rank(self) -> int:
        """0 for critical to 3 for low."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Review(Authored, kw_only=True, frozen=True):
    """A stamp over clause and control, set by a person who read both sides (R21)."""

    stamp: Stamp
    """Fingerprint of the clause, then of the control, as read."""
    by: Identifier
    """Who read both sides."""
    date: Moment
    """When."""
    because: Text
    """What was looked at, and why the link holds."""
    bulk: bool = False
    """Written for many links at once: nobody says that each was read by itself."""


class Implements(Authored, kw_only=True, frozen=True):
    """A link from a control to a clause."""

    clause: Identifier
    """The clause, by its printed id."""
    by: tuple[Identifier, ...] = ()
    """The requirements that carry this clause; empty: all of them."""
    reviewed: Review | None = None
    """The publisher's review of the link; written by `rsp review`, never by hand (R21)."""


class Dependency(Authored, kw_only=True, frozen=True):
    """A control this one is worth nothing without."""

    control: Identifier
    """The control it rests on."""
    because: Text
    """Why it is worth nothing without that one."""


class ParameterType(StrEnum):
    """The kind of a parameter's value."""

    DURATION = "duration"
    """An ISO 8601 duration, as text: `P31D`."""
    INTEGER = "integer"
    """A whole number."""
    NUMBER = "number"
    """A number, with or without a fraction."""
    STRING = "string"
    """Text."""
    BOOLEAN = "boolean"
    """True or false."""


class Stricter(StrEnum):
    """In which direction a value is stricter."""

    LOWER = "lower"
    """A lower value asks for more."""
    HIGHER = "higher"
    """A higher value asks for more."""
    NEITHER = "neither"
    """No value asks for more than another."""


class Parameter(Authored, kw_only=True, frozen=True):
    """A value the assessed organisation sets."""

    type: ParameterType
    """The kind of value."""
    description: Text
    """What the value means, and its unit."""
    stricter: Stricter = Stricter.NEITHER
    """In which direction a value asks for more; an overlay may move it only that way without
    approval."""
    minimum: str | int | float | None = None
    """The least value that is allowed."""
    maximum: str | int | float | None = None
    """The greatest value that is allowed."""
    default: str | int | float | bool | None = None
    """Used when the project declares none; not allowed where the policy leaves the value open."""
    policy_leaves_open: bool = False
    """The policy names no value: the organisation must declare one, with its reason."""


class Relation(StrEnum):
    """How a control relates to an outside control (OSCAL mapping words)."""

    EQUAL = "equal"
    """The same words."""
    EQUIVALENT = "equivalent"
    """Other words, the same demand."""
    SUBSET = "subset"
    """This control asks for less; all of it is asked for there."""
    SUPERSET = "superset"
    """This control asks for all of that, and for more."""
    INTERSECTS = "intersects"
    """They overlap; neither contains the other."""


class Basis(StrEnum):
    """Where a crosswalk entry comes from."""

    INFERRED = "inferred"
    """Read out of the two texts by whoever wrote the entry."""
    STATED = "stated"
    """Stated by the policy or by the framework itself."""


class Crosswalk(Authored, kw_only=True, frozen=True):
    """A related control or clause of another framework."""

    framework: Identifier
    """The other framework, such as `nist-800-53r5`."""
    id: Text
    """The id there, such as `ac-3.2`."""
    relation: Relation
    """How this control relates to that one."""
    basis: Basis
    """Where the entry comes from."""


class Alternatives(Authored, kw_only=True, frozen=True):
    """Requirements of which one is enough; they share `for_each`, `where` and `grace`."""

    id: Identifier
    """The name of the group within the control."""
    of: tuple[Identifier, ...]
    """The ids of the requirements of which one is enough."""


class Control(Authored, kw_only=True, frozen=True):
    """What the organisation does to satisfy clauses, and the evidence that shows it."""

    id: Identifier
    """Its stable id; the file is named after it."""
    title: Text
    """What is done, as one statement."""
    standard: str
    """The standard it belongs to: `asl-3/security`, `asl-3/deployment`, `procedure`,
    `commitments`."""
    owner: Identifier
    """The role that answers for it; a party of the project."""
    severity: Severity
    """How much depends on it; decides who may approve a waiver."""
    statement: Text
    """What is done, by whom, to what."""
    rationale: Text
    """Why it satisfies the clauses, and what goes wrong without it."""
    implements: tuple[Implements, ...] = ()
    """The clauses it answers, each with the review of that link."""
    depends_on: tuple[Dependency, ...] = ()
    """Controls that it is worth nothing without (R13)."""
    parameters: dict[str, Parameter] = {}
    """Values that the organisation sets, by name; expressions read them as `params.<name>`."""
    evidence: tuple[Requirement, ...] = ()
    """What has to be shown; a control without a requirement shows nothing."""
    any_of: tuple[Alternatives, ...] = ()
    """Groups of requirements of which one is enough; requirements in no group must all be met."""
    crosswalk: tuple[Crosswalk, ...] = ()
    """Where other frameworks ask for something like it; informative."""
    visibility: Visibility = Visibility.PUBLIC
    """Who sees what it says; its status is shown to everybody."""

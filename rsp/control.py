"""Controls: what the organisation does to satisfy clauses; one file each."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from rsp.requirement import Requirement
from rsp.time import Moment
from rsp.value import Authored, Identifier, Text
from rsp.visibility import Visibility


class Severity(StrEnum):
    """How much depends on a control, from most to least."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for critical to 3 for low."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Review(Authored, kw_only=True, frozen=True):
    """A stamp over clause and control, set by a person who read both sides (R21)."""

    stamp: Annotated[str, msgspec.Meta(pattern=r"^v1:[0-9a-f]{32}/[0-9a-f]{32}\Z")]
    """Fingerprint of the clause, then of the control, as read."""
    by: Identifier
    date: Moment
    because: Text
    bulk: bool = False
    """Written for many links at once: nobody says that each was read by itself."""


class Implements(Authored, kw_only=True, frozen=True):
    """A link from a control to a clause."""

    clause: Identifier
    by: tuple[Identifier, ...] = ()
    """The requirements that carry this clause; empty: all of them."""
    reviewed: Review | None = None


class Dependency(Authored, kw_only=True, frozen=True):
    """A control this one is worth nothing without."""

    control: Identifier
    because: Text


class ParameterType(StrEnum):
    """The kind of a parameter's value."""

    DURATION = "duration"
    INTEGER = "integer"
    NUMBER = "number"
    STRING = "string"
    BOOLEAN = "boolean"


class Stricter(StrEnum):
    """In which direction a value is stricter."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class Parameter(Authored, kw_only=True, frozen=True):
    """A value the assessed organisation sets."""

    type: ParameterType
    description: Text
    stricter: Stricter = Stricter.NEITHER
    minimum: str | int | float | None = None
    maximum: str | int | float | None = None
    default: str | int | float | bool | None = None
    """Used when the project declares none; not allowed where the policy leaves the value open."""
    policy_leaves_open: bool = False
    """The policy names no value: the organisation must declare one, with its reason."""


class Relation(StrEnum):
    """How a control relates to an outside control (OSCAL mapping words)."""

    EQUAL = "equal"
    EQUIVALENT = "equivalent"
    SUBSET = "subset"
    SUPERSET = "superset"
    INTERSECTS = "intersects"


class Basis(StrEnum):
    """Where a crosswalk entry comes from."""

    INFERRED = "inferred"
    STATED = "stated"


class Crosswalk(Authored, kw_only=True, frozen=True):
    """A related control or clause of another framework."""

    framework: Identifier
    id: Text
    relation: Relation
    basis: Basis


class Alternatives(Authored, kw_only=True, frozen=True):
    """Requirements of which one is enough; they share `for_each`, `where` and `grace`."""

    id: Identifier
    of: tuple[Identifier, ...]


class Control(Authored, kw_only=True, frozen=True):
    """What the organisation does to satisfy clauses, and the evidence that shows it."""

    id: Identifier
    title: Text
    standard: str
    """The standard it belongs to: `asl-3/security`, `asl-3/deployment`, `procedure`,
    `commitments`."""
    owner: Identifier
    """The role that answers for it; a party of the project."""
    severity: Severity
    statement: Text
    """What is done, by whom, to what."""
    rationale: Text
    """Why it satisfies the clauses, and what goes wrong without it."""
    implements: tuple[Implements, ...] = ()
    depends_on: tuple[Dependency, ...] = ()
    parameters: dict[str, Parameter] = {}
    evidence: tuple[Requirement, ...] = ()
    any_of: tuple[Alternatives, ...] = ()
    """Groups of requirements of which one is enough; requirements in no group must all be met."""
    crosswalk: tuple[Crosswalk, ...] = ()
    visibility: Visibility = Visibility.PUBLIC
    """Who sees what it says; its status is shown to everybody."""

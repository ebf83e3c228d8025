"""The comparison: what a change of the policy weakens, and what it does to today's verdicts.

The JSON of `rsp diff` is this model as it stands; its schema is generated from these types.
"""

from __future__ import annotations

from typing import Literal

from checker.report.model import Exit, Tool
from rsp.value import Value

SCHEMA = "rsp-diff/v1"

SideName = Literal["base", "head"]
KindWord = Literal["weaker", "undecidable", "stronger", "neutral"]
ThingWord = Literal["gate", "standard", "control", "clause", "instance"]
How = Literal["eased", "worse", "better", "other"]


class CatalogHead(Value, frozen=True, kw_only=True):
    """The catalog of a side."""

    name: str
    version: str
    digest: str
    source: Literal["shipped", "custom"]
    """`shipped`: that of the tool which compares, on whichever side it is named."""
    overlay: bool
    """Whether an overlay of the project lies over it; the digest covers both."""


class Head(Value, frozen=True, kw_only=True):
    """One side of the comparison."""

    asked: str
    """As it was named."""
    kind: Literal["revision", "folder", "saved"]
    commit: str | None
    """Of a revision."""
    prefix: str
    """What stands before the paths of its files where they are shown: `main:policy/`."""
    organization: str | None
    policy: str | None
    """The edition; null, like the two below, where there is no project that can be used."""
    policy_digest: str | None
    catalog: CatalogHead | None
    errors: int
    """Errors in its files, for which the comparison is not whole."""


class Place(Value, frozen=True, kw_only=True):
    """Where something stands on a side."""

    file: str
    line: int
    column: int
    there: bool
    """Whether it is there; if not, this is the nearest around where it would be."""


class CaseApart(Value, frozen=True, kw_only=True):
    """A case beside a control that two versions of an expression judge differently."""

    name: str
    side: SideName
    """Whose cases file it is in."""
    file: str
    line: int
    old: str
    """`true`, `false`, `error`, `too-large`."""
    new: str


class Accepted(Value, frozen=True, kw_only=True):
    """The entry of the head that accepts a change."""

    by: str
    date: str
    because: str
    file: str
    line: int


class PolicyChange(Value, frozen=True, kw_only=True):
    """One change of the policy."""

    id: str
    """Stable; covers what changed and the content of both sides."""
    kind: KindWord
    """`undecidable` counts as weaker until somebody has looked at it."""
    change: str
    """Stable code: `max-age-longer`."""
    at: str
    """What changed, by ids: `control/SEC-A/evidence/sessions/max_age`."""
    was: str | None
    """The old value; a digest where it is long or has parts, null where there is none."""
    becomes: str | None
    """The new value likewise."""
    sentence: str
    because: str
    """Why it is of its kind."""
    base: Place
    head: Place
    cases: tuple[CaseApart, ...]
    """Those that show a weakening first."""
    accepted: Accepted | None
    """Null where nobody accepted it, or nobody has to."""


class Counts(Value, frozen=True, kw_only=True):
    """How many changes of each kind there are."""

    weaker: int
    undecidable: int
    stronger: int
    neutral: int
    accepted: int
    """Of those that are weaker or undecidable."""


class Policy(Value, frozen=True, kw_only=True):
    """The first part."""

    changes: tuple[PolicyChange, ...]
    """Worst first, then by `at`."""
    counts: Counts


class Moved(Value, frozen=True, kw_only=True):
    """One word that is not the same by both policies."""

    kind: ThingWord
    subject: str | None
    """Whom it is about; null for instances and the gate."""
    id: str
    before: str | None
    """By the base; null where that knows it not."""
    after: str | None
    """By the head likewise."""
    how: How
    """`eased`: it did not pass and does, or is gone; `worse`, `better`: towards failing or passing
    otherwise; `other`: it passes by both."""


class Posture(Value, frozen=True, kw_only=True):
    """The second part."""

    same_evidence: bool
    """Whether both sides judged the evidence of the head: what eased then passes only because the
    policy changed. Saved assessments each have their own."""
    base_as_of: str
    head_as_of: str
    moved: tuple[Moved, ...]
    """Gate, standards, clauses, controls, instances; of each kind what eased first."""


class Finding(Value, frozen=True, kw_only=True):
    """A diagnostic about a file of a side."""

    side: SideName
    code: str
    level: Literal["error", "warning", "note"]
    message: str
    help: str | None
    file: str
    line: int
    column: int


class Diff(Value, frozen=True, kw_only=True):
    """A comparison."""

    schema: str
    tool: Tool
    exit: Exit
    fail_on: tuple[Literal["weaker", "posture"], ...]
    base: Head
    head: Head
    policy: Policy | None
    """Null where it cannot be compared; `policy_because` says why."""
    policy_because: str | None
    posture: Posture | None
    """Null where it cannot be compared; `posture_because` says why."""
    posture_because: str | None
    diagnostics: tuple[Finding, ...]
    """What is wrong with files, so that the comparison is not whole, and with approvals."""

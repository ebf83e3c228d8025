"""The assessed project as authored: `rsp.yaml` and the files it names."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from rsp.control import Control
from rsp.evidence import EvidenceType
from rsp.threshold import Determination
from rsp.time import Duration, Moment
from rsp.value import Authored, Digest, Identifier, Text, Value
from rsp.visibility import Visibility

RelativePath = Annotated[
    str, msgspec.Meta(min_length=1, description="POSIX path inside the project.")
]


_ANNOUNCED = Duration.parse("P30D")


class Period(Authored, kw_only=True, frozen=True):
    """The period under assessment."""

    start: Moment
    end: Moment | None = None
    """Last day; an assessment date after it is refused."""


class Closed(Authored, kw_only=True, frozen=True):
    """Marks a finished assessment (R1)."""

    as_of: Moment
    because: Text


class Declared(Authored, kw_only=True, frozen=True):
    """A parameter value, and why it is adequate."""

    value: str | int | float | bool
    because: Text


class ConditionDeclared(Authored, kw_only=True, frozen=True):
    """States that the condition of conditional clauses is given; denial takes a deviation."""

    condition: Identifier
    because: Text


class PermissionUsed(Authored, kw_only=True, frozen=True):
    """Records the use of a `may` clause: its conditions apply from then on."""

    clause: Identifier
    because: Text


class Activated(Authored, kw_only=True, frozen=True):
    """A standard the organisation put in force voluntarily (R15)."""

    standard: str
    model: Identifier
    date: Moment
    because: Text


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

    @property
    def announced(self) -> Duration:
        """How long before its end a deviation is announced."""
        return self.announce_expiry or _ANNOUNCED


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
    HIGHER = "higher"


class Indicator(Authored, kw_only=True, frozen=True):
    """A figure that is followed over time; it bears on no verdict and on no gate."""

    id: Identifier
    title: Text
    type: Identifier
    """The evidence type it is read from: the newest sound record for each asset."""
    value: Text
    """CEL over `evidence`, the payload, that gives a number."""
    unit: Text
    """What the number counts: `share of prompts`, `hours`."""
    better: Better
    assets: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)] | None = None
    """Subject keys it is read for; all that records of the type name where it is absent."""
    visibility: Visibility = Visibility.REVIEWER
    """Who sees the figure and what it is read from; assets and records keep their own."""


class ClauseVisibility(Authored, kw_only=True, frozen=True):
    """A clause that not everybody sees."""

    clause: Identifier
    visibility: Visibility
    """Who sees what it says; its status is shown to everybody."""


class Settings(Authored, kw_only=True, frozen=True):
    """`rsp.yaml`."""

    organization: Identifier
    """The party that is assessed."""
    title: Text | None = None
    policy: Text
    """The policy edition, such as `rsp-2.2`."""
    catalog: Text
    """`shipped`, or the path of a catalog folder that replaces it (reported as custom)."""
    overlay: RelativePath | None = None
    """What the organisation sets, adds, tightens or, with approval, loosens in that catalog: a
    folder with an `overlay.yaml` and new controls and evidence types, or such a file alone."""
    period: Period
    closed: Closed | None = None
    inventory: RelativePath
    parties: RelativePath
    determinations: RelativePath
    """A folder of determinations, one file each."""
    evidence: RelativePath
    """The folder of the evidence store."""
    deviations: RelativePath | None = None
    reviews: RelativePath | None = None
    """The organisation's own review stamps, written by `rsp review`."""
    pins: Pins | None = None
    """The versions that the verdict rests on; absent: an upgrade of the tool can move it."""
    parameters: dict[str, dict[str, Declared]] = {}
    conditions: tuple[ConditionDeclared, ...] = ()
    permissions: tuple[PermissionUsed, ...] = ()
    activated: tuple[Activated, ...] = ()
    gate: Gate = Gate()
    indicators: tuple[Indicator, ...] = ()
    """Figures that are followed over assessments (`rsp trend`)."""
    clause_visibility: tuple[ClauseVisibility, ...] = ()
    """Clauses that not everybody sees; the text of a published policy is public."""
    visibility: Visibility = Visibility.REVIEWER
    """Who sees the title of the assessment, and why it is closed."""


class OwnReview(Authored, kw_only=True, frozen=True):
    """One stamp of the organisation's own review."""

    control: Identifier
    clause: Identifier
    stamp: Annotated[str, msgspec.Meta(pattern=r"^v1:[0-9a-f]{32}/[0-9a-f]{32}\Z")]
    by: Identifier
    """Who read both sides; one who is not among the parties has reviewed nothing (R21)."""
    date: Moment
    because: Text
    bulk: bool = False
    """Written for many links at once: nobody says that each was read by itself."""


class Reviews(Authored, kw_only=True, frozen=True):
    """The reviews file."""

    reviews: tuple[OwnReview, ...] = ()


class CatalogHead(Authored, kw_only=True, frozen=True):
    """`catalog.yaml`."""

    name: Identifier
    version: Text
    policy: Text
    """The edition it implements."""
    publisher: Text


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

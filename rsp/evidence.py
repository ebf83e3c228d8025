"""Evidence records and evidence types: what was collected, and what shape it has to have."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import msgspec

from rsp.requirement import Reliability
from rsp.time import Moment, Span, TimeError, instant_text
from rsp.value import Authored, Digest, Identifier, Scalar, Text, Value
from rsp.visibility import Visibility

ORGANIZATION = "organization"
"""The subject key of evidence about the organisation as a whole."""


class Observed(Scalar):
    """When the facts of a record were so: one instant, or `{from, to}`, half-open."""

    __slots__ = ("instant", "span")

    span: Span
    """Of no length for an instant; for a date-only `to` the whole day counts."""
    instant: bool
    """Whether it was written as one instant."""

    def __init__(self, *, span: Span, instant: bool) -> None:
        self._set(span=span, instant=instant)

    @classmethod
    def parse(cls, written: object) -> Observed:
        """Read a string or a mapping of `from` and `to`; raises TimeError where it ends before
        it starts."""
        if isinstance(written, str):
            moment = Moment.parse(written)
            return cls(span=Span(start=moment.earliest, end=moment.earliest), instant=True)
        if not isinstance(written, dict) or set(written) != {"from", "to"}:
            raise TimeError("an observation is one instant or a mapping of from and to")
        start, end = Moment.parse(str(written["from"])), Moment.parse(str(written["to"]))
        if end.latest <= start.earliest:
            raise TimeError("an observation ends after it starts")
        return cls(span=Span(start=start.earliest, end=end.latest), instant=False)

    def __str__(self) -> str:
        return instant_text(self.span.start) if self.instant else str(self.span)


class Source(Authored, kw_only=True, frozen=True):
    """How a record was obtained and how complete it is."""

    system: Text
    """The system or place it came from."""
    query: Text | None = None
    """How it was taken out: a query, an export, an address."""
    rows: Annotated[int, msgspec.Meta(ge=0)] | None = None
    """How many rows the source returned; with a sample, the size of the population."""


class Sample(Authored, kw_only=True, frozen=True):
    """What was drawn when the payload holds a sample and not the whole population."""

    population: Annotated[int, msgspec.Meta(ge=1)]
    """How many rows there were to draw from; `source.rows` says the same."""
    method: Text
    """How the rows were drawn, so that somebody else draws the same ones."""
    size: Annotated[int, msgspec.Meta(ge=1)]
    """How many rows were drawn; the payload holds as many."""
    seed: int | None = None
    """Where the draw began: the seed of the generator, or the first row of a regular draw; without
    it the draw cannot be repeated, and the record cannot help."""
    exceptions: Annotated[int, msgspec.Meta(ge=0)] | None = None
    """How many of the rows that were drawn deviate; absent: not stated, and the record cannot
    help."""


class Producer(Authored, kw_only=True, frozen=True):
    """Who made the record."""

    party: Identifier
    """The party that made it, as the parties file names it."""


class Artifact(Authored, kw_only=True, frozen=True):
    """A file of the record: beside it (`path`), or kept elsewhere (`uri`, `custodian`) and then not
    presented: until its bytes are there the record cannot help."""

    sha256: Digest
    """SHA-256 over its bytes."""
    path: str | None = None
    """Where it lies, relative to the record; its bytes are compared with the digest."""
    media_type: str | None = None
    """What kind of file it is, such as `application/pdf`."""
    uri: str | None = None
    """Where else it is kept."""
    custodian: Identifier | None = None
    """Who keeps it, and can be asked for it."""


class RecordSuperseded(Authored, kw_only=True, frozen=True):
    """Names the record this one replaces, and why (R10)."""

    record: Identifier
    """The id of the record that is replaced; it stays in the register."""
    because: Text
    """Why it is replaced."""


class EvidenceRecord(Authored, kw_only=True, frozen=True):
    """One collected item: metadata, payload, artifacts."""

    id: Identifier
    """Its stable id; the manifest knows it by this."""
    type: Identifier
    """Its evidence type, which says what its payload looks like."""
    assets: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    """Subject keys: `environment/prod-us`, `surface/api+model/atlas-2`, `event/grant/g-17`,
    `organization`."""
    observed: Observed
    """When the facts were so: one instant, or a half-open span."""
    collected_at: Moment
    """When the record was made from its source."""
    source: Source
    """How it was obtained, and how complete it is."""
    produced_by: Producer
    """Who made it; independence is decided on this party (R11)."""
    reliability: Reliability
    """What it claims to be worth; a ceiling (R11)."""
    payload: dict[str, Any] | None = None
    """What it states, in the shape of its evidence type."""
    payload_file: str | None = None
    """Path beside the record of a JSON file with the payload, instead of `payload`."""
    artifacts: tuple[Artifact, ...] = ()
    """The files that it rests on, each with its digest."""
    sample: Sample | None = None
    """What was drawn, where the payload holds a sample and not the whole population."""
    supersedes: RecordSuperseded | None = None
    """The record that it replaces, and why."""
    note: Text | None = None
    """Anything a reader should know about how it came to be; informative."""


class Observes(StrEnum):
    """Whether evidence of a type is about one instant or a stretch of time."""

    INSTANT = "instant"
    """One instant, stated by the field `at`."""
    INTERVAL = "interval"
    """A stretch of time, stated by the fields `from` and `to`."""


class SubjectPath(Authored, kw_only=True, frozen=True):
    """Where a payload shows which assets it is
    about."""

    key: str
    """Template of a subject key (`surface/{surface}+model/{model}`): fields of row or payload."""
    each: str | None = None
    """Dotted path of the array whose rows are the subjects; absent: the payload itself."""


class Bounds(Authored, kw_only=True, frozen=True):
    """Payload fields that bound the observation; they must agree with the record's `observed`."""

    at: str | None = None
    """The field that states the instant."""
    from_: str | None = None
    """The field that states the beginning."""
    to: str | None = None
    """The field that states the end."""


class TypeRules(Authored, kw_only=True, frozen=True):
    """The `x-evidence` part of an evidence type: how its payload relates to its record."""

    observes: Observes
    """Whether a record is about an instant or a stretch of time."""
    bounds: Bounds
    """The payload fields that state when the facts were so."""
    subjects: tuple[SubjectPath, ...] = ()
    """How the payload shows its assets; empty: it is about the organisation."""
    rows: str | None = None
    """Dotted path of the array that `source.rows` counts."""
    summary: str | None = None
    """Dotted path of the field that says in one line what the record states, for registers."""
    complementary: str | None = None
    """Dotted path of the array whose rows name, as `control`, controls of the organisation without
    which what the record states is not so: whatever it is offered for depends on them (R13)."""
    shareable: bool = False
    """Whether the same payload may be offered in several records for different assets (R10)."""
    visibility: Visibility = Visibility.REVIEWER
    """Who sees records of the type, and what is said about them; fields that state a level of their
    own (`x-visibility`) differ from it."""


class EvidenceType(Value, kw_only=True, frozen=True):
    """A kind of payload: a JSON Schema (2020-12) with examples, and how it relates to a record."""

    name: str
    title: str
    schema: dict[str, Any]
    rules: TypeRules
    digest: str
    """SHA-256 over the canonical form of the schema."""

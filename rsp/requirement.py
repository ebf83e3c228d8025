"""Evidence requirements: what must be shown for a control, for which assets, how and how often."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Annotated

import msgspec

from rsp.time import Duration, TimeError
from rsp.unit import CalendarUnit
from rsp.value import Authored, Identifier, Scalar, Text
from rsp.visibility import Visibility


class Method(StrEnum):
    """How evidence is obtained (NIST SP 800-53A)."""

    EXAMINE = "examine"
    """Something is read or inspected."""
    INTERVIEW = "interview"
    """People are asked."""
    TEST = "test"
    """Something is exercised, and what it does is compared with what it should do."""


class Operation(StrEnum):
    """What the evidence has to show over time (R4)."""

    STATE = "state"
    """How things stand at a date: one fresh record is enough; needs `max_age`."""
    INSTANTS = "instants"
    """Looked at again and again: no stretch longer than `cadence` without an observation."""
    CONTINUOUS = "continuous"
    """All of the time: the intervals observed cover the period, but for holes up to `tolerance`."""
    EVENT = "event"
    """Each event of one type, once: `for_each` is `event/<type>`."""


class Reliability(StrEnum):
    """What a record is worth, from least to most (ISA 500)."""

    CLAIM = "claim"
    """Somebody says so; nothing was collected that shows it."""
    REPRESENTATION = "representation"
    """Somebody who answers for it states it in writing, by name and date."""
    RECORD = "record"
    """A system or a process left it behind; needs source, completeness and a digest."""
    INDEPENDENT = "independent"
    """Made by somebody outside the organisation."""

    @property
    def rank(self) -> int:
        """0 for a claim to 3 for independent evidence."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Reliability)}


class IndependentOf(StrEnum):
    """From whom the producer of the evidence has to be independent, but for other requirements."""

    OWNER = "owner"
    """Of whoever owns the control."""
    ORGANIZATION = "organization"
    """Of the assessed organisation."""


_ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
Independence = Annotated[
    str,
    msgspec.Meta(
        pattern=rf"^(owner|organization|{_ID}/{_ID})\Z",
        description="`owner`, `organization`, or another requirement as `CONTROL/requirement`: "
        "nobody who produced evidence for that one may have produced it for this one (R11).",
        examples=["owner", "SEC-TST-01/report"],
    ),
]


class Responsibility(StrEnum):
    """Whose doing a requirement is about, where somebody else operates the asset."""

    OWN = "own"
    """The organisation's, wherever it is done."""
    SHARED = "shared"
    """In part that of whoever operates the asset."""
    INHERITED = "inherited"
    """Wholly that of whoever operates the asset."""


class Limit(Scalar):
    """A length of time: written out, or the value of a parameter (`params.review_interval`)."""

    __slots__ = ("duration", "parameter")

    duration: Duration | None
    parameter: str | None

    def __init__(self, *, duration: Duration | None, parameter: str | None) -> None:
        self._set(duration=duration, parameter=parameter)

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read `P31D` or `params.name`; raises TimeError."""
        if text.startswith("params."):
            return cls(duration=None, parameter=text.removeprefix("params."))
        return cls(duration=Duration.parse(text), parameter=None)

    def __str__(self) -> str:
        return f"params.{self.parameter}" if self.parameter else str(self.duration)


class Cadence(Limit):
    """How often: the longest stretch without an observation, or a unit of the calendar."""

    __slots__ = ("unit",)

    unit: CalendarUnit | None

    def __init__(
        self,
        *,
        duration: Duration | None = None,
        parameter: str | None = None,
        unit: CalendarUnit | None = None,
    ) -> None:
        super().__init__(duration=duration, parameter=parameter)
        self._set(unit=unit)

    @classmethod
    def parse(cls, text: str) -> Cadence:
        """Read `P31D`, `params.name` or `calendar-quarter`; raises TimeError."""
        if text in CALENDAR_UNITS:
            return cls(unit=CalendarUnit(text))
        try:
            limit = Limit.parse(text)
        except TimeError as error:
            raise TimeError(
                f"{text[:40]!r} is neither an ISO 8601 duration (P31D) nor one of "
                f"{', '.join(CALENDAR_UNITS)}"
            ) from error
        return cls(duration=limit.duration, parameter=limit.parameter)

    def _key(self) -> tuple[object, ...]:
        return (self.duration, self.parameter, self.unit)

    def __str__(self) -> str:
        return self.unit.value if self.unit else super().__str__()


CALENDAR_UNITS = tuple(unit.value for unit in CalendarUnit)
"""The words of a cadence by the calendar."""


class Validation(Authored, kw_only=True, frozen=True):
    """A CEL rule over a record's payload, and what it means when it is false."""

    rule: Annotated[
        str,
        msgspec.Meta(
            min_length=1,
            max_length=4000,
            description="CEL over evidence, record, asset, model, event, inventory, params, as_of "
            "and the records joined by `with`; it must be true.",
            examples=["evidence.sessions.all(s, s.approved_by != s.requested_by)"],
        ),
    ]
    message: Text
    """What is wrong when the rule is false."""


class Join(Authored, kw_only=True, frozen=True):
    """Another record that validations read beside the one under test."""

    type: Identifier
    """Its evidence type."""
    within: Limit
    """How far its observation may lie from that of the record under test."""


class SampleRule(Authored, kw_only=True, frozen=True):
    """How much of a population has to be drawn where a record holds a sample of it, and how many
    of those drawn may deviate."""

    at_least: Annotated[int, msgspec.Meta(ge=1)]
    """Rows to draw from any population; all of one that has fewer."""
    percent: Annotated[float, msgspec.Meta(gt=0, le=100)] | None = None
    """Part of the population to draw where that is more, rounded up; absent: no part."""
    exceptions_at_most: Annotated[int, msgspec.Meta(ge=0)] = 0
    """How many of the rows drawn may deviate."""

    def needed(self, population: int) -> int:
        """How many rows of a population have to be drawn: rounded up, and never more than all."""
        part = 0
        if self.percent is not None:
            part = ceil(Fraction(str(self.percent)) * population / 100)
        return min(population, max(self.at_least, part))


class Requirement(Authored, kw_only=True, frozen=True):
    """What must be shown, for which assets, how, how often and how reliably."""

    id: Identifier
    """Its name within the control, such as `approvals`; the catalog knows it as
    `SEC-WGT-02/approvals`."""
    title: Text
    """What the evidence shows, as one statement."""
    type: Identifier
    """The evidence type that shows it."""
    method: Method
    """How the evidence is obtained."""
    operation: Operation
    """What the evidence has to show over time (R4)."""
    min_reliability: Reliability
    """What a record has to be worth at least to help (R11)."""
    for_each: str | tuple[str, ...] | None = None
    """An asset type, a pair of asset types ([surface, model]) or `event/<type>`; none: the
    organisation."""
    where: Annotated[str, msgspec.Meta(max_length=4000)] | None = None
    """CEL over asset, model or event; one it cannot be evaluated for is included (R5)."""
    max_age: Limit | None = None
    """How old the newest observation may be (R3)."""
    cadence: Cadence | None = None
    """For `instants`: the longest stretch without an observation (P31D); or calendar-month,
    calendar-quarter, calendar-year: each that lies wholly in the window has one (R4)."""
    tolerance: Limit | None = None
    """For `continuous`: the longest hole (R4); none when absent."""
    max_lag: Limit | None = None
    """How long after the observation it may be collected (R2)."""
    correct_within: Limit | None = None
    """How soon a later passing record must follow an exception to correct it (R8)."""
    grace: Limit | None = None
    """How long after an asset enters service within the period nothing is due for it yet (R4);
    none when absent."""
    independent_of: tuple[Independence, ...] = ()
    """Of whom whoever produced the record has to be independent."""
    responsibility: Responsibility = Responsibility.OWN
    """Whose doing it is about: `own`, the organisation's wherever it is done; `shared` or
    `inherited`, in part or wholly that of whoever operates the asset (`operated_by`): of an asset
    that an outside party operates, only that party or another outside one can show it (R11)."""
    sample: SampleRule | None = None
    """What a record that holds a sample has to keep to; absent: a sample cannot help."""
    with_: dict[str, Join] = msgspec.field(name="with", default_factory=dict)
    """Records that validations read under these names."""
    validations: tuple[Validation, ...] = ()
    """What has to be true of every record; one that is false is an exception (R8)."""
    judgement: Text | None = None
    """The question that this evidence cannot settle and a reviewer must answer (R22)."""
    visibility: Visibility = Visibility.PUBLIC
    """Who sees what it says; never more than see its control."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The asset types, or `event/<type>`, that it is for each of; none: the organisation."""
        if self.for_each is None:
            return ()
        return (self.for_each,) if isinstance(self.for_each, str) else self.for_each

"""The forecast: what each thing is on the first day, every change after it, and its causes.

The JSON forecast is this model as it stands; its schema is generated from these types. Version 1.
"""

from __future__ import annotations

from typing import Literal

from checker.report.model import Exit, Tool
from rsp.value import Value

SCHEMA = "rsp-forecast/v1"

ThingKind = Literal["gate", "standard", "model", "activity", "control", "clause"]
EventKind = Literal[
    "instance",
    "judgement",
    "deviation",
    "determination",
    "activation",
    "record",
    "asset",
    "event",
    "period",
]
Direction = Literal["worse", "better", "neutral"]
ThingStatus = Literal[
    "absent",
    "passed",
    "failed",
    "conformant",
    "not-conformant",
    "undetermined",
    "not-assessed",
    "not-required",
    "no forbidding clause found",
    "forbidden",
    "satisfied",
    "substituted",
    "informative",
    "not-applicable",
    "not-in-force",
    "gap",
    "uncovered",
    "undermined",
]


class Event(Value, frozen=True, kw_only=True):
    """Something that happens on a day by the date alone, and that statuses follow from."""

    id: str
    """Of the instance; else `judgement/CONTROL/requirement`, `deviation/ID`, `record/ID`,
    `determination/MODEL/THRESHOLD`, `activation/MODEL/STANDARD`, `asset/TYPE/ID`,
    `event/TYPE/ID`, `period`."""
    kind: EventKind
    direction: Direction
    before: str
    """Status or state until the day before; `absent` where there was none."""
    after: str
    codes: tuple[str, ...]
    """Reason codes of an instance (`rsp explain CODE`)."""
    because: tuple[str, ...]
    """Sentences, with the dates and limits that decide."""
    records: tuple[str, ...]
    """Ids of the records concerned."""
    control: str | None
    """Of an instance or a judgement."""


class Change(Value, frozen=True, kw_only=True):
    """A thing has another status from a day on."""

    kind: ThingKind
    subject: str | None
    """`model/atlas-2` or `organization`; null for the gate."""
    id: str
    direction: Direction
    before: ThingStatus
    after: ThingStatus
    red: bool
    """Whether it is red from this day on."""
    roots: tuple[str, ...]
    """Ids of events of the day that it follows from; empty where only `because` tells."""
    because: tuple[str, ...]
    """What the assessment of the day says of it."""


class Day(Value, frozen=True, kw_only=True):
    """A day on which something changes."""

    date: str
    projection: bool
    """Whether it begins after the clock."""
    events: tuple[Event, ...]
    changes: tuple[Change, ...]


class Turn(Value, frozen=True, kw_only=True):
    """A stretch of days on which a thing is red."""

    first: str
    """The first such day."""
    last: str | None
    """The last one; null where it is still red on the last day of the forecast."""


class Thing(Value, frozen=True, kw_only=True):
    """Something that can be red, over all days of the forecast."""

    kind: ThingKind
    subject: str | None
    id: str
    start: ThingStatus
    """Its status on the first day; `absent` where it comes into being later."""
    red_now: bool
    """Whether it is red on the first day."""
    red_from: str | None
    """The first day on which it is red and was not the day before; null if there is none."""
    red: tuple[Turn, ...]
    end: ThingStatus
    """Its status on the last day."""
    because: tuple[str, ...]
    """Why it is red on the first day, where it is."""


class About(Value, frozen=True, kw_only=True):
    """What was assessed, against what."""

    organization: str
    title: str | None
    project_digest: str
    policy: str
    """The edition."""
    policy_digest: str
    catalog: str
    catalog_version: str
    catalog_digest: str
    catalog_custom: bool
    """Whether it replaces the shipped one."""


class Projected(Value, frozen=True, kw_only=True):
    """The days of the forecast."""

    first: str
    source: Literal["argument", "closed", "clock"]
    """Where the first day comes from."""
    last: str
    days: int
    projected_from: str | None
    """The first day that begins after the clock: a projection, which never passes a gate."""
    arriving: tuple[str, ...]
    """Ids of records that are in the store and known only on a later day of the forecast."""


class Forecast(Value, frozen=True, kw_only=True):
    """What turns red when, if nothing new arrives. The gate of a day is what it would say on that
    day; that a projection never passes is left out of it."""

    schema: str
    tool: Tool
    exit: Exit
    horizon: Projected
    closed_because: str | None
    partial: tuple[str, ...]
    """Options that narrowed it; a narrowed forecast is partial."""
    about: About
    things: tuple[Thing, ...]
    days: tuple[Day, ...]

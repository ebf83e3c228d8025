"""A saved assessment, as far as a comparison reads it; what else a report holds is passed over.

UnusableReport    it is a report and cannot be compared; the message says why
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from checker.assess.assessment import Shown, Status, Verdict
from checker.report.model import (
    AsOf,
    CatalogHead,
    Edition,
    Exit,
    Gate,
    Indicator,
    Period,
    PolicyHead,
    Tool,
)
from rsp.time import Moment, TimeError
from rsp.value import Value

_HIGHEST_EXIT = 4


class UnusableReport(ValueError):
    """A report that contradicts itself; the message says how."""


class SavedProject(Value, frozen=True, kw_only=True):
    """What was assessed."""

    organization: str
    digest: str
    rules_digest: str | None = None


class SavedStandard(Value, frozen=True, kw_only=True):
    """A verdict."""

    id: str
    verdict: Verdict


class SavedStatus(Value, frozen=True, kw_only=True):
    """The status of a clause or control."""

    id: str
    status: Status


class SavedSubject(Value, frozen=True, kw_only=True):
    """What was found about a subject."""

    id: str
    standards: tuple[SavedStandard, ...]
    clauses: tuple[SavedStatus, ...]
    controls: tuple[SavedStatus, ...]


class SavedInstance(Value, frozen=True, kw_only=True):
    """The status of an instance."""

    id: str
    status: Shown


class SavedControl(Value, frozen=True, kw_only=True):
    """A control of the catalog."""

    id: str


class Saved(Value, frozen=True, kw_only=True):
    """One saved assessment."""

    schema: str
    digest: str
    """What it states of itself; `Assessed.digest` is that of the file."""
    tool: Tool
    exit: Exit
    gate: Gate
    as_of: AsOf
    period: Period
    partial: tuple[str, ...]
    project: SavedProject
    policy: PolicyHead
    catalog: CatalogHead
    subjects: tuple[SavedSubject, ...]
    controls: tuple[SavedControl, ...]
    instances: tuple[SavedInstance, ...]
    indicators: tuple[Indicator, ...] = ()
    edition: Edition | None = None


class Assessed(Value, frozen=True, kw_only=True):
    """A saved assessment that was read from a file, and its date as an instant."""

    file: str
    digest: str
    """SHA-256 of the file."""
    at: datetime
    saved: Saved


def assessed(file: str, digest: str, saved: Saved) -> Assessed:
    """The assessment with its instant; raises UnusableReport where it contradicts itself."""
    try:
        instant = Moment.parse(saved.as_of.instant).earliest
        date = Moment.parse(saved.as_of.date).latest
    except TimeError as error:
        raise UnusableReport(f"its date is no date: {error}") from error
    if instant != date:
        raise UnusableReport("its date and its instant are not the same")
    if not 0 <= saved.exit.code <= _HIGHEST_EXIT:
        raise UnusableReport("it states an exit code that does not exist")
    if saved.edition is not None:
        raise UnusableReport("it is an edition for others, in which names are withheld")
    _distinct("subject", (one.id for one in saved.subjects))
    _distinct("instance", (one.id for one in saved.instances))
    _distinct("control", (one.id for one in saved.controls))
    _distinct(
        "value of an indicator",
        (f"{one.id} {each.asset}" for one in saved.indicators for each in one.values),
    )
    for one in saved.subjects:
        _distinct(f"standard of {one.id[:80]}", (each.id for each in one.standards))
        _distinct(f"clause of {one.id[:80]}", (each.id for each in one.clauses))
        _distinct(f"control of {one.id[:80]}", (each.id for each in one.controls))
    return Assessed(file=file, digest=digest, at=instant, saved=saved)


def _distinct(what: str, names: Iterable[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise UnusableReport(f"it states the {what} {name[:80]!r} {count} times")

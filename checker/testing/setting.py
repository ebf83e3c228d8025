"""A record under test with all it is judged by: the smallest project in which the core judges it.

The period of what is shown over time is just that of the record, so that it leaves no hole by
itself; of everything else it is long. The record is collected when its observation ends, and the
assessment is made then. What is read beside it was observed at the same time.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from checker.assess.assess import context_of
from checker.assess.context import Context
from checker.evidence.offered import Offered
from checker.project.project import Project
from checker.testing.surroundings import AGES
from rsp.asset import Asset, Event
from rsp.control import Control
from rsp.evidence import EvidenceRecord, EvidenceType, Observed, Producer, Sample, Source
from rsp.party import Membership, Party, PartyKind
from rsp.project import Declared, Period
from rsp.ref import Ref
from rsp.requirement import Operation, Reliability, Requirement
from rsp.time import END_OF_TIME, Moment
from rsp.value import Value

ORGANIZATION = "the-organization"
OUTSIDE = "an-outside-party"
INSIDE = "an-inside-team"
TESTED = "the-record"
"""The id of the record under test."""
INSTANT = timedelta(seconds=1)

_AT = Ref(document="")


class Setting(Value, frozen=True, kw_only=True):
    """A requirement of a control, records, and what is around them."""

    control: Control
    """With this requirement alone."""
    requirement: Requirement
    kind: EvidenceType
    place: str
    """The subject key that is judged."""
    records: tuple[Offered, ...]
    """Those under test and those read beside them, in no order."""
    assets: dict[str, Asset]
    events: dict[str, Event]
    params: dict[str, Any]
    start: datetime
    """Of the period."""
    end: datetime | None = None
    """Of the period; None where it goes on."""
    now: datetime

    @property
    def tested(self) -> Offered:
        """The record under test."""
        return next(one for one in self.records if one.id == TESTED)

    def with_tested(self, offered: Offered | None) -> Setting:
        """With another record under test, or none."""
        others = tuple(one for one in self.records if one.id != TESTED)
        more = () if offered is None else (offered,)
        return msgspec.structs.replace(self, records=(*more, *others))

    def context(self, project: Project) -> Context:
        """The core's view of it; `project` lends catalog, edition and places."""
        return context_of(self.project(project), self.records, self.now)

    def project(self, project: Project) -> Project:
        """The project around it."""
        start, end = exactly(self.start), None if self.end is None else exactly(self.end)
        declared = {
            name: Declared(value=value, because="a case") for name, value in self.params.items()
        }
        return msgspec.structs.replace(
            project,
            settings=msgspec.structs.replace(
                project.settings,
                organization=ORGANIZATION,
                period=Period(start=start, end=end),
                parameters={self.control.id: declared},
            ),
            catalog=msgspec.structs.replace(
                project.catalog, controls={self.control.id: self.control}
            ),
            assets=self.assets,
            events=self.events,
            parties=parties(self.control.owner),
            determinations={},
            deviations={},
            own_reviews=(),
        )


def parties(owner: str) -> dict[str, Party]:
    """The organisation, the control's owner and a team in it, and a party outside it."""
    inside = (Membership(party=ORGANIZATION),)
    found = (
        Party(id=ORGANIZATION, kind=PartyKind.ORGANIZATION),
        Party(id=INSIDE, kind=PartyKind.TEAM, member_of=inside),
        Party(id=OUTSIDE, kind=PartyKind.ORGANIZATION),
        Party(id=owner, kind=PartyKind.ROLE, member_of=inside),
    )
    return {one.id: one for one in found}


def just_after(at: datetime) -> datetime:
    """A second later, where there is one."""
    return at if at >= END_OF_TIME - INSTANT else at + INSTANT


def exactly(at: datetime) -> Moment:
    """An instant."""
    return Moment(earliest=at, latest=at)


def period_start(operation: Operation, observed: Observed) -> datetime:
    """Just before the observation for what is shown over time, else long before."""
    if operation is Operation.CONTINUOUS:
        return observed.span.start
    if operation is Operation.INSTANTS:
        return observed.span.start - (INSTANT if observed.instant else timedelta())
    return AGES.before(observed.span.start) + INSTANT


def offered(
    id: str,
    kind: EvidenceType,
    payload: Mapping[str, Any],
    keys: tuple[str, ...],
    *,
    observed: Observed,
    collected: Moment,
    reliability: Reliability,
    producer: str = OUTSIDE,
    sample: Sample | None = None,
) -> Offered:
    """A sound, sealed record as the store would offer it."""
    rows = None
    if kind.rules.rows is not None:
        rows = sample.population if sample is not None else len(_listed(payload, kind.rules.rows))
    record = EvidenceRecord(
        id=id,
        type=kind.name,
        assets=keys,
        observed=observed,
        collected_at=collected,
        source=Source(system="the-system", query="the query", rows=rows),
        produced_by=Producer(party=producer),
        reliability=reliability,
        payload=dict(payload),
        sample=sample,
    )
    return Offered(
        id=id,
        type=kind.name,
        assets=keys,
        record=record,
        payload=dict(payload),
        digest=f"record {id}",
        payload_digest=f"payload {id}",
        received_at=collected.latest,
        problems=(),
        at=_AT.at(id),
    )


def altered(offered: Offered, **fields: Any) -> Offered:
    """The same with other fields of its record."""
    assert offered.record is not None
    record = msgspec.structs.replace(offered.record, **fields)
    received = record.collected_at.latest
    return msgspec.structs.replace(offered, record=record, received_at=received)


def _listed(payload: Mapping[str, Any], path: str) -> list[Any]:
    value: Any = payload
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value if isinstance(value, list) else []

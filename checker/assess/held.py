"""A record as the assessment holds it: known by now, what it is worth, what is wrong with it."""

from __future__ import annotations

from typing import Any

import msgspec

from checker.assess.assessment import Reason, Side, Why
from checker.assess.parties import Parties
from checker.evidence.offered import Offered
from rsp.evidence import EvidenceRecord, EvidenceType
from rsp.requirement import Reliability
from rsp.time import instant_text


class Held:
    """A known record; `reasons` grows as records are compared, everything else stays."""

    __slots__ = (
        "assets",
        "at",
        "collected",
        "digest",
        "effective",
        "elsewhere",
        "end",
        "id",
        "limited",
        "payload",
        "payload_digest",
        "producer",
        "rank",
        "reasons",
        "record",
        "rests_on",
        "scope",
        "start",
        "superseded_because",
        "superseded_by",
        "system",
        "type",
    )

    def __init__(
        self, offered: Offered, record: EvidenceRecord, kind: EvidenceType | None, parties: Parties
    ) -> None:
        self.id = record.id
        self.type = record.type
        self.assets = offered.assets
        self.record = record
        self.digest = offered.digest
        self.payload: dict[str, Any] | None = offered.payload
        self.payload_digest = offered.payload_digest
        self.start = record.observed.span.start
        self.end = record.observed.span.end
        self.collected = record.collected_at.latest
        self.system = record.source.system
        self.producer = record.produced_by.party
        self.at = offered.at
        self.superseded_by: str | None = None
        self.superseded_because: str | None = None
        self.elsewhere: tuple[Why, ...] = ()
        self.reasons: dict[Reason, Why] = {}
        for problem in offered.problems:
            why = Why(
                code=Reason(problem.reason),
                message=problem.message,
                evidence=(record.id,),
                at=problem.at,
            )
            if why.code is Reason.NOT_PRESENTED:
                self.elsewhere += (why,)
            else:
                self.reasons.setdefault(why.code, why)
        self.rests_on = complementary(self.payload, kind)
        sealed = offered.received_at is not None
        self.effective, self.limited = effective(record, kind, sealed, parties)
        self.rank = self.effective.rank
        self.scope: dict[str, Any] = record_map(record)

    @property
    def content(self) -> str:
        """Digest of the record, with that of its payload where the record only names a file."""
        in_file = self.record.payload_file is not None
        return f"{self.digest}+{self.payload_digest}" if in_file else self.digest

    @property
    def sound(self) -> bool:
        """Whether it can be a candidate."""
        return not self.reasons

    def side(self, says: str) -> Side:
        """The record as one side of a reason."""
        return Side(
            name=self.id,
            says=says,
            assets=self.assets,
            observed=self.record.observed.span,
            system=self.system,
            producer=self.producer,
        )

    @property
    def presented(self) -> bool:
        """Whether the bytes of all it names were there to be looked at."""
        return not self.elsewhere

    @property
    def copies(self) -> tuple[str, ...]:
        """Ids of the records that offer what it offers where they may not (R10), its own too."""
        reused = self.reasons.get(Reason.REUSED)
        return reused.evidence if reused is not None else ()

    @property
    def lasting(self) -> tuple[Why, ...]:
        """The reasons it gives although it is superseded."""
        kept = (Reason.TAMPERED, Reason.WITHDRAWN)
        return tuple(
            why for code, why in self.reasons.items() if self.superseded_by is None or code in kept
        )


def complementary(payload: dict[str, Any] | None, kind: EvidenceType | None) -> tuple[str, ...]:
    """Ids of the controls of the organisation that a record presumes; an empty one for each that
    it does not name as its type says."""
    if kind is None or kind.rules.complementary is None or payload is None:
        return ()
    rows: Any = payload
    for step in kind.rules.complementary.split("."):
        rows = rows.get(step) if isinstance(rows, dict) else None
    if not isinstance(rows, list):
        return ("",)
    named = (row.get("control") if isinstance(row, dict) else None for row in rows)
    return tuple(dict.fromkeys(name if isinstance(name, str) else "" for name in named))


def effective(
    record: EvidenceRecord, kind: EvidenceType | None, sealed: bool, parties: Parties
) -> tuple[Reliability, str | None]:
    """What a record is worth, at most what it declares, and why it is less (R11)."""
    declared = record.reliability
    if declared.rank < Reliability.RECORD.rank:
        return declared, None
    lacks = []
    if record.source.query is None:
        lacks.append("its source states no query")
    if kind is not None and kind.rules.rows is not None and record.source.rows is None:
        lacks.append("its source states no number of rows")
    if not sealed:
        lacks.append("it is not sealed")
    if lacks:
        return Reliability.REPRESENTATION, ", ".join(lacks)
    if declared is Reliability.INDEPENDENT:
        if not parties.knows(record.produced_by.party):
            return Reliability.RECORD, f"its producer {record.produced_by.party} is unknown"
        if not parties.outside(record.produced_by.party, record.collected_at.earliest):
            return (
                Reliability.RECORD,
                f"its producer {record.produced_by.party} belongs to the organisation",
            )
    return declared, None


def record_map(record: EvidenceRecord) -> dict[str, Any]:
    """What expressions read as `record`."""
    found: dict[str, Any] = {
        "id": record.id,
        "type": record.type,
        "assets": list(record.assets),
        "observed_from": instant_text(record.observed.span.start),
        "observed_to": instant_text(record.observed.span.end),
        "collected_at": str(record.collected_at),
        "reliability": record.reliability.value,
        "produced_by": record.produced_by.party,
        "source": {"system": record.source.system},
    }
    if record.source.rows is not None:
        found["source"]["rows"] = record.source.rows
    if record.sample is not None:
        found["sample"] = msgspec.to_builtins(record.sample)
    return found

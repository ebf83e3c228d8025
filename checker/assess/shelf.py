"""The known records, compared once with each other and indexed by type and subject (R2, R9, R10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from checker.assess.assessment import ORGANIZATION, Reason, Register, Why
from checker.assess.held import Held
from checker.assess.parties import Parties
from checker.evidence.offered import Offered
from rsp.evidence import EvidenceType
from rsp.time import Duration


class Shelf:
    """Records by type and subject key, in order of observation, then id."""

    def __init__(
        self,
        offered: Iterable[Offered],
        types: Mapping[str, EvidenceType],
        parties: Parties,
        now: datetime,
    ) -> None:
        self.held: list[Held] = []
        self.gone: dict[tuple[str, str], list[Why]] = {}
        """Withdrawn records: their reasons, by type and subject key."""
        self._offered = sorted(offered, key=lambda one: (one.id, one.at.document, one.at.pointer))
        for one in self._offered:
            if one.record is None:
                self._withdraw(one)
            elif _known(one, now):
                self.held.append(Held(one, one.record, types.get(one.type), parties))
        self.by_id = {held.id: held for held in self.held}
        self._supersede()
        self._reuse(types)
        self._index: dict[tuple[str, str], list[Held]] = {}
        for held in sorted(self.held, key=lambda one: (one.start, one.end, one.id)):
            for key in held.assets:
                self._index.setdefault((held.type, key), []).append(held)

    def named(self, kind: str, key: str) -> list[Held]:
        """The known records of a type that name a subject key."""
        return self._index.get((kind, key), [])

    def keys(self) -> dict[str, list[str]]:
        """Every subject key that known records name, and their ids."""
        found: dict[str, list[str]] = {}
        for held in self.held:
            for key in held.assets:
                found.setdefault(key, []).append(held.id)
        return found

    def of_type(self, kind: str) -> list[Held]:
        """The sound records of a type that are not superseded, in order of their ids."""
        return [
            held
            for held in self.held
            if held.type == kind and held.sound and held.superseded_by is None
        ]

    def joined(
        self, kind: str, keys: tuple[str, ...], beside: Held, within: Duration, rank: int
    ) -> Held | None:
        """The record that a validation reads beside another (R9); keys in order of preference."""
        for key in (*keys[:1], ORGANIZATION, *keys[1:]):
            near = [
                (abs(held.end - beside.end), beside.end > held.end, held.id, held)
                for held in self.named(kind, key)
                if held.sound
                and held.superseded_by is None
                and held.rank >= rank
                and within.before(beside.end) <= held.end <= within.after(beside.end)
            ]
            if near:
                return min(near, key=lambda found: found[:3])[3]
        return None

    def register(self) -> tuple[Register, ...]:
        """What became of every offered record, in order of their ids."""
        known = {(held.at.document, held.at.pointer): held for held in self.held}
        return tuple(
            _entry(one, known.get((one.at.document, one.at.pointer))) for one in self._offered
        )

    def _withdraw(self, one: Offered) -> None:
        for problem in one.problems:
            why = Why(
                code=Reason(problem.reason),
                message=problem.message,
                evidence=(one.id,),
                at=problem.at,
            )
            for key in one.assets:
                self.gone.setdefault((one.type, key), []).append(why)

    def _supersede(self) -> None:
        """Mark what is superseded by name; a chain needs no order, collection only moves forward."""
        for held in self.held:
            named = held.record.supersedes
            old = self.by_id.get(named.record) if named is not None else None
            if (
                old is not None
                and held.sound
                and held.type == old.type
                and set(held.assets) >= set(old.assets)
                and held.collected > old.collected
                and held.rank >= old.rank
            ):
                old.superseded_by = held.id

    def _reuse(self, types: Mapping[str, EvidenceType]) -> None:
        """Mark records that offer one payload or artifact twice where they may not (R10)."""
        offers: dict[tuple[str, str], list[Held]] = {}
        digests = {(one.at.document, one.at.pointer): one.payload_digest for one in self._offered}
        for held in self.held:
            if held.superseded_by is not None or not held.sound:
                continue
            shown = {artifact.sha256 for artifact in held.record.artifacts}
            payload = digests[held.at.document, held.at.pointer]
            if payload is not None:
                shown.add(payload)
            for digest in shown:
                offers.setdefault((held.type, digest), []).append(held)
        for (kind, digest), group in sorted(offers.items()):
            if len(group) > 1:
                _compare(group, digest, kind in types and types[kind].rules.shareable)


def _known(one: Offered, now: datetime) -> bool:
    assert one.record is not None
    received = one.received_at is None or one.received_at <= now
    return received and one.record.collected_at.latest <= now


def _compare(group: list[Held], digest: str, shareable: bool) -> None:
    periods = {(held.start, held.end) for held in group}
    subjects = {frozenset(held.assets) for held in group}
    if len(periods) == 1 and (shareable or len(subjects) == 1):
        return
    what = "periods" if len(periods) > 1 else "assets"
    ids = tuple(sorted(held.id for held in group))
    for held in group:
        held.reasons[Reason.REUSED] = Why(
            code=Reason.REUSED,
            message=f"content {digest[:12]} is offered for different {what} by {', '.join(ids[:4])}",
            evidence=ids,
            at=held.at,
        )


def _entry(one: Offered, held: Held | None) -> Register:
    if held is not None:
        return Register(
            id=held.id,
            type=held.type,
            assets=held.assets,
            digest=held.digest,
            declared=held.record.reliability,
            effective=held.effective,
            limited=held.limited,
            known=True,
            superseded_by=held.superseded_by,
            reasons=(*held.reasons.values(), *((held.presented,) if held.presented else ())),
            observed=held.record.observed.span,
            at=held.at,
        )
    record = one.record
    reasons = tuple(
        Why(code=Reason(found.reason), message=found.message, evidence=(one.id,), at=found.at)
        for found in one.problems
    )
    return Register(
        id=one.id,
        type=one.type,
        assets=one.assets,
        digest=one.digest,
        declared=record.reliability if record else None,
        effective=None,
        limited=None,
        known=record is None,
        superseded_by=None,
        reasons=reasons,
        observed=record.observed.span if record else None,
        at=one.at,
    )

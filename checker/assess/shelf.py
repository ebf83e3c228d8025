"""The known records, compared with each other and indexed by type and subject (R2, R9, R10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from checker.assess.assessment import (
    ORGANIZATION,
    Reason,
    Register,
    Supersedes,
    Why,
)
from checker.assess.held import Held
from checker.assess.memo import Memo
from checker.assess.parties import Parties
from checker.assess.statements import statement
from checker.evidence.offered import Offered
from checker.project.project import Project
from rsp.evidence import EvidenceType
from rsp.time import Duration

ANSWER = "reviewer-answer"
"""The type of reviewers' answers (R22)."""

_SIDES = 4
"""Records that a reason of reuse shows beside each other."""
_SUMMARY = 300
"""Characters of a record's summary that are kept."""


class Shelf:
    """Records by type and subject key, in order of observation, then id."""

    def __init__(
        self,
        offered: Iterable[Offered],
        types: Mapping[str, EvidenceType],
        parties: Parties,
        now: datetime,
    ) -> None:
        self._types = types
        self.held: list[Held] = []
        self.gone: dict[tuple[str, str], list[Why]] = {}
        """Withdrawn records: their reasons, by type and subject key."""
        self._shown_for: dict[
            tuple[str, str | tuple[str, ...] | None], tuple[tuple[Held, ...], tuple[str, ...]]
        ] = {}
        self._offered = sorted(offered, key=lambda one: (one.id, one.at.document, one.at.pointer))
        for one in self._offered:
            if one.record is None:
                self._withdraw(one)
            elif is_known(one, now):
                self.held.append(Held(one, one.record, types.get(one.type), parties))
        self._replacing: set[str] = set()
        """Ids of the records that do supersede what they name."""
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
        """Every subject key that known records name, also those that are gone, and their ids."""
        found: dict[str, list[str]] = {}
        for held in self.held:
            for key in held.assets:
                found.setdefault(key, []).append(held.id)
        for (_, key), reasons in self.gone.items():
            found.setdefault(key, []).extend(id for why in reasons for id in why.evidence)
        return found

    def of_type(self, kind: str) -> list[Held]:
        """The records of a type that are not superseded, sound or not, in order of their ids."""
        return [held for held in self.held if held.type == kind and held.superseded_by is None]

    def shown_for(
        self, kind: str, for_each: str | tuple[str, ...] | None
    ) -> tuple[tuple[Held, ...], tuple[str, ...]]:
        """What is offered for any place of a `for_each`, in service or not: the records that are
        not superseded, sound or not, in order of their ids, and ids of withdrawn ones."""
        asked = (kind, for_each)
        if asked not in self._shown_for:
            standing = self.of_type(kind)
            self._shown_for[asked] = (
                tuple(
                    held for held in standing if any(_is_of(key, for_each) for key in held.assets)
                ),
                tuple(
                    dict.fromkeys(
                        name
                        for (of, key), reasons in sorted(self.gone.items())
                        if of == kind and _is_of(key, for_each)
                        for why in reasons
                        for name in why.evidence
                    )
                ),
            )
        return self._shown_for[asked]

    def joined(
        self, kind: str, keys: tuple[str, ...], beside: Held, within: Duration
    ) -> Held | None:
        """The record that a validation reads beside another (R9): the nearest of those that name
        the place, else the organisation, else a part; `keys` are the place and its parts."""
        for key in _outwards(keys):
            usable = [
                held for held in self.named(kind, key) if held.sound and held.superseded_by is None
            ]
            if usable:
                near = [held for held in usable if _within(within, held.end, beside.end)]
                return min(near, key=lambda held: _distance(held, beside), default=None)
        return None

    def unused(
        self, kind: str, keys: tuple[str, ...], *, among_sound: bool = False
    ) -> tuple[str, ...]:
        """Ids of the records that `joined` would read but for their copies, and these; with
        `among_sound` also of those that it did not choose."""
        return tuple(
            name
            for key in _outwards(keys)
            for held in self.named(kind, key)
            if held.superseded_by is None
            for name in (*held.copies, *((held.id,) if among_sound and held.sound else ()))
        )

    def register(self) -> tuple[Register, ...]:
        """What became of every offered record, in order of their ids."""
        known = {(held.at.document, held.at.pointer): held for held in self.held}
        return tuple(
            _entry(
                one,
                known.get((one.at.document, one.at.pointer)),
                self._types.get(one.type),
                holds=one.id in self._replacing,
            )
            for one in self._offered
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
        """Mark what is superseded by name; chains need no order, collection only moves forward."""
        for held in self.held:
            named = held.record.supersedes
            old = self.by_id.get(named.record) if named is not None else None
            if named is not None and old is not None and _replaces(held, old):
                old.superseded_by = held.id
                old.superseded_because = named.because
                self._replacing.add(held.id)

    def _reuse(self, types: Mapping[str, EvidenceType]) -> None:
        """Mark records that offer one payload or artifact twice where they may not (R10)."""
        offers: dict[tuple[str, str], list[Held]] = {}
        digests = {(one.at.document, one.at.pointer): one.payload_digest for one in self._offered}
        for held in self.held:
            if held.superseded_by is not None:
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


def shelf_of(
    offered: Iterable[Offered], project: Project, parties: Parties, now: datetime, memo: Memo | None
) -> Shelf:
    """The records of a project at a date; the date decides only which of them are known (R2)."""
    all = tuple(offered)
    if memo is None:
        return Shelf(all, project.catalog.types, parties, now)
    known = tuple(is_known(one, now) for one in all)
    key = (Shelf, memo.same(project), known, tuple(map(memo.same, all)))
    return memo.found(key, lambda: Shelf(all, project.catalog.types, parties, now))


def is_known(one: Offered, now: datetime) -> bool:
    """Whether a record counts by then (R2); one that is gone always does."""
    if one.record is None:
        return True
    received = one.received_at is None or one.received_at <= now
    return received and one.record.collected_at.latest <= now


def _replaces(new: Held, old: Held) -> bool:
    """Whether one record may take the place of another that it names (R10)."""
    return (
        new.sound
        and new.type == old.type
        and set(new.assets) >= set(old.assets)
        and new.collected > old.collected
        and new.rank >= old.rank
        and (new.presented or not old.presented)
        and _as_much(new, old)
        and (_same_answer(new, old) if new.type == ANSWER else _same_time(new, old))
    )


def _as_much(new: Held, old: Held) -> bool:
    """What holds everything is not replaced by a sample, nor a sample by a smaller one."""
    drawn, before = new.record.sample, old.record.sample
    return drawn is None or (before is not None and drawn.size >= before.size)


def _same_time(new: Held, old: Held) -> bool:
    """What is sound is only replaced by what was observed over all of its time."""
    return not old.sound or (new.start <= old.start and old.end <= new.end)


def _same_answer(new: Held, old: Held) -> bool:
    """A reviewer's answer is only replaced by that reviewer, and about the same judgement."""
    said, before = new.payload or {}, old.payload or {}
    return new.producer == old.producer and said.get("judgement") == before.get("judgement")


def _is_of(key: str, for_each: str | tuple[str, ...] | None) -> bool:
    """Whether a subject key is of the kind of a `for_each`, whatever the inventory has."""
    if for_each is None:
        return key == ORGANIZATION
    kinds = (for_each,) if isinstance(for_each, str) else for_each
    return tuple(part.rpartition("/")[0] for part in key.split("+")) == kinds


def _outwards(keys: tuple[str, ...]) -> tuple[str, ...]:
    """A place, the organisation, and the parts of the place."""
    return (*keys[:1], ORGANIZATION, *keys[1:])


def _within(within: Duration, one: datetime, other: datetime) -> bool:
    """Whether two instants are at most a duration apart, counted from the earlier."""
    first, last = sorted((one, other))
    return last <= within.after(first)


def _distance(held: Held, beside: Held) -> tuple[timedelta, bool, str]:
    """Nearest first, then later, then by id."""
    return abs(held.end - beside.end), beside.end > held.end, held.id


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
            message=f"content {digest[:12]} stands for different {what} in {', '.join(ids[:4])}",
            evidence=ids,
            at=held.at,
            about=digest,
            sides=tuple(
                one.side("offers it")
                for one in [held, *(other for other in group if other is not held)][:_SIDES]
            ),
        )


def _entry(one: Offered, held: Held | None, kind: EvidenceType | None, *, holds: bool) -> Register:
    summary = _summary(one, kind)
    record = one.record
    system = record.source.system if record else None
    producer = record.produced_by.party if record else None
    collected = record.collected_at.latest if record else None
    named = record.supersedes if record else None
    supersedes = None
    if named is not None:
        supersedes = Supersedes(record=named.record, because=named.because, holds=holds)
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
            system=system,
            producer=producer,
            collected=collected,
            supersedes=supersedes,
            superseded_by=held.superseded_by,
            superseded_because=held.superseded_because,
            reasons=(*held.reasons.values(), *held.elsewhere),
            observed=held.record.observed.span,
            summary=summary,
            at=held.at,
            statement=statement(one),
        )
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
        system=system,
        producer=producer,
        collected=collected,
        supersedes=supersedes,
        superseded_by=None,
        superseded_because=None,
        reasons=reasons,
        observed=record.observed.span if record else None,
        summary=summary,
        at=one.at,
        statement=statement(one),
    )


def _summary(one: Offered, kind: EvidenceType | None) -> str | None:
    """The field of the payload that its type names as its summary, cut."""
    if kind is None or kind.rules.summary is None:
        return None
    value: object = one.payload
    for step in kind.rules.summary.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return " ".join(value.split())[:_SUMMARY] if isinstance(value, str) else None

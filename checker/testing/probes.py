"""Settings in which a requirement has to be unmet for one reason each, made from one that is met.

Which reasons a requirement can give follows from its fields (R2 to R11), so nobody writes these
cases: a record aged beyond `max_age` has to be stale, one by the owner not independent, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import msgspec

from checker.assess.assessment import Reason
from checker.assess.parameters import Parameters, resolve
from checker.evidence.offered import Offered, Problem
from checker.testing.setting import (
    INSIDE,
    INSTANT,
    Setting,
    altered,
    exactly,
)
from checker.testing.stand import JOINED
from rsp.evidence import EvidenceRecord, Observed
from rsp.project import Declared
from rsp.requirement import IndependentOf, Operation, Reliability
from rsp.time import Duration, Span
from rsp.value import Value

STORE = (
    Reason.MALFORMED,
    Reason.UNSEALED,
    Reason.TAMPERED,
    Reason.TOO_LARGE,
    Reason.NOT_PRESENTED,
)
"""What the store finds out about a record, whatever asks for it."""

_BY_VALIDATIONS = frozenset(
    {
        Reason.VALIDATION_FAILED,
        Reason.EXCEPTION_IN_PERIOD,
        Reason.VALIDATION_ERROR,
        Reason.TOO_LARGE,
    }
)
_ANYTHING = frozenset(Reason)


class Probe(Value, frozen=True, kw_only=True):
    """A setting, and the reasons that have to come of it."""

    name: str
    setting: Setting
    must: frozenset[Reason]
    """All of these."""
    may: frozenset[Reason] = frozenset()
    """Nothing but these beside them."""
    everywhere: bool = False
    """Whether the reasons of all instances are asked, not only those at the place."""


def probes(met: Setting) -> Iterator[Probe]:
    """Every reason that the fields of a requirement make possible."""
    for make in _MAKERS:
        yield from make(met)


def contradiction(met: Setting, failing: Setting) -> Probe:
    """A failing record beside the passing one, about the same time."""
    false = failing.tested
    assert false.record is not None
    record = msgspec.structs.replace(false.record, id="another-record")
    other = msgspec.structs.replace(
        false, id=record.id, record=record, digest="another", payload_digest="another payload"
    )
    setting = msgspec.structs.replace(
        met, records=(*met.records, other), now=max(met.now, failing.now)
    )
    fails = Reason.VALIDATION_FAILED
    if met.requirement.operation in (Operation.INSTANTS, Operation.CONTINUOUS):
        fails = Reason.EXCEPTION_IN_PERIOD
    return _one("two records disagree", setting, Reason.CONTRADICTED, fails, may=_BY_VALIDATIONS)


def _one(name: str, setting: Setting, *must: Reason, may: frozenset[Reason] = frozenset()) -> Probe:
    return Probe(name=name, setting=setting, must=frozenset(must), may=may)


def _record(setting: Setting) -> EvidenceRecord:
    record = setting.tested.record
    assert record is not None
    return record


def _missing(met: Setting) -> Iterator[Probe]:
    yield _one("there is no record", met.with_tested(None), Reason.MISSING)


def _stale(met: Setting) -> Iterator[Probe]:
    """Past max_age, the period over; without max_age, before the period."""
    if met.requirement.operation is Operation.EVENT:
        return
    end = _record(met).observed.span.end
    max_age = _parameters(met).limit(met.requirement.max_age)
    if max_age is not None and not _reads(met, "as_of"):
        old = msgspec.structs.replace(met, end=end, now=max_age.after(end) + INSTANT)
        yield _one("the record is older than max_age", old, Reason.STALE)
        return
    late = end + INSTANT if max_age is None else max_age.after(end) + INSTANT
    old = msgspec.structs.replace(met, start=end + INSTANT, now=late + INSTANT)
    yield _one("the record is from before the period", old, Reason.STALE, may=_as_read(met))


def _late(met: Setting) -> Iterator[Probe]:
    lag = _parameters(met).limit(met.requirement.max_lag)
    if lag is None:
        return
    collected = lag.after(_record(met).observed.span.end) + INSTANT
    late = altered(met.tested, collected_at=exactly(collected))
    setting = msgspec.structs.replace(met.with_tested(late), now=max(met.now, collected))
    yield _one("it was collected after max_lag", setting, Reason.LATE, may=_as_read(met))


def _weak(met: Setting) -> Iterator[Probe]:
    needed = met.requirement.min_reliability
    if needed is Reliability.CLAIM:
        return
    weaker = next(one for one in Reliability if one.rank == needed.rank - 1)
    weak = met.with_tested(altered(met.tested, reliability=weaker))
    yield _one(f"it is a {weaker.value}", weak, Reason.WEAK_RELIABILITY, may=_as_read(met))


def _dependent(met: Setting) -> Iterator[Probe]:
    weak = met.requirement.min_reliability is Reliability.INDEPENDENT
    by = {IndependentOf.OWNER: met.control.owner, IndependentOf.ORGANIZATION: INSIDE}
    for relation in met.requirement.independent_of:
        record = _record(met).produced_by
        made = altered(met.tested, produced_by=msgspec.structs.replace(record, party=by[relation]))
        yield _one(
            f"its producer is not independent of the {relation.value}",
            met.with_tested(made),
            Reason.NOT_INDEPENDENT,
            *((Reason.WEAK_RELIABILITY,) if weak else ()),
            may=_as_read(met),
        )


def _hole(met: Setting) -> Iterator[Probe]:
    """The period begins longer before the first observation than is allowed."""
    requirement = met.requirement
    if requirement.operation not in (Operation.INSTANTS, Operation.CONTINUOUS):
        return
    instants = requirement.operation is Operation.INSTANTS
    allowed = _parameters(met).limit(requirement.cadence if instants else requirement.tolerance)
    first = _record(met).observed.span.start
    start = first - INSTANT
    if allowed is not None:
        start = allowed.before(first) - INSTANT
        while allowed.after(start) >= first:  # ends of months are clamped
            start -= timedelta(days=1)
    setting = msgspec.structs.replace(met, start=start)
    yield _one("nothing shows the beginning of the period", setting, Reason.COVERAGE_HOLE)


def _unjoined(met: Setting) -> Iterator[Probe]:
    """A record that validations read is missing, too weak, or too far."""
    for name, join in met.requirement.with_.items():
        beside = next((one for one in met.records if one.id == JOINED + name), None)
        if beside is None or beside.record is None:
            continue
        others = tuple(one for one in met.records if one is not beside)
        tried: list[tuple[str, Offered | None]] = [("is not there", None)]
        needed = met.requirement.min_reliability
        if needed is not Reliability.CLAIM:
            weaker = next(one for one in Reliability if one.rank == needed.rank - 1)
            tried.append((f"is a {weaker.value}", altered(beside, reliability=weaker)))
        within = _parameters(met).limit(join.within)
        if within is not None:
            tried.append(("is further away than within", _moved(beside, within)))
        for what, instead in tried:
            more = () if instead is None else (instead,)
            setting = msgspec.structs.replace(met, records=(*others, *more))
            yield _one(f"the {name} {what}", setting, Reason.VALIDATION_ERROR)


def _moved(beside: Offered, within: Duration) -> Offered:
    """The record observed too long before, for no time."""
    assert beside.record is not None
    end = within.before(beside.record.observed.span.end) - timedelta(days=4)
    observed = Observed(span=Span(start=end, end=end), instant=True)
    return altered(beside, observed=observed, collected_at=exactly(end))


def _nothing(met: Setting) -> Iterator[Probe]:
    """The inventory lacks what the record names."""
    kinds = met.requirement.for_each
    if kinds is None:
        return
    first = kinds if isinstance(kinds, str) else kinds[0]
    if first.startswith("event/"):
        setting = msgspec.structs.replace(met, events={})
    else:
        kept = {key: one for key, one in met.assets.items() if one.type != first}
        setting = msgspec.structs.replace(met, assets=kept)
    yield Probe(
        name="the inventory lacks what it is about",
        setting=setting,
        must=frozenset({Reason.NOTHING_TO_ASSESS, Reason.UNKNOWN_ASSET}),
        everywhere=True,
    )


def _undeclared(met: Setting) -> Iterator[Probe]:
    """A parameter has a value of another type."""
    for name in met.control.parameters:
        wrong: Any = "not a boolean" if isinstance(met.params[name], bool) else True
        setting = msgspec.structs.replace(met, params={**met.params, name: wrong})
        yield Probe(
            name=f"{name} has no value of its type",
            setting=setting,
            must=frozenset({Reason.UNDECLARED_PARAMETER}),
            may=_ANYTHING,
        )


def _from_store(met: Setting) -> Iterator[Probe]:
    for reason in STORE:
        problem = Problem(reason=reason.value, message="as in a case", at=met.tested.at)
        bad = msgspec.structs.replace(met.tested, problems=(problem,))
        yield _one(f"the store says {reason.value}", met.with_tested(bad), reason)
    problem = Problem(reason=Reason.WITHDRAWN.value, message="as in a case", at=met.tested.at)
    gone = msgspec.structs.replace(met.tested, record=None, problems=(problem,))
    yield _one("the record was withdrawn", met.with_tested(gone), Reason.WITHDRAWN)
    record = _record(met)
    span = Span(start=record.observed.span.start - INSTANT, end=record.observed.span.end - INSTANT)
    earlier = msgspec.structs.replace(
        record, id="a-copy", observed=Observed(span=span, instant=record.observed.instant)
    )
    copy = msgspec.structs.replace(met.tested, id="a-copy", record=earlier, digest="copy")
    twice = msgspec.structs.replace(met, records=(*met.records, copy))
    yield _one("its payload stands for two times", twice, Reason.REUSED)


_MAKERS: tuple[Callable[[Setting], Iterator[Probe]], ...] = (
    _missing,
    _stale,
    _late,
    _weak,
    _dependent,
    _hole,
    _unjoined,
    _nothing,
    _undeclared,
    _from_store,
)


def _parameters(met: Setting) -> Parameters:
    declared = {name: Declared(value=value, because="-") for name, value in met.params.items()}
    return resolve(met.control, declared)


def _reads(met: Setting, *names: str) -> bool:
    """Whether a validation reads one of these."""
    from checker.expr.text import names as read

    return any(set(names) & read(one.rule) for one in met.requirement.validations)


def _as_read(met: Setting) -> frozenset[Reason]:
    """What validations may say that read the record or the date of the assessment."""
    return _BY_VALIDATIONS if _reads(met, "as_of", "record") else frozenset()

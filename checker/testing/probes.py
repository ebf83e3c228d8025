"""Settings in which a requirement has to be unmet for one reason each, made from one that is met.

Which reasons a requirement can give follows from its fields (R2 to R11), so nobody writes these
cases: a record aged beyond `max_age` has to be stale, one by the owner not independent, and so on.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import msgspec

from checker.assess.assessment import Reason
from checker.testing.probe import BY_VALIDATIONS, Probe, as_read, one, parameters, reads, record_of
from checker.testing.probes_around import from_store, nothing, undeclared, unjoined
from checker.testing.setting import INSIDE, INSTANT, Setting, altered, exactly, just_after
from checker.testing.surroundings import AGES
from rsp.evidence import Sample
from rsp.requirement import IndependentOf, Operation, Reliability


def probes(met: Setting) -> Iterator[Probe]:
    """Every reason that the fields of a requirement make possible."""
    for make in _MAKERS:
        yield from make(met)


def _missing(met: Setting) -> Iterator[Probe]:
    yield one("there is no record", met.with_tested(None), Reason.MISSING)


def _stale(met: Setting) -> Iterator[Probe]:
    """Past max_age, the period over; without max_age, before the period."""
    if met.requirement.operation is Operation.EVENT:
        return
    end = record_of(met).observed.span.end
    max_age = parameters(met).limit(met.requirement.max_age)
    if max_age is not None and not reads(met, "as_of"):
        old = msgspec.structs.replace(met, end=end, now=just_after(max_age.after(end)))
        yield one("the record is older than max_age", old, Reason.STALE)
        return
    late = just_after(end) if max_age is None else just_after(max_age.after(end))
    old = msgspec.structs.replace(met, start=just_after(end), now=just_after(late))
    yield one("the record is from before the period", old, Reason.STALE, may=as_read(met))


def _late(met: Setting) -> Iterator[Probe]:
    lag = parameters(met).limit(met.requirement.max_lag)
    if lag is None:
        return
    collected = just_after(lag.after(record_of(met).observed.span.end))
    late = altered(met.tested, collected_at=exactly(collected))
    setting = msgspec.structs.replace(met.with_tested(late), now=max(met.now, collected))
    yield one("it was collected after max_lag", setting, Reason.LATE, may=as_read(met))


def _weak(met: Setting) -> Iterator[Probe]:
    needed = met.requirement.min_reliability
    if needed is Reliability.CLAIM:
        return
    weaker = next(one for one in Reliability if one.rank == needed.rank - 1)
    weak = met.with_tested(altered(met.tested, reliability=weaker))
    yield one(f"it is a {weaker.value}", weak, Reason.WEAK_RELIABILITY, may=as_read(met))


def _dependent(met: Setting) -> Iterator[Probe]:
    weak = met.requirement.min_reliability is Reliability.INDEPENDENT
    by = {IndependentOf.OWNER.value: met.control.owner, IndependentOf.ORGANIZATION.value: INSIDE}
    for relation in met.requirement.independent_of:
        if relation not in by:  # of another requirement, whose evidence is not part of the setting
            continue
        record = record_of(met).produced_by
        made = altered(met.tested, produced_by=msgspec.structs.replace(record, party=by[relation]))
        yield one(
            f"its producer is not independent of the {relation}",
            met.with_tested(made),
            Reason.NOT_INDEPENDENT,
            *((Reason.WEAK_RELIABILITY,) if weak else ()),
            may=as_read(met),
        )


def _hole(met: Setting) -> Iterator[Probe]:
    """The period begins longer before the first observation than is allowed."""
    requirement = met.requirement
    if requirement.operation not in (Operation.INSTANTS, Operation.CONTINUOUS):
        return
    instants = requirement.operation is Operation.INSTANTS
    allowed = parameters(met).limit(requirement.cadence if instants else requirement.tolerance)
    first = record_of(met).observed.span.start
    start, earliest = first - INSTANT, AGES.before(first)
    if allowed is not None:
        start = max(allowed.before(first), earliest) - INSTANT
        while allowed.after(start) >= first and start > earliest:  # ends of months are clamped
            start -= timedelta(days=1)
    setting = msgspec.structs.replace(met, start=start)
    yield one("nothing shows the beginning of the period", setting, Reason.COVERAGE_HOLE)


def _sampled(met: Setting) -> Iterator[Probe]:
    """A sample that nobody can draw again is not adequate, whatever the rule for samples."""
    sample = Sample(population=2, method="drawn by somebody", size=1)
    made = met.with_tested(altered(met.tested, sample=sample))
    yield one("it holds a sample", made, Reason.SAMPLE_INADEQUATE, may=as_read(met))


def _presuming(met: Setting) -> Iterator[Probe]:
    """It names a complementary control that the organisation does not have."""
    path = met.kind.rules.complementary
    if path is None:
        return
    payload = copy.deepcopy(met.tested.payload)
    rows: Any = payload
    for step in path.split("."):
        rows = rows[step]
    for row in rows:
        row["control"] = "no-such-control"
    made = met.with_tested(msgspec.structs.replace(met.tested, payload=payload))
    if rows:
        yield one("it presumes what there is not", made, Reason.COMPLEMENT_UNKNOWN,
                  may=BY_VALIDATIONS)  # fmt: skip


_MAKERS: tuple[Callable[[Setting], Iterator[Probe]], ...] = (
    _missing,
    _stale,
    _late,
    _weak,
    _dependent,
    _hole,
    _sampled,
    _presuming,
    unjoined,
    nothing,
    undeclared,
    from_store,
)

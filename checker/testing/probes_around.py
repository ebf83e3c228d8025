"""Settings unmet for what is around a record: the store, the inventory, what is read beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec

from checker.assess.assessment import Reason
from checker.evidence.offered import Offered, Problem
from checker.testing.probe import BY_VALIDATIONS, Probe, one, parameters, record_of
from checker.testing.setting import INSTANT, Setting, altered, exactly
from checker.testing.stand import JOINED
from rsp.evidence import Observed
from rsp.requirement import Operation, Reliability
from rsp.time import START_OF_TIME, Duration, Span

STORE = (
    Reason.MALFORMED,
    Reason.UNSEALED,
    Reason.TAMPERED,
    Reason.TOO_LARGE,
    Reason.NOT_PRESENTED,
)
"""What the store finds out about a record, whatever asks for it."""

_EARLY = START_OF_TIME + timedelta(days=4)
_ANYTHING = frozenset(Reason)


def contradiction(met: Setting, failing: Setting) -> Probe:
    """A failing record beside the passing one, said to be about the same time."""
    id = "another-record"
    other = msgspec.structs.replace(
        altered(failing.tested, id=id, observed=record_of(met).observed),
        id=id,
        digest=id,
        payload_digest=f"payload {id}",
        at=failing.tested.at.at(id),
    )
    setting = msgspec.structs.replace(
        met, records=(*met.records, other), now=max(met.now, failing.now)
    )
    fails = Reason.VALIDATION_FAILED
    if met.requirement.operation in (Operation.INSTANTS, Operation.CONTINUOUS):
        fails = Reason.EXCEPTION_IN_PERIOD
    return one("two records disagree", setting, Reason.CONTRADICTED, fails, may=BY_VALIDATIONS)


def unjoined(met: Setting) -> Iterator[Probe]:
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
        within = parameters(met).limit(join.within)
        if within is not None:
            tried.append(("is further away than within", _moved(beside, within)))
        for what, instead in tried:
            more = () if instead is None else (instead,)
            setting = msgspec.structs.replace(met, records=(*others, *more))
            yield one(f"`{name}` {what}", setting, Reason.VALIDATION_ERROR)


def _moved(beside: Offered, within: Duration) -> Offered:
    """The record observed too long before, for no time."""
    assert beside.record is not None
    end = max(within.before(beside.record.observed.span.end), _EARLY) - timedelta(days=4)
    observed = Observed(span=Span(start=end, end=end), instant=True)
    return altered(beside, observed=observed, collected_at=exactly(end))


def nothing(met: Setting) -> Iterator[Probe]:
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


def undeclared(met: Setting) -> Iterator[Probe]:
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


def from_store(met: Setting) -> Iterator[Probe]:
    for reason in STORE:
        problem = Problem(reason=reason.value, message="as in a case", at=met.tested.at)
        bad = msgspec.structs.replace(met.tested, problems=(problem,))
        yield one(f"the store says {reason.value}", met.with_tested(bad), reason)
    problem = Problem(reason=Reason.WITHDRAWN.value, message="as in a case", at=met.tested.at)
    gone = msgspec.structs.replace(met.tested, record=None, problems=(problem,))
    yield one("the record was withdrawn", met.with_tested(gone), Reason.WITHDRAWN)
    record = record_of(met)
    span = Span(start=record.observed.span.start - INSTANT, end=record.observed.span.end - INSTANT)
    earlier = msgspec.structs.replace(
        record, id="a-copy", observed=Observed(span=span, instant=record.observed.instant)
    )
    copy = msgspec.structs.replace(
        met.tested, id="a-copy", record=earlier, digest="copy", at=met.tested.at.at("copy")
    )
    twice = msgspec.structs.replace(met, records=(*met.records, copy))
    yield one("its payload stands for two times", twice, Reason.REUSED)

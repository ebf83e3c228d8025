"""R8: every reason is seen to fire, alone and with a message that names its place."""

from __future__ import annotations

import pytest

from checker.assess.assessment import Reason
from tests.adapter import run
from tests.builder import (
    Map,
    answered,
    asset,
    case,
    control,
    failing,
    gone,
    instances,
    of_control,
    over_time,
    record,
    requirement,
    verdict,
)

ORGANIZATION = "C1/r1@organization"


def _one(*records: Map, kind: Map | None = None, **more: object) -> Map:
    return case(*records, **of_control(kind or requirement()), **more)


def _many() -> Map:
    """A rule over a payload that is over its budget."""
    rule = "evidence.rows.all(a, evidence.rows.all(b, a == b || a != b))"
    kind = requirement(validations=[{"rule": rule, "message": "no"}])
    return _one(record(payload={"rows": list(range(100))}), kind=kind)


def _unclear() -> Map:
    """An environment that `where` has no answer for."""
    kind = requirement(for_each="environment", where="asset.holds_weights")
    shown = record(assets=["environment/a"])
    return _one(shown, kind=kind, assets=[asset("environment", "a")])


def _parameter() -> Map:
    """A parameter without a value."""
    limit = {"least": {"type": "integer", "description": "d"}}
    return case(record(), controls=[control("C1", parameters=limit)])


def _contradicted() -> Map:
    """Two that disagree, and a later one that settles the failure."""
    return _one(failing("e1"), record("e2"), record("e3", "2026-06-16T00:00:00Z"))


MONTHLY = over_time("instants", cadence="P3M")
UNSEALED = {"received_at": None, "problems": ["unsealed"]}
COPY = {"payload_digest": record("e1")["payload_digest"]}

CASES: dict[Reason, tuple[Map, str]] = {
    Reason.MISSING: (_one(), ORGANIZATION),
    Reason.STALE: (_one(record(at="2026-05-31T23:59:59Z")), ORGANIZATION),
    Reason.LATE: (
        _one(record(collected_at="2026-06-16"), kind=requirement(max_lag="PT1H")),
        ORGANIZATION,
    ),
    Reason.COVERAGE_HOLE: (_one(record(), kind=over_time("instants", cadence="P1D")), ORGANIZATION),
    Reason.EXCEPTION_IN_PERIOD: (
        _one(failing("e1"), record("e2", "2026-06-20T00:00:00Z"), kind=MONTHLY),
        ORGANIZATION,
    ),
    Reason.VALIDATION_FAILED: (_one(failing()), ORGANIZATION),
    Reason.VALIDATION_ERROR: (_one(record(payload={})), ORGANIZATION),
    Reason.CONTRADICTED: (_contradicted(), ORGANIZATION),
    Reason.WEAK_RELIABILITY: (_one(record(reliability="claim")), ORGANIZATION),
    Reason.NOT_INDEPENDENT: (
        _one(
            record(produced_by={"party": "guard"}),
            kind=requirement(independent_of=["owner"]),
        ),
        ORGANIZATION,
    ),
    Reason.REUSED: (_one(record("e1"), record("e2", "2026-06-10", **COPY)), ORGANIZATION),
    Reason.MALFORMED: (_one(record(problems=["malformed"])), ORGANIZATION),
    Reason.UNSEALED: (_one(record(**UNSEALED)), ORGANIZATION),
    Reason.TAMPERED: (_one(record(problems=["tampered"])), ORGANIZATION),
    Reason.WITHDRAWN: (_one(gone()), ORGANIZATION),
    Reason.UNKNOWN_ASSET: (
        _one(
            record("e1", assets=["model/atlas"]),
            record("e2", assets=["model/ghost"]),
            kind=requirement(for_each="model"),
        ),
        "C1/r1@model/ghost",
    ),
    Reason.SCOPE_ERROR: (_unclear(), "C1/r1@environment/a"),
    Reason.NOTHING_TO_ASSESS: (_one(kind=requirement(for_each="environment")), "C1/r1@nothing"),
    Reason.UNDECLARED_PARAMETER: (_parameter(), ORGANIZATION),
    Reason.TOO_LARGE: (_many(), ORGANIZATION),
    Reason.REJECTED_IN_REVIEW: (
        answered(_one(record(), kind=requirement(judgement="Is it enough?")), "reject"),
        ORGANIZATION,
    ),
    Reason.NOT_PRESENTED: (_one(record(problems=["not-presented"])), ORGANIZATION),
    Reason.SAMPLE_INADEQUATE: (
        _one(record(sample={"population": 9, "method": "random", "size": 2})),
        ORGANIZATION,
    ),
    Reason.COMPLEMENT_UNKNOWN: (
        _one(
            record(type="document", payload={"ok": True, "left": [{"control": "C9"}]}),
            kind=requirement(type="document"),
            types={"document": {"complementary": "left"}},
        ),
        ORGANIZATION,
    ),
}
"""A case for each reason, and the instance that has it and no other."""


def test_r8_every_reason_has_a_case() -> None:
    """A reason that nothing fires would be one that nothing is caught by."""
    assert list(CASES) == list(Reason)


@pytest.mark.parametrize("reason", CASES, ids=str)
class TestEachReason:
    """What a reason does, whichever it is."""

    def test_r8_a_reason_fires_alone(self, reason: Reason) -> None:
        """With a message, at a place of a file."""
        given, name = CASES[reason]

        [found] = [one for one in run(given).instances if one.id == name]

        assert {why.code for why in found.reasons} == {reason}
        assert all(why.message and why.at.document for why in found.reasons)

    def test_r8_a_reason_makes_its_instance_unmet(self, reason: Reason) -> None:
        """An instance is met when it has no reason, and only then."""
        given, name = CASES[reason]

        assert instances(given)[name] == "unmet"

    def test_r8_a_reason_keeps_its_standard_from_being_met(self, reason: Reason) -> None:
        """Through its control and clause."""
        given, _ = CASES[reason]

        assert verdict(given) == "not-conformant"

"""R10: a contradiction, a reuse and a supersession show both sides."""

from __future__ import annotations

from checker.assess.assessment import Reason, Side, Why
from tests.adapter import run
from tests.builder import (
    ORG,
    Map,
    asset,
    case,
    event,
    failing,
    nil_return,
    of_control,
    per_event,
    record,
    requirement,
)

SPAN = "2026-05-01T00:00:00Z/2026-06-15T00:00:00Z"


def why(given: Map, code: Reason, instance: str = ORG) -> Why:
    """The one reason of a code."""
    [found] = [
        each
        for one in run(given).instances
        if one.id == instance
        for each in one.reasons
        if each.code is code
    ]
    return found


def told(sides: tuple[Side, ...]) -> list[tuple[object, ...]]:
    """Name, what it says, where it came from and by whom."""
    return [(one.name, one.says, one.system, one.producer) for one in sides]


def test_r10_a_contradiction_shows_what_each_record_says() -> None:
    """With the rule, its source and who produced it."""
    other = {"source": {"system": "export", "query": "all"}, "produced_by": {"party": "auditor"}}
    rules = [{"rule": "evidence.ok", "message": "no"}, {"rule": "has(evidence.ok)", "message": "n"}]
    given = case(record("e1"), failing("e2", **other), **of_control(requirement(validations=rules)))

    found = why(given, Reason.CONTRADICTED)

    assert found.about == "evidence.ok"
    assert told(found.sides) == [
        ("e1", "true", "broker", "tooling"),
        ("e2", "false", "export", "auditor"),
    ]
    assert {one.observed.start for one in found.sides} == {run(given).records[0].observed.start}


def test_r10_a_reuse_shows_the_places_and_the_content() -> None:
    """Each record says first what it is itself about."""
    copy = {"payload_digest": record("e1")["payload_digest"]}
    given = case(
        record("e1", assets=["environment/a"]),
        record("e2", assets=["environment/b"], **copy),
        **of_control(requirement(for_each="environment")),
        assets=[asset("environment", name) for name in "ab"],
    )

    found = why(given, Reason.REUSED, "C1/r1@environment/b")

    assert found.about == copy["payload_digest"]
    assert [(one.name, one.assets) for one in found.sides] == [
        ("e2", ("environment/b",)),
        ("e1", ("environment/a",)),
    ]


def test_r10_of_many_copies_a_few_are_shown_and_all_are_named() -> None:
    """A reason does not grow with the store."""
    copy = {"payload_digest": "0" * 64}
    many = [record(f"e{n}", f"2026-06-{n + 10}T00:00:00Z", **copy) for n in range(9)]

    [found] = run(case(*many)).records[0].reasons

    assert (len(found.evidence), len(found.sides)) == (9, 4)


def test_r10_a_superseded_record_keeps_the_reason_for_it() -> None:
    """On the old one and on the new one."""
    new = record(
        "e2", SPAN, collected_at="2026-06-16", supersedes={"record": "e1", "because": "cut off"}
    )

    old, found = run(case(failing("e1", SPAN), new, **of_control(requirement(type="log")))).records

    assert (old.superseded_by, old.superseded_because) == ("e2", "cut off")
    assert found.supersedes is not None
    assert (found.supersedes.record, found.supersedes.holds) == ("e1", True)


def test_r10_a_record_that_replaces_nothing_says_so() -> None:
    """It was collected no later than the one it names."""
    new = record("e2", SPAN, supersedes={"record": "e1", "because": "cut off"})

    old, found = run(case(failing("e1", SPAN), new, **of_control(requirement(type="log")))).records

    assert old.superseded_by is None
    assert found.supersedes is not None
    assert found.supersedes.holds is False


def test_r5_a_nil_return_stands_against_the_event_it_denies() -> None:
    """The record, and the line of the inventory."""
    given = case(nil_return(), **of_control(per_event()), events=[event("d1")])

    found = why(given, Reason.CONTRADICTED, "C1/r1@event/deployment/d1")

    assert told(found.sides) == [
        ("n1", "there was none", "broker", "tooling"),
        ("event/deployment/d1", "listed in the inventory", None, None),
    ]

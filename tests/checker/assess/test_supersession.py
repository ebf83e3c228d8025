"""R10: superseding by name, each condition broken once; contradiction; reuse."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    Map,
    answered,
    asset,
    case,
    control,
    failing,
    gone,
    judgement,
    of_control,
    over_time,
    reasons,
    record,
    requirement,
)

WRONG = {"record": "e1", "because": "The export was cut off."}
SPAN = "2026-05-01T00:00:00Z/2026-06-15T00:00:00Z"
LOG = {"validations": [{"rule": "evidence.ok", "message": "no"}], "type": "log"}


def new(at: str = SPAN, **more: object) -> Map:
    """A good log that takes the place of the first."""
    return record("e2", at, **{"collected_at": "2026-06-16", "supersedes": WRONG, **more})


def replaced(old: Map | None = None, by: Map | None = None) -> Map:
    """A failing log, and the one that takes its place."""
    return case(old or failing("e1", SPAN), by or new(), **of_control(requirement(**LOG)))


def test_r10_a_superseded_record_is_no_candidate() -> None:
    """It stays in the register, with the name of what took its place."""
    found = run(replaced())

    assert (
        found.instances[0].status,
        found.instances[0].candidates,
        found.records[0].superseded_by,
    ) == (
        "met",
        ("e2",),
        "e2",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"supersedes": {"record": "e3", "because": "another"}},
        {"supersedes": None},
        {"collected_at": "2026-06-15T00:00:00Z"},
        {"collected_at": "2026-07-02"},
        {"received_at": "2026-07-02T00:00:00Z"},
        {"reliability": "representation"},
        {"problems": ["malformed"]},
        {"problems": ["unsealed"], "received_at": None},
        {"problems": ["tampered"]},
        {"at": "2026-05-01T00:00:01Z/2026-06-15T00:00:00Z"},
        {"at": "2026-05-01T00:00:00Z/2026-06-14T23:59:59Z"},
        {"type": "document"},
        {"assets": ["environment/a"]},
    ],
)
def test_r10_superseding_takes_all_its_conditions(change: Map) -> None:
    """By name, known, sound, of the type, the keys, the time and no less reliable, and later."""
    by = new(
        **{key: value for key, value in change.items() if value is not None or key != "supersedes"}
    )
    if change.get("supersedes", "") is None:
        del by["supersedes"]
    given = replaced(by=by)
    given["inventory"]["assets"].append(asset("environment", "a"))

    assert "validation-failed" in reasons(given)


DRAWN = {"population": 9, "method": "random", "size": 3}
ELSEWHERE = {"problems": ["not-presented"]}


@pytest.mark.parametrize(
    ("old", "new_one", "stands"),
    [
        ({}, ELSEWHERE, True),
        (ELSEWHERE, ELSEWHERE, False),
        (ELSEWHERE, {}, False),
        ({}, {"sample": DRAWN}, True),
        ({"sample": DRAWN}, {"sample": DRAWN}, False),
        ({"sample": DRAWN}, {"sample": {**DRAWN, "size": 2}}, True),
        ({"sample": DRAWN}, {}, False),
    ],
)
def test_r10_less_to_look_at_supersedes_nothing(old: Map, new_one: Map, stands: bool) -> None:
    """What is kept elsewhere, or is a part, takes the place only of what was no more."""
    given = replaced(failing("e1", SPAN, **old), new(**new_one))

    assert ("validation-failed" in reasons(given)) is stands


@pytest.mark.parametrize(
    "change",
    [
        {"collected_at": "2026-06-15T00:00:01Z"},
        {"assets": ["environment/a", "organization"]},
        {"reliability": "independent", "produced_by": {"party": "auditor"}},
        {"at": "2026-04-30T00:00:00Z/2026-06-15T12:00:00Z"},
    ],
)
def test_r10_more_of_everything_supersedes_too(change: Map) -> None:
    """Wider, later and more reliable."""
    given = replaced(by=new(**change))
    given["inventory"]["assets"].append(asset("environment", "a"))

    assert reasons(given) == []


def test_r10_effective_reliability_is_what_counts() -> None:
    """A record without its query is worth no more than a statement."""
    given = replaced(by=new(source={"system": "broker", "rows": 3}))

    assert reasons(given) == ["contradicted", "validation-failed", "weak-reliability"]


def test_r10_a_later_record_of_another_time_supersedes_nothing() -> None:
    """What was found in May is not taken back by what is found in June."""
    may = failing("e1", "2026-05-01T00:00:00Z")
    june = record("e2", "2026-06-15T00:00:00Z", supersedes=WRONG)
    rest = [record(f"x{month}", f"2026-0{month}-02T00:00:00Z") for month in (4, 5, 6)]
    given = case(may, june, *rest, **of_control(over_time("instants", cadence="P2M")))

    assert reasons(given) == ["exception-in-period"]


@pytest.mark.parametrize("problem", ["malformed", "unsealed", "too-large"])
def test_r10_a_record_that_was_never_sound_may_be_corrected_in_its_time_too(problem: str) -> None:
    """What it says counted for nothing, so its dates may have been the mistake."""
    old = failing("e1", "2026-04-01T00:00:00Z/2026-04-02T00:00:00Z", problems=[problem])

    assert reasons(replaced(old)) == []


def test_r10_that_a_record_was_tampered_with_is_not_superseded() -> None:
    """It no longer counts as evidence, and still as what happened to it."""
    assert reasons(replaced(failing("e1", SPAN, problems=["tampered"]))) == ["tampered"]


def test_r10_that_a_record_was_withdrawn_is_not_superseded() -> None:
    """Nothing takes the place of what is gone."""
    assert reasons(replaced(gone("e1", type="log"))) == ["withdrawn"]


def test_r10_a_chain_of_corrections_ends_with_the_last() -> None:
    """Each takes the place of the one before it."""
    second = failing("e2", SPAN, collected_at="2026-06-16", supersedes=WRONG)
    third = record(
        "e3", SPAN, collected_at="2026-06-17", supersedes={"record": "e2", "because": "again"}
    )
    given = case(failing("e1", SPAN), second, third, **of_control(requirement(**LOG)))

    assert (reasons(given), run(given).instances[0].candidates) == ([], ("e3",))


def test_r10_a_record_does_not_supersede_itself() -> None:
    """It is not collected later than itself."""
    given = case(failing("e1", supersedes=WRONG))

    assert reasons(given) == ["validation-failed"]


def test_r10_two_records_do_not_supersede_each_other() -> None:
    """Only the later of the two can."""
    first = failing("e1", SPAN, supersedes={"record": "e2", "because": "no"})

    assert reasons(replaced(first)) == []


def test_r10_superseding_that_is_itself_reused_is_a_reason() -> None:
    """The correction stands, and is offered twice."""
    copy = record("e3", "2026-04-01T00:00:00Z/2026-04-02T00:00:00Z")
    by = new()
    copy["payload_digest"] = by["payload_digest"]
    given = case(failing("e1", SPAN), by, copy, **of_control(requirement(**LOG)))

    assert reasons(given) == ["reused"]


# --- Answers of reviewers -------------------------------------------------------------------------


def asked() -> Map:
    """A case with a judgement and a record to judge."""
    return case(record(), **of_control(requirement(judgement="Is it enough?")))


TAKEN_BACK = {
    "supersedes": {"record": "a1", "because": "I read it again."},
    "at": "2026-06-25T00:00:00Z",
}


def test_r10_a_reviewer_may_take_an_answer_back() -> None:
    """Whenever it was given: an answer has no time to contain."""
    rejected = answered(asked(), "reject")
    given = answered(rejected, "accept", name="a2", **TAKEN_BACK)

    assert judgement(given).state == "accepted"


def test_r10_nobody_else_takes_a_reviewer_s_answer_back() -> None:
    """Another reviewer, or the owner, cannot make a rejection unsaid."""
    rejected = answered(asked(), "reject")

    states = [
        judgement(answered(rejected, "accept", name="a2", reviewer=name, **TAKEN_BACK)).state
        for name in ("auditor", "guard", "security")
    ]

    assert states == ["rejected"] * 3


def test_r10_an_answer_to_another_question_takes_nothing_back() -> None:
    """Each judgement is answered by itself."""
    both = [requirement(name, judgement=f"Is {name} enough?") for name in ("r1", "r2")]
    rejected = answered(case(record(), **of_control(*both)), "reject")
    given = answered(rejected, "accept", "C1/r2", name="a2", **TAKEN_BACK)

    assert [judgement(given, f"C1/{name}").state for name in ("r1", "r2")] == [
        "rejected",
        "accepted",
    ]


# --- Contradiction --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2026-06-15T00:00:00Z", "2026-06-15T00:00:00Z", True),
        ("2026-06-15T00:00:00Z", "2026-06-15T00:00:01Z", False),
        (
            "2026-06-01T00:00:00Z/2026-06-10T00:00:00Z",
            "2026-06-09T00:00:00Z/2026-06-20T00:00:00Z",
            True,
        ),
        (
            "2026-06-01T00:00:00Z/2026-06-10T00:00:00Z",
            "2026-06-10T00:00:00Z/2026-06-20T00:00:00Z",
            False,
        ),
        ("2026-06-01T00:00:00Z/2026-06-10T00:00:00Z", "2026-06-01T00:00:00Z", True),
        ("2026-06-01T00:00:00Z/2026-06-10T00:00:00Z", "2026-06-10T00:00:00Z", False),
    ],
)
def test_r10_records_of_the_same_time_that_disagree_are_contradicted(
    one: str, other: str, expected: bool
) -> None:
    """Spans are half-open, and an instant is within the span that contains it."""
    kind = {"type": "snapshot"}
    given = case(failing("e1", one, **kind), record("e2", other, **kind))

    assert ("contradicted" in reasons(given)) is expected


@pytest.mark.parametrize(
    ("payload", "expected"),
    [({"ok": False}, ["validation-failed"]), ({}, ["validation-error"]), ({"ok": True}, [])],
)
def test_r10_only_true_and_false_disagree(payload: Map, expected: list[str]) -> None:
    """Two that fail agree; one that cannot be evaluated says nothing."""
    other = {"ok": False} if payload == {"ok": False} else {"ok": True}
    given = case(record("e1", payload=payload), record("e2", payload=other))

    assert [code for code in reasons(given) if code != "contradicted"] == expected
    assert "contradicted" not in reasons(given)


def test_r10_a_weak_record_contradicts_too() -> None:
    """How reliable a record is limits only what it can help."""
    given = case(failing("e1", reliability="claim"), record("e2"))

    assert reasons(given) == ["contradicted", "validation-failed"]


def test_r10_each_validation_is_compared_by_itself() -> None:
    """Two records that fail different rules disagree on both."""
    rules = [{"rule": f"evidence.{name}", "message": name} for name in ("a", "b")]
    given = case(
        record("e1", payload={"a": True, "b": False}),
        record("e2", payload={"a": False, "b": True}),
        **of_control(requirement(validations=rules)),
    )

    assert reasons(given) == ["contradicted", "validation-failed"]


def test_r10_a_corrected_exception_is_still_contradicted() -> None:
    """A later record settles what failed, and not that two records disagree."""
    given = case(failing("e1"), record("e2"), record("e3", "2026-06-16T00:00:00Z"))

    assert reasons(given) == ["contradicted"]


def test_r10_outside_the_window_nothing_is_contradicted_over_time() -> None:
    """What cannot hurt does not disagree either."""
    before = "2026-03-31T00:00:00Z"
    inside = [record(f"x{month}", f"2026-0{month}-01T00:00:00Z") for month in (4, 5, 6)]
    kind = over_time("instants", cadence="P1M", max_age="P1Y")

    assert (
        reasons(case(failing("e1", before), record("e2", before), *inside, **of_control(kind)))
        == []
    )


# --- Reuse ----------------------------------------------------------------------------------------


def twice(kind: str = "snapshot", **second: object) -> Map:
    """Two records with one payload, about two environments."""
    first = record("e1", type=kind, assets=["environment/a"])
    other = record("e2", **{"type": kind, "assets": ["environment/b"], **second})
    other.setdefault("artifacts", [])
    other["payload_digest"] = second.get("payload_digest", first["payload_digest"])
    return case(
        first,
        other,
        controls=[control("C1", requirement(type=kind, for_each="environment"))],
        assets=[asset("environment", "a"), asset("environment", "b")],
    )


def of_both(given: Map) -> list[list[str]]:
    """The reasons of both environments."""
    return [reasons(given, f"C1/r1@environment/{name}") for name in "ab"]


def test_r10_one_payload_for_two_assets_is_reused() -> None:
    """Both records are: nobody knows which of them it belongs to."""
    assert of_both(twice()) == [["reused"], ["reused"]]


def test_r10_a_shareable_type_may_be_about_several_assets() -> None:
    """One document may hold for two environments."""
    assert of_both(twice("document")) == [[], []]


def test_r10_one_payload_for_two_times_is_reused_even_if_shareable() -> None:
    """A document of June is no document of May."""
    given = twice("document", at="2026-06-16T00:00:00Z")

    assert of_both(given) == [["reused"], ["reused"]]


def test_r10_the_same_record_twice_is_not_reused() -> None:
    """Same time, same keys: a copy says nothing new."""
    given = case(record("e1"), {**record("e1"), "id": "e2"})

    assert reasons(given) == []


def test_r10_records_of_different_types_are_not_compared() -> None:
    """One export may hold two kinds of evidence."""
    other = {**record("e2", "2026-06-01T00:00:00Z", type="document")}
    given = case(record("e1"), {**other, "payload_digest": record("e1")["payload_digest"]})

    assert reasons(given) == []


def test_r10_a_shared_artifact_is_reuse() -> None:
    """Also where the payloads differ."""
    shared = [{"sha256": "a" * 64, "path": "export.csv"}]
    given = case(
        record("e1", artifacts=shared), record("e2", "2026-06-01T00:00:00Z", artifacts=shared)
    )

    assert reasons(given) == ["reused"]


def test_r10_records_without_payload_do_not_share_it() -> None:
    """Nothing is not the same as nothing."""
    nothing = {"payload": None, "payload_digest": None}
    given = case(
        record("e1", **nothing), record("e2", "2026-06-01T00:00:00Z", **nothing), record("e3")
    )

    assert "reused" not in reasons(given)


@pytest.mark.parametrize("problem", ["malformed", "unsealed", "tampered"])
def test_r10_a_defect_of_one_does_not_clear_the_other(problem: str) -> None:
    """The payload is offered twice, however the second offer is made."""
    first, second = of_both(twice(problems=[problem]))

    assert (first, second) == (["reused"], sorted([problem, "reused"]))


def test_r10_a_superseded_record_is_not_reused() -> None:
    """A correction of the period may hold the same payload."""
    first = record("e1", "2026-05-01T00:00:00Z/2026-06-15T00:00:00Z")
    second = new("2026-04-01T00:00:00Z/2026-06-15T00:00:00Z")
    given = case(
        first,
        {**second, "payload_digest": first["payload_digest"]},
        **of_control(requirement(**LOG)),
    )

    assert reasons(given) == []

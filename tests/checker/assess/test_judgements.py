"""R22: reviewers' answers, what they are bound to and who may give them."""

from __future__ import annotations

import copy

import pytest

from tests.adapter import run
from tests.builder import (
    NOW,
    Map,
    answered,
    asset,
    case,
    clause_status,
    control,
    event,
    failing,
    instances,
    judgement,
    nil_return,
    of_control,
    party,
    per_event,
    reasons,
    record,
    requirement,
)


def asked(*records: Map, **more: object) -> Map:
    """A requirement that asks whether its evidence is enough."""
    return case(
        *(records or [record()]), **of_control(requirement(judgement="Is it enough?")), **more
    )


def state(given: Map) -> str:
    """The state of the judgement."""
    return judgement(given).state.value


def test_r22_a_judgement_without_an_answer_is_open() -> None:
    """The instance is met, and the clause waits."""
    given = asked()

    assert (state(given), reasons(given), clause_status(given)) == ("open", [], "undetermined")


def test_r22_an_answer_of_a_reviewer_settles_it() -> None:
    """It is named."""
    found = judgement(answered(asked()))

    assert (found.state, found.answers, found.because) == ("accepted", ("a1",), ())


def test_r22_a_requirement_without_a_question_has_no_judgement() -> None:
    """Nothing waits for an answer."""
    assert run(case(record())).judgements == ()


# --- Who may answer -------------------------------------------------------------------------------

PEOPLE = [
    party("colleague", "tooling"),
    party("former-guard", {"party": "security", "to": "2026-06-01"}),
    party("next-guard", {"party": "security", "from": "2026-06-20"}),
]


@pytest.mark.parametrize(
    ("reviewer", "expected"),
    [
        ("reviewer", "accepted"),
        ("auditor", "accepted"),
        ("engineer", "accepted"),
        ("former-guard", "accepted"),
        ("ghost", "open"),
        ("security", "open"),
        ("guard", "open"),
        ("next-guard", "open"),
        ("tooling", "open"),
        ("colleague", "open"),
        ("example-lab", "open"),
    ],
)
def test_r22_who_accepts_is_known_and_neither_owner_nor_producer(
    reviewer: str, expected: str
) -> None:
    """Nor belongs to either, on the date of the answer."""
    assert state(answered(asked(parties=PEOPLE), reviewer=reviewer)) == expected


@pytest.mark.parametrize(
    ("reviewer", "expected"),
    [
        ("reviewer", "rejected"),
        ("tooling", "rejected"),
        ("colleague", "rejected"),
        ("ghost", "open"),
        ("security", "open"),
        ("guard", "open"),
    ],
)
def test_r22_who_rejects_is_known_and_not_the_owner(reviewer: str, expected: str) -> None:
    """Who made the evidence may well say that it is not enough."""
    assert state(answered(asked(parties=PEOPLE), "reject", reviewer=reviewer)) == expected


def test_r22_an_answer_is_given_by_the_reviewer_it_names() -> None:
    """Nobody answers for another."""
    given = answered(asked(), produced_by={"party": "tooling"})

    assert judgement(given).because == ("a1: reviewer did not give it; tooling did",)


def test_r22_without_a_known_owner_nobody_is_known_not_to_be_it() -> None:
    """The parties have to say who answers for the control."""
    given = asked()
    given["controls"][0]["owner"] = "somebody"

    assert state(answered(given)) == "open"


def test_r22_the_producer_of_any_candidate_counts() -> None:
    """Also of one that did not help."""
    weak = record(
        "e2", "2026-06-10T00:00:00Z", reliability="claim", produced_by={"party": "assurance"}
    )

    assert state(answered(asked(record(), weak))) == "open"


def test_r22_an_unknown_producer_bars_everybody() -> None:
    """Nobody is known to be independent of a stranger."""
    assert state(answered(asked(record(produced_by={"party": "ghost"})))) == "open"


# --- What an answer is bound to -------------------------------------------------------------------


@pytest.mark.parametrize("part", ["question", "control", "evidence"])
@pytest.mark.parametrize("digest", ["0" * 64, None, ""])
def test_r22_an_acceptance_is_bound_to_three_digests(part: str, digest: str | None) -> None:
    """Each of them by itself."""
    given = answered(asked(), **{f"{part}_digest": digest})

    assert judgement(given).because == (f"a1: the {part} has changed since",)


@pytest.mark.parametrize(
    "change",
    [
        lambda given: given["controls"][0]["evidence"][0].update(judgement="Is it quite enough?"),
        lambda given: given["controls"][0].update(statement="Something else is done."),
        lambda given: given["controls"][0]["evidence"][0].update(max_age="P31D"),
        lambda given: given["records"].append(record("e2", "2026-06-10T00:00:00Z")),
        lambda given: given["records"].__setitem__(0, record("e1", note="Another.")),
        lambda given: given["records"].__delitem__(0),
    ],
)
def test_r22_an_acceptance_lapses_when_anything_changes(change: object) -> None:
    """The question, the control, or the evidence; more evidence too."""
    given = copy.deepcopy(answered(asked()))
    assert callable(change)
    change(given)

    assert state(given) == "open"


def test_r22_what_came_since_is_named_where_the_digest_tells() -> None:
    """The records collected last, without which the evidence is what was answered."""
    given = answered(asked())
    given["records"] += [record(name, "2026-06-25T00:00:00Z") for name in ("e2", "e3")]

    assert judgement(given).because == ("a1: the evidence has changed since: e2, e3 came",)


@pytest.mark.parametrize(
    "change",
    [
        lambda given: given["records"].__setitem__(0, record("e1", note="Another.")),
        lambda given: given["records"].append(record("e0", "2026-05-20T00:00:00Z")),
    ],
)
def test_r22_what_went_or_came_in_between_leaves_nothing_to_name(change: object) -> None:
    """A digest holds no names."""
    given = copy.deepcopy(answered(asked(record("e1"), record("e4", "2026-06-12T00:00:00Z"))))
    assert callable(change)
    change(given)

    assert judgement(given).because == ("a1: the evidence has changed since",)


def test_r22_white_space_in_a_question_is_no_change() -> None:
    """A question may be wrapped anew."""
    given = copy.deepcopy(answered(asked()))
    given["controls"][0]["evidence"][0]["judgement"] = "Is  it\n enough?"

    assert state(given) == "accepted"


def test_r22_a_payload_in_a_file_is_part_of_the_evidence() -> None:
    """The record only names the file, and stays as it is when the file changes."""
    kept = record(payload_file="payload.json", payload_digest="1" * 64)
    given = copy.deepcopy(answered(asked(kept)))
    given["records"][0]["payload_digest"] = "2" * 64

    assert state(given) == "open"


def test_r22_evidence_that_comes_and_does_not_count_changes_nothing() -> None:
    """A record about something else, or not known yet."""
    given = answered(asked())
    given["records"] += [
        record("e2", type="document"),
        record("e3", "2026-07-02T00:00:00Z"),
    ]

    assert state(given) == "accepted"


def test_r22_without_evidence_there_is_nothing_to_accept() -> None:
    """A question about nothing stays open."""
    given = case(**of_control(requirement(judgement="Is it enough?")))

    assert judgement(answered(given)).because == ("a1: there is no evidence to accept",)


@pytest.mark.parametrize(
    "change",
    [
        {"problems": ["malformed"]},
        {"problems": ["unsealed"], "received_at": None},
        {"received_at": "2026-07-01T00:00:01Z"},
        {"collected_at": "2026-07-02"},
    ],
)
def test_r22_an_answer_has_to_be_known_and_sound(change: Map) -> None:
    """As evidence has."""
    assert state(answered(asked(), **change)) == "open"


def test_r22_an_answer_to_another_judgement_is_none_to_this() -> None:
    """Each requirement asks its own question."""
    given = answered(asked(), judgement="C1/r9")

    assert (state(given), judgement(given).because) == ("open", ())


@pytest.mark.parametrize("answer", ["yes", "", None])
def test_r22_what_is_no_answer_accepts_nothing(answer: str | None) -> None:
    """Anything but an acceptance is a rejection."""
    assert state(answered(asked(), answer)) == "rejected"


# --- Rejections and conditions --------------------------------------------------------------------


def test_r22_a_rejection_is_a_gap() -> None:
    """Of every instance of the requirement."""
    each = requirement(for_each="environment", judgement="Is it enough?")
    given = case(
        record("e1", assets=["environment/a"]),
        record("e2", assets=["environment/b"]),
        controls=[control("C1", each, requirement("r2"))],
        assets=[asset("environment", "a"), asset("environment", "b")],
    )

    rejected = answered(given, "reject")

    assert [
        reasons(rejected, f"C1/{name}") for name in ("r1@environment/a", "r1@environment/b")
    ] == [
        ["rejected-in-review"],
        ["rejected-in-review"],
    ]
    assert reasons(rejected, "C1/r2@organization") == ["missing"]


def test_r22_a_rejection_stands_beside_an_acceptance() -> None:
    """Whichever came later."""
    given = answered(answered(asked(), "reject"), "accept", name="a2", reviewer="auditor")

    assert (state(given), reasons(given)) == ("rejected", ["rejected-in-review"])


def test_r22_a_rejection_stands_whatever_has_changed_since() -> None:
    """New evidence does not outrun it; only the reviewer takes it back."""
    given = answered(asked(), "reject", evidence_digest="0" * 64, question_digest="0" * 64)

    assert state(given) == "rejected"


@pytest.mark.parametrize(
    "change",
    [
        {"problems": ["unsealed"], "received_at": None},
        {"problems": ["tampered"]},
        {"problems": ["not-presented"]},
    ],
)
def test_r22_a_rejection_stands_also_if_it_is_unsound(change: Map) -> None:
    """A defect does not make it unsaid."""
    assert state(answered(asked(), "reject", **change)) == "rejected"


def test_r22_an_acceptance_that_is_kept_elsewhere_accepts_nothing() -> None:
    """Until its bytes are shown."""
    given = answered(asked(), problems=["not-presented"])

    assert (state(given), judgement(given).because) == ("open", ("a1: it was not presented",))


def test_r22_a_condition_is_not_shown_by_what_is_kept_elsewhere() -> None:
    """A reference is not what it refers to."""
    given = conditional()
    given["records"][1]["problems"] = ["not-presented"]

    assert state(given) == "rejected"


def test_r22_a_rejection_that_is_not_known_yet_does_not_stand() -> None:
    """It has not been received."""
    given = answered(asked(), "reject", received_at="2026-07-01T00:00:01Z")

    assert state(given) == "open"


def conditional(answer: str = "accept-with-conditions", **condition: object) -> Map:
    """An answer with one condition."""
    found = {"id": "c1", "text": "It is written down.", "met": True, "shown_by": "b", **condition}
    given = asked(record(), record("b", type="document"))
    return answered(given, answer, conditions=[found])


def test_r22_a_condition_that_is_met_and_shown_is_accepted() -> None:
    """By a record that is known and sound."""
    assert state(conditional()) == "accepted"


@pytest.mark.parametrize("answer", ["accept", "accept-with-conditions"])
@pytest.mark.parametrize(
    "condition",
    [
        {"met": False},
        {"met": None},
        {"met": "yes"},
        {"shown_by": "ghost"},
        {"shown_by": None},
        {"shown_by": "a1"},
    ],
)
def test_r22_a_condition_that_is_not_met_or_not_shown_is_a_rejection(
    answer: str, condition: Map
) -> None:
    """Whatever the answer calls itself; and it does not show its own condition."""
    given = conditional(answer, **condition)

    assert (state(given), reasons(given)) == ("rejected", ["rejected-in-review"])


def test_r22_a_record_called_none_shows_nothing_that_was_not_named() -> None:
    """A condition without a record is not shown by one of that name."""
    given = conditional(shown_by=None)
    given["records"][1]["id"] = "None"

    assert state(given) == "rejected"


@pytest.mark.parametrize(
    "change", [{"problems": ["malformed"]}, {"received_at": "2026-07-02T00:00:00Z"}]
)
def test_r22_what_shows_a_condition_has_to_be_known_and_sound(change: Map) -> None:
    """As any evidence."""
    given = conditional()
    given["records"][1] |= change

    assert state(given) == "rejected"


def test_r22_every_condition_counts() -> None:
    """One of two is not enough."""
    met = {"id": "c1", "text": "One.", "met": True, "shown_by": "e1"}
    given = answered(asked(), "accept-with-conditions", conditions=[met, {**met, "met": False}])

    assert state(given) == "rejected"


def test_r22_conditions_hold_whatever_has_changed_since() -> None:
    """An answer that lapsed as an acceptance still binds as what it demanded."""
    given = conditional(met=False)
    given["records"].append(record("e2", "2026-06-10T00:00:00Z"))

    assert state(given) == "rejected"


# --- Events and nil returns -----------------------------------------------------------------------


def events(*records: Map, **more: object) -> Map:
    """A requirement for each deployment that asks for a judgement."""
    kind = per_event(judgement="Is it enough?")
    return case(*records, controls=[control("C1", kind)], **more)


def test_r22_a_nil_return_is_evidence_that_can_be_accepted() -> None:
    """And that the answer is bound to."""
    given = events(nil_return())
    later = copy.deepcopy(answered(given))
    later["records"][0]["note"] = "Another."

    assert (state(answered(given)), state(later)) == ("accepted", "open")


def test_r22_a_rejection_holds_for_a_model_without_events_too() -> None:
    """Its own nil return does not get round it."""
    given = events(
        record("e1", assets=["event/deployment/d1"]),
        nil_return(assets=["model/atlas"]),
        events=[event(models=["boreal"])],
        assets=[asset("model", "boreal")],
    )

    assert (
        instances(given)["C1/r1@nothing:model/atlas"],
        reasons(answered(given, "reject"), "C1/r1@nothing:model/atlas"),
    ) == ("met", ["rejected-in-review"])


def test_r22_a_failing_record_may_be_accepted_and_still_fails() -> None:
    """A judgement settles what evidence cannot, and nothing that it can."""
    given = answered(asked(failing()), at=NOW)

    assert (state(given), reasons(given)) == ("accepted", ["validation-failed"])

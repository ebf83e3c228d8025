"""R15 and R16: which standards are required, and which determinations are effective."""

from __future__ import annotations

import pytest

from tests.adapter import results, run
from tests.builder import (
    NOW,
    Map,
    approvals,
    asset,
    case,
    clause,
    control,
    determination,
    party,
    record,
    subject,
    threshold,
    verdict,
)


def effect(*determinations: Map, **more: object) -> tuple[str, str | None]:
    """What the determinations come to for atlas and T1, and why."""
    found = results(run(case(determinations=list(determinations), **more)))
    one = found["determinations"]["atlas/T1"]
    return one["effective"], one["because"]


BELOW = ("below", None)
UNSUPPORTED = ("cannot-rule-out", "determination-unsupported")


def required(given: Map, about: str = "model/atlas") -> list[str]:
    """The standards that are required of a subject."""
    found = subject(given, about)["standards"]
    return [name for name, verdict in found.items() if verdict != "not-required"]


# --- R15 ------------------------------------------------------------------------------------------

BOTH = [clause("S1"), clause("D1")]


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        ({"security": "ASL-3"}, ["asl-3/security"]),
        ({"deployment": "ASL-3"}, ["asl-3/deployment"]),
        ({"security": "ASL-3", "deployment": "ASL-3"}, ["asl-3/deployment", "asl-3/security"]),
        ({"security": "ASL-4"}, ["asl-4/security"]),
    ],
)
def test_r15_a_threshold_requires_each_standard_it_names(
    requires: Map, expected: list[str]
) -> None:
    """Deployment and security are two targets."""
    given = case(clauses=BOTH, data={"thresholds": [threshold(**requires)]})

    assert required(given) == expected


@pytest.mark.parametrize("kind", ["checkpoint", "watched", "excluded"])
def test_r15_only_a_threshold_requires_anything(kind: str) -> None:
    """A checkpoint or a watched capability does not."""
    given = case(data={"thresholds": [threshold(kind=kind)]})

    assert required(given) == []


def test_r15_a_standard_without_determination_is_required() -> None:
    """Nobody ruled it out."""
    [standard] = run(case()).subjects[1].standards

    assert (standard.required, standard.because) == (True, ("T1: no determination",))


def test_r15_each_reason_that_requires_a_standard_is_given() -> None:
    """One threshold, another, and the organisation's own decision."""
    given = case(
        data={"thresholds": [threshold(), threshold("T2")]},
        determinations=[determination("passed"), determination("below", "d2", threshold="T2")],
        activated=[
            {
                "standard": "asl-3/security",
                "model": "atlas",
                "date": "2026-05-01",
                "because": "Care.",
            }
        ],
    )

    [standard] = run(given).subjects[1].standards

    assert standard.because == ("T1: passed", "activated voluntarily on 2026-05-01: Care.")


@pytest.mark.parametrize(
    ("date", "expected"),
    [(NOW, True), ("2026-07-01", True), ("2026-07-01T00:00:01Z", False), ("2026-07-02", False)],
)
def test_r15_a_standard_is_required_from_its_activation(date: str, expected: bool) -> None:
    """From the start of the date."""
    activated = [{"standard": "asl-3/security", "model": "atlas", "date": date, "because": "b"}]
    given = case(determinations=[determination()], activated=activated)

    assert (required(given) == ["asl-3/security"]) is expected


def test_r15_activation_is_for_one_model() -> None:
    """The other has no duty by it."""
    activated = [{"standard": "asl-3/security", "model": "boreal", "date": NOW, "because": "b"}]
    given = case(
        determinations=[determination(), determination(name="d2", model="boreal")],
        activated=activated,
        assets=[asset("model", "boreal", effective_compute=10)],
    )

    assert (required(given), required(given, "model/boreal")) == ([], ["asl-3/security"])


def test_r15_an_activated_standard_that_nobody_defined_is_not_assessed() -> None:
    """A misspelt standard is required, and nothing shows it."""
    activated = [{"standard": "asl-3/securty", "model": "atlas", "date": NOW, "because": "b"}]
    given = case(record(), determinations=[determination()], activated=activated)

    assert verdict(given, "asl-3/securty") == "not-assessed"


def test_r15_procedure_is_always_required_of_the_organisation() -> None:
    """Also of one without a model."""
    given = case(
        controls=[control("C1", clause="P1")],
        clauses=[clause("P1")],
        model=asset("model", "old", end="2020-02-01"),
    )

    assert [
        (one.id, each.id, each.required) for one in run(given).subjects for each in one.standards
    ] == [("organization", "procedure", True)]


# --- R16 ------------------------------------------------------------------------------------------


def test_r16_without_a_determination_the_duties_are_those_of_cannot_rule_out() -> None:
    """And the report says that there was none."""
    assert effect() == ("cannot-rule-out", "no-determination")


@pytest.mark.parametrize("outcome", ["below", "cannot-rule-out", "passed"])
def test_r16_a_determination_is_effective_as_determined(outcome: str) -> None:
    """A supported one needs no reason."""
    assert effect(determination(outcome)) == (outcome, None)


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        (NOW, BELOW),
        ("2026-07-01T00:00:01Z", ("cannot-rule-out", "no-determination")),
        ("2026-06-30", BELOW),
        ("2026-07-01", ("cannot-rule-out", "no-determination")),
    ],
)
def test_r16_a_determination_is_known_once_it_is_decided(decided: str, expected: object) -> None:
    """A date is decided when it is over."""
    assert effect(determination(decided_at=decided)) == expected


@pytest.mark.parametrize("change", [{"threshold": "T2"}, {"model": "boreal"}])
def test_r16_a_determination_about_something_else_decides_nothing_here(change: Map) -> None:
    """Each model and each threshold by itself."""
    given = {
        "assets": [asset("model", "boreal")],
        "data": {"thresholds": [threshold(), threshold("T2")]},
    }

    assert effect(determination(**change), **given) == ("cannot-rule-out", "no-determination")


@pytest.mark.parametrize(
    ("assessed", "expected"),
    [
        ("2026-01-01T00:00:01Z", BELOW),
        ("2026-01-01T00:00:00Z", UNSUPPORTED),
        ("2026-01-01", UNSUPPORTED),
        ("2026-01-02", BELOW),
    ],
)
def test_r16_below_lapses_after_six_months(assessed: str, expected: object) -> None:
    """Counted from the start of the assessment's date; the last instant is too late."""
    assert effect(determination(assessed_at=assessed)) == expected


def test_r16_six_months_are_clamped_at_the_end_of_a_month() -> None:
    """From 31 August to the end of February."""
    one = determination(
        assessed_at="2025-08-31T00:00:00Z",
        decided_at="2025-09-01",
        approvals=approvals("2025-09-01"),
    )
    times = ("2026-02-27T23:59:59Z", "2026-02-28T00:00:00Z")

    assert [effect(one, now=now, period={"start": "2025-09-01"}) for now in times] == [
        BELOW,
        UNSUPPORTED,
    ]


@pytest.mark.parametrize("outcome", ["cannot-rule-out", "passed"])
def test_r16_what_is_not_below_does_not_lapse(outcome: str) -> None:
    """Nothing has to support the finding that a capability may be there."""
    old = determination(outcome, assessed_at="2020-01-01", approvals=[], effective_compute=None)

    assert effect(old) == (outcome, None)


@pytest.mark.parametrize(
    ("assessed", "today", "expected"),
    [
        (10, 39.9, BELOW),
        (10, 40, UNSUPPORTED),
        (10, 41, UNSUPPORTED),
        (10, 10, BELOW),
        (None, 10, UNSUPPORTED),
        (10, None, UNSUPPORTED),
        (10, "40", UNSUPPORTED),
        (10, True, UNSUPPORTED),
    ],
)
def test_r16_below_lapses_at_four_times_the_effective_compute(
    assessed: float | None, today: object, expected: object
) -> None:
    """Both have to be stated; four times is too much."""
    attributes = {} if today is None else {"effective_compute": today}
    one = determination()
    if assessed is None:
        del one["effective_compute"]
    else:
        one["effective_compute"] = assessed

    assert effect(one, model=asset("model", "atlas", **attributes)) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (approvals(), BELOW),
        (approvals()[:1], UNSUPPORTED),
        (approvals()[1:], UNSUPPORTED),
        ([], UNSUPPORTED),
        (approvals(chief_executive="deputy"), BELOW),
        (approvals(chief_executive="deputy", responsible_scaling_officer="deputy"), UNSUPPORTED),
        (approvals(chief_executive="rso"), UNSUPPORTED),
        (approvals(chief_executive="engineer"), UNSUPPORTED),
        (approvals(chief_executive="ghost"), UNSUPPORTED),
        (approvals(chief_executive="chief-executive"), UNSUPPORTED),
        (approvals(chief_executive="board"), UNSUPPORTED),
        (approvals(NOW), BELOW),
        (approvals("2026-07-01T00:00:01Z"), UNSUPPORTED),
        (approvals("2026-06-30"), BELOW),
        (approvals("2026-07-01"), UNSUPPORTED),
    ],
)
def test_r16_below_takes_the_approval_of_each_role(given: list[Map], expected: object) -> None:
    """By now, through a known party that is a member of the role itself, no party twice."""
    through = [party("office", "chief-executive", kind="team"), party("board", "office")]

    assert effect(determination(approvals=given), parties=through) == expected


@pytest.mark.parametrize(
    ("member", "date", "expected"),
    [
        ({}, "2026-05-01", BELOW),
        ({"from": "2026-05-01"}, "2026-05-01", BELOW),
        ({"from": "2026-05-02"}, "2026-05-01", UNSUPPORTED),
        ({"from": "2026-05-01T12:00:00Z"}, "2026-05-01", UNSUPPORTED),
        ({"from": "2026-05-01T12:00:00Z"}, "2026-05-01T12:00:00Z", BELOW),
        ({"to": "2026-05-01"}, "2026-05-01", BELOW),
        ({"to": "2026-04-30"}, "2026-05-01", UNSUPPORTED),
        ({"to": "2026-05-01T12:00:00Z"}, "2026-05-01", UNSUPPORTED),
        ({"to": "2026-05-01T12:00:00Z"}, "2026-05-01T12:00:00Z", UNSUPPORTED),
        ({"to": "2026-05-01T12:00:00Z"}, "2026-05-01T11:59:59Z", BELOW),
    ],
)
def test_r16_an_approver_holds_the_role_for_the_whole_of_the_date(
    member: Map, date: str, expected: object
) -> None:
    """Who left in the course of the day may have left before."""
    acting = party("acting", {"party": "chief-executive", **member})
    given = approvals(date, chief_executive="acting")

    assert effect(determination(approvals=given), parties=[acting]) == expected


def test_r16_two_roles_find_two_parties_where_that_is_possible() -> None:
    """Who holds both leaves the role that another can take."""
    given = [
        *approvals(chief_executive="deputy"),
        {"role": "responsible-scaling-officer", "party": "deputy", "date": "2026-05-01"},
    ]

    assert effect(determination(approvals=given)) == BELOW


def test_r16_an_edition_that_names_nobody_supports_nothing() -> None:
    """Without roles there is no approval that could be missing."""
    rule = {"approvals": [], "reassess_after": "P6M", "reassess_at_effective_compute": 4}

    assert effect(determination(), data={"determination": rule}) == UNSUPPORTED


@pytest.mark.parametrize(
    ("assessed", "decided", "expected"),
    [
        ("2026-05-10", "2026-05-10", BELOW),
        ("2026-05-10T12:00:00Z", "2026-05-10", BELOW),
        ("2026-05-11T00:00:01Z", "2026-05-10", UNSUPPORTED),
        ("2036-05-10", "2026-05-10", UNSUPPORTED),
    ],
)
def test_r16_what_is_decided_before_it_is_assessed_is_unsupported(
    assessed: str, decided: str, expected: object
) -> None:
    """A date in the future would never lapse."""
    assert effect(determination(assessed_at=assessed, decided_at=decided)) == expected


STATED = {"standing": "publicly-stated", "approvals": [], "effective_compute": None}


def stated(**more: object) -> Map:
    """A determination that is known from a public statement only."""
    found = determination(**{**STATED, **more})
    del found["effective_compute"]
    return found


@pytest.mark.parametrize(
    ("assessed", "expected"), [("2026-01-01T00:00:01Z", BELOW), ("2026-01-01", UNSUPPORTED)]
)
def test_r16_a_public_statement_is_effective_until_it_lapses(
    assessed: str, expected: object
) -> None:
    """Without approvals and Effective Compute, which are not public."""
    assert effect(stated(assessed_at=assessed)) == expected


# --- Conflicts ------------------------------------------------------------------------------------


def second(outcome: str, **more: object) -> Map:
    """A later determination about the same."""
    return determination(outcome, "d2", **{"decided_at": "2026-06-01T00:00:00Z", **more})


REPLACES = {"supersedes": {"determination": "d1", "because": "It was assessed again."}}


@pytest.mark.parametrize(
    ("first", "other", "expected"),
    [
        ("below", "passed", "passed"),
        ("passed", "below", "passed"),
        ("cannot-rule-out", "below", "cannot-rule-out"),
        ("cannot-rule-out", "passed", "passed"),
        ("passed", "cannot-rule-out", "passed"),
    ],
)
def test_r16_the_most_severe_stands(first: str, other: str, expected: str) -> None:
    """Whichever was decided later."""
    assert effect(determination(first), second(other)) == (expected, None)


@pytest.mark.parametrize(
    ("first", "other", "expected"),
    [
        ("passed", "below", BELOW),
        ("passed", "cannot-rule-out", ("cannot-rule-out", None)),
        ("below", "passed", ("passed", None)),
    ],
)
def test_r16_until_it_is_superseded_by_name(first: str, other: str, expected: object) -> None:
    """The one that takes its place stands."""
    assert effect(determination(first), second(other, **REPLACES)) == expected


def test_r16_superseding_by_what_is_unsupported_leaves_the_duties() -> None:
    """The new one counts, and is not effective."""
    assert effect(determination("passed"), second("below", approvals=[], **REPLACES)) == UNSUPPORTED


@pytest.mark.parametrize(
    "change",
    [
        {"decided_at": "2026-07-02"},
        {"decided_at": "2026-05-09T23:59:59Z", "assessed_at": "2026-04-15"},
        {"supersedes": {"determination": "d9", "because": "no"}},
        {"threshold": "T2"},
        {"model": "boreal"},
    ],
)
def test_r16_superseding_takes_a_known_one_about_the_same_that_is_not_older(change: Map) -> None:
    """The `passed` stands."""
    other = second("below", **{**REPLACES, **change})
    more = {
        "assets": [asset("model", "boreal")],
        "data": {"thresholds": [threshold(), threshold("T2")]},
    }

    assert effect(determination("passed"), other, **more) == ("passed", None)


def test_r16_a_determination_does_not_supersede_itself() -> None:
    """Naming its own id takes nothing away."""
    itself = determination("passed", **REPLACES)

    assert effect(itself, second("below")) == ("passed", None)


def test_r16_per_outcome_the_last_one_counts() -> None:
    """A newer `below` that is unsupported is not helped by an older one that was supported."""
    assert effect(determination(), second("below", approvals=[])) == UNSUPPORTED


def test_r16_the_last_one_is_the_one_decided_last() -> None:
    """Whatever its id."""
    older = determination(name="d9", decided_at="2026-05-09T00:00:00Z")

    assert effect(older, determination(approvals=[])) == UNSUPPORTED


def test_r16_of_two_decided_at_once_the_greater_id_counts() -> None:
    """There is always one that does."""
    first = determination(approvals=[])
    other = determination(name="d2")

    assert (effect(first, other), effect({**first, "id": "d3"}, other)) == (BELOW, UNSUPPORTED)


def test_r16_an_ineffective_below_does_not_hide_a_passed_one() -> None:
    """The more severe of what is effective stands."""
    assert effect(determination("passed"), second("below", approvals=[])) == ("passed", None)

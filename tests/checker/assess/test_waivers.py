"""R20: what a waiver lets the gate accept, and that no status and no verdict moves."""

from __future__ import annotations

import pytest

from checker.assess.assessment import Assessment, DeviationState, Reason, StandardVerdict
from tests.adapter import run
from tests.builder import (
    NOW,
    Map,
    answered,
    approvals,
    asset,
    case,
    clause,
    control,
    failing,
    gone,
    link,
    needs,
    party,
    record,
    requirement,
    waiver,
)

DOCUMENT = record("b", type="document")
S2 = control("C2", requirement(type="document"), clause="S2")


def waived(*deviations: Map, **more: object) -> Map:
    """C1 is not shown and waived; C2 is shown."""
    return case(
        DOCUMENT,
        controls=[control(), S2],
        clauses=[clause("S1"), clause("S2")],
        deviations=list(deviations) or [waiver()],
        **more,
    )


def security(given: Map | Assessment, about: str = "model/atlas") -> StandardVerdict:
    """The verdict on ASL-3 Security."""
    assessment = run(given) if isinstance(given, dict) else given
    subject = next(one for one in assessment.subjects if one.id == about)
    return next(one for one in subject.standards if one.id == "asl-3/security")


def state(given: Map, name: str = "w1") -> DeviationState:
    """What became of a deviation."""
    return next(one for one in run(given).deviations if one.id == name)


def test_r20_a_waiver_is_accepted_and_the_verdict_stays() -> None:
    """Instance, control and standard say by what, and stay what they are."""
    found = run(waived())

    instance = next(one for one in found.instances if one.control == "C1")
    mine = found.subjects[1].controls[0]
    verdict = security(found)
    assert (instance.status, instance.accepted_by) == ("unmet", ("w1",))
    assert (mine.status, mine.accepted_by) == ("gap", ("w1",))
    assert (verdict.verdict, verdict.accepted, verdict.accepted_by) == (
        "not-conformant",
        "conformant",
        ("w1",),
    )
    assert found.subjects[1].activities["deploy"].finding == "forbidden"
    assert state(waived()).accepts == (instance.id,)


def test_r20_without_a_waiver_nothing_is_accepted() -> None:
    """There is no verdict of another world to speak of."""
    verdict = security({**waived(), "deviations": []})

    assert (verdict.accepted, verdict.accepted_by) == (None, ())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"requester": "ghost"}, "ghost is not among the parties"),
        ({"approvals": []}, "no responsible-scaling-officer known to hold that role approved it"),
        ({"requester": "rso"}, "rso requested it and cannot approve it"),
        (
            {"requester": "security"},
            "security, who requested it, is or belongs to security, who owns C1",
        ),
        ({"requester": "guard"}, "guard, who requested it, is or belongs to security, who owns C1"),
        (
            {"requester": "example-lab"},
            "security, who owns C1, belongs to example-lab, who requested it",
        ),
        (
            {"requester": "responsible-scaling-officer"},
            "rso approved it and responsible-scaling-officer requested it, and one belongs to the"
            " other",
        ),
        (
            {"approvals": [*approvals("2026-06-01"), *approvals("2026-06-01", x="guard")[-1:]]},
            "guard owns C1",
        ),
        (
            {
                "approvals": [
                    *approvals("2026-06-01"),
                    *approvals("2026-06-01", x="example-lab")[-1:],
                ]
            },
            "security, who owns C1, belongs to example-lab, who approved it",
        ),
        ({"approvals": approvals("2026-06-02")}, "it starts on 2026-06-01, before ceo approved"),
        ({"starts": "2026-07-02"}, "it starts on 2026-07-02"),
        ({"expires": "2026-06-29"}, "it expired on 2026-06-29"),
        ({"expires": "2026-12-01"}, "from 2026-06-01 to 2026-12-01 is longer than P6M"),
        ({"control": "C9"}, "the catalog has no control C9"),
        ({"requirement": "r9"}, "C1 has no requirement r9"),
        ({"compensating": ["C9"]}, "its compensating control C9 is not in the catalog"),
        ({"compensating": ["C1"]}, "its compensating control C1 rests on what it stands in for"),
        ({"control": None}, "it has no control"),
    ],
)
def test_r20_a_waiver_that_breaks_a_condition_has_no_effect(change: Map, expected: str) -> None:
    """And says which."""
    given = waived(waiver(**change))

    assert expected in state(given).because
    assert security(given).accepted_by == ()


@pytest.mark.parametrize(
    ("severity", "needed"),
    [
        ("critical", ["chief-executive", "responsible-scaling-officer"]),
        ("high", ["responsible-scaling-officer"]),
    ],
)
def test_r20_the_severity_of_the_control_says_who_approves(
    severity: str, needed: list[str]
) -> None:
    """All of them, and nobody else."""
    for role in ("chief-executive", "responsible-scaling-officer"):
        rest = [one for one in approvals("2026-06-01") if one["role"] != role]
        given = waived(waiver(approvals=rest))
        given["controls"][0] = control(severity=severity)

        missing = f"no {role} known to hold that role approved it"
        assert (missing in state(given).because) is (role in needed)


def test_r20_a_severity_without_approvers_cannot_be_waived() -> None:
    """Who may do it has to be named."""
    given = waived()
    given["controls"][0] = control(severity="low")

    assert state(given).because == (
        "the edition names nobody who may approve it for a control of severity low",
    )


def test_r20_an_edition_without_a_rule_has_no_waivers() -> None:
    """What nothing provides for is not valid."""
    given = waived()
    del given["edition"]["data"]["deviations"]["waiver"]

    assert state(given).because == ("the edition has no rule for a waiver",)


# --- What it accepts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "records",
    [
        [record("a", problems=["malformed"])],
        [gone("a")],
        [record("a", problems=["tampered"])],
        [failing("a"), record("c")],
        [record("x", assets=["environment/ghost"])],
    ],
    ids=["malformed", "withdrawn", "tampered", "contradicted", "unknown-asset"],
)
def test_r20_six_reasons_cannot_be_waived(
    records: list[Map], request: pytest.FixtureRequest
) -> None:
    """Whatever else is the matter; and the waiver says so."""
    given = waived()
    given["controls"][0] = control("C1", requirement(), requirement("r2", for_each="environment"))
    given["inventory"]["assets"].append(asset("environment", "e"))
    given["records"] += records

    fatal = request.node.callspec.id
    assert security(given).accepted_by == ()
    assert any(fatal in why and "which nobody can waive" in why for why in state(given).limits)


def test_r20_a_rejection_cannot_be_waived() -> None:
    """A reviewer has said no."""
    given = waived()
    given["controls"][0] = control("C1", requirement(judgement="Is it enough?"))
    given["records"].append(record("a"))
    given = answered(given, "reject")

    assert security(given).accepted_by == ()
    assert "C1/r1@organization is rejected-in-review, which nobody can waive" in state(given).limits


WAIVABLE: dict[Reason, Map] = {
    Reason.MISSING: {},
    Reason.STALE: {"records": [record("a", "2026-04-02T00:00:00Z")]},
    Reason.VALIDATION_FAILED: {"records": [failing("a")]},
    Reason.VALIDATION_ERROR: {"records": [record("a", payload={})]},
    Reason.WEAK_RELIABILITY: {"records": [record("a", reliability="claim")]},
    Reason.UNSEALED: {"records": [record("a", received_at=None, problems=["unsealed"])]},
    Reason.TOO_LARGE: {"records": [record("a", problems=["too-large"])]},
    Reason.NOT_PRESENTED: {"records": [record("a", problems=["not-presented"])]},
    Reason.NOTHING_TO_ASSESS: {"each": "surface"},
}


@pytest.mark.parametrize("code", WAIVABLE)
def test_r20_other_reasons_can_be_waived(code: Reason) -> None:
    """The rules name six, and none by likeness."""
    given = waived()
    given["records"] += WAIVABLE[code].get("records", [])
    given["controls"][0] = control("C1", requirement(for_each=WAIVABLE[code].get("each")))

    found = run(given)

    mine = next(one for one in found.instances if one.control == "C1")
    assert code in {why.code for why in mine.reasons}
    assert security(found).accepted_by == ("w1",)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ["a", "b"]),
        ({"requirement": "r1"}, ["a", "b"]),
        ({"asset": "environment/a"}, ["a"]),
        ({"requirement": "r1", "asset": "environment/b"}, ["b"]),
        ({"asset": "environment/c"}, []),
        ({"model": "atlas"}, ["a", "b"]),
        ({"model": "boreal"}, []),
    ],
)
def test_r20_a_waiver_accepts_what_it_names(change: Map, expected: list[str]) -> None:
    """And the standard only if that is all there is."""
    given = waived(waiver(**change), assets=[asset("environment", "a"), asset("environment", "b")])
    given["controls"][0] = control("C1", requirement(for_each="environment"))

    accepted = [name.partition("environment/")[2] for name in state(given).accepts]
    assert accepted == expected
    assert security(given).accepted_by == (("w1",) if len(expected) == 2 else ())


def test_r20_two_waivers_may_accept_together_what_neither_does_alone() -> None:
    """Each its own part."""
    both = [waiver("w1", asset="environment/a"), waiver("w2", asset="environment/b")]
    given = waived(*both, assets=[asset("environment", "a"), asset("environment", "b")])
    given["controls"][0] = control("C1", requirement(for_each="environment"))

    assert security(given).accepted_by == ("w1", "w2")
    assert security({**given, "deviations": both[:1]}).accepted == "not-conformant"


def test_r20_a_waiver_about_a_model_accepts_for_that_model_alone() -> None:
    """What it lacks, the other lacks too."""
    given = waived(waiver(model="atlas"), assets=[asset("model", "boreal")])

    found = run(given)

    assert security(found).accepted_by == ("w1",)
    assert security(found, "model/boreal").accepted_by == ()


def test_r20_an_undermined_control_is_accepted_if_all_its_causes_are() -> None:
    """By the waivers of the causes."""
    given = waived()
    given["controls"].append(
        control("C3", requirement(type="document"), clause="S2", depends_on=needs("C1"))
    )
    more = {**given, "controls": [*given["controls"]]}
    more["controls"][2] = {**given["controls"][2], "depends_on": needs("C1", "C4")}
    more["controls"].append(control("C4", requirement(type="roster"), clause="S2"))

    statuses = {one.id: one for one in run(given).subjects[1].controls}
    assert (statuses["C3"].status, statuses["C3"].accepted_by) == ("undermined", ("w1",))
    assert security(given).accepted_by == ("w1",)
    statuses = {one.id: one for one in run(more).subjects[1].controls}
    assert (statuses["C3"].status, statuses["C3"].accepted_by) == ("undermined", ())
    assert security(more).accepted_by == ()


@pytest.mark.parametrize(
    ("change", "accepted"),
    [
        ({"clauses": [clause("S1"), clause("S2"), clause("S3")]}, "not-conformant"),
        ({"errors": [{"reaches": ["clause/S1"]}]}, "not-assessed"),
        ({"errors": [{"reaches": ["control/C1"]}]}, None),
        ({"errors": [{"reaches": ["deviation/w1"]}]}, None),
    ],
)
def test_r20_what_is_uncovered_or_not_assessed_cannot_be_waived(
    change: Map, accepted: str | None
) -> None:
    """There is no instance that a waiver could name."""
    given = waived(**{key: value for key, value in change.items() if key != "clauses"})
    if "clauses" in change:
        given["edition"]["clauses"] = change["clauses"]

    verdict = security(given)

    assert (verdict.accepted, verdict.accepted_by) == (accepted, ())


def test_r20_an_open_judgement_cannot_be_waived() -> None:
    """Somebody has to answer it, and without evidence nobody can."""
    given = waived()
    given["controls"][0] = control("C1", requirement(judgement="Is it enough?"))

    verdict = security(given)

    assert (verdict.accepted, verdict.accepted_by) == ("undetermined", ())


def test_r20_a_suspect_link_cannot_be_waived() -> None:
    """What nobody has read is not known to be what is missing."""
    given = waived()
    given["controls"][0]["implements"][0] = link("S1", state="unreviewed")

    assert security(given).accepted == "undetermined"


def test_r20_a_waiver_of_what_is_shown_accepts_nothing_today() -> None:
    """It is valid, breaks nothing and says so."""
    given = waived()
    given["records"].append(record("a"))

    found = state(given)

    assert (found.valid, found.accepts, found.limits) == (True, (), ())
    assert security(given).verdict == "conformant"


# --- Compensation ---------------------------------------------------------------------------------


def test_r20_a_compensating_control_is_judged_without_waivers() -> None:
    """One that is itself waived stands in for nothing."""
    given = waived(waiver(compensating=["C2"]), waiver("w2", control="C2"))
    given["records"] = []

    found = run(given)

    assert security(found).accepted_by == ()
    assert "its compensating control C2 is gap for model/atlas" in state(given).limits


def test_r20_a_compensating_control_that_is_satisfied_stands_in() -> None:
    """For the subject that the waiver is about."""
    assert security(waived(waiver(compensating=["C2"]))).accepted_by == ("w1",)


def test_r20_a_compensating_control_does_not_rest_on_the_waived_one() -> None:
    """Through others either."""
    given = waived(waiver(compensating=["C4"]))
    given["controls"] += [
        control("C3", requirement(type="document"), clause="S2", depends_on=needs("C1")),
        control("C4", requirement(type="document"), clause="S2", depends_on=needs("C3")),
    ]

    assert state(given).because == ("its compensating control C4 rests on what it stands in for",)


def test_r20_a_substitute_does_not_count_on_the_strength_of_a_waiver() -> None:
    """What stands in for an expectation has to be satisfied in truth."""
    substitute = {**waiver("v1"), "kind": "substitute", "clause": "S3", "compensating": ["C1"]}
    del substitute["control"]
    given = waived(waiver(), substitute)
    given["edition"]["clauses"].append(clause("S3", "expect"))

    verdict = security(given)

    assert state(given, "v1").valid
    assert (verdict.accepted, verdict.accepted_by) == ("undetermined", ())


def test_r20_a_loop_of_waivers_is_refused_whole() -> None:
    """Neither stands in for the other; a third that leads into the loop is not in it."""
    given = waived(
        waiver("w1", compensating=["C2"]),
        waiver("w2", control="C2", compensating=["C1"]),
        waiver("w3", control="C3", compensating=["C1"]),
    )
    given["controls"].append(control("C3", requirement(type="roster"), clause="S2"))

    assert [state(given, name).because for name in ("w1", "w2", "w3")] == [
        ("its compensating control C2 leads back to what it waives",),
        ("its compensating control C1 leads back to what it waives",),
        (),
    ]


def test_r20_a_loop_goes_through_dependencies_too() -> None:
    """C2 rests on C3, which is waived on the strength of C1."""
    given = waived(
        waiver("w1", compensating=["C2"]), waiver("w3", control="C3", compensating=["C1"])
    )
    given["controls"].append(control("C3", requirement(type="roster"), clause="S2"))
    given["controls"][1] = {**S2, "depends_on": needs("C3")}

    assert [state(given, name).valid for name in ("w1", "w3")] == [False, False]


def test_r20_an_expired_waiver_is_in_no_loop() -> None:
    """It stands in for nothing any more."""
    given = waived(
        waiver("w1", compensating=["C2"]),
        waiver("w2", control="C2", compensating=["C1"], expires="2026-06-20"),
    )

    assert state(given).valid


# --- Duration -------------------------------------------------------------------------------------


def before(**more: object) -> Map:
    """An earlier waiver of the same, ended for a while, that nothing renews by name."""
    return waiver("w0", **{"starts": "2026-02-01", "expires": "2026-03-31", **more})


@pytest.mark.parametrize(
    ("earlier", "valid"),
    [
        ({}, False),
        ({"starts": "2026-03-01"}, True),
        ({"starts": "2026-02-28"}, False),
        ({"starts": "2025-06-01", "expires": "2025-12-01T00:00:00Z"}, True),
        ({"starts": "2025-06-01", "expires": "2025-12-01T00:00:01Z"}, False),
        ({"approvals": []}, False),
        ({"control": "C2"}, True),
        ({"requirement": "r1"}, False),
        ({"requirement": "r2"}, False),
        ({"asset": "organization"}, False),
        ({"model": "atlas"}, False),
        ({"kind": "substitute", "control": None, "clause": "S1"}, True),
    ],
)
def test_r20_another_name_does_not_begin_anew(earlier: Map, valid: bool) -> None:
    """What was waived before, in whole or in part, counts, unless a maximum lies between."""
    assert state(waived(waiver(), before(**earlier))).valid is valid


def test_r20_what_names_something_else_does_not_count() -> None:
    """Of one environment after the other each has its own time."""
    given = waived(
        waiver(asset="environment/a"), before(asset="environment/b"), before(id="w9", model="x")
    )
    given["deviations"][2]["asset"] = "environment/b"

    assert state(given).valid


def test_r20_a_later_one_does_not_shorten_an_earlier_one() -> None:
    """It is the later one that lasts too long."""
    given = waived(waiver(), waiver("w2", starts="2026-06-15", expires="2026-12-14"))

    assert [state(given, name).valid for name in ("w1", "w2")] == [True, False]
    assert state(given, "w2").because == (
        "from 2026-06-01 to 2026-12-14 is longer than P6M; it continues w1, about the same",
    )


def test_r20_the_chain_is_named() -> None:
    """With what it has used."""
    found = state(waived(waiver(renews="w0"), before(starts="2026-03-15"), before(id="w9")))

    assert found.chain == ("w9", "w0", "w1")
    assert str(found.since) == "2026-02-01 00:00:00+00:00"
    assert str(found.at_most) == "2026-08-01 00:00:00+00:00"


# --- Expiry ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expires", "now", "accepted"),
    [
        ("2026-06-30", NOW, True),
        ("2026-06-30", "2026-06-30", True),
        ("2026-06-30", "2026-07-01T00:00:01Z", False),
        ("2026-06-30", "2026-07-01", False),
        ("2026-06-30T12:00:00Z", "2026-06-30T12:00:00Z", True),
        ("2026-06-30T12:00:00Z", "2026-06-30T12:00:01Z", False),
        ("2026-06-30T12:00:00Z", "2026-06-30", False),
    ],
)
def test_r20_a_date_is_effective_for_its_whole_day(expires: str, now: str, accepted: bool) -> None:
    """And an instant up to itself."""
    given = waived(waiver(expires=expires), now=now)

    assert bool(security(given).accepted_by) is accepted


@pytest.mark.parametrize(
    ("announce", "expires", "soon"),
    [
        (None, "2026-07-30", True),
        (None, "2026-07-31", False),
        (None, "2026-07-31T00:00:00Z", True),
        ("P62D", "2026-08-31", True),
        ("P61D", "2026-08-31", False),
    ],
)
def test_r20_an_end_is_announced(announce: str | None, expires: str, soon: bool) -> None:
    """With what the gate lets pass until then."""
    given = waived(waiver(expires=expires))
    given["settings"]["gate"] = {"announce_expiry": announce} if announce else {}

    found = state(given)

    carries = ("model/atlas: asl-3/security",) if soon else ()
    assert (found.ends_soon, found.carries) == (soon, carries)


def test_r20_what_another_waiver_carries_on_does_not_fall_with_the_first() -> None:
    """It is announced, and nothing turns red with it."""
    first, second = waiver(expires="2026-07-10"), waiver("w2", expires="2026-07-20")
    given = waived(first, second)

    assert [state(given, name).carries for name in ("w1", "w2")] == [
        (),
        ("model/atlas: asl-3/security",),
    ]


def test_r20_what_ends_together_falls_together() -> None:
    """Each of the two carries it."""
    given = waived(waiver(expires="2026-07-10"), waiver("w2", expires="2026-07-10"))

    assert state(given).carries == state(given, "w2").carries == ("model/atlas: asl-3/security",)


def test_r20_a_member_of_the_owner_by_then_is_the_owner() -> None:
    """Who joined later asked as somebody else."""
    joined = party("joined", {"party": "security", "from": "2026-06-15"})

    assert state(waived(waiver(requester="joined"), parties=[joined])).valid

"""R20: when a deviation is valid; each condition broken once."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    NOW,
    ROLES,
    Map,
    approvals,
    asset,
    case,
    clause,
    clause_status,
    control,
    deviation,
    link,
    needs,
    party,
    record,
    requirement,
    verdict,
)

B = record("b", type="document")


def substituted(*deviations: Map, modality: str = "expect", **more: object) -> Map:
    """An expectation that nothing shows, and a control that stands in for it and is shown."""
    return case(
        B,
        controls=[control(), control("C2", requirement(type="document"), clause="S2")],
        clauses=[clause("S1", modality), clause("S2")],
        deviations=list(deviations) or [deviation()],
        **more,
    )


def why(given: Map, name: str = "v1") -> tuple[str, ...]:
    """What is wrong with a deviation by itself."""
    return next(one.because for one in run(given).deviations if one.id == name)


def test_r20_a_valid_substitute_stands_in_for_an_expectation() -> None:
    """The clause says which deviation it is."""
    found = run(substituted()).subjects[1].clauses[0]

    assert (found.status, found.deviation, why(substituted())) == ("substituted", "v1", ())


@pytest.mark.parametrize(
    ("modality", "expected"),
    [("must", "gap"), ("commitment", "gap"), ("aim", "informative"), ("may", "informative")],
)
def test_r20_only_an_expectation_has_a_substitute(modality: str, expected: str) -> None:
    """A must that is not met stays so."""
    given = substituted(modality=modality)

    assert (clause_status(given), why(given)[0]) == (
        expected,
        f"S1 is a {modality}; only an expectation has a substitute",
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"requester": "ghost"}, "ghost is not among the parties"),
        ({"approvals": []}, "no responsible-scaling-officer known to hold that role approved it"),
        (
            {"approvals": approvals("2026-06-01", responsible_scaling_officer="engineer")},
            "no responsible-scaling-officer known to hold that role approved it",
        ),
        (
            {"approvals": approvals("2026-06-01", responsible_scaling_officer="ghost")},
            "ghost is not among the parties",
        ),
        ({"requester": "rso"}, "rso requested it and cannot approve it"),
        ({"requester": "ceo"}, "ceo requested it and cannot approve it"),
        (
            {
                "approvals": [
                    *approvals("2026-06-01"),
                    {"role": "x", "party": "guard", "date": "2026-06-01"},
                ]
            },
            "guard owns a control that implements S1",
        ),
        (
            {
                "approvals": [
                    *approvals("2026-06-01"),
                    {"role": "x", "party": "security", "date": "2026-06-01"},
                ]
            },
            "security owns a control that implements S1",
        ),
        (
            {"approvals": approvals("2026-06-02")},
            "it starts on 2026-06-01, before ceo approved",
        ),
        ({"starts": "2026-07-02"}, "it starts on 2026-07-02"),
        ({"starts": "2026-07-01T00:00:01Z"}, "it starts on 2026-07-01T00:00:01Z"),
        ({"expires": "2026-06-30T23:59:59Z"}, "it expired on 2026-06-30T23:59:59Z"),
        ({"expires": "2026-06-29"}, "it expired on 2026-06-29"),
        ({"expires": "2026-05-01"}, "it expires before it starts"),
        ({"expires": "2027-06-01"}, "from 2026-06-01 to 2027-06-01 is longer than P12M"),
        (
            {"expires": "2027-06-01T00:00:01Z"},
            "from 2026-06-01 to 2027-06-01T00:00:01Z is longer than P12M",
        ),
        ({"renews": "v9"}, "it renews v9, which cannot be followed"),
        ({"renews": "v1"}, "it renews v1, which cannot be followed"),
        ({"compensating": []}, "it names no compensating control"),
        ({"compensating": ["C9"]}, "its compensating control C9 is not in the catalog"),
        ({"compensating": ["C1"]}, "its compensating control C1 rests on what it stands in for"),
        ({"clause": "S9"}, "the edition has no clause S9"),
    ],
)
def test_r20_a_deviation_that_breaks_a_condition_has_no_effect(change: Map, expected: str) -> None:
    """And says which."""
    given = substituted(deviation(**change))

    assert (expected in why(given), clause_status(given)) == (True, "gap")


@pytest.mark.parametrize(
    "change",
    [
        {"starts": NOW},
        {"starts": "2026-07-01"},
        {"expires": NOW},
        {"expires": "2026-06-30"},
        {"expires": "2027-05-31"},
        {"expires": "2027-06-01T00:00:00Z"},
        {"approvals": approvals("2026-05-01")},
        {"approvals": approvals("2026-06-01T23:00:00Z")},
        {"approvals": approvals("2026-06-01")[1:]},
        {"approvals": approvals("2026-06-01", chief_executive="deputy")},
    ],
)
def test_r20_a_deviation_within_its_limits_is_valid(change: Map) -> None:
    """The limits themselves are within."""
    given = substituted(deviation(**change))

    assert (why(given), clause_status(given)) == ((), "substituted")


def test_r20_whoever_belonged_to_the_owner_when_approving_is_an_owner() -> None:
    """Who left since approved as one."""
    left = party("left", "responsible-scaling-officer", {"party": "security", "to": "2026-06-15"})
    given = substituted(
        deviation(approvals=approvals("2026-06-01", responsible_scaling_officer="left")),
        parties=[left],
    )

    assert "left owns a control that implements S1" in why(given)


def test_r20_the_owner_of_another_control_may_approve() -> None:
    """Only what implements the clause is in question."""
    officer = party("officer", "responsible-scaling-officer", "tooling")
    given = substituted(
        deviation(approvals=approvals("2026-06-01", responsible_scaling_officer="officer")),
        parties=[officer],
    )
    given["controls"][1]["owner"] = "tooling"

    assert why(given) == ()


def test_r20_one_party_cannot_approve_in_two_roles() -> None:
    """A must is denied by two people."""
    rules = {
        "substitute": {"expect": list(ROLES), "maximum": "P12M"},
        "not-applicable": {"must": list(ROLES), "maximum": "P12M"},
    }
    alone = approvals("2026-06-01", chief_executive="deputy", responsible_scaling_officer="deputy")
    given = substituted(deviation(approvals=alone), data={"deviations": rules})

    assert why(given) == ("no responsible-scaling-officer known to hold that role approved it",)


def test_r20_an_approval_after_now_does_not_count() -> None:
    """It has not been given."""
    given = substituted(deviation(starts="2026-08-01", approvals=approvals("2026-07-15")))

    assert "no responsible-scaling-officer known to hold that role approved it" in why(given)


# --- Compensation ---------------------------------------------------------------------------------


def test_r20_a_compensating_control_has_to_be_satisfied() -> None:
    """What stands in has to be shown."""
    given = {**substituted(), "records": []}

    assert clause_status(given) == "gap"


def test_r20_every_compensating_control_has_to_be_satisfied() -> None:
    """One of two is not enough."""
    given = substituted(deviation(compensating=["C2", "C3"]))
    given["controls"].append(control("C3", requirement(type="roster"), clause="S2"))

    assert clause_status(given) == "gap"


def test_r20_a_compensating_control_has_to_be_in_force_for_the_subject() -> None:
    """A control that nobody looked at for this model compensates nothing."""
    given = substituted(deviation(compensating=["C3"]))
    given["controls"].append(control("C3", requirement(type="document"), clause="D1"))
    given["edition"]["clauses"].append(clause("D1"))

    assert clause_status(given) == "gap"


def test_r20_a_compensating_control_does_not_rest_on_what_it_stands_in_for() -> None:
    """Through others either."""
    given = substituted(deviation(compensating=["C3"]))
    given["records"].append(record("a"))
    given["controls"][0]["implements"][0] = link("S1", state="unreviewed")
    given["controls"][1]["depends_on"] = needs("C1")
    given["controls"].append(
        control("C3", requirement(type="document"), clause="S2", depends_on=needs("C2"))
    )

    assert (why(given), clause_status(given)) == (
        ("its compensating control C3 rests on what it stands in for",),
        "undetermined",
    )


def test_r20_an_expectation_that_is_shown_needs_no_substitute() -> None:
    """It is satisfied, and the substitute is not mentioned."""
    given = substituted()
    given["records"].append(record("a"))

    found = run(given).subjects[1].clauses[0]

    assert (found.status, found.deviation) == ("satisfied", None)


@pytest.mark.parametrize(
    "errors",
    [[{"reaches": ["clause/S1"]}], [{"reaches": ["control/C1"]}], [{"reaches": ["deviation/v1"]}]],
)
def test_r20_a_substitute_does_not_settle_what_is_not_assessed(errors: list[Map]) -> None:
    """An error may be in the very thing that is substituted."""
    assert clause_status(substituted(errors=errors)) == "not-assessed"


def test_r20_a_substitute_settles_nothing_while_the_condition_is_open() -> None:
    """First somebody has to decide whether the clause applies."""
    given = substituted()
    given["edition"]["clauses"][0]["when"] = "declared"

    assert clause_status(given) == "undetermined"


def test_r20_an_uncovered_expectation_may_be_substituted() -> None:
    """Another control does something else instead."""
    given = substituted()
    del given["controls"][0]

    assert (clause_status(given), verdict(given)) == ("substituted", "conformant")


# --- Renewals -------------------------------------------------------------------------------------


def renewed(**first: object) -> tuple[str, ...]:
    """What is wrong with a deviation that renews another."""
    earlier = deviation(
        id="v0", **{"starts": "2026-01-01", "expires": "2026-06-01", "approvals": [], **first}
    )
    return why(substituted(earlier, deviation(renews="v0")))


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ({"starts": "2026-01-01"}, ()),
        ({"starts": "2025-12-31"}, ("from 2025-12-31 to 2026-12-31 is longer than P12M",)),
        ({"starts": "2026-01-01", "clause": "S2"}, ()),
        (
            {"starts": "2026-01-01", "expires": "2027-01-02"},
            ("from 2026-01-01 to 2027-01-02 is longer than P12M",),
        ),
    ],
)
def test_r20_the_whole_chain_counts(first: Map, expected: tuple[str, ...]) -> None:
    """From the first start to the last expiry, whatever the earlier one was about."""
    assert renewed(**first) == expected


def test_r20_a_chain_is_as_long_as_its_longest_part() -> None:
    """A link in the middle that began before the first does not shorten it."""
    chain = [
        deviation(id="v0", starts="2026-05-01", expires="2026-05-15", approvals=[]),
        deviation(id="va", starts="2025-01-01", expires="2026-06-01", approvals=[], renews="v0"),
        deviation(renews="va"),
    ]

    assert why(substituted(*chain)) == ("from 2025-01-01 to 2026-12-31 is longer than P12M",)


def test_r20_deviations_that_renew_each_other_have_no_beginning() -> None:
    """Their length is not known."""
    given = substituted(deviation(id="v0", renews="v1"), deviation(renews="v0"))

    assert "it renews v1, which cannot be followed" in why(given)


# --- Not applicable -------------------------------------------------------------------------------


def set_aside(
    *deviations: Map, modality: str = "must", when: str | None = "declared", **more: object
) -> Map:
    """A conditional clause that nothing shows."""
    return case(
        clauses=[clause("S1", modality, when=when), clause("S2")],
        deviations=list(deviations) or [deviation("not-applicable")],
        **more,
    )


@pytest.mark.parametrize("modality", ["must", "expect"])
def test_r20_a_conditional_clause_may_be_set_aside(modality: str) -> None:
    """With the deviation named."""
    found = run(set_aside(modality=modality)).subjects[1].clauses[0]

    assert (found.status, found.deviation, found.counts) == ("not-applicable", "v1", False)


@pytest.mark.parametrize("modality", ["commitment", "may", "aim", "note"])
def test_r20_what_the_edition_names_no_approvers_for_cannot_be_set_aside(modality: str) -> None:
    """A must is set aside by both officers, and nothing else by nobody."""
    assert why(set_aside(modality=modality)) == (
        f"the edition names nobody who may approve it for a {modality}",
    )


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"when": None}, "S1 has no condition that a declaration decides"),
        ({"when": "secured"}, "S1 has no condition that a declaration decides"),
        ({"when": "typo"}, "S1 has no condition that a declaration decides"),
        (
            {"conditions": [{"condition": "declared", "because": "b"}]},
            "the project declares that declared is given",
        ),
    ],
)
def test_r20_only_a_condition_that_is_declared_can_be_denied(more: Map, expected: str) -> None:
    """And only while nobody declared it given."""
    given = set_aside(**more)

    assert (why(given), clause_status(given) == "not-applicable") == ((expected,), False)


def test_r20_a_must_is_set_aside_by_both_officers() -> None:
    """One of them is not enough."""
    one = deviation("not-applicable", approvals=approvals("2026-06-01")[:1])

    assert clause_status(set_aside(one)) == "undetermined"


def test_r20_a_deviation_is_about_its_model_or_about_every_subject() -> None:
    """One that names a model does not reach another."""
    given = set_aside(
        deviation("not-applicable", model="boreal"), assets=[asset("model", "boreal")]
    )

    statuses = [clause_status(given, about=f"model/{name}") for name in ("atlas", "boreal")]

    assert statuses == ["undetermined", "not-applicable"]


def test_r20_a_deviation_about_a_model_is_none_about_the_organisation() -> None:
    """Its procedure has subjects of its own."""
    given = case(
        controls=[control("C1", clause="P1")],
        clauses=[clause("P1", when="declared"), clause("P2")],
        deviations=[deviation("not-applicable", clause="P1", model="atlas")],
    )

    assert clause_status(given, "P1", "organization") == "undetermined"


def test_r20_of_two_deviations_the_valid_one_counts() -> None:
    """Whichever stands first, and whatever kind the other is."""
    broken = deviation("not-applicable", id="v0", approvals=[])
    both = [deviation(id="v2"), deviation("not-applicable", id="v3")]

    assert (
        clause_status(set_aside(broken, deviation("not-applicable"))),
        clause_status(substituted(deviation(id="v0", compensating=["C3"]), deviation())),
        clause_status(set_aside(*both, modality="expect")),
    ) == ("not-applicable", "substituted", "not-applicable")


# --- Expiry ---------------------------------------------------------------------------------------


def carries(given: Map) -> dict[str, tuple[str, ...]]:
    """What the gate lets pass until each deviation ends."""
    return {one.id: one.carries for one in run(given).deviations}


def both(kind: str, **more: object) -> Map:
    """A deviation from S1 that ends soon and one from P1 that does not, and what else is shown."""
    modality = "expect" if kind == "substitute" else "must"
    roles = {"approvals": approvals("2026-06-01")}
    first = deviation(kind, expires="2026-07-10", **roles)
    other = deviation(kind, id="v2", clause="P1", **roles)
    given = substituted(first, other, modality=modality, **more)
    given["edition"]["clauses"] += [clause("P1", modality, when=None)]
    given["controls"].append(control("C3", clause="P1"))
    if kind == "not-applicable":
        for one in given["edition"]["clauses"]:
            if one["id"] != "S2":
                one["when"] = "declared"
    return given


@pytest.mark.parametrize("kind", ["substitute", "not-applicable"])
def test_r20_the_end_of_what_a_verdict_rests_on_is_announced(kind: str) -> None:
    """With the standards of its own clause alone, and for each subject that has it."""
    given = both(kind)

    assert verdict(given) == "conformant"
    assert carries(given) == {"v1": ("model/atlas: asl-3/security",), "v2": ()}


def test_r20_what_is_red_all_the_same_does_not_rest_on_a_substitute() -> None:
    """Nothing falls with it that had not fallen before."""
    given = both("substitute")
    given["controls"].append(control("C4", requirement(type="roster"), clause="S2"))

    assert verdict(given) == "not-conformant"
    assert carries(given) == {"v1": (), "v2": ()}


@pytest.mark.parametrize("gated", [True, False])
def test_r20_commitments_are_announced_where_the_gate_asks_for_them(*, gated: bool) -> None:
    """Else nothing turns red with the substitute."""
    given = substituted(deviation(clause="K1", expires="2026-07-10"))
    given["edition"]["clauses"] = [clause("K1", "expect"), clause("K2")]
    given["controls"] = [
        control(clause="K1"),
        control("C2", requirement(type="document"), clause="K2"),
    ]
    given["settings"]["gate"] = {"commitments": gated}

    assert verdict(given, "commitments", "organization") == "conformant"
    expected = ("organization: commitments",) if gated else ()
    assert carries(given) == {"v1": expected}

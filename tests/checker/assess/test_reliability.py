"""R11: what a record is worth, and who is independent of whom."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    Map,
    case,
    of_control,
    party,
    reasons,
    record,
    requirement,
)


def worth(change: Map, *, kind: str = "snapshot", **more: object) -> str:
    """The effective reliability of one record."""
    [found] = run(case(record(**{"type": kind, **change}), **more)).records
    return str(found.effective)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"reliability": "claim"}, "claim"),
        ({"reliability": "representation"}, "representation"),
        ({"reliability": "record"}, "record"),
        ({"source": {"system": "broker", "rows": 3}}, "representation"),
        ({"source": {"system": "broker", "query": "all"}}, "record"),
        ({"received_at": None}, "representation"),
        ({"reliability": "claim", "received_at": None}, "claim"),
        ({"reliability": "independent", "produced_by": {"party": "auditor"}}, "independent"),
        ({"reliability": "independent"}, "record"),
        ({"reliability": "independent", "produced_by": {"party": "ghost"}}, "record"),
        ({"reliability": "independent", "produced_by": {"party": "example-lab"}}, "record"),
        ({"reliability": "independent", "produced_by": {"party": "holding"}}, "record"),
        (
            {
                "reliability": "independent",
                "produced_by": {"party": "auditor"},
                "source": {"system": "broker"},
            },
            "representation",
        ),
        (
            {
                "reliability": "independent",
                "produced_by": {"party": "auditor"},
                "received_at": None,
            },
            "representation",
        ),
    ],
)
def test_r11_a_record_is_worth_no_more_than_it_shows(change: Map, expected: str) -> None:
    """What it declares is a ceiling; each thing it lacks lowers it."""
    assert worth(change) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ({"system": "broker", "query": "all"}, "representation"),
        ({"system": "broker", "query": "all", "rows": 0}, "record"),
    ],
)
def test_r11_a_type_with_rows_needs_their_number(source: Map, expected: str) -> None:
    """None is a number; no number is none."""
    span = {"at": "2026-06-01T00:00:00Z/2026-06-15T00:00:00Z"}

    assert worth({"source": source, **span}, kind="log") == expected


def test_r11_nobody_is_outside_an_organisation_that_is_not_known() -> None:
    """A misspelt organisation does not make its own teams independent."""
    change = {"reliability": "independent", "produced_by": {"party": "tooling"}}

    assert worth(change, organization="exmaple-lab") == "record"


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ({"party": "example-lab"}, "record"),
        ({"party": "example-lab", "to": "2026-06-14"}, "independent"),
        ({"party": "example-lab", "to": "2026-06-15"}, "record"),
        ({"party": "example-lab", "to": "2026-06-15T00:00:00Z"}, "independent"),
        ({"party": "example-lab", "from": "2026-06-15T00:00:00Z"}, "record"),
        ({"party": "example-lab", "from": "2026-06-15T00:00:01Z"}, "independent"),
        ({"party": "security"}, "record"),
        ({"party": "auditor"}, "independent"),
    ],
)
def test_r11_membership_counts_at_the_date_of_collection(member: Map, expected: str) -> None:
    """Transitively; the day of leaving still counts."""
    change = {"reliability": "independent", "produced_by": {"party": "someone"}}

    assert worth(change, parties=[party("someone", member)]) == expected


@pytest.mark.parametrize(
    ("producer", "expected"),
    [
        ("tooling", []),
        ("auditor", []),
        ("engineer", []),
        ("security", ["not-independent"]),
        ("guard", ["not-independent"]),
        ("ghost", ["not-independent"]),
        ("example-lab", ["not-independent"]),
        ("holding", ["not-independent"]),
        ("colleague", ["not-independent"]),
        ("twin", ["not-independent"]),
        ("former", []),
    ],
)
def test_r11_independent_of_the_owner(producer: str, expected: list[str]) -> None:
    """Known, not the organisation, and nothing in common with the owner but the organisation."""
    people = [
        party("team-of-both", "example-lab", kind="team"),
        party("colleague", "guard-club"),
        party("guard-club", "security", kind="team"),
        party("twin", "security", "auditor"),
        party("former", {"party": "security", "to": "2026-06-01"}),
    ]
    given = case(
        record(produced_by={"party": producer}),
        **of_control(requirement(independent_of=["owner"])),
        parties=people,
    )

    assert reasons(given) == expected


def test_r11_what_two_share_beside_the_organisation_binds_them() -> None:
    """An owner and a producer in one division are not independent."""
    division = [
        party("division", "example-lab", kind="team"),
        party("owners", "division", kind="team"),
        party("producers", "division", kind="team"),
    ]
    given = case(
        record(produced_by={"party": "producers"}),
        **of_control(requirement(independent_of=["owner"]), owner="owners"),
        parties=division,
    )

    assert reasons(given) == ["not-independent"]


@pytest.mark.parametrize(
    ("owner", "producer"),
    [
        ("example-lab", "example-lab"),
        ("example-lab", "tooling"),
        ("ghost", "tooling"),
        ("tooling", "tooling"),
    ],
)
def test_r11_nobody_is_independent_of_itself_the_organisation_or_a_stranger(
    owner: str, producer: str
) -> None:
    """What the organisation owns, its own teams cannot look at from outside."""
    given = case(
        record(produced_by={"party": producer}),
        **of_control(requirement(independent_of=["owner"]), owner=owner),
    )

    assert reasons(given) == ["not-independent"]


@pytest.mark.parametrize(
    ("producer", "expected"),
    [
        ("auditor", []),
        ("tooling", ["not-independent"]),
        ("example-lab", ["not-independent"]),
        ("ghost", ["not-independent"]),
        ("holding", ["not-independent"]),
    ],
)
def test_r11_independent_of_the_organisation(producer: str, expected: list[str]) -> None:
    """Known, and neither the organisation, nor of it, nor what it belongs to."""
    given = case(
        record(produced_by={"party": producer}),
        **of_control(requirement(independent_of=["organization"])),
    )

    assert reasons(given) == expected


def test_r11_both_kinds_of_independence_may_be_asked() -> None:
    """An auditor that belongs to the owner is not independent of it."""
    inside = party("insider", "security", "auditor")
    given = case(
        record(produced_by={"party": "insider"}),
        **of_control(requirement(independent_of=["owner", "organization"])),
        parties=[inside],
    )

    assert reasons(given) == ["not-independent"]


def test_r11_members_of_each_other_do_not_go_round_for_ever() -> None:
    """A circle of memberships is all of one."""
    circle = [party("a", "b", kind="team"), party("b", "a", kind="team")]
    given = case(
        record(produced_by={"party": "a"}),
        **of_control(requirement(independent_of=["owner"]), owner="b"),
        parties=circle,
    )

    assert reasons(given) == ["not-independent"]


def test_r11_the_register_says_why_a_record_is_worth_less() -> None:
    """Declared and effective stand side by side."""
    weak = record(source={"system": "broker"}, received_at=None)

    [found] = run(case(weak)).records

    assert (found.declared, found.effective, found.limited) == (
        "record",
        "representation",
        "its source states no query, it is not sealed",
    )

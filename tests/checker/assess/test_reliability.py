"""R11: what a record is worth, and who is independent of whom."""

from __future__ import annotations

import pytest

from tests.adapter import run
from tests.builder import (
    ORG,
    Map,
    asset,
    case,
    gone,
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


OTHER = requirement("r2", type="document", for_each="environment", where="asset.kept")


def two(*others: Map, producer: str = "tooling", **more: object) -> Map:
    """A record whose producer is to be independent of whoever showed another requirement."""
    first = requirement(independent_of=["C1/r2"])
    environment = asset("environment", "a", kept=True)
    mine = record("mine", produced_by={"party": producer})
    return case(mine, *others, **of_control(first, OTHER), assets=[environment], **more)


def other(name: str = "other", by: str = "auditor", **more: object) -> Map:
    """A record for the other requirement."""
    given = {"type": "document", "assets": ["environment/a"], "produced_by": {"party": by}}
    return record(name, **{**given, **more})


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([other()], []),
        ([other(), other("more", by="guard")], []),
        ([other(by="tooling")], ["not-independent"]),
        ([other(by="ghost")], ["not-independent"]),
        ([other(by="example-lab")], ["not-independent"]),
        ([other(), other("more", by="tooling")], ["not-independent"]),
        ([other(), other("more", by="tooling", at="2025-01-01T00:00:00Z")], ["not-independent"]),
        ([other(), other("more", by="tooling", problems=["malformed"])], ["not-independent"]),
        ([other(), other("more", by="tooling", type="snapshot")], []),
        ([other(), other("more", by="tooling", assets=["organization"])], []),
        ([other(), other("more", by="tooling", assets=["environment/b"])], ["not-independent"]),
        ([other(), other("more", by="tooling", collected_at="2026-07-02")], []),
        ([], ["not-independent"]),
        ([other(problems=["malformed"])], ["not-independent"]),
        ([other(), gone("x", type="document", assets=["environment/a"])], ["not-independent"]),
    ],
)
def test_r11_independent_of_who_showed_another_requirement(
    others: list[Map], expected: list[str]
) -> None:
    """Of every known record of its type for its kind of asset, one of them sound."""
    environments = [asset("environment", name, kept=name == "a") for name in "ab"]
    given = two(*others)
    given["inventory"]["assets"] += environments[1:]

    assert reasons(given) == expected


def test_r11_what_was_superseded_binds_nobody() -> None:
    """Its producer was replaced with it."""
    old = other("old", by="tooling")
    new = other(
        "new", collected_at="2026-06-16", supersedes={"record": "old", "because": "cut off"}
    )

    assert reasons(two(old, new)) == []


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ("2026-06-14", []),
        ("2026-06-15", ["not-independent"]),
        ("2026-06-20", ["not-independent"]),
        (None, ["not-independent"]),
    ],
)
def test_r11_the_membership_on_the_day_of_collection_decides(
    left: str | None, expected: list[str]
) -> None:
    """Not that of today: who left after the record was made made it as a member."""
    membership = {"party": "assurance", **({"to": left} if left else {})}
    people = [party("mover", membership)]

    assert reasons(two(other(by="assurance"), producer="mover", parties=people)) == expected


@pytest.mark.parametrize("name", ["C1/r1", "C1/r9", "C9/r1"])
def test_r11_nobody_is_independent_of_a_requirement_that_is_not_there_or_is_the_same(
    name: str,
) -> None:
    """It has no producers to be independent of, or has its own."""
    given = case(record(), **of_control(requirement(independent_of=[name])))

    assert reasons(given) == ["not-independent"]


def test_r11_the_reason_names_both_records() -> None:
    """What is not independent, and of what."""
    [found] = [one for one in run(two(other(by="tooling"))).instances if one.id == ORG]

    assert [(why.message, why.evidence) for why in found.reasons] == [
        (
            "its producer tooling is not independent of tooling, who produced C1/r2",
            ("mine", "other"),
        )
    ]


def test_r11_the_register_says_why_a_record_is_worth_less() -> None:
    """Declared and effective stand side by side."""
    weak = record(source={"system": "broker"}, received_at=None)

    [found] = run(case(weak)).records

    assert (found.declared, found.effective, found.limited) == (
        "record",
        "representation",
        "its source states no query, it is not sealed",
    )

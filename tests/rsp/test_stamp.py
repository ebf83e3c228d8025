"""R21: what changes a fingerprint, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from rsp.clause import Check, Clause, Modality
from rsp.control import Alternatives, Control, Dependency, Parameter, Severity
from rsp.requirement import Requirement
from rsp.stamp import (
    LinkState,
    clause_fingerprint,
    control_fingerprint,
    link_fingerprint,
    link_state,
    stamp,
)
from tests.adapter import decode
from tests.builder import control, requirement

TEXT = "Two people should approve each access of more than 24 hours (>= 1 day); café."
CHILD = Clause(
    id="S2",
    standard="asl-3/security",
    modality=Modality.MUST,
    check=Check.A,
    text="Below.",
    source=None,
)
CLAUSE = Clause(
    id="S1",
    standard="asl-3/security",
    modality=Modality.EXPECT,
    check=Check.P,
    text=TEXT,
    source="4.2(2)",
    when="declared",
    children=("S2",),
    links=("#S3",),
)


def of_clause(**changes: Any) -> str:
    """The fingerprint of the clause with changes."""
    changed = msgspec.structs.replace(CLAUSE, **changes)
    return clause_fingerprint(changed, {"S1": changed, "S2": CHILD})


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace(" ", "\n"),
        TEXT.replace(" ", "\r\n"),
        TEXT.replace(" ", "  \t"),
        f"  {TEXT}\n",
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace("é", "e\u0301"),
    ],
)
def test_r21_white_space_and_normal_form_do_not_change_a_clause(text: str) -> None:
    """A paragraph may be wrapped anew, on any system."""
    assert of_clause(text=text) == of_clause()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("24", "42"),
        ("24", "240"),
        (">=", ">"),
        (">=", "<="),
        ("should", "must"),
        ("should", "may"),
        ("Two", "two"),
        ("each", "any"),
        ("é", "e"),
        (";", ","),
        ("more than ", ""),
        ("24 hours", "24hours"),
    ],
)
def test_r21_a_word_a_number_or_a_sign_changes_a_clause(old: str, new: str) -> None:
    """Anything a reader might read differently."""
    assert of_clause(text=TEXT.replace(old, new)) != of_clause()


@pytest.mark.parametrize(
    "change",
    [
        {"id": "S9"},
        {"modality": Modality.MUST},
        {"check": Check.A},
        {"when": None},
        {"when": "other"},
        {"links": ()},
        {"links": ("#S4",)},
        {"children": ()},
    ],
)
def test_r21_what_a_clause_is_changes_it(change: dict[str, Any]) -> None:
    """Its id, modality, check type, condition, links and children."""
    assert of_clause(**change) != of_clause()


def test_r21_the_modality_of_a_child_changes_its_group() -> None:
    """A must that becomes an expectation changes what the group asks."""
    softer = msgspec.structs.replace(CHILD, modality=Modality.EXPECT)

    assert clause_fingerprint(CLAUSE, {"S1": CLAUSE, "S2": softer}) != of_clause()


@pytest.mark.parametrize("change", [{"source": "4.3"}, {"parent": "S0"}])
def test_r21_where_a_clause_stands_does_not_change_it(change: dict[str, Any]) -> None:
    """Its source and its place in the document."""
    assert of_clause(**change) == of_clause()


def test_r21_the_text_of_a_child_is_not_its_group_s() -> None:
    """The child has a stamp of its own."""
    other = msgspec.structs.replace(CHILD, text="Another.")

    assert clause_fingerprint(CLAUSE, {"S1": CLAUSE, "S2": other}) == of_clause()


# --- Controls -------------------------------------------------------------------------------------

JOIN = {"roster": {"type": "roster", "within": "P7D"}}
CONTROL: Control = decode(
    Control,
    {
        **control("C1", requirement(**{"with": JOIN}), requirement("r2", type="document")),
        "implements": [],
        "parameters": {"least": {"type": "integer", "description": "d", "default": 5}},
        "any_of": [{"id": "either", "of": ["r1", "r2"]}],
    },
)
TYPES = {"snapshot": "1" * 64, "document": "2" * 64, "roster": "3" * 64, "log": "4" * 64}


def of_control(changed: Control = CONTROL, types: dict[str, str] | None = None) -> str:
    """The fingerprint of a control."""
    return control_fingerprint(changed, TYPES if types is None else types)


def with_requirement(**changes: Any) -> Control:
    """The control with another first requirement."""
    plain = {**requirement(**{"with": JOIN}), **changes}
    first: Requirement = decode(Requirement, plain)
    return msgspec.structs.replace(CONTROL, evidence=(first, CONTROL.evidence[1]))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"type": "log"},
        {"method": "test"},
        {"operation": "event"},
        {"min_reliability": "representation"},
        {"for_each": "environment"},
        {"where": "asset.ok"},
        {"max_age": "P2M"},
        {"cadence": "P1M"},
        {"tolerance": "P1D"},
        {"max_lag": "P1D"},
        {"correct_within": "P1D"},
        {"independent_of": ["owner"]},
        {"with": {"roster": {"type": "roster", "within": "P8D"}}},
        {"with": {}},
        {"validations": []},
        {"validations": [{"rule": "evidence.ok ", "message": "another"}]},
        {"validations": [{"rule": "!evidence.ok", "message": "it is not in order"}]},
        {"judgement": "Is it enough?"},
    ],
)
def test_r21_every_part_of_a_requirement_changes_its_control(change: dict[str, Any]) -> None:
    """There is nothing in it that a reviewer need not have read."""
    assert of_control(with_requirement(**change)) != of_control()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"statement": "Something else is done."},
        {"any_of": ()},
        {"any_of": (Alternatives(id="either", of=("r1",)),)},
        {"parameters": {}},
        {"evidence": CONTROL.evidence[:1]},
        {"evidence": CONTROL.evidence[::-1]},
        {"depends_on": (Dependency(control="C2", because="it rests on it"),)},
    ],
)
def test_r21_what_a_control_says_and_asks_changes_it(change: dict[str, Any]) -> None:
    """Title, statement, requirements and their order, groups, parameters."""
    assert of_control(msgspec.structs.replace(CONTROL, **change)) != of_control()


@pytest.mark.parametrize(
    "change", [{"default": 6}, {"default": None}, {"minimum": 1}, {"description": "e"}]
)
def test_r21_a_parameter_changes_its_control(change: dict[str, Any]) -> None:
    """The value that it has where nobody declares one is part of what was read."""
    least = msgspec.structs.replace(CONTROL.parameters["least"], **change)
    assert isinstance(least, Parameter)

    changed = msgspec.structs.replace(CONTROL, parameters={"least": least})

    assert of_control(changed) != of_control()


def test_r21_the_reason_of_a_dependency_does_not_change_a_control() -> None:
    """What it rests on is what was read; the words beside it decide nothing."""
    one, other = (
        msgspec.structs.replace(CONTROL, depends_on=(Dependency(control="C2", because=why),))
        for why in ("one", "other")
    )

    assert of_control(one) == of_control(other)


def test_r21_what_carries_a_link_changes_its_side_of_the_stamp() -> None:
    """Pointing `by` at a lighter requirement is a change; another order of the same is none."""
    whole = of_control()

    assert len({link_fingerprint(whole, by) for by in ((), ("r1",), ("r2",), ("r1", "r2"))}) == 4
    assert link_fingerprint(whole, ("r1", "r2")) == link_fingerprint(whole, ("r2", "r1"))
    assert link_fingerprint(whole, ()) != link_fingerprint("0" * 32, ())


@pytest.mark.parametrize("name", ["snapshot", "document", "roster"])
def test_r21_a_type_it_uses_changes_a_control(name: str) -> None:
    """One it joins too, and one that is gone."""
    gone = {key: digest for key, digest in TYPES.items() if key != name}

    assert of_control() not in (of_control(types={**TYPES, name: "9" * 64}), of_control(types=gone))


def test_r21_a_type_it_does_not_use_changes_nothing() -> None:
    """Another control's evidence is not its own."""
    assert of_control(types={**TYPES, "log": "9" * 64}) == of_control()


@pytest.mark.parametrize(
    "change",
    [
        {"owner": "platform"},
        {"severity": Severity.LOW},
        {"rationale": "Another."},
    ],
)
def test_r21_who_owns_it_and_why_does_not_change_a_control(change: dict[str, Any]) -> None:
    """A stamp is over what is done and what is shown."""
    assert of_control(msgspec.structs.replace(CONTROL, **change)) == of_control()


@pytest.mark.parametrize("fold", [str.strip, lambda text: text.replace(" ", "\n  ")])
def test_r21_white_space_does_not_change_a_control(fold: Callable[[str], str]) -> None:
    """A statement may be wrapped anew."""
    folded = msgspec.structs.replace(CONTROL, statement=fold(CONTROL.statement))

    assert of_control(folded) == of_control()


# --- Stamps ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (stamp("a", "b"), LinkState.CURRENT),
        (None, LinkState.UNREVIEWED),
        (stamp("x", "b"), LinkState.CLAUSE_MOVED),
        (stamp("a", "x"), LinkState.CONTROL_MOVED),
        (stamp("x", "y"), LinkState.BOTH_MOVED),
        (stamp("b", "a"), LinkState.BOTH_MOVED),
        ("v2:a/b", LinkState.UNKNOWN_RECIPE),
        ("a/b", LinkState.UNKNOWN_RECIPE),
        ("", LinkState.UNKNOWN_RECIPE),
        ("true", LinkState.UNKNOWN_RECIPE),
        ("v1:", LinkState.BOTH_MOVED),
        ("v1:a", LinkState.CONTROL_MOVED),
        ("v1:a/b/c", LinkState.CONTROL_MOVED),
        ("v1:A/b", LinkState.CLAUSE_MOVED),
    ],
)
def test_r21_a_stamp_says_what_moved_since(written: str | None, expected: LinkState) -> None:
    """Missing is unreviewed, and nothing but both halves is current."""
    assert link_state(written, "a", "b") == expected


def test_r21_a_fingerprint_has_128_bits() -> None:
    """As hexadecimal digits, and the stamp its version before them."""
    found = stamp(of_clause(), of_control())

    assert (len(found), found[:3], set(found[3:]) <= set("0123456789abcdef/")) == (68, "v1:", True)

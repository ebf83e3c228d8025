"""Mutants: one small change each, that compiles and differs."""

from __future__ import annotations

import pytest

from checker.expr.cel import compile_rule
from checker.expr.mutants import mutants


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("evidence.a < 3",
         ["evidence.a <= 3", "evidence.a >= 3", "evidence.a < 4", "evidence.a < 2"]),
        ("evidence.a >= evidence.b", ["evidence.a > evidence.b", "evidence.a < evidence.b"]),
        ("evidence.a == evidence.b", ["evidence.a != evidence.b"]),
        ("evidence.a != evidence.b", ["evidence.a == evidence.b"]),
        ('evidence.a in ["x", "y"]',
         ['!(evidence.a in ["x", "y"])', 'evidence.a in ["y"]', 'evidence.a in ["x"]']),
        ("evidence.a && evidence.b", ["evidence.b", "evidence.a", "evidence.a || evidence.b"]),
        ("evidence.a || evidence.b", ["evidence.b", "evidence.a", "evidence.a && evidence.b"]),
        ("!evidence.a", ["evidence.a"]),
        ("evidence.a.all(x, x.ok)", ["evidence.a.exists(x, x.ok)"]),
        ("evidence.a.exists(x, x.ok)", ["evidence.a.all(x, x.ok)"]),
        ("evidence.a.exists_one(x, x.ok)", ["evidence.a.exists(x, x.ok)"]),
        ("distinct(evidence.a.filter(x, x.ok))", ["distinct(evidence.a)"]),
        ("evidence.a ? evidence.b : evidence.c", ["evidence.a ? evidence.c : evidence.b"]),
        ("covers(evidence.a, evidence.b)", ["covers(evidence.b, evidence.a)"]),
        ("distinct(evidence.a + evidence.b)",
         ["distinct(evidence.b)", "distinct(evidence.a - evidence.b)", "distinct(evidence.a)"]),
        ("evidence.ok == true", ["evidence.ok != true", "evidence.ok == false"]),
        ("distinct(evidence.a)", []),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_made(text: str, expected: list[str]) -> None:
    """All of them and no others."""
    assert sorted(one.text for one in mutants(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("evidence.a < 0.95", {"evidence.a < 0.96", "evidence.a < 0.94"}),
        ("evidence.a < 1.0", {"evidence.a < 1.1", "evidence.a < 0.9"}),
        (
            'timestamp(evidence.a) - timestamp(evidence.b) < duration("48h")',
            {'duration("49h")', 'duration("47h")'},
        ),
        (
            'plus(timestamp(evidence.a), "P3M") < as_of',
            {'plus(timestamp(evidence.a), "P4M")', 'plus(timestamp(evidence.a), "P2M")'},
        ),
    ],
)
def test_a_number_and_a_length_change_in_the_last_place(text: str, expected: set[str]) -> None:
    """By one more and one less."""
    assert expected <= {one.shown for one in mutants(text)}


def test_a_word_that_is_no_length_is_left_alone() -> None:
    """Only its comparison changes."""
    assert [one.text for one in mutants('evidence.a == "PT"')] == ['evidence.a != "PT"']


def test_each_of_a_chain_is_left_out_alone() -> None:
    """Of `a && b && c` no mutant loses two."""
    found = {one.text for one in mutants("evidence.a && evidence.b && evidence.c")}

    assert {
        "evidence.b && evidence.c",
        "evidence.a && evidence.c",
        "evidence.a && evidence.b",
    } <= found
    assert not {"evidence.a", "evidence.b", "evidence.c"} & found


def test_a_mutant_is_named_by_a_part_that_only_it_shows() -> None:
    """The same slip in two places has two names."""
    text = "evidence.a.all(x, x.n < 1) && evidence.b.all(x, x.n < 1)"

    names = [one.shown for one in mutants(text)]

    assert len(names) == len(set(names))
    assert "evidence.a.all(x, x.n <= 1)" in names


def test_every_mutant_compiles() -> None:
    """What does not is left out: two lists cannot be subtracted."""
    text = 'size(column(evidence.a, "n") + column(evidence.b, "n")) > 0'

    found = mutants(text)

    assert not any(" - " in one.text for one in found)
    for one in found:
        compile_rule(one.text)


def test_a_change_is_told_in_words() -> None:
    """With what it became, or without what it lost."""
    found = {one.text: one.change for one in mutants("evidence.a && evidence.b")}

    assert found == {
        "evidence.a": "without `evidence.b`",
        "evidence.b": "without `evidence.a`",
        "evidence.a || evidence.b": "with `||` for `&&`",
    }

"""What an expression's text shows without evaluating it."""

from __future__ import annotations

import pytest

from checker.expr.text import bare, divides, names, parameters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("evidence.ok", {"evidence"}),
        ("evidence.asset.ok", {"evidence"}),
        ("asset.ok && model.ok", {"asset", "model"}),
        ("evidence.rows.all(r, r.ok)", {"evidence", "r"}),
        ("size(evidence.rows) > 0", {"evidence"}),
        ("evidence['asset']", {"evidence"}),
        ('evidence.x == "asset.ok"', {"evidence"}),
        ("evidence.x == 'it\\'s model'", {"evidence"}),
        ("evidence.x // model\n&& asset.ok", {"evidence", "asset"}),
        ("'//' + asset.id == ''", {"asset"}),
        ('"""asset\nmodel""" == evidence.x', {"evidence"}),
        ("r'asset' == evidence.x", {"evidence"}),
        ("my_asset.ok", {"my_asset"}),
        ("asset_.ok", {"asset_"}),
    ],
)
def test_names_are_the_variables_an_expression_reads(text: str, expected: set[str]) -> None:
    """Neither fields nor functions, nor what stands in strings and comments."""
    assert names(text) - {"true", "false", "null", "in"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("evidence.x < params.longest", {"longest"}),
        ("params . longest > params.least", {"longest", "least"}),
        ("evidence.params.longest", set()),
        ("'params.longest'", set()),
        ("my_params.longest", set()),
    ],
)
def test_parameters_are_the_names_read_from_params(text: str, expected: set[str]) -> None:
    """And from nothing that is called alike."""
    assert parameters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("evidence.a / evidence.b > 1", True),
        ("evidence.a % 2 == 0", True),
        ("ratio(evidence.a, evidence.b) > 0.5", False),
        ("evidence.x == 'a/b'", False),
        ("evidence.x // a / b", False),
    ],
)
def test_a_division_is_seen_outside_strings_and_comments(text: str, expected: bool) -> None:
    """`ratio()` has no truth for nothing, `/` has."""
    assert divides(text) is expected


def test_the_bare_text_has_neither_strings_nor_comments() -> None:
    """Empty strings stand where strings stood."""
    assert bare("a == 'x' // y\n&& b") == "a == '' \n&& b"

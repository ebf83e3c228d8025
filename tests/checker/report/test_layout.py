"""Lines of a summary fit their columns, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.report.layout import WIDTH, clean, columns, cut, listed, number, pad, wrap

TEXTS = st.text(max_size=400)
WIDE = st.text(alphabet="漢字かなe\u0301 \t\nabc", max_size=200)


@given(st.one_of(TEXTS, WIDE), st.integers(0, 30))
def test_no_line_is_wider_than_the_terminal(text: str, indent: int) -> None:
    """Wide characters count twice, combining ones not at all, long words are broken."""
    lines = wrap(text, first=" " * indent, rest=" " * min(indent + 2, 40))

    assert max(columns(line) for line in lines) <= WIDTH


@given(TEXTS)
def test_wrapping_loses_nothing(text: str) -> None:
    """Apart from white space, all of the text is there."""
    lines = wrap(text)

    assert clean(text).replace(" ", "") == "".join(lines).replace(" ", "")


@given(st.one_of(TEXTS, WIDE), st.integers(4, 40))
def test_cells_have_their_width(text: str, width: int) -> None:
    """A cell is filled or cut to its columns; a wide character at its edge leaves no gap."""
    cell = pad(clean(text), width)

    assert columns(cell) == width


@pytest.mark.parametrize("text", ["\x1b[31m", "\x07", "\u202e", "\u200b", "\x9b", "\r\n"])
def test_nothing_acts_on_a_terminal(text: str) -> None:
    """Escapes and controls are written as numbers."""
    assert clean(f"a{text}b").isprintable()


def test_exactly_the_width() -> None:
    """A line may be as wide as the terminal, not wider."""
    assert wrap("a" * WIDTH) == ["a" * WIDTH]
    assert wrap("a" * (WIDTH + 1)) == ["a" * WIDTH, "a"]


def test_words_for_counts() -> None:
    """One is one, more are more, and what is left out is counted."""
    assert [number(1, "clause"), number(2, "clause")] == ["1 clause", "2 clauses"]
    assert listed(["a", "b", "c"], 2) == "a, b and 1 more"
    assert cut("abcdefgh", 6) == "abc..."

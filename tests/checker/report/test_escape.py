"""Text from files acts on nothing in Markdown, and is shown as it was written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from checker.report.escape import anchor, code, escape
from checker.report.layout import clean

BREAK = "\u200b"
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LEAVES = {"text", "text_special"}

HOSTILE = [
    "a | b",
    "`code` and ``more``",
    "**bold** _it_ ~~gone~~",
    "<script>alert(1)</script>",
    "<!-- hidden",
    "&lt;b&gt; &#60; &amp;",
    "[text](https://example.org)",
    "![image](x.png)",
    "[^1]: note",
    "[ref]: https://example.org",
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "---",
    "===",
    "    indented",
    "\tindented",
    "two\nlines\r\nand\u2028more",
    "<https://example.org> https://example.org www.example.org",
    "mail to a@example.org or mailto:a@example.org",
    "@someone and org/team @org/team",
    "fixes #12, GH-12, !34, %milestone, ~label, $12",
    "\\`escaped\\` \\| \\",
    "\u202eright to left\u202c and \u2066isolated\u2069",
    "zero\u200bwidth and \x1b[31mred\x07 and \x00",
    "$x^2$ and $$y$$",
    ":tada: a:b:c",
    "",
    " ",
    "|",
    "\\",
]
"""Everything a forge gives a meaning to."""


def _leaves(tokens: list[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (token.children or [])]


def _shown(tokens: list[Token]) -> str:
    return "".join(leaf.content for leaf in _leaves(tokens)).replace(BREAK, "")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["{}", "- {}", "#### {}", "> {}", "**{}**", "1. {}"])
def test_hostile_text_is_shown_and_acts_on_nothing(text: str, place: str) -> None:
    """The corpus, in every kind of block that the report puts text into."""
    marked = "x" + escape(text) if place in ("**{}**",) else escape(text)

    tokens = PARSER.parse(place.format(marked))

    kinds = {token.type for token in tokens if token.type.endswith("_open")}
    assert clean(text) in _shown(tokens)
    assert kinds <= {
        "paragraph_open",
        "bullet_list_open",
        "ordered_list_open",
        "list_item_open",
        "heading_open",
        "blockquote_open",
    }
    assert {leaf.type for leaf in _leaves(tokens)} <= LEAVES | {"strong_open", "strong_close"}


@given(st.text(max_size=60))
def test_any_text_in_a_paragraph(text: str) -> None:
    """One paragraph of plain text, the text itself."""
    tokens = PARSER.parse(escape(text))

    assert {leaf.type for leaf in _leaves(tokens)} <= LEAVES
    assert clean(text) == _shown(tokens)
    assert len([token for token in tokens if token.type == "paragraph_open"]) <= 1


@given(st.text(max_size=60))
def test_any_text_in_a_table_cell(text: str) -> None:
    """A row stays a row of two cells."""
    tokens = PARSER.parse(f"| a | b |\n| --- | --- |\n| {escape(text) or '-'} | end |\n")

    cells = [token for token in tokens if token.type == "td_open"]
    assert len(cells) == 2
    assert {leaf.type for leaf in _leaves(tokens)} <= LEAVES


@given(st.text(max_size=60))
def test_code_in_a_table_cell(text: str) -> None:
    """A name is a code span of its own, or prose; never half of either."""
    tokens = PARSER.parse(f"| a | b |\n| --- | --- |\n| {code(text) or '-'} | end |\n")

    assert len([token for token in tokens if token.type == "td_open"]) == 2
    assert {leaf.type for leaf in _leaves(tokens)} <= LEAVES | {"code_inline"}


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("@someone", r"@\w"),
        ("a@example.org", r"\w@\w"),
        ("https://example.org", r"https?://"),
        ("www.example.org", r"www\."),
        ("mailto:a", r"mailto:\w"),
        ("fixes #12", r"#\d"),
        ("GH-12", r"GH-\d"),
        (":tada:", r":\w+:"),
    ],
)
def test_forges_find_nothing_to_link(text: str, pattern: str) -> None:
    """What forges look for after Markdown is resolved is broken by a mark that shows nothing."""
    tokens = PARSER.parse(escape(text))

    assert re.search(pattern, text)
    assert not re.search(pattern, "".join(leaf.content for leaf in _leaves(tokens)))


@pytest.mark.parametrize("text", ["\u202e", "\u2066", "\u200b", "\x1b", "\x00", "\ufeff", "\u00ad"])
def test_invisible_characters_become_numbers(text: str) -> None:
    """Nothing that a reader cannot see reorders or hides what they read."""
    assert f"u{ord(text):04x}" in escape(f"a{text}b")
    assert text not in escape(f"a{text}b")


@given(st.text())
def test_anchors_are_plain(name: str) -> None:
    """An anchor holds nothing that could leave its attribute."""
    assert re.fullmatch(r"control-[a-z0-9._-]*", anchor("control", name))


def test_ordinary_text_stays_readable() -> None:
    """What needs no escape gets none."""
    assert escape("SEC-1 is met: 3 of 4 (75%).") == "SEC-1 is met: 3 of 4 (75%)."
    assert code("SEC-1/approvals@environment/prod") == "`SEC-1/approvals@environment/prod`"

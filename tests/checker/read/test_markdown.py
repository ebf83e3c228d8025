"""Policy documents: clauses with their nesting and places, and no duty that hides in prose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.diagnostics.places import extent_of, find
from checker.read.markdown import markdown_places, read_markdown
from rsp.clause import Check, Clause, Modality

FRONT = "---\nedition: rsp-2.2\nstandard: asl-3/security\n---\n"
LINES = FRONT.count("\n")


def read(body: str, front: str = FRONT) -> tuple[tuple[Clause, ...], list[str]]:
    """The clauses of a document and the codes of its defects."""
    found = read_markdown((front + body).encode(), "d")
    return found.clauses, [item.code for item in found.diagnostics]


def test_a_list_gives_clauses_with_parents_and_children() -> None:
    """Head, text, source, condition, links; nesting of items is nesting of clauses."""
    body = """
- **SEC-1** (must, P) Keep *weights* safe,
  see [the guide](https://example.org/g). [4.2(2)(a)]

  A second paragraph.

  - an aside
  - **SEC-1a** (expect, A, when: some-condition) Count them. [4.2]
    - **SEC-1a.1** (example, A/J) With `care`.
- **SEC-2** (note, J) Nothing.
"""
    clauses, codes = read(body)

    assert codes == []
    assert clauses == (
        Clause(
            id="SEC-1",
            standard="asl-3/security",
            modality=Modality.MUST,
            check=Check.P,
            text="Keep weights safe, see the guide. A second paragraph. an aside",
            source="4.2(2)(a)",
            children=("SEC-1a",),
            links=("https://example.org/g",),
        ),
        Clause(
            id="SEC-1a",
            standard="asl-3/security",
            modality=Modality.EXPECT,
            check=Check.A,
            text="Count them.",
            source="4.2",
            when="some-condition",
            parent="SEC-1",
            children=("SEC-1a.1",),
        ),
        Clause(
            id="SEC-1a.1",
            standard="asl-3/security",
            modality=Modality.EXAMPLE,
            check=Check.AJ,
            text="With care.",
            source=None,
            parent="SEC-1a",
        ),
        Clause(
            id="SEC-2",
            standard="asl-3/security",
            modality=Modality.NOTE,
            check=Check.J,
            text="Nothing.",
            source=None,
        ),
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        "- **SEC-1** (must, P) Keep\n  weights safe. [4.2]\n",
        "- **SEC-1**\n  (must,\n  P) Keep weights safe. [4.2]\n",
        "* __SEC-1__ ( must , P )  Keep   _weights_ **safe**.\n  [4.2]\n",
        "**SEC-1** (must, P) Keep weights safe. [4.2]\n",
        "1. **SEC-1** (must, P) Keep weights safe.\r\n   [4.2]\r\n",
    ],
)
def test_wrapping_and_emphasis_change_nothing(wrapped: str) -> None:
    """The structure is what counts, not how it is typed."""
    expected, _ = read("- **SEC-1** (must, P) Keep weights safe. [4.2]\n")

    assert read(wrapped) == (expected, [])


@pytest.mark.parametrize(
    "body",
    [
        "- **SEC-1** must, P: text\n",
        "- **SEC-1** (must) text\n",
        "- **SEC-1** (msut, P) text\n",
        "- **SEC-1** (must, X) text\n",
        "- **SEC-1** (must, P, if: x) text\n",
        "- **SEC-1** (must, P, when: Not An Id) text\n",
        "- **SEC-1** (must, P, when: a, b) text\n",
        "- **SEC-1** (must, P)\n",
        "- **SEC-1 (must, P)** text\n",
        "- SEC-1 (must, P) text\n",
        "- **Note** (must, P) text\n",
        "- **SEC-1** (MUST, P) text\n",
        "## **SEC-1** (must, P) text\n",
        "| a |\n|---|\n| **SEC-1** (must, P) text |\n",
        f"- **SEC-{'1' * 70}** (must, P) text\n",
    ],
)
def test_what_only_looks_like_a_clause_is_reported(body: str) -> None:
    """No clause is lost by a slip of the pen."""
    clauses, codes = read(body)

    assert clauses == ()
    assert codes == ["clause-malformed"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The company must act.",
        "It shall act.",
        "It will act.",
        "It has to act.",
        "It may not wait.",
        "It is required to act.",
        "> Quoted: it should act.",
        "- a bullet that must not be here",
        "# What must be done",
        "| A |\n|---|\n| must |",
    ],
)
def test_an_obligation_in_prose_is_reported(sentence: str) -> None:
    """A duty that is no clause binds nobody, and the reader would not know."""
    commentary = FRONT.replace("---\nedition", "---\ncommentary: true\nedition")

    assert read(sentence + "\n") == ((), ["obligation-outside-clause"])
    assert read(sentence + "\n", commentary) == ((), [])


def test_prose_without_obligation_and_code_are_left_alone() -> None:
    """Informative text stays informative."""
    assert read("Some background.\n\n```\nmust\n```\n\n<!-- must -->\n") == ((), [])


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("- **SEC-1** (must, P) a <b>b</b>\n", ["clause-markup-refused"]),
        ("- **SEC-1** (must, P) a <!-- not -->\n", ["clause-markup-refused"]),
        ("- **SEC-1** (must, P) a ![x](y.png)\n", ["clause-markup-refused"]),
        ("- **SEC-1** (must, P) a\n- **SEC-1** (may, A) b\n", ["duplicate-id"]),
    ],
)
def test_a_clause_says_one_thing_once(body: str, codes: list[str]) -> None:
    """Nothing a reader does not see, no second clause of the same id."""
    clauses, found = read(body)

    assert [clause.id for clause in clauses] == ["SEC-1"]
    assert clauses[0].modality is Modality.MUST
    assert found == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("# No front matter\n", ["front-matter-invalid"]),
        ("---\na: 1\n", ["front-matter-invalid"]),
        ("---\na: [\n---\n", ["syntax-invalid"]),
        ("---\na: 1\na: 2\n---\n", ["duplicate-key"]),
    ],
)
def test_a_front_matter_that_cannot_be_read_is_reported(text: str, codes: list[str]) -> None:
    """And the document is read on."""
    found = read_markdown((text + "- **SEC-1** (must, P) x\n").encode(), "d")

    assert [item.code for item in found.diagnostics] == codes


def test_places_are_exact() -> None:
    """Front matter and clauses, below the front matter and inside lists."""
    body = "\n- **SEC-1** (must, P) é\n  more\n  - **SEC-1a** (may, A) x\n"
    places = markdown_places((FRONT + body).encode())

    expected = {
        "/front/standard": (3, 11, 3, 25),
        "#/front/standard": (3, 1, 3, 9),
        "/clauses/SEC-1": (LINES + 2, 3, LINES + 3, 7),
        "/clauses/SEC-1a": (LINES + 4, 5, LINES + 4, 26),
    }
    assert expected == {pointer: find(places, pointer) for pointer in expected}


def test_a_defect_in_front_matter_and_prose_has_its_line() -> None:
    """Lines are those of the whole document."""
    text = "---\na: 1\na: 2\n---\n\nOne.\nThis\nmust be.\n"

    found = read_markdown(text.encode(), "d").diagnostics

    assert [extent_of(item.at.pointer) for item in found] == [(3, 1, 3, 2), (8, 1, 8, 5)]


def test_text_nested_beyond_what_the_parser_keeps_is_reported() -> None:
    """The parser would drop it without a word."""
    assert read(">" * 3000 + " **SEC-1** (must, P) x\n") == ((), ["too-deep"])


@settings(deadline=None)
@given(st.text("*- \n[](){}#`>|SEC1must,P<!é", max_size=80))
def test_no_text_raises(body: str) -> None:
    """Whatever the text, there is a result."""
    read(body)
    read_markdown(body.encode(), "d")

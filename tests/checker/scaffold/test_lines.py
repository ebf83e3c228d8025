"""Lines of YAML keep their meaning, and leave empty what nobody said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.read.yaml_nodes import read_yaml
from checker.scaffold.lines import field, item, joined, scalar


@pytest.mark.parametrize(
    "text",
    ["null", "true", "1", "1.5", "~", "no", "a: b", "a #b", "- a", "'", '"', "é", "{a}", "x "],
)
def test_a_string_stays_that_string(text: str) -> None:
    """Whatever YAML would make of it unquoted."""
    assert read_yaml(f"key: {scalar(text)}\n".encode(), "-").data == {"key": text}


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=("C",))))
def test_any_printable_string_stays_that_string(text: str) -> None:
    """In a block and in a flow list."""
    data = read_yaml(f"a: {scalar(text)}\nb: [{scalar(text)}]\n".encode(), "-").data

    assert data == {"a": text, "b": [text]}


def test_what_nobody_said_is_refused() -> None:
    """An empty value is an error of the file."""
    read = read_yaml(joined(field("reason", None, "why")).encode(), "-")

    assert [one.code for one in read.diagnostics] == ["value-missing"]


def test_a_comment_stands_above_the_dash_of_its_item() -> None:
    """The item keeps its keys in one column."""
    assert item(["# why", "id: a", "to: b"]) == ["  # why", "  - id: a", "    to: b"]

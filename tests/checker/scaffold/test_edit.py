"""What is added to a file leaves every byte of it that was there."""

from __future__ import annotations

import pytest

from checker.read.yaml_nodes import read_yaml
from checker.scaffold.edit import NotAddable, with_item, with_key

ITEM = ["  # why", "  - id: b", "    to:"]


def test_an_empty_list_becomes_one() -> None:
    """`[]` goes."""
    assert with_item(b"# x\ndeviations: []\n", "deviations", "b", ITEM) == (
        b"# x\ndeviations:\n  # why\n  - id: b\n    to:\n"
    )


@pytest.mark.parametrize("deep", [0, 2, 4])
def test_an_item_stands_below_those_that_are_there(deep: int) -> None:
    """In their column, after a last line without an end."""
    old = f"deviations:\n{' ' * deep}- id: a".encode()

    new = with_item(old, "deviations", "b", ITEM)

    assert new.startswith(old + b"\n")
    assert read_yaml(new, "-").data == {"deviations": [{"id": "a"}, {"id": "b", "to": None}]}


def test_line_ends_stay_those_of_the_file() -> None:
    """A file with CRLF has no other line end afterwards."""
    new = with_item(b"deviations:\r\n  - {id: a}\r\n", "deviations", "b", ITEM)

    assert new.count(b"\n") == new.count(b"\r\n") == 5


@pytest.mark.parametrize(
    "text",
    [
        b"deviations: [{id: a}]\n",
        b"deviations:\n  - id: a\nother: 1\n",
        b"- a\n",
        b"deviations:\n  - id: b\n",
        b"deviations: {}\n",
        b"deviations:\n  - id: a\n...\n",
        b"{deviations: []}\n",
    ],
)
def test_a_file_of_another_form_is_left_alone(text: bytes) -> None:
    """Nothing is guessed."""
    with pytest.raises(NotAddable):
        with_item(text, "deviations", "b", ITEM)


def test_a_key_is_added_at_the_end() -> None:
    """Under its comment."""
    assert with_key(b"a: 1", "overlay", "overlay", "Ours.") == (
        b"a: 1\n\n# Ours.\noverlay: overlay\n"
    )


@pytest.mark.parametrize("text", [b"{a: 1}\n", b"a: 1\noverlay: x\n", b"- a\n", b"a: 1\n...\n"])
def test_a_key_is_not_added_where_it_would_not_become_one(text: bytes) -> None:
    """A flow mapping, a key that is there, a list, the end of a document."""
    with pytest.raises(NotAddable):
        with_key(text, "overlay", "overlay", "Ours.")

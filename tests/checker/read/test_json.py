"""JSON: what the fast decoder overlooks is met, and every defect has its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.diagnostics.places import extent_of, find
from checker.read.json_nodes import read_json
from checker.read.json_places import json_places
from checker.read.limits import MAX_DEPTH, MAX_INTEGER, Limits

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-MAX_INTEGER, MAX_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("text", "codes", "at"),
    [
        (b'{"a":1,"a":2}', ["duplicate-key"], (1, 8, 1, 11)),
        (b'{"a":1,\n "b" : {"c":1, "c"\t: 2}}', ["duplicate-key"], (2, 16, 2, 19)),
        (b'{"a\\u0062":1,"ab":2}', ["duplicate-key"], (1, 14, 1, 18)),
        (b"[NaN]", ["syntax-invalid"], (1, 2, 1, 3)),
        (b"[-Infinity]", ["syntax-invalid"], (1, 2, 1, 3)),
        (b"[1e999]", ["number-refused"], (1, 2, 1, 7)),
        (b"[9007199254740992]", ["number-refused"], (1, 2, 1, 18)),
        (b'["\\ud800"]', ["syntax-invalid"], (1, 2, 1, 3)),
        (b'["\xff"]', ["encoding-invalid"], (1, 3, 1, 4)),
        (b'["\x01"]', ["syntax-invalid"], (1, 2, 1, 3)),
        (b"[1,]", ["syntax-invalid"], (1, 4, 1, 5)),
        (b"[1] []", ["syntax-invalid"], (1, 5, 1, 6)),
        (b'{"a": 1', ["syntax-invalid"], (1, 8, 1, 9)),
        (b"", ["syntax-invalid"], (1, 1, 1, 2)),
        (b"[01]", ["syntax-invalid"], (1, 3, 1, 4)),
        (b"[" * 100_000, ["too-deep"], (1, 65, 1, 66)),
        (b'{"a":' * 1_000_000, ["too-deep"], (1, 321, 1, 322)),
        (b"\x00\x01", ["syntax-invalid"], (1, 1, 1, 2)),
    ],
)
def test_a_defect_is_reported_at_its_place(
    text: bytes, codes: list[str], at: tuple[int, ...]
) -> None:
    """One defect, one diagnostic, its exact extent."""
    read = read_json(text, "d")

    assert [found.code for found in read.diagnostics] == codes
    assert extent_of(read.diagnostics[0].at.pointer) == at


@pytest.mark.parametrize(
    "text", [b'{"a":":b\\":"}', b'{"a": "\\": 1", "b" : {"c":1}}', b'[": "]', '["\u2028"]'.encode()]
)
def test_what_only_looks_like_a_second_key_is_none(text: bytes) -> None:
    """Strings that hold quotes and colons are strings."""
    read = read_json(text, "d")

    assert read.diagnostics == ()
    assert read.data == json.loads(text)


def test_the_deepest_document_allowed_is_read() -> None:
    """The limit itself is allowed, one more is not."""
    deepest = b"[" * MAX_DEPTH + b"]" * MAX_DEPTH

    assert read_json(deepest, "d").diagnostics == ()
    assert [found.code for found in read_json(b"[" + deepest + b"]", "d").diagnostics] == [
        "too-deep"
    ]


def test_nodes_are_bounded() -> None:
    """A document with more values than allowed is refused."""
    read = read_json(b"[" + b"1," * 50 + b"1]", "d", Limits(size=1000, nodes=20))

    assert [found.code for found in read.diagnostics] == ["too-many-nodes"]


def test_a_row_of_a_table_counts_its_lines_from_where_it_stands() -> None:
    """The line of a row is a line of its file."""
    read = read_json(b'{"a":1,"a":2}', "d", first_line=41)

    assert extent_of(read.diagnostics[0].at.pointer) == (41, 8, 41, 11)


def test_every_value_and_key_has_its_extent() -> None:
    """Keys are found by what they mean, not by how they are escaped."""
    places = json_places('{\n "a": [1, "é", {"b": null}],\n "\\u0063/": -1.5e3}'.encode())

    expected = {
        "/a/1": (2, 11, 2, 14),
        "/a/2/b": (2, 22, 2, 26),
        "#/a/2/b": (2, 17, 2, 20),
        "/c~1": (3, 13, 3, 19),
        "": (1, 1, 3, 20),
        "/a/9": (2, 7, 2, 28),
    }
    assert expected == {pointer: find(places, pointer) for pointer in expected}


@settings(deadline=None)
@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_what_json_reads_is_read_the_same(data: object, indent: int | None, ascii: bool) -> None:
    """Fast path and reference agree on everything that is well-formed."""
    text = json.dumps(data, indent=indent, ensure_ascii=ascii).encode()

    read = read_json(text, "d")

    assert read.diagnostics == ()
    assert read.data == data
    assert find(json_places(text), "")[:2] == (1, 1)


@settings(deadline=None)
@given(st.binary(max_size=40) | st.text('{}[],:" \n\\u0a1e.-', max_size=40).map(str.encode))
def test_no_bytes_raise_and_none_pass_unseen(text: bytes) -> None:
    """What Python's strict reader refuses is refused, and nothing raises."""
    read = read_json(text, "d")
    json_places(text)
    try:
        expected = json.loads(text.decode())
    except (ValueError, RecursionError):
        assert read.diagnostics
    else:
        assert read.diagnostics or read.data == expected

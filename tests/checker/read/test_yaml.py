"""YAML: what it means, what is refused, and where everything stands."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.diagnostics.places import extent_of, find
from checker.read.limits import MAX_DEPTH, MAX_INTEGER, MAX_REPORTED, Limits
from checker.read.yaml_nodes import read_yaml
from checker.read.yaml_places import yaml_places

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-MAX_INTEGER, MAX_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(min_codepoint=32, max_codepoint=126)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc<", min_size=1, max_size=9), inner, max_size=4)
    ),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("null", None),
        ("~", "~"),
        ("true", True),
        ("yes", "yes"),
        ("Off", "Off"),
        ("010", "010"),
        ("0o10", "0o10"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("-0", 0),
        ("12", 12),
        ("+1", "+1"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", ".5"),
        ("1.", "1."),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("12:30:45", "12:30:45"),
        ("2026-11-21", "2026-11-21"),
        ('"1"', "1"),
        ("'true'", "true"),
        ("=", "="),
    ],
)
def test_plain_scalars_are_those_of_the_json_schema(written: str, meant: object) -> None:
    """YAML 1.2's JSON schema: no timestamps, octals, sexagesimals or other words for true."""
    read = read_yaml(f"a: {written}\n".encode(), "d")

    assert read.diagnostics == ()
    assert {"a": meant} == read.data
    assert type(read.data["a"]) is type(meant)


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        (b"a: 1\nb: 2\na: 3\n", "duplicate-key", (3, 1, 3, 2)),
        (b"a: &x [1]\n", "alias-refused", (1, 4, 1, 8)),
        (b"a: 1\nb: *a\n", "alias-refused", (2, 4, 2, 6)),
        (b"a: !!str 1\n", "tag-refused", (1, 4, 1, 11)),
        (b"a: !x {}\n", "tag-refused", (1, 4, 1, 8)),
        (b"%TAG ! tag:x,2000:\n---\na: 1\n", "tag-refused", (1, 1, 2, 4)),
        (b"<<: {a: 1}\n", "merge-key-refused", (1, 1, 1, 3)),
        (b"1: a\n", "key-refused", (1, 1, 1, 2)),
        (b"null: a\n", "key-refused", (1, 1, 1, 5)),
        (b"? [a, b]\n: c\n", "key-refused", (1, 3, 1, 4)),
        (b"a: 1\nb:\n", "value-missing", (2, 3, 2, 3)),
        (b"- \n- 1\n", "value-missing", (1, 2, 1, 2)),
        (b"a: 1e999\n", "number-refused", (1, 4, 1, 9)),
        (b"a: 9007199254740992\n", "number-refused", (1, 4, 1, 20)),
        (b"a: 1\n---\nb: 2\n", "multiple-documents", (2, 1, 2, 4)),
        (b"", "document-empty", (1, 1, 1, 1)),
        (b"# only a comment\n", "document-empty", (1, 1, 1, 1)),
        (b"a: [1,\n", "syntax-invalid", (2, 1, 2, 1)),
        (b"a: b: c\n", "syntax-invalid", (1, 5, 1, 5)),
        (b"a: b\n\tc: d\n", "syntax-invalid", (2, 1, 2, 1)),
        (b"a: ok\nb: \xff\xfe\n", "encoding-invalid", (2, 4, 2, 5)),
        (b"a: \x00\n", "character-refused", (1, 4, 1, 5)),
        ("a: é\u2028b\n".encode(), "character-refused", (1, 5, 1, 6)),
        (b"\x7fELF\x02\x01", "character-refused", (1, 1, 1, 2)),
    ],
)
def test_a_defect_is_reported_at_its_place(text: bytes, code: str, at: tuple[int, ...]) -> None:
    """One defect, one diagnostic, its exact extent."""
    read = read_yaml(text, "d")

    assert [found.code for found in read.diagnostics] == [code]
    assert extent_of(read.diagnostics[0].at.pointer) == at


def test_reading_goes_on_after_a_duplicate_key() -> None:
    """The first value of a key stands, and later defects are still met."""
    read = read_yaml(b"a: 1\na: {x: 1, x: 2}\nb: 2\n1: c\n", "d")

    assert read.data == {"a": 1, "b": 2}
    codes = [found.code for found in read.diagnostics]
    assert codes == ["duplicate-key", "duplicate-key", "key-refused"]


def test_an_alias_bomb_stays_small() -> None:
    """Aliases stand for nothing, so nothing can grow."""
    levels = ["a0: &a0 [x, x]"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)
    ]

    read = read_yaml("\n".join(levels).encode(), "d")

    assert {found.code for found in read.diagnostics} == {"alias-refused"}
    assert len(json.dumps(read.data)) < 1000


@pytest.mark.parametrize("text", [b"[" * 100_000, b"{a: " * 100_000, b"- " * 100_000])
def test_depth_is_counted_before_anything_is_built(text: bytes) -> None:
    """A text that crashes a recursive loader is a diagnostic."""
    read = read_yaml(text, "d")

    assert [found.code for found in read.diagnostics] == ["too-deep"]
    assert not read.complete


def test_the_deepest_document_allowed_is_read() -> None:
    """The limit itself is allowed."""
    read = read_yaml(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "d")

    assert read.diagnostics == ()


def test_nodes_and_reports_are_bounded() -> None:
    """Neither values nor defects of one file are without end."""
    many = read_yaml(b"[" + b"1," * 50 + b"]", "d", Limits(size=1000, nodes=20))
    bad = read_yaml(b"a: 1\n" * 10_000, "d")

    assert [found.code for found in many.diagnostics] == ["too-many-nodes"]
    assert len(bad.diagnostics) == MAX_REPORTED


def test_a_byte_order_mark_and_crlf_change_nothing() -> None:
    """Positions count from the first character after the mark."""
    text = b"\xef\xbb\xbfa: 1\r\nb:\r\n  - x\r\n"

    assert read_yaml(text, "d").data == {"a": 1, "b": ["x"]}
    assert find(yaml_places(text), "/b/0") == (3, 5, 3, 6)


def test_every_value_and_key_has_its_extent() -> None:
    """Plain, folded, quoted, flow and block values end where their text ends."""
    text = (
        'a: 1\nb:\n  - x y\n    z\n  - "q"\n\nc: |\n  hello\n  you\n\n'
        "é: {k: 1, 'l/m': 2}\n\ne: >-\n  x\n\n# comment\n"
    ).encode()
    places = yaml_places(text)

    expected = {
        "/a": (1, 4, 1, 5),
        "#/a": (1, 1, 1, 2),
        "/b": (3, 3, 5, 8),
        "/b/0": (3, 5, 4, 6),
        "/b/1": (5, 5, 5, 8),
        "/c": (7, 4, 9, 6),
        "/é": (11, 4, 11, 20),
        "/é/l~1m": (11, 18, 11, 19),
        "#/é/l~1m": (11, 11, 11, 16),
        "/e": (13, 4, 14, 4),
        "/b/7/nowhere": (3, 3, 5, 8),
        "/nothing": (1, 1, 14, 4),
    }
    assert expected == {pointer: find(places, pointer) for pointer in expected}


def test_places_are_known_up_to_a_fault() -> None:
    """What stands before a syntax error can still be pointed at."""
    assert find(yaml_places(b"a: 1\nb: [x, y\nc: }\n"), "/b/1") == (2, 8, 3, 2)


@settings(deadline=None)
@given(PLAIN)
def test_json_is_read_as_json_reads_it(data: object) -> None:
    """JSON is YAML's flow style."""
    read = read_yaml(json.dumps(data).encode(), "d")

    assert read.diagnostics == ()
    assert read.data == data


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_raise(text: bytes) -> None:
    """Whatever the bytes, there is a result, and either it is complete or it says why not."""
    read = read_yaml(text, "d")
    yaml_places(text)

    assert read.complete or read.diagnostics

"""Fixes as edits: of YAML in both styles and of JSON, and none where the text is another."""

from __future__ import annotations

import pytest

from checker.diagnostics.diagnostic import Change, Fix
from checker.diagnostics.places import key_of
from checker.diagnostics.sources import Sources
from checker.fixes.edit import Edit, Lines, apart, applied
from checker.fixes.fix import edit_of
from checker.read.json_places import json_places
from checker.read.yaml_places import yaml_places
from rsp.ref import Ref

ROOT = Ref(document="a.yaml")


def after(text: str, fix: Fix) -> str | None:
    """The text after a fix, None where there is no edit."""
    sources = Sources()
    is_json = fix.at.document.endswith(".json")
    sources.add(fix.at.document, text.encode(), json_places if is_json else yaml_places)
    found = edit_of(fix, sources)
    return None if found is None else applied(text.removeprefix("\ufeff"), [found.edit])


def replace(at: Ref, old: str, new: str) -> Fix:
    return Fix(at=at, replacement=new, replaces=old, title="t")


def add(at: Ref, *lines: str) -> Fix:
    return Fix(at=at, replacement="\n".join(lines), title="t", change=Change.ADD)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: hihg # why\nb: 1\n", "a: high # why\nb: 1\n"),
        ('a: "hihg"\n', 'a: "high"\n'),
        ("{b: 😀, a: 'hihg'}", "{b: 😀, a: 'high'}"),
        ("b: 1\r\na: hihg\r\n", "b: 1\r\na: high\r\n"),
        ("a: other\n", None),
        ("b: hihg\n", None),
    ],
)
def test_a_scalar_is_replaced_in_its_quotes_where_it_is_the_one_meant(
    text: str, expected: str | None
) -> None:
    """What stands at the place has to be what the fix replaces."""
    assert after(text, replace(ROOT.at("a"), "hihg", "high")) == expected


def test_a_word_that_plain_yaml_reads_otherwise_is_quoted() -> None:
    """`true` in place of a text stays a text."""
    assert after("a: ture\n", replace(ROOT.at("a"), "ture", "true")) == 'a: "true"\n'


def test_a_key_is_renamed_without_its_value() -> None:
    """Also a quoted one, of JSON."""
    yaml = replace(key_of(ROOT.at("a", "b")), "b", "c")
    json = replace(key_of(Ref(document="a.json").at("a", "b")), "b", "c")

    assert after("a:\n  b: {b: b}\n", yaml) == "a:\n  c: {b: b}\n"
    assert after('{"a": {"b": "b"}}', json) == '{"a": {"c": "b"}}'


def test_quotes_keep_the_text_as_it_was_written() -> None:
    """1.10 is not 1.1."""
    fix = Fix(at=ROOT.at("a"), replacement="", title="t", change=Change.QUOTE)

    assert after("a: 1.10  # version\n", fix) == 'a: "1.10"  # version\n'


@pytest.mark.parametrize(
    ("text", "at", "lines", "expected"),
    [
        ("a: 1\n# end\n", ROOT, ["b: "], "a: 1\nb: \n# end\n"),
        ("a: 1", ROOT, ["b: "], "a: 1\nb: "),
        ("a: 1\r\n", ROOT, ["b: ", "c: "], "a: 1\r\nb: \r\nc: \r\n"),
        ("- x: |\n    t\n  y: 1 # c\n", ROOT.at(0), ["z: "], "- x: |\n    t\n  y: 1 # c\n  z: \n"),
        ("p:\n  q: {a: 1}\n", ROOT.at("p", "q"), ["b: 2"], "p:\n  q: {a: 1, b: 2}\n"),
        ("p: {}\n", ROOT.at("p", "q"), ["b: 2"], "p: {q: {b: 2}}\n"),
        ("o: 1\n", ROOT.at("p", "q"), ["b: 2"], "o: 1\np:\n  q:\n    b: 2\n"),
        ("p:\n  o: 1\nz: 1\n", ROOT.at("p", "q"), ["b: 2"], "p:\n  o: 1\n  q:\n    b: 2\nz: 1\n"),
        ("p:\n", ROOT.at("p", "q"), ["b: 2"], None),
        ("p: [x]\n", ROOT.at("p", 3), ["b: 2"], None),
    ],
)
def test_keys_are_added_in_the_style_around_them(
    text: str, at: Ref, lines: list[str], expected: str | None
) -> None:
    """With the mappings around them that are missing; never below an empty value or in a list."""
    assert after(text, add(at, *lines)) == expected


def test_nothing_is_added_to_json() -> None:
    """A fix is written in YAML."""
    assert after('{"a": 1}', add(Ref(document="a.json"), "b: 1")) is None


def test_lines_end_as_yaml_and_editors_have_it() -> None:
    """Offsets and places are each other's reverse, over all three ends of line."""
    text = "a\r\nbb\rc\n😀d"
    lines = Lines(text)
    places = [(1, 1), (2, 1), (2, 2), (3, 1), (4, 1), (4, 2), (4, 3)]

    assert [lines.place(lines.offset(*place)) for place in places] == places
    assert [lines.line(number) for number in range(1, 6)] == ["a", "bb", "c", "😀d", ""]


def test_of_edits_that_touch_the_first_is_made() -> None:
    """The others wait for the next round."""
    first, second = Edit(start=0, end=2, text="x"), Edit(start=2, end=3, text="y")
    third = Edit(start=4, end=5, text="z")

    assert apart([third, second, first]) == [first, third]

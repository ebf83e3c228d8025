"""From references to lines: always an answer, and the nearest one there is."""

from __future__ import annotations

import pytest

from checker.diagnostics.diagnostic import EVERYTHING, Level, Location
from checker.diagnostics.make import CodeNotRegistered, diagnose
from checker.diagnostics.places import key_of, spot
from checker.diagnostics.registry import CODES
from checker.diagnostics.sources import Sources
from checker.read.json_places import json_places
from checker.read.yaml_places import yaml_places
from rsp.ref import Ref


def at(line: int, column: int, end_line: int, end_column: int, file: str = "a.yaml") -> Location:
    """A location."""
    return Location(file=file, line=line, column=column, end_line=end_line, end_column=end_column)


@pytest.fixture
def sources() -> Sources:
    """A YAML document and a table of two rows and a broken one."""
    found = Sources()
    found.add("a.yaml", b"a:\n  b: [1, 22]\n  c/d: x\n", yaml_places)
    rows = '{"é": 1}\r\n{"x": {"y": [1, 2]}}\n{"z"\n'.encode()
    found.add("t.jsonl", rows, json_places, rows=True)
    return found


def test_a_reference_becomes_the_extent_of_its_value(sources: Sources) -> None:
    """Values, keys, and bare spots."""
    ref = Ref(document="a.yaml")

    assert sources.locate(ref.at("a", "b", 1)) == at(2, 10, 2, 12)
    assert sources.locate(ref.at("a", "c/d")) == at(3, 8, 3, 9)
    assert sources.locate(key_of(ref.at("a", "c/d"))) == at(3, 3, 3, 6)
    assert sources.locate(spot("a.yaml", (7, 1, 8, 2))) == at(7, 1, 8, 2)


def test_what_is_missing_falls_back_to_what_is_around_it(sources: Sources) -> None:
    """A pointer to nothing, a key that is not there, a document nobody read."""
    ref = Ref(document="a.yaml")

    assert sources.locate(ref.at("a", "b", 5, "x")) == at(2, 6, 2, 13)
    assert sources.locate(key_of(ref.at("a", "nothing"))) == at(2, 3, 3, 9)
    assert sources.locate(Ref(document="none.yaml", pointer="/a")) == at(1, 1, 1, 1, "none.yaml")


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/0", (1, 1, 1, 9)),
        ("/0/é", (1, 7, 1, 8)),
        ("#/0/é", (1, 2, 1, 5)),
        ("/1/x/y/1", (2, 17, 2, 18)),
        ("/1/x/nothing", (2, 7, 2, 20)),
        ("/2/z", (3, 1, 3, 5)),
        ("/9", (1, 1, 1, 1)),
        ("/x", (1, 1, 1, 1)),
        ("/99999999999999999999", (1, 1, 1, 1)),
        ("", (1, 1, 1, 1)),
    ],
)
def test_a_row_of_a_table_is_found_by_its_index(
    sources: Sources, pointer: str, expected: tuple[int, int, int, int]
) -> None:
    """Rows are read one at a time, and only when asked for."""
    assert sources.locate(Ref(document="t.jsonl", pointer=pointer)) == at(*expected, "t.jsonl")


def test_places_are_forgotten_and_found_again() -> None:
    """Only some documents keep their places; the answer does not depend on which."""
    sources = Sources()
    names = [f"{number}.yaml" for number in range(600)]
    for name in names:
        sources.add(name, b"a: 1\n", yaml_places)

    for name in [*names, *names]:
        assert sources.locate(Ref(document=name, pointer="/a")) == at(1, 4, 1, 5, name)


def test_the_text_of_a_document_is_kept(sources: Sources) -> None:
    """For excerpts; an unknown one has none."""
    assert "a.yaml" in sources
    assert (sources.text("a.yaml") or "").startswith("a:")
    assert sources.text("none.yaml") is None
    assert sources.file("a.yaml") is None


def test_a_diagnostic_has_the_level_of_its_code() -> None:
    """And reaches everything unless it says less."""
    found = diagnose("duplicate-key", Ref(document="a.yaml"), "a message")

    assert found.level is Level.ERROR
    assert found.reaches == (EVERYTHING,)
    with pytest.raises(CodeNotRegistered):
        diagnose("no-such-code", Ref(document="a.yaml"), "a message")


def test_every_code_is_a_name_and_a_sentence() -> None:
    """Kebab-case, a title that starts with a capital and ends without a stop."""
    for code, row in CODES.items():
        assert code == row.code
        assert code.replace("-", "").isalnum()
        assert code == code.lower()
        assert row.title[0].isupper()
        assert not row.title.endswith(".")

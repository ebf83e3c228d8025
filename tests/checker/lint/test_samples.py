"""Probes see through the expressions of the shipped catalog: examples and samples fit."""

from __future__ import annotations

from typing import Any

import pytest

from checker.expr.cel import Outcome, Rule
from checker.lint.sample_facts import attributes, subject_keys
from checker.lint.samples import Samples, context_cuts
from checker.lint.schema_walk import cuts, empties, parts
from checker.lint.walk import Expression, compiled, expressions
from checker.project.catalog import shipped_catalog_path
from checker.project.open_catalog import open_catalog
from checker.project.project import Project


@pytest.fixture(scope="module")
def shipped() -> Project:
    """The catalog that comes with the tool."""
    path = shipped_catalog_path()
    assert path is not None
    project = open_catalog(path).project
    assert project is not None
    return project


def outcomes(project: Project, samples: Samples, one: Expression, decide: Rule) -> set[Outcome]:
    """What an expression says over the examples of its type, each in every made-up scope."""
    kind = project.catalog.types[one.requirement.type]
    return {
        decide({**scope, "evidence": example}).outcome
        for example in kind.schema["examples"]
        for scope in samples.scopes(one, kind, example)
    }


def test_every_validation_of_the_catalog_has_an_answer(shipped: Project) -> None:
    """A sample that made expressions fail would blind the probes without a word."""
    samples = Samples(shipped)
    found = {
        f"{one.control.id}: {one.text}": outcomes(shipped, samples, one, decide)
        for one in expressions(shipped)
        if one.validation and isinstance(decide := compiled(one), Rule)
    }

    silent = [name for name, said in found.items() if not said & {Outcome.TRUE, Outcome.FALSE}]
    holding = sum(1 for said in found.values() if Outcome.TRUE in said)

    assert silent == []
    assert holding > 0.9 * len(found)


SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["rows"],
    "properties": {
        "note": {"type": "string", "minLength": 1},
        "rows": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/row"}},
        "maybe": {"anyOf": [{"type": "null"}, {"type": "object", "properties": {"a": {}}}]},
    },
    "$defs": {
        "row": {
            "type": "object",
            "required": ["who"],
            "properties": {
                "who": {"type": "string"},
                "why": {"type": "string", "enum": ["x"]},
                "none": {"type": "array", "items": {}, "x-empty-means": "nothing"},
                "some": {"type": "array", "items": {}},
            },
        }
    },
}
EXAMPLE: dict[str, Any] = {
    "note": "n",
    "rows": [{"who": "a", "why": "x"}, {"who": "b", "none": [1], "some": [1]}],
    "maybe": {"a": 1},
}


def test_each_optional_part_is_cut_once_wherever_it_stands() -> None:
    """In rows, behind references and in alternatives too; the example itself stays as it is."""
    before = repr(EXAMPLE)

    found = [(path, cut) for path, cut in cuts(SCHEMA, EXAMPLE)]

    assert [path for path, _ in found] == [
        "note",
        "rows.why",
        "rows.none",
        "rows.some",
        "maybe",
        "maybe",
        "maybe.a",
    ]
    assert all(cut != EXAMPLE for _, cut in found)
    assert repr(EXAMPLE) == before


def test_only_what_may_be_empty_without_a_meaning_is_emptied() -> None:
    """A text with a bound, and a list that says what an empty one means, are left alone."""
    found = [(str(part), cut) for part, cut in empties(SCHEMA, EXAMPLE)]

    assert [path for path, _ in found] == ["rows.who", "rows.who", "rows.some"]
    assert found[0][1]["rows"][0] == {"who": "", "why": "x"}


def test_a_schema_that_refers_to_itself_has_an_end() -> None:
    """Each alternative is looked at once for a value, and values end."""
    schema: dict[str, Any] = {"properties": {"a": {"$ref": "#"}}, "anyOf": [{"$ref": "#"}] * 3}
    schema["oneOf"] = [{"properties": {"a": {"$ref": "#"}}}] * 3
    example: dict[str, Any] = {"a": {}}
    for _ in range(60):
        example = {"a": example}

    assert len(list(parts(schema, example))) <= 1000


def test_subjects_come_from_the_example(shipped: Project) -> None:
    """The asset of a probe is one that the example shows, of the type that is asked for."""
    for one in expressions(shipped):
        if one.control.id != "SEC-WGT-02" or not one.validation:
            continue
        kind = shipped.catalog.types[one.requirement.type]
        example = kind.schema["examples"][0]
        scope = next(Samples(shipped).scopes(one, kind, example))

        assert f"environment/{scope['asset']['id']}" in set(subject_keys(kind, example))
        assert scope["asset"]["holds_weights"] is True
        assert scope["params"]["approval_valid"].endswith("s")
        assert {path for path, _ in context_cuts(scope)} >= {"asset.models", "record.sample"}


def test_attributes_take_the_value_that_they_are_compared_with(shipped: Project) -> None:
    """`s.kind == "build"` is probed with a build system."""
    known = attributes(expressions(shipped))

    assert isinstance(known["system"]["kind"], str)
    assert known["environment"]["holds_weights"] is True

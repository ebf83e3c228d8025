"""Misfits in words: the code, the exact place, what was expected and what to do."""

from __future__ import annotations

from typing import Any

import pytest

from checker.diagnostics.places import key_of
from checker.schema.authored import AUTHORED, authored, schema_of
from checker.schema.decode import decoded
from checker.schema.explain import explain
from checker.schema.shape import SchemaUnusable, Shape, authored_shape
from rsp.control import Control
from rsp.ref import Ref
from rsp.threshold import Determination

AT = Ref(document="d")

CONTROL: dict[str, Any] = {
    "id": "SEC-WGT-02",
    "title": "Title",
    "standard": "asl-3/security",
    "owner": "owner",
    "severity": "high",
    "statement": "Statement",
    "rationale": "Rationale",
    "implements": [{"clause": "SEC-1", "by": ["a"]}],
    "parameters": {"p": {"type": "duration", "description": "D", "minimum": "P1D"}},
    "evidence": [
        {
            "id": "a",
            "title": "T",
            "type": "roster",
            "method": "examine",
            "operation": "state",
            "min_reliability": "record",
            "for_each": ["surface", "model"],
            "max_age": "P31D",
            "with": {"r": {"type": "x", "within": "params.p"}},
            "validations": [{"rule": "true", "message": "M"}],
        }
    ],
}
DETERMINATION: dict[str, Any] = {
    "id": "d-1",
    "model": "m",
    "threshold": "T-1",
    "outcome": "below",
    "assessed_at": "2026-05-01",
    "decided_at": "2026-05-02T08:00:00Z",
    "basis": "B",
}


def changed(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy with one value set, or taken out where it is Ellipsis."""
    import copy

    result = copy.deepcopy(data)
    node: Any = result
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in steps:
        node = node[step]
    if value is ...:
        del node[last]
    else:
        node[last] = value
    return result


CASES: list[tuple[Any, Any, str, object, str, Ref, str | None]] = [
    (Control, CONTROL, "owner", ..., "missing-key", AT, None),
    (Control, CONTROL, "ownr", "x", "unknown-key", key_of(AT.at("ownr")), "known keys"),
    (
        Control,
        CONTROL,
        "evidence/0/validations/0/mesage",
        "x",
        "unknown-key",
        key_of(AT.at("evidence", 0, "validations", 0, "mesage")),
        "known keys: rule, message",
    ),
    (Control, CONTROL, "severity", "hihg", "schema-violation", AT.at("severity"), "'high'"),
    (Control, CONTROL, "severity", 3, "schema-violation", AT.at("severity"), None),
    (Control, CONTROL, "title", "", "schema-violation", AT.at("title"), None),
    (Control, CONTROL, "title", 5.1, "schema-violation", AT.at("title"), "quotes"),
    (Control, CONTROL, "id", "a b", "schema-violation", AT.at("id"), None),
    (Control, CONTROL, "id", "a\n", "schema-violation", AT.at("id"), None),
    (Control, CONTROL, "evidence", {}, "schema-violation", AT.at("evidence"), None),
    (
        Control,
        CONTROL,
        "evidence/0/for_each",
        3,
        "schema-violation",
        AT.at("evidence", 0, "for_each"),
        None,
    ),
    (
        Control,
        CONTROL,
        "evidence/0/for_each/1",
        3,
        "schema-violation",
        AT.at("evidence", 0, "for_each", 1),
        "quotes",
    ),
    (
        Control,
        CONTROL,
        "evidence/0/max_age",
        "31 days",
        "duration-malformed",
        AT.at("evidence", 0, "max_age"),
        "P31D",
    ),
    (
        Control,
        CONTROL,
        "evidence/0/cadence",
        "quarterly",
        "duration-malformed",
        AT.at("evidence", 0, "cadence"),
        "did you mean 'calendar-quarter'? else write it as P31D",
    ),
    (
        Control,
        CONTROL,
        "evidence/0/cadence",
        "P3",
        "duration-malformed",
        AT.at("evidence", 0, "cadence"),
        "write it as P31D or calendar-month",
    ),
    (
        Control,
        CONTROL,
        "evidence/0/grace",
        "calendar-month",
        "duration-malformed",
        AT.at("evidence", 0, "grace"),
        "write it as P31D or params",
    ),
    (
        Control,
        CONTROL,
        "evidence/0/with/r/within",
        "P1.5D",
        "duration-malformed",
        AT.at("evidence", 0, "with", "r", "within"),
        "P31D",
    ),
    (
        Control,
        CONTROL,
        "parameters/p/minimum",
        [1],
        "schema-violation",
        AT.at("parameters", "p", "minimum"),
        None,
    ),
    (
        Determination,
        DETERMINATION,
        "assessed_at",
        "2026-05-01T08:00:00",
        "date-without-offset",
        AT.at("assessed_at"),
        "2026-11-21T08:00:00Z",
    ),
    (
        Determination,
        DETERMINATION,
        "assessed_at",
        "2026-02-30",
        "date-malformed",
        AT.at("assessed_at"),
        None,
    ),
    (
        Determination,
        DETERMINATION,
        "decided_at",
        20260501,
        "schema-violation",
        AT.at("decided_at"),
        "quotes",
    ),
    (
        Determination,
        DETERMINATION,
        "effective_compute",
        0,
        "schema-violation",
        AT.at("effective_compute"),
        None,
    ),
]


@pytest.mark.parametrize(("kind", "data", "path", "value", "code", "at", "help"), CASES)
def test_one_misfit_is_one_diagnostic_at_its_place(
    kind: Any, data: Any, path: str, value: object, code: str, at: Ref, help: str | None
) -> None:
    """Keys, kinds, choices, patterns, dates and durations."""
    found, diagnostics = decoded(changed(data, path, value), kind, AT)

    assert found is None
    assert [(item.code, item.at) for item in diagnostics] == [(code, at)]
    if help is not None:
        assert help in (diagnostics[0].help or "")


def test_a_misspelt_key_has_a_fix() -> None:
    """When the key that was meant is missing, renaming is mechanical."""
    data = changed(changed(CONTROL, "statement", ...), "statment", "S")

    _, diagnostics = decoded(data, Control, AT)

    by_code = {item.code: item for item in diagnostics}
    fix = by_code["unknown-key"].fix
    assert set(by_code) == {"unknown-key", "missing-key"}
    assert fix is not None
    assert (fix.at, fix.replacement) == (key_of(AT.at("statment")), "statement")


def test_every_misfit_is_reported_at_once() -> None:
    """An author mends a file in one go."""
    data = changed(changed(changed(CONTROL, "title", 1), "severity", "no"), "evidence/0/id", "!")

    _, diagnostics = decoded(data, Control, AT)

    assert len(diagnostics) == 3


@pytest.mark.parametrize(("kind", "data"), [(Control, CONTROL), (Determination, DETERMINATION)])
def test_type_and_schema_agree(kind: Any, data: Any) -> None:
    """What the one accepts or refuses, the other does too: the schema that editors use is true."""
    shape = authored_shape(schema_of(kind))
    variants = [(data, None)] + [
        (changed(case[1], case[2], case[3]), case[4]) for case in CASES if case[0] is kind
    ]

    for variant, refused in variants:
        assert shape.fits(variant) is (refused is None)
        assert (decoded(variant, kind, AT)[0] is None) is (refused is not None)
        assert bool(explain(shape, variant, AT)) is (refused is not None)


@pytest.mark.parametrize("name", AUTHORED)
def test_every_schema_is_closed_and_described(name: str) -> None:
    """Editors refuse unknown keys, and say what a key means."""
    schema = authored(name)

    for part in schema["$defs"].values():
        assert part["description"]
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
    assert schema["$id"] == name


def test_descriptions_are_the_docstrings_of_fields() -> None:
    """One text, read where it is written."""
    parts = authored("control")["$defs"]

    assert parts["Control"]["properties"]["statement"]["description"] == (
        "What is done, by whom, to what."
    )
    assert parts["Severity"]["enum"] == ["critical", "high", "medium", "low"]
    assert parts["Control"]["properties"]["id"]["pattern"].endswith("$")


@pytest.mark.parametrize(
    "reference", ["http://127.0.0.1:9/x", "file:///etc/passwd", "other.json", "urn:x:y"]
)
def test_a_schema_cannot_make_us_fetch(reference: str) -> None:
    """A reference to another document is refused by the reader that decides."""
    with pytest.raises(SchemaUnusable):
        Shape({"$ref": reference}).fits({})


@pytest.mark.parametrize("schema", [{"format": "unknown"}, {"pattern": "(?=a)"}, {"type": "x"}])
def test_a_schema_that_is_not_understood_is_not_used(schema: dict[str, Any]) -> None:
    """Nothing passes because a rule was not known."""
    with pytest.raises(SchemaUnusable):
        Shape(schema).fits("a")


def test_a_pattern_ends_where_the_text_ends() -> None:
    """Python's `$` would let a line feed pass."""
    shape = Shape({"pattern": "^[a-f]+$"})

    assert not shape.fits("abc\n")
    assert [item.code for item in explain(shape, "abc\n", AT)] == ["schema-violation"]


def test_a_pattern_cannot_take_for_ever() -> None:
    """Neither reader backtracks."""
    shape = Shape({"pattern": "^(a+)+$"})

    assert not shape.fits("a" * 5000 + "!")
    assert explain(shape, "a" * 5000 + "!", AT)


def test_a_payload_is_not_quoted() -> None:
    """Names of people do not travel in messages."""
    shape = Shape(
        {
            "properties": {
                "name": {"enum": ["x"]},
                "at": {"format": "date-time"},
                "id": {"pattern": "^x$"},
                "n": {"type": "integer"},
            }
        }
    )
    data = {"name": "Jane Roe", "at": "Jane Roe", "id": "Jane Roe", "n": "Jane Roe"}

    found = explain(shape, data, AT, quotes=False)

    assert len(found) == 4
    assert not any("Jane" in item.message + (item.help or "") for item in found)

"""Evidence types that are meant to harm whoever checks a payload with them."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.conftest import Found
from tests.hostile.test_json import RECORD

Put = Callable[[str, str | bytes], Path]
Survive = Callable[..., Found]

FILE = "catalog/evidence-types/hostile.schema.json"


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection is found out."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def schema(text: dict[str, Any], **more: Any) -> str:
    """A type whose `text` property is what is given."""
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "hostile",
        "title": "Hostile",
        "description": "A type that means harm.",
        "x-evidence": {"observes": "instant", "bounds": {"at": "at"}, "subjects": []},
        "type": "object",
        "additionalProperties": False,
        "required": ["at", "text"],
        "properties": {
            "at": {"type": "string", "format": "date-time", "title": "When"},
            "text": {"title": "Text", **text},
        },
        "examples": [{"at": "2026-05-01T00:00:00Z", "text": "a" * 40 + "!"}],
        **more,
    }
    return json.dumps(whole)


REF = "evidence-type-remote-reference"
BAD = "evidence-type-invalid"
SHAPE = "schema-violation"
EXAMPLE = "evidence-type-example-invalid"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param({"$ref": "https://example.org/x.json"}, REF, id="another host"),
        pytest.param({"$ref": "http://127.0.0.1:9/x.json"}, REF, id="this host"),
        pytest.param({"$ref": "file:///etc/hostname"}, REF, id="a file"),
        pytest.param({"$ref": "roster.schema.json"}, REF, id="a file beside it"),
        pytest.param({"$ref": "roster"}, REF, id="another type"),
        pytest.param({"$ref": "//example.org/x"}, REF, id="a host without scheme"),
        pytest.param({"$ref": "json-schema:///x"}, REF, id="a scheme of the library"),
        pytest.param({"$dynamicRef": "https://example.org/x#a"}, REF, id="a dynamic reference"),
        pytest.param({"$ref": "#/$defs/gone"}, BAD, id="a reference to nothing"),
        pytest.param({"$ref": "#nowhere"}, SHAPE, id="an anchor"),
        pytest.param({"type": "string", "pattern": "^(a+)+$"}, EXAMPLE, id="a slow pattern"),
        pytest.param({"type": "string", "pattern": "^(a|a)*$"}, EXAMPLE, id="another slow pattern"),
        pytest.param({"type": "string", "pattern": "^(?=a)(\\1)+$"}, BAD, id="a lookahead"),
        pytest.param({"type": "string", "pattern": "("}, BAD, id="half a pattern"),
        pytest.param(
            {"type": "string", "pattern": "a{1,1000000}{1,1000}"}, BAD, id="a huge pattern"
        ),
        pytest.param({"type": "string", "format": "regex"}, SHAPE, id="an unknown format"),
        pytest.param({"type": "string", "minLength": 10**15}, EXAMPLE, id="a huge minimum"),
        pytest.param({"type": "string", "minLength": -1}, BAD, id="a negative minimum"),
        pytest.param({"type": "strin"}, SHAPE, id="no type"),
        pytest.param({"enum": []}, EXAMPLE, id="no choice"),
    ],
)
def test_a_hostile_type_is_refused(
    text: dict[str, Any], code: str, put: Put, survive: Survive
) -> None:
    """It is a diagnostic of its file, and no connection and no other file is opened."""
    put(FILE, schema(text))

    found = survive()

    assert code in {found for found, file, _ in found.places if file == FILE}


@pytest.mark.parametrize(
    "defs",
    [
        pytest.param({"a": {"$ref": "#/$defs/a"}}, id="to itself"),
        pytest.param({"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, id="in a circle"),
        pytest.param({"a": {"anyOf": [{"$ref": "#/$defs/a"}] * 8}}, id="to itself eight times"),
        pytest.param({"a": {"$ref": "#"}}, id="to the whole"),
    ],
)
def test_references_in_a_circle_end(defs: dict[str, Any], put: Put, survive: Survive) -> None:
    """A schema that refers to itself is refused or read, but it is read in time."""
    put(FILE, schema({"$ref": "#/$defs/a"}, **{"$defs": defs}))

    found = survive()

    assert found.codes


def test_a_tree_of_references_ends(put: Put, survive: Survive) -> None:
    """Twenty definitions, each of which holds the next one twice, unfold to a million."""
    defs: dict[str, Any] = {
        f"d{n}": {"anyOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(20)
    }
    defs["d20"] = {"type": "integer"}
    put(FILE, schema({"$ref": "#/$defs/d0"}, **{"$defs": defs}))

    survive()


def test_a_remote_meta_schema_is_not_asked_for(put: Put, survive: Survive) -> None:
    """`$schema` has one value; nobody fetches another."""
    put(FILE, schema({"type": "string"}, **{"$schema": "https://example.org/meta.json"}))

    found = survive()

    assert (SHAPE, FILE, 1) in found.places


def test_a_base_address_moves_no_reference(put: Put, survive: Survive) -> None:
    """A second `$id` inside does not turn a local reference into a remote one that is fetched."""
    inner = {"$id": "https://example.org/inner.json", "type": "string"}
    put(FILE, schema({"$ref": "#/$defs/a"}, **{"$defs": {"a": inner}}))

    survive(code=3)


def test_a_slow_pattern_is_quick_on_a_payload(project: Path, put: Put, survive: Survive) -> None:
    """Patterns are matched in linear time, in the decision and in its explanation."""
    whole = json.loads(schema({"type": "string", "pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"}))
    whole["examples"] = [{"at": "2026-05-01T00:00:00Z", "text": "abCd"}]
    put(FILE, json.dumps(whole))
    payload = {"at": "2026-05-01T00:00:00Z", "text": "a" * 100_000}
    put(
        "evidence/hostile.json",
        json.dumps({**RECORD, "type": "hostile", "assets": ["organization"], "payload": payload}),
    )

    found = survive(seconds=20)

    assert ("record-malformed", "evidence/hostile.json", 1) in found.places


def test_an_example_of_many_parts_is_probed_in_time(
    project: Path, put: Put, survive: Survive
) -> None:
    """Probing looks at a bounded part of a large example."""
    path = project / "catalog" / "evidence-types" / "review.schema.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    for number in range(3000):
        name = f"extra_{number}"
        whole["properties"][name] = {"type": "integer", "title": name, "x-absent-means": "none"}
        whole["examples"][0][name] = number
    put("catalog/evidence-types/review.schema.json", json.dumps(whole))

    found = survive(seconds=60)

    assert "suspect-link" in found.codes

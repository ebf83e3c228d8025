"""JSON and JSON Lines in the evidence store that are meant to harm their reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.conftest import Found

Put = Callable[[str, str | bytes], Path]
Survive = Callable[..., Found]

RECORD: dict[str, Any] = {
    "id": "roster-2",
    "type": "roster",
    "assets": ["environment/prod"],
    "observed": "2026-05-01T00:00:00Z",
    "collected_at": "2026-05-01T08:00:00Z",
    "source": {"system": "directory", "query": "members", "rows": 1},
    "produced_by": {"party": "security-engineering"},
    "reliability": "record",
    "payload": {
        "environment": "prod",
        "at": "2026-05-01T00:00:00Z",
        "complete": True,
        "people": [{"person": "u-1"}],
    },
}


def record(payload: str) -> str:
    """A record with this text in place of its payload."""
    return json.dumps({**RECORD, "payload": "PAYLOAD"}).replace('"PAYLOAD"', payload)


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("[" * 100_000, "too-deep", id="open brackets"),
        pytest.param('{"a":' * 100_000, "too-deep", id="open braces"),
        pytest.param("[" * 100_000 + "]" * 100_000, "too-deep", id="brackets"),
        pytest.param(record("[" * 70 + "]" * 70), "too-deep", id="a deep payload"),
        pytest.param('{"id": 1, "id": 2}', "duplicate-key", id="a duplicate key"),
        pytest.param(record('{"a": 1, "\\u0061": 2}'), "duplicate-key", id="an escaped twin"),
        pytest.param(record("NaN"), "syntax-invalid", id="NaN"),
        pytest.param(record("-Infinity"), "syntax-invalid", id="Infinity"),
        pytest.param(record("1e999"), "number-refused", id="an infinite float"),
        pytest.param(record("9" * 100_000), "number-refused", id="a huge integer"),
        pytest.param(record("9007199254740993"), "number-refused", id="an inexact integer"),
        pytest.param(record('"\\ud800"'), "syntax-invalid", id="half of a surrogate pair"),
        pytest.param(record('{"\\udc00x": 1}'), "syntax-invalid", id="half a pair as a key"),
        pytest.param("\x00" * 1000, "syntax-invalid", id="NULs"),
        pytest.param('"' + "x" * 1_000_000, "syntax-invalid", id="a text without end"),
        pytest.param("[1,]", "syntax-invalid", id="a comma too many"),
        pytest.param("{}", "record-unreadable", id="nothing of a record"),
        pytest.param("[]", "record-unreadable", id="a list"),
        pytest.param("null", "record-unreadable", id="null"),
        pytest.param('{"__proto__": {"id": 1}}', "record-unreadable", id="__proto__"),
    ],
)
def test_it_is_refused(suffix: str, text: str, code: str, put: Put, survive: Survive) -> None:
    """The file or line is a diagnostic at its place; the other records and findings stand."""
    if suffix == "jsonl":
        text = json.dumps(RECORD) + "\n" + text + "\n"
    put(f"evidence/hostile.{suffix}", text)

    found = survive()

    assert (code, f"evidence/hostile.{suffix}", 2 if suffix == "jsonl" else 1) in found.places
    assert {"roster-1"} <= {one.id for one in found.check.offered}


def test_bytes_that_are_no_text_are_refused(put: Put, survive: Survive) -> None:
    """Invalid UTF-8 within a JSON text is found."""
    put("evidence/hostile.json", b'{"id": "\xff"}')

    found = survive()

    assert ("encoding-invalid", "evidence/hostile.json", 1) in found.places


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"payload": {"__proto__": 1, "constructor": 2}}, id="keys of a prototype"),
        pytest.param({"payload": {"people": "x" * 1_000_000}}, id="a long text"),
        pytest.param({"assets": [f"environment/e{n}" for n in range(20_000)]}, id="many assets"),
        pytest.param({"assets": ["environment/../../etc"]}, id="an asset like a path"),
        pytest.param({"observed": {"from": "9999-12-31", "to": "9999-12-31"}}, id="the last day"),
        pytest.param({"observed": "0001-01-01T00:00:00+23:59"}, id="before the first day"),
        pytest.param({"collected_at": "2026-05-01T08:00:00+99:99"}, id="an offset of no zone"),
        pytest.param({"id": "../../roster"}, id="an id like a path"),
        pytest.param({"id": "roster-1"}, id="the id of another record"),
        pytest.param({"id": "r" * 100_000}, id="a long id"),
        pytest.param({"id": "\x1b[2Jroster"}, id="an id with an escape sequence"),
        pytest.param({"type": "__class__"}, id="a type that is none"),
        pytest.param({"supersedes": {"record": "roster-2", "because": "x"}}, id="itself"),
        pytest.param({"artifacts": [{"path": "x", "sha256": "0" * 64}] * 5000}, id="artifacts"),
    ],
)
def test_a_hostile_record_is_malformed(changed: dict[str, Any], put: Put, survive: Survive) -> None:
    """A record of the right shape with a hostile value is found out, and nothing raises."""
    put("evidence/hostile.json", json.dumps({**RECORD, **changed}))

    found = survive(code=4 if "artifacts" in changed or changed.get("id") == "roster-1" else 3)

    assert any(file == "evidence/hostile.json" for _, file, _ in found.places)
    assert "\x1b" not in "".join(found.messages)


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"id": "roster-9", "id": "roster-8"}',
        "\x00",
        "null",
        '{"id": "../x", "type": "roster", "assets": [], "digest": "0", "received_at": "now"}',
    ],
)
def test_a_hostile_line_of_the_manifest_is_found(
    line: str, project: Path, put: Put, survive: Survive
) -> None:
    """The manifest is read with the same suspicion."""
    sealed = (project / "evidence" / "manifest.jsonl").read_text(encoding="utf-8")
    put("evidence/manifest.jsonl", sealed + line + "\n")

    found = survive()

    assert ("manifest-malformed", "evidence/manifest.jsonl", 2) in found.places

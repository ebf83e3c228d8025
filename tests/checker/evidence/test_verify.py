"""Verification: each way in which a record can fail to stand, by its step."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from checker.diagnostics.diagnostic import EVERYTHING

from .conftest import NOW, RECORD, Shelf, record


def sealed_with(shelf: Shelf, **changes: Any) -> list[tuple[str, str]]:
    """Reason and place of the problems of one sealed record."""
    shelf.put("r.json", record(**changes))
    shelf.seal()
    (item,) = shelf.verify().offered
    return [(problem.reason, problem.at.pointer) for problem in item.problems]


def test_a_sound_record_is_offered_with_all_that_is_known_of_it(shelf: Shelf) -> None:
    """Record, payload, digests, when it was received."""
    shelf.put("q3/r.json", RECORD)
    shelf.seal()
    verified = shelf.verify()

    (item,) = verified.offered
    assert verified.diagnostics == ()
    assert (item.id, item.type, item.assets) == ("r-1", "log", ("site/a",))
    assert item.record is not None
    assert item.payload == RECORD["payload"]
    assert item.received_at == NOW
    assert item.problems == ()
    assert item.at.document == "evidence/q3/r.json"
    assert item.payload_digest is not None


def test_the_form_of_a_file_does_not_matter(shelf: Shelf) -> None:
    """YAML, JSON and JSON Lines, however spaced, have one digest."""
    import json

    shelf.put("a.json", json.dumps(record(id="x"), indent=3).encode())
    shelf.put("b.jsonl", json.dumps(record(id="y")).encode() + b"\r\n\n")
    yaml = json.dumps(record(id="z")).replace('"id": "z"', "id: z # a comment\n ")
    shelf.put("c.yaml", yaml.encode())

    first, second, third = shelf.read().records

    assert [first.data | {"id": 0}, second.data | {"id": 0}] == [third.data | {"id": 0}] * 2
    assert first.payload_digest == second.payload_digest == third.payload_digest
    assert shelf.seal().text is not None
    assert shelf.reasons() == {"x": [], "y": [], "z": []}


@pytest.mark.parametrize(
    ("changes", "reason", "pointer"),
    [
        # 3
        ({"payload": None}, "malformed", ""),
        ({"payload_file": "p.json"}, "malformed", ""),
        # 4
        ({"artifacts": [{"sha256": "0" * 64}]}, "malformed", "/artifacts/0"),
        ({"artifacts": [{"sha256": "0" * 64, "uri": "s3://x"}]}, "not-presented", "/artifacts/0"),
        ({"artifacts": [{"sha256": "0" * 64, "custodian": "c"}]}, "not-presented", "/artifacts/0"),
        # 5
        ({"type": "lgo"}, "malformed", "/type"),
        ({"payload__rows": [{"who": 3}]}, "malformed", "/payload/rows/0/who"),
        ({"payload__extra": 3}, "malformed", "#/payload/extra"),
        # 6
        ({"collected_at": "2026-10-30"}, "malformed", "/observed"),
        # 7
        ({"payload__to": "2026-10-31T00:00:00Z"}, "malformed", "/payload/to"),
        ({"payload__from": "2026-10-01T00:00:01Z"}, "malformed", "/payload/from"),
        ({"observed": "2026-10-01T00:00:00Z"}, "malformed", "/payload"),
        ({"source__rows": 3}, "malformed", "/payload/rows"),
        # 8
        ({"assets": ["site/b"]}, "malformed", "/assets"),
        ({"assets": ["site/a", "site/b"]}, "malformed", "/assets"),
        ({"payload__site": "b"}, "malformed", "/assets"),
    ],
)
def test_a_step_that_fails_gives_a_reason_at_its_place(
    shelf: Shelf, changes: dict[str, Any], reason: str, pointer: str
) -> None:
    """In the record or its payload; the diagnostic reaches no verdict by itself."""
    found = sealed_with(shelf, **changes)

    assert (reason, pointer) in found
    assert {pair[0] for pair in found} <= {reason, "unsealed"}
    assert all(item.reaches == () for item in shelf.verify().diagnostics)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"reliability": "recrd"}, "/reliability"),
        ({"surprise": 1}, "#/surprise"),
        ({"collected_at": "2026-11-02T08:00:00"}, "/collected_at"),
        ({"observed": {"from": "2026-10-02", "to": "2026-10-01"}}, "/observed"),
    ],
)
def test_an_envelope_that_is_none_leaves_no_record(
    shelf: Shelf, changes: dict[str, Any], pointer: str
) -> None:
    """What it is about is still offered, so that the instance is unmet."""
    shelf.put("r.json", record(**changes))
    (item,) = shelf.verify().offered

    assert item.record is None
    assert (item.type, item.assets) == ("log", ("site/a",))
    assert ("malformed", pointer) in [(one.reason, one.at.pointer) for one in item.problems]
    assert shelf.seal().text is None


@pytest.mark.parametrize(
    ("sample", "rows", "sound"),
    [
        ({"population": 90, "method": "m", "size": 2}, 90, True),
        ({"population": 90, "method": "m", "size": 2}, None, True),
        ({"population": 90, "method": "m", "size": 3}, 90, False),
        ({"population": 91, "method": "m", "size": 2}, 90, False),
        ({"population": 1, "method": "m", "size": 2}, 1, False),
    ],
)
def test_a_sample_agrees_with_payload_and_source(
    shelf: Shelf, sample: dict[str, Any], rows: int | None, sound: bool
) -> None:
    """As many rows as drawn, from as many as the source returned."""
    found = sealed_with(shelf, sample=sample, source__rows=rows)

    assert (found == []) is sound


def test_what_is_kept_elsewhere_is_presented_when_all_its_bytes_are_there(shelf: Shelf) -> None:
    """One of two is not enough; with both beside the record it is sound."""
    one, two = (hashlib.sha256(text).hexdigest() for text in (b"one", b"two"))
    shelf.put("a.txt", b"one")
    here = {"path": "a.txt", "sha256": one}
    there = {"uri": "s3://x", "custodian": "vault", "sha256": two}
    shelf.put("r.json", record(artifacts=[here, there]))
    shelf.put("b.txt", b"two")
    shown = record(id="r-2", artifacts=[here, {**there, "path": "b.txt"}])
    shelf.put("s.json", shown)
    shelf.seal()

    [partly, whole] = shelf.verify().offered

    assert [(one.reason, one.at.pointer, one.message) for one in partly.problems] == [
        ("not-presented", "/artifacts/1", "an artifact is kept by vault and was not presented")
    ]
    assert whole.problems == ()


@pytest.mark.parametrize(
    ("sample", "pointer"),
    [
        ({"population": 1, "method": "m", "size": 2}, "/sample/size"),
        ({"population": 2, "method": "m", "size": 2}, "/sample/population"),
        ({"population": 90, "method": "m", "size": 2, "exceptions": 3}, "/sample/exceptions"),
    ],
)
def test_a_sample_that_cannot_be_is_malformed_where_it_is_stated(
    shelf: Shelf, sample: dict[str, Any], pointer: str
) -> None:
    """Larger than its population, of another population than the source, more than all deviate."""
    rows = 1 if pointer == "/sample/size" else 90

    found = sealed_with(shelf, sample=sample, source__rows=rows)

    assert found == [("malformed", pointer)]


def test_days_and_instants_meet_in_bounds(shelf: Shelf) -> None:
    """A date stands for its whole day on both sides."""
    assert (
        sealed_with(
            shelf,
            observed={"from": "2026-10-01", "to": "2026-10-31"},
            payload__from="2026-10-01T02:00:00+02:00",
        )
        == []
    )


def test_rows_show_pairs_and_events(shelf: Shelf) -> None:
    """Every template, nested fields, and rows that lack one."""
    cells = [
        {"surface": "api", "model": {"id": "m"}},
        {"surface": "app", "model": {"id": "m"}, "incident": 7},
        {"surface": "app"},
    ]
    matrix = record(
        type="matrix",
        observed="2026-10-01T00:00:00Z",
        source={"system": "s"},
        payload={"at": "2026-10-01T00:00:00Z", "cells": cells},
        assets=["surface/app+model/m", "surface/api+model/m", "event/incident/7"],
    )
    shelf.put("r.json", matrix)
    shelf.put("empty.json", matrix | {
        "id": "r-2", "assets": ["organization"],
        "payload": {"at": "2026-10-01T00:00:00Z", "cells": []},
    })  # fmt: skip
    shelf.seal()

    assert shelf.reasons() == {"r-1": [], "r-2": []}


def test_shown_assets_are_offered_beside_claimed_ones(shelf: Shelf) -> None:
    """A record that hides what it shows is found by both."""
    shelf.put("r.json", record(assets=["site/b"]))

    (item,) = shelf.verify().offered

    assert item.assets == ("site/b", "site/a")


def test_an_unsealed_record_says_so(shelf: Shelf) -> None:
    """And is otherwise looked at in full."""
    shelf.put("r.json", RECORD)
    verified = shelf.verify()

    assert shelf.reasons() == {"r-1": ["unsealed"]}
    assert verified.offered[0].received_at is None
    assert verified.offered[0].payload is not None


def test_two_records_of_an_id_are_both_malformed(shelf: Shelf) -> None:
    """Which of them was meant cannot be known."""
    shelf.put("a.json", RECORD)
    shelf.seal()
    shelf.put("b.json", record(payload__site="b", assets=["site/b"]))

    reasons = [[p.reason for p in item.problems] for item in shelf.verify().offered]

    assert reasons == [["malformed"], ["malformed", "tampered"]]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"r.json": record(reliability="claim")}, ["tampered"]),
        ({"p.json": record(payload__rows=[{"who": "X"}] * 2)["payload"]}, ["tampered"]),
        ({"x.bin": b"other"}, ["tampered"]),
        ({"x.bin": None}, ["tampered"]),
        ({"p.json": None}, ["tampered"]),
    ],
)
def test_what_differs_from_its_seal_is_tampered(
    shelf: Shelf, change: dict[str, Any], expected: list[str]
) -> None:
    """The record, its payload file, its artifact."""
    base = record(
        payload=None,
        payload_file="p.json",
        artifacts=[{"path": "x.bin", "sha256": hashlib.sha256(b"x").hexdigest()}],
    )
    shelf.put("x.bin", b"x")
    shelf.put("p.json", RECORD["payload"])
    shelf.put("r.json", base)
    assert shelf.seal().diagnostics == ()
    assert shelf.reasons() == {"r-1": []}

    for path, content in change.items():
        if content is None:
            shelf.remove(path)
        else:
            inner = path == "r.json"
            shelf.put(path, base | {"reliability": "claim"} if inner else content)

    assert shelf.reasons() == {"r-1": expected}


def test_a_record_that_is_gone_is_withdrawn(shelf: Shelf) -> None:
    """The manifest remembers what it was about."""
    shelf.put("r.json", RECORD)
    shelf.seal()
    shelf.remove("r.json")
    (item,) = shelf.verify().offered

    assert (item.id, item.type, item.assets) == ("r-1", "log", ("site/a",))
    assert item.record is None
    assert shelf.reasons() == {"r-1": ["withdrawn"]}
    assert shelf.place(item.at) == "evidence/manifest.jsonl:1:1"


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("bad.yaml", b"id: [", "syntax-invalid"),
        ("bad.json", b'{"id": 1, "id": 2}', "duplicate-key"),
        ("bad.json", b"\xff", "encoding-invalid"),
        ("bad.json", b"[" * 100_000, "too-deep"),
        ("bad.jsonl", b'{"id": NaN}\n', "syntax-invalid"),
        ("bad.json", {"id": "x"}, "record-unreadable"),
        ("bad.json", record(id=3), "record-unreadable"),
        ("bad.json", record(assets="site/a"), "record-unreadable"),
        ("bad.yml", b"id: x", "file-unexpected"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_record_reaches_everything(
    shelf: Shelf, path: str, content: Any, code: str
) -> None:
    """It may have held the one failing record; the others are still offered."""
    shelf.put("good.json", RECORD)
    shelf.put(path, content)
    found = [item for item in shelf.verify().diagnostics if EVERYTHING in item.reaches]

    assert [item.code for item in found] == [code]
    assert found[0].at.document == f"evidence/{path}"
    assert "r-1" in shelf.reasons()


def test_what_a_record_names_as_its_own_is_no_record(shelf: Shelf) -> None:
    """Payload files and artifacts may be JSON of any kind, or broken."""
    broken = b"{not json"
    shelf.put("p.json", RECORD["payload"])
    shelf.put("raw.jsonl", b'{"a": 1}\n{"a": 2}\n')
    shelf.put("raw.json", broken)
    artifacts = [
        {"path": path, "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in (("raw.jsonl", b'{"a": 1}\n{"a": 2}\n'), ("raw.json", broken))
    ]
    shelf.put("z.json", record(payload=None, payload_file="p.json", artifacts=artifacts))
    shelf.seal()

    assert shelf.verify().diagnostics == ()


def test_a_record_cannot_be_hidden_by_naming_it(shelf: Shelf) -> None:
    """A file that has the keys of a record is one, whoever claims it as an artifact."""
    import json

    hidden = json.dumps(record(id="hidden", payload__site="b", assets=["site/b"])).encode()
    shelf.put("h.json", hidden)
    shelf.put("h.jsonl", json.dumps(record(id="row")).encode())
    artifacts = [{"path": "h.json", "sha256": hashlib.sha256(hidden).hexdigest()}]
    shelf.put("a.json", record(artifacts=[*artifacts, {"path": "h.jsonl", "sha256": "0" * 64}]))

    assert set(shelf.reasons()) == {"hidden", "r-1", "row"}


@pytest.mark.parametrize("path", ["../rsp.yaml", "/etc/passwd", "a/../../rsp.yaml", "C:\\x"])
def test_a_record_reaches_no_file_outside_the_store(shelf: Shelf, path: str) -> None:
    """Neither as payload nor as artifact."""
    shelf.put("r.json", record(artifacts=[{"path": path, "sha256": "0" * 64}]))
    shelf.put("s.json", record(id="r-2", payload=None, payload_file=path))

    reasons = shelf.reasons()

    assert "malformed" in reasons["r-1"]
    assert "malformed" in reasons["r-2"]


def test_messages_hold_no_value_of_a_payload(shelf: Shelf) -> None:
    """Names of people stay in the record."""
    shelf.put("r.json", record(payload__rows=[{"who": ["Jane Roe"]}, {"Jane Roe": 1}]))
    verified = shelf.verify()
    texts = [problem.message for item in verified.offered for problem in item.problems]

    assert len(texts) > 2
    assert not any("Roe" in text for text in texts if "key" not in text)


def test_places_are_those_of_the_value(shelf: Shelf) -> None:
    """In a table too, read again only for this."""
    import json

    rows = [json.dumps(record(id=f"r-{n}", payload__rows=[{"who": n}])) for n in range(3)]
    shelf.put("t.jsonl", "\n".join(rows).encode())
    places = [
        shelf.place(problem.at)
        for item in shelf.verify().offered
        for problem in item.problems
        if problem.reason == "malformed"
    ]

    column = rows[0].index('{"who": 0') + len('{"who": ') + 1
    assert places == [f"evidence/t.jsonl:{n}:{column}" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("line", "code"),
    [(b"{}", "manifest-malformed"), (b"{", "manifest-malformed"), (b"[]", "manifest-malformed")],
)
def test_a_manifest_that_cannot_be_read_reaches_everything(
    shelf: Shelf, line: bytes, code: str
) -> None:
    """A line may have said what is gone."""
    shelf.put("manifest.jsonl", line + b"\n")
    found = shelf.verify().diagnostics

    assert {item.code for item in found} == {code}
    assert all(item.reaches == (EVERYTHING,) for item in found)


def test_a_store_that_is_not_there_is_reported_where_it_is_named(shelf: Shelf) -> None:
    """No folder is not an empty folder."""
    (shelf.root / "evidence").rmdir()
    (item,) = shelf.verify().diagnostics

    assert item.code == "file-missing"
    assert item.at.document == "rsp.yaml"
    assert item.reaches == (EVERYTHING,)

"""Sealing: what was received is remembered, and nothing sealed is changed in silence."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

from .conftest import NOW, RECORD, Shelf, record

LATER = NOW + timedelta(days=9)


def lines(shelf: Shelf) -> list[dict[str, object]]:
    """The manifest as written."""
    text = (shelf.root / "evidence" / "manifest.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_manifest_has_a_line_per_record_in_the_order_of_ids(shelf: Shelf) -> None:
    """Digests of record, payload file and artifacts, and when it was received."""
    shelf.put("b.json", record(id="b"))
    shelf.put("p.json", RECORD["payload"])
    shelf.put("x.bin", b"x")
    digest = hashlib.sha256(b"x").hexdigest()
    artifacts = [{"path": "x.bin", "sha256": digest}, {"uri": "s3://x", "sha256": "0" * 64}]
    shelf.put("z.json", record(id="a", payload=None, payload_file="p.json", artifacts=artifacts))

    sealed = shelf.seal()

    assert sealed.added == ("b", "a")
    first, second = lines(shelf)
    assert [first["id"], second["id"]] == ["a", "b"]
    assert first["artifacts"] == {"x.bin": digest}
    assert (
        first["payload_file"]
        == hashlib.sha256((shelf.root / "evidence/p.json").read_bytes()).hexdigest()
    )
    assert first["received_at"] == "2026-11-03T00:00:00Z"
    assert set(second) == {"id", "type", "assets", "digest", "received_at"}


def test_sealing_again_changes_nothing_that_was_sealed(shelf: Shelf) -> None:
    """A record is received once, whatever is added later."""
    shelf.put("a.json", record(id="a"))
    first = shelf.seal().text
    again = shelf.seal(LATER)
    shelf.put("b.json", record(id="b"))
    shelf.seal(LATER)

    assert again.text == first
    assert (again.added, again.replaced) == ((), ())
    assert [line["received_at"] for line in lines(shelf)] == [
        "2026-11-03T00:00:00Z",
        "2026-11-12T00:00:00Z",
    ]


def test_a_changed_record_is_not_sealed_without_a_reason(shelf: Shelf) -> None:
    """With one it is received anew, and the line keeps what it replaced."""
    shelf.put("a.json", record(id="a"))
    shelf.seal()
    before = lines(shelf)
    shelf.put("a.json", record(id="a", reliability="claim"))

    refused = shelf.seal(LATER)
    assert refused.text is None
    assert [item.code for item in refused.diagnostics] == ["seal-refused"]
    assert lines(shelf) == before

    sealed = shelf.seal(LATER, a="the export was taken twice")
    (line,) = lines(shelf)
    assert sealed.replaced == ("a",)
    assert line["received_at"] == "2026-11-12T00:00:00Z"
    assert line["replaces"] == [
        {
            "digest": before[0]["digest"],
            "received_at": "2026-11-03T00:00:00Z",
            "because": "the export was taken twice",
        }
    ]
    assert shelf.reasons() == {"a": []}
    assert [item.code for item in shelf.verify().diagnostics] == ["record-replaced"]


def test_a_withdrawn_record_stays_withdrawn(shelf: Shelf) -> None:
    """A reason is kept; it makes nothing unsaid. Only the record's return does."""
    shelf.put("a.json", record(id="a"))
    shelf.seal()
    shelf.remove("a.json")

    assert shelf.seal(LATER).text is None
    assert shelf.seal(LATER, a="it was lost").text is not None
    assert shelf.reasons() == {"a": ["withdrawn"]}
    assert shelf.seal(LATER).text is not None

    shelf.put("a.json", record(id="a"))
    shelf.seal(LATER)
    assert shelf.reasons() == {"a": []}


def test_what_is_broken_is_not_sealed(shelf: Shelf) -> None:
    """Neither beside a file that cannot be read, nor twice, nor with other bytes than it names."""
    shelf.put("a.json", RECORD)
    shelf.put("b.yaml", b"id: [")
    assert shelf.seal().text is None
    shelf.remove("b.yaml")

    shelf.put("b.json", RECORD)
    assert shelf.seal().text is None
    shelf.put("b.json", record(id="b", artifacts=[{"path": "x.bin", "sha256": "0" * 64}]))
    assert shelf.seal().text is None
    shelf.put("x.bin", b"x")
    assert [item.code for item in shelf.seal().diagnostics] == ["seal-refused"]


def test_a_reason_for_what_was_never_sealed_is_refused(shelf: Shelf) -> None:
    """A slip of the pen in an id is not passed over."""
    shelf.put("a.json", RECORD)

    assert shelf.seal(r_9="why").text is None


def test_only_sealing_writes(shelf: Shelf) -> None:
    """Reading and verifying leave the store as it is."""
    shelf.put("a.json", RECORD)
    before = sorted(path.name for path in (shelf.root / "evidence").iterdir())

    shelf.verify()

    assert sorted(path.name for path in (shelf.root / "evidence").iterdir()) == before

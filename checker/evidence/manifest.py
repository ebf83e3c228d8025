"""The manifest of the evidence store: one line per sealed record, written only by sealing."""

from __future__ import annotations

import json

import msgspec

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.diagnostics.sources import Sources
from checker.read.json_nodes import read_json
from checker.read.json_places import json_places
from checker.read.limits import STORE
from checker.read.tree import Refused, Tree
from checker.schema.decode import decoded
from rsp.ref import Ref
from rsp.time import Moment
from rsp.value import Authored, Digest, Identifier, Text, Value

MANIFEST = "manifest.jsonl"


class Replaced(Authored, kw_only=True, frozen=True):
    """What stood under this id before, and why it was replaced."""

    digest: Digest
    """The digest of the record that was replaced."""
    payload_file: Digest | None = None
    """The digest of its payload file, if it had one."""
    received_at: Moment
    """When it was sealed."""
    because: Text
    """Why it was replaced."""


class Line(Authored, kw_only=True, frozen=True):
    """One sealed record."""

    id: Identifier
    """The record's id."""
    type: Identifier
    """Its evidence type."""
    assets: tuple[str, ...]
    """Its subject keys."""
    digest: Digest
    """Over the canonical form (RFC 8785) of the record."""
    payload_file: Digest | None = None
    """Over the bytes of its payload file, if it has one."""
    artifacts: dict[str, Digest] = {}
    """Over the bytes of each artifact that lies beside it, by its path."""
    received_at: Moment
    """When it was sealed."""
    replaces: tuple[Replaced, ...] = ()
    """What was sealed under this id before."""
    withdrawn: Text | None = None
    """Why the record is gone, where that was said; it stays withdrawn."""

    def text(self) -> str:
        """As one line of the manifest, keys in the order of the fields."""
        return json.dumps(msgspec.to_builtins(self, enc_hook=str), ensure_ascii=False)


class Manifest(Value, frozen=True, kw_only=True):
    """The manifest as read."""

    at: Ref
    text: bytes
    lines: dict[str, Line]
    """By record id."""
    refs: dict[str, Ref]
    """Where the line of each record stands."""
    diagnostics: tuple[Diagnostic, ...]


def manifest_path(folder: str) -> str:
    """Where the manifest of a store lies."""
    return f"{folder}/{MANIFEST}" if folder else MANIFEST


def read_manifest(tree: Tree, folder: str, sources: Sources) -> Manifest:
    """The manifest of a store; an empty one if there is none."""
    path = manifest_path(folder)
    at = Ref(document=tree.document(path))
    try:
        text = tree.read(path, STORE.size)
    except Refused as refused:
        missing = refused.code == "file-missing"
        problem = diagnose(refused.code, at, refused.message)
        return Manifest(
            at=at, text=b"", lines={}, refs={}, diagnostics=() if missing else (problem,)
        )
    sources.add(at.document, text, json_places, rows=True, file=tree.file(path))
    lines: dict[str, Line] = {}
    refs: dict[str, Ref] = {}
    diagnostics: list[Diagnostic] = []
    for index, written in enumerate(text.split(b"\n")):
        if not written.strip():
            continue
        where = at.at(index)
        line, found = _line(written, index, where)
        diagnostics.extend(found)
        if line is not None and line.id in lines:
            message = f"the record {line.id} is sealed twice"
            diagnostics.append(diagnose("manifest-malformed", where, message))
        elif line is not None:
            lines[line.id], refs[line.id] = line, where
    return Manifest(at=at, text=text, lines=lines, refs=refs, diagnostics=tuple(diagnostics))


def _line(written: bytes, index: int, where: Ref) -> tuple[Line | None, list[Diagnostic]]:
    read = read_json(written, where.document, first_line=index + 1)
    if read.diagnostics:
        return None, [_malformed(found) for found in read.diagnostics]
    line, found = decoded(read.data, Line, where)
    return line, [_malformed(item) for item in found]


def _malformed(found: Diagnostic) -> Diagnostic:
    help = "seal the store again; a line is never edited by hand"
    return diagnose("manifest-malformed", found.at, found.message, help=help)

"""The evidence store: every record as it was read, before anything in it is believed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.diagnostics.sources import PlaceReader, Sources
from checker.evidence.manifest import Manifest, manifest_path, read_manifest
from checker.read.bulk import many
from checker.read.canonical import digests
from checker.read.json_nodes import read_json
from checker.read.json_places import json_places
from checker.read.limits import RECORD, STORE
from checker.read.nodes import Nodes
from checker.read.tree import Refused, Tree, beside, checked
from checker.read.yaml_nodes import read_yaml
from checker.read.yaml_places import yaml_places
from rsp.ref import Ref

_MARKS = frozenset({"id", "type", "assets", "observed", "collected_at"})
"""The keys by which a file is known as a record, even where another record names it as its own."""


class Stored(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One record as read."""

    at: Ref
    path: str
    """Its file; paths in the record are relative to it."""
    data: dict[str, Any]
    digest: str
    """SHA-256 over the canonical form of the record."""
    payload_digest: str | None
    """The same of its inline payload."""


class Store(msgspec.Struct, frozen=True, kw_only=True):
    """A store as read."""

    tree: Tree
    folder: str
    sources: Sources
    records: tuple[Stored, ...]
    manifest: Manifest
    diagnostics: tuple[Diagnostic, ...]
    """What could not be read as a record; it reaches everything, for nobody knows what it held."""


def read_store(tree: Tree, folder: str, sources: Sources, named: Ref | None = None) -> Store:
    """Read every record below a folder; raises nothing for what files hold.

    `named` is where the folder is asked for. A file that a record names as its payload or artifact
    is not a record, unless it has the keys of one: nothing can be hidden by naming it.
    """
    try:
        folder = checked(folder)
        listing = tree.list(folder)
    except Refused as refused:
        at = named or Ref(document=tree.document(folder))
        manifest = Manifest(at=at, text=b"", lines={}, refs={}, diagnostics=())
        problem = diagnose(refused.code, at, refused.message)
        return Store(
            tree=tree, folder=folder, sources=sources, records=(), manifest=manifest,
            diagnostics=(problem,),
        )  # fmt: skip
    with many():
        shelf = _Shelf(tree, sources)
        for path in _in_order(listing.files, manifest_path(folder)):
            shelf.add(path)
        manifest = read_manifest(tree, folder, sources)
    return Store(
        tree=tree,
        folder=folder,
        sources=sources,
        records=tuple(shelf.records),
        manifest=manifest,
        diagnostics=(*listing.diagnostics, *manifest.diagnostics, *shelf.unexplained()),
    )


def _in_order(files: tuple[str, ...], manifest: str) -> Iterator[str]:
    """Single records first: they name the tables that need not be read."""
    yield from (path for path in files if not path.endswith(".jsonl"))
    yield from (path for path in files if path.endswith(".jsonl") and path != manifest)


class _Shelf:
    """Collects records, and the files that turned out to be none."""

    def __init__(self, tree: Tree, sources: Sources) -> None:
        self.records: list[Stored] = []
        self._tree = tree
        self._sources = sources
        self._named: set[str] = set()
        self._others: list[tuple[str, list[Diagnostic]]] = []

    def add(self, path: str) -> None:
        """Take in one file by its suffix; other files are left where they are."""
        if path.endswith(".jsonl"):
            self._lines(path)
        elif path.endswith((".json", ".yaml")):
            self._single(path)
        elif path.lower().endswith((".yml", ".yaml", ".json", ".jsonl")):
            message = f"{path!r} is not read: records end in .yaml, .json or .jsonl"
            self._other(path, [diagnose("file-unexpected", self._ref(path), message)])

    def unexplained(self) -> Iterator[Diagnostic]:
        """The defects of files that no record names as its own."""
        for path, diagnostics in self._others:
            if path not in self._named:
                yield from diagnostics

    def _ref(self, path: str) -> Ref:
        return Ref(document=self._tree.document(path))

    def _text(self, path: str, limit: int, places: PlaceReader, rows: bool) -> bytes | None:
        try:
            text = self._tree.read(path, limit)
        except Refused as refused:
            self._other(path, [diagnose(refused.code, self._ref(path), refused.message)])
            return None
        file = self._tree.file(path)
        self._sources.add(self._tree.document(path), text, places, rows=rows, file=file)
        return text

    def _single(self, path: str) -> None:
        is_json = path.endswith(".json")
        text = self._text(path, RECORD.size, json_places if is_json else yaml_places, rows=False)
        if text is not None:
            read = read_json if is_json else read_yaml
            at = self._ref(path)
            self._take(path, at, read(text, at.document, RECORD))

    def _lines(self, path: str) -> None:
        text = self._text(path, STORE.size, json_places, rows=True)
        if text is None:
            return
        at = self._ref(path)
        for index, line in enumerate(text.split(b"\n")):
            if not line.strip():
                continue
            read = read_json(line, at.document, STORE, first_line=index + 1)
            self._take(path, at.at(index), read)
            if path in self._named and not _is_record(read.data):
                return

    def _take(self, path: str, at: Ref, read: Nodes) -> None:
        """A record with defects of its text is none; neither is a document of another kind."""
        if read.diagnostics:
            self._other(path, list(read.diagnostics))
        elif not _is_record(read.data):
            message = "this is not a record: it lacks id, type, assets, observed or collected_at"
            self._other(path, [diagnose("record-unreadable", at, message)])
        else:
            self._named.update(_files_of(path, read.data))
            own, payload = digests(read.data, "payload")
            self.records.append(
                Stored(at=at, path=path, data=read.data, digest=own, payload_digest=payload)
            )

    def _other(self, path: str, diagnostics: list[Diagnostic]) -> None:
        self._others.append((path, diagnostics))


def _is_record(data: Any) -> bool:
    return isinstance(data, dict) and data.keys() >= _MARKS


def _files_of(path: str, data: dict[str, Any]) -> Iterator[str]:
    """The files a record names beside itself, as far as it names them well."""
    artifacts = data.get("artifacts")
    named = [data.get("payload_file")]
    if isinstance(artifacts, list):
        named += [item.get("path") for item in artifacts if isinstance(item, dict)]
    for relative in named:
        if isinstance(relative, str):
            try:
                yield beside(path, relative)
            except Refused:
                continue

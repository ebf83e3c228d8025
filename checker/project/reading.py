"""Reads the authored files of one root; keeps their text, their digests and their defects."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from checker.diagnostics.diagnostic import EVERYTHING, Diagnostic, Fix, Related
from checker.diagnostics.make import diagnose
from checker.diagnostics.sources import PlaceReader, Sources
from checker.read.limits import AUTHORED, Limits
from checker.read.tree import Refused, Tree
from checker.read.yaml_nodes import read_yaml
from checker.read.yaml_places import yaml_places
from checker.schema.decode import decoded
from rsp.ref import Ref

T = TypeVar("T", bound=msgspec.Struct)


class Reading:
    """What was read from one tree so far."""

    def __init__(self, tree: Tree, sources: Sources, diagnostics: list[Diagnostic]) -> None:
        self.tree = tree
        self.sources = sources
        self.diagnostics = diagnostics
        self._digests: dict[str, str] = {}

    def ref(self, path: str) -> Ref:
        """A whole document."""
        return Ref(document=self.tree.document(path))

    def text(self, path: str, limits: Limits, places: PlaceReader, named: Ref) -> bytes | None:
        """The bytes of a file, hashed and kept; `named` is where the file is asked for."""
        try:
            text = self.tree.read(path, limits.size)
        except Refused as refused:
            self.refused(refused, path, named)
            return None
        self._digests[path] = hashlib.sha256(text).hexdigest()
        self.sources.add(self.tree.document(path), text, places, file=self.tree.file(path))
        return text

    def value(
        self, path: str, kind: type[T], *, named: Ref | None = None, limits: Limits = AUTHORED
    ) -> T | None:
        """The value a YAML file holds, None where it holds none that can be used."""
        at = self.ref(path)
        text = self.text(path, limits, yaml_places, named or at)
        if text is None:
            return None
        read = read_yaml(text, at.document, limits)
        self.diagnostics.extend(read.diagnostics)
        return self.decoded(read.data, kind, at) if read.complete else None

    def decoded(self, data: Any, kind: type[T], at: Ref) -> T | None:
        """Plain data as a value; why it is none goes to the diagnostics."""
        value, diagnostics = decoded(data, kind, at)
        self.diagnostics.extend(diagnostics)
        return value

    def refused(self, refused: Refused, path: str, at: Ref) -> None:
        """Report a path that is not read; one with the separators of Windows gets a fix."""
        fix = None
        if refused.code == "path-not-portable" and "\\" in path and ":" not in path:
            right = path.replace("\\", "/")
            fix = Fix(at=at, replacement=right, title=f"write {right}")
        self.report(refused.code, at, refused.message, fix=fix)

    def report(self, code: str, at: Ref, message: str, **more: Any) -> None:
        """Add a diagnostic; the arguments are those of `diagnose`."""
        self.diagnostics.append(diagnose(code, at, message, **more))

    def claim(
        self,
        refs: dict[str, Ref],
        key: str,
        at: Ref,
        name: str,
        reaches: Sequence[str] = (EVERYTHING,),
    ) -> bool:
        """Take an entity key; false, and reported, where an earlier entity already has it."""
        first = refs.setdefault(key, at)
        if first is at:
            return True
        self.report(
            "duplicate-id",
            at,
            f"{name} is defined twice",
            help="give each an id of its own",
            related=(Related(at=first, message="it is first defined here"),),
            reaches=tuple(dict.fromkeys(reaches)),
        )
        return False

    def files(self, folder: str, suffix: str, named: Ref) -> tuple[str, ...]:
        """The files below a folder with a suffix; those that nearly have it are reported."""
        try:
            listing = self.tree.list(folder)
        except Refused as refused:
            self.refused(refused, folder, named)
            return ()
        self.diagnostics.extend(listing.diagnostics)
        for path in listing.files:
            if path.lower().endswith((".yml", ".yaml")) and not path.endswith(".yaml"):
                self.report(
                    "file-unexpected",
                    self.ref(path),
                    f"{path!r} is not read: the names of authored files end in .yaml",
                    help="rename it",
                )
        return tuple(path for path in listing.files if path.endswith(suffix))

    def digest(self) -> str:
        """SHA-256 over lines of digest and path, sorted by path, as `sha256sum` prints them."""
        lines = "".join(f"{self._digests[path]}  {path}\n" for path in sorted(self._digests))
        return hashlib.sha256(lines.encode()).hexdigest()

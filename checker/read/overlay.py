"""Text that is not saved, over the files of a tree: what an editor shows is what is read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from checker.read.tree import Listing, Refused, Tree, checked

Lens = Callable[[Tree], Tree]
"""What stands between whoever reads files and a tree of them."""

_PRESENT = frozenset({"file-too-large", "file-missing"})
"""Refusals that say nothing against text in the place of the file."""


def bare(tree: Tree) -> Tree:
    """The lens that changes nothing."""
    return tree


def place_of(file: Path) -> str:
    """The one name of a file on this machine: links in its folder are followed."""
    return os.path.join(os.path.realpath(file.parent), file.name)


class OverlayTree:
    """A tree in which some files have other text, and some are there that are not yet saved."""

    def __init__(
        self,
        base: Tree,
        texts: Mapping[str, bytes],
        wanted: Callable[[], None] = lambda: None,
    ) -> None:
        """`texts` by `place_of`; `wanted` is called before each file is read, and raises where
        nobody waits for the answer any more."""
        self._base = base
        self._wanted = wanted
        root = base.file("")
        start = "" if root is None else os.path.join(os.path.realpath(root), "")
        self._texts: dict[str, tuple[str, bytes]] = {}
        """Path and text, by the path as the system tells paths apart."""
        for place, text in texts.items():
            if start and os.path.normcase(place).startswith(os.path.normcase(start)):
                path = place[len(start) :].replace(os.sep, "/")
                self._texts[os.path.normcase(path)] = (path, text)

    def document(self, path: str) -> str:
        """The name that references use for a path."""
        return self._base.document(path)

    def file(self, path: str) -> Path | None:
        """Where it lies on this machine, or would."""
        return self._base.file(path)

    def exists(self, path: str) -> bool:
        """Whether there is text, or a regular file."""
        try:
            return self._text(path) is not None or self._base.exists(path)
        except Refused:
            return False

    def read(self, path: str, limit: int) -> bytes:
        """The text, or the bytes of the file, at most `limit` of them; raises Refused."""
        self._wanted()
        text = self._text(path)
        if text is None:
            return self._base.read(path, limit)
        if len(text) > limit:
            message = f"{path!r} holds {len(text)} bytes; at most {limit} are read"
            raise Refused("file-too-large", message)
        return text

    def digest(self, path: str) -> str:
        """SHA-256 of the text or the file; raises Refused."""
        text = self._text(path)
        return self._base.digest(path) if text is None else hashlib.sha256(text).hexdigest()

    def list(self, folder: str) -> Listing:
        """Every file below a folder, unsaved ones among them; raises Refused."""
        listing = self._base.list(folder)
        start = checked(folder)
        below = f"{start}/" if start else ""
        saved = {os.path.normcase(path) for path in listing.files}
        unsaved = [
            path
            for key, (path, _) in self._texts.items()
            if key not in saved
            and path.startswith(below)
            and not any(part.startswith(".") for part in path.split("/"))
        ]
        return msgspec.structs.replace(listing, files=tuple(sorted((*listing.files, *unsaved))))

    def _text(self, path: str) -> bytes | None:
        """The text over a file; raises Refused for a place from which nothing would be read."""
        found = self._texts.get(os.path.normcase(checked(path)))
        if found is None:
            return None
        try:
            self._base.read(path, 0)
        except Refused as refused:
            if refused.code not in _PRESENT:
                raise
        return found[1]

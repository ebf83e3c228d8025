"""Where in a document the cursor stands: the path to it, in half-typed YAML too."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from checker.read.limits import AUTHORED
from checker.read.nodes import Findings, Stopped
from checker.read.yaml_nodes import SKIPPED, Builder, read_yaml
from rsp.value import Value

MARK = "\ue000"
"""Stands for the cursor; a character of private use that no file needs."""

_TAILS = ("", ":", '"', "'", '":', "':")
"""What may have to follow the cursor for the text before it to be read: nothing, the colon of a
key, the quote that is still open."""
_KEY_TAILS = (":", '":', "':", *_TAILS)
"""The same where a colon follows the word: a first key could be read as a value too."""
_COLON = re.compile(r"[\"']?[ \t]*:(?=\s|\Z|[\"'\[{])")
_WORD_BEFORE = re.compile(r"[\w.+/-]*\Z")
_WORD_AFTER = re.compile(r"[\w.+/-]*")

Path = tuple[str | int, ...]


class Spot(Value, frozen=True, kw_only=True):
    """A cursor inside a key or a scalar."""

    path: Path
    """To the value, or, of a key, to the mapping it is in."""
    key: bool
    before: str
    """What the key or scalar holds before the cursor, as YAML reads it."""
    data: Any
    """The document, up to the cursor where it cannot be read to its end."""
    start: int
    """Offset at which the word around the cursor starts."""
    end: int
    """Offset one past its end."""

    def around(self, path: Path) -> Any:
        """The value at a path in the data, None where there is none."""
        value = self.data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value


def spot_at(text: str, offset: int, *, whole: bool = False) -> Spot | None:
    """The cursor at an offset, None where no key or scalar is; `whole` takes it behind its word."""
    if len(text) > AUTHORED.size or MARK in text:
        return None
    after = _WORD_AFTER.match(text, offset)
    end = after.end() if after else offset
    if whole:
        offset = end
    before = _WORD_BEFORE.search(text, 0, offset)
    start = before.start() if before else offset
    for tail in _KEY_TAILS if _COLON.match(text, end) else _TAILS:
        found = _Marked.read(text[:offset] + MARK + tail)
        if found is not None:
            whole_text = read_yaml(text.encode("utf-8", "surrogatepass"), "", AUTHORED)
            data = whole_text.data if whole_text.complete else found.data
            path, is_key, held = found.path, found.key, found.held
            return Spot(path=path, key=is_key, before=held, data=data, start=start, end=end)
    return None


class _Found(Value, frozen=True, kw_only=True):
    """The scalar that holds the mark."""

    path: Path
    key: bool
    held: str
    data: Any


class _Marked(Builder):
    """Reads up to the scalar that holds the mark."""

    found: _Found | None = None

    @classmethod
    def read(cls, text: str) -> _Found | None:
        """The scalar with the mark, None where the text is not read so far."""
        builder = cls(Findings(""), AUTHORED)
        builder.run(text.encode("utf-8", "surrogatepass"))
        return builder.found

    def _scalar(self, event: Any) -> None:
        if MARK in event.value:
            is_key = self._key_expected() is not None
            held = event.value.partition(MARK)[0]
            path = self._path(is_key)
            self.found = _Found(path=path, key=is_key, held=held, data=self._data())
            raise Stopped
        super()._scalar(event)

    def _path(self, is_key: bool) -> Path:
        frames = self.frames[:-1] if is_key else self.frames
        steps: list[str | int] = []
        for frame in frames:
            if type(frame.values) is list:
                steps.append(len(frame.values))
            else:
                steps.append("" if frame.key is SKIPPED else frame.key)
        return tuple(steps)

    def _data(self) -> Any:
        """What was read before the mark, the open parts put where they belong."""
        for outer, inner in reversed(list(pairwise(self.frames))):
            if type(outer.values) is list:
                outer.values.append(inner.values)
            elif type(outer.key) is str:
                outer.values[outer.key] = inner.values
        return self.frames[0].values if self.frames else None

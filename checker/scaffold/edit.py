"""Adds to the end of files that people wrote, without touching what they wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checker.diagnostics.places import find
from checker.read.limits import LEDGER
from checker.read.yaml_nodes import read_yaml
from checker.read.yaml_places import yaml_places
from checker.scaffold.lines import indented, scalar


class NotAddable(ValueError):
    """The file is written in a form to whose end nothing can be added."""


def with_key(text: bytes, key: str, value: str, why: str) -> bytes:
    """A mapping with one more key at its end, under a comment; raises NotAddable."""
    before = _data(text)
    whole = _extended(text.decode(), ["", f"# {why}", f"{key}: {scalar(value)}"])
    if not isinstance(before, dict) or _data(whole) != {**before, key: value}:
        raise NotAddable("a line at its end does not become a key of it")
    return whole


def with_item(text: bytes, key: str, id: str, lines: Sequence[str]) -> bytes:
    """A file that is one list under one key, with one more item; raises NotAddable.

    `lines` is what `lines.item` gives, indented by two; an empty value in it is no obstacle.
    """
    before = _data(text)
    if not isinstance(before, dict) or list(before) != [key] or not isinstance(before[key], list):
        raise NotAddable(f"it is not one list under {key!r}")
    whole, old = text.decode(), before[key]
    if any(isinstance(one, dict) and one.get("id") == id for one in old):
        raise NotAddable(f"it holds {id!r} already")
    if not old:
        whole = whole.rstrip().removesuffix("[]").rstrip() + "\n"
    else:
        _, column, _, _ = find(yaml_places(text), f"/{key}/0")
        lines = indented([line[2:] for line in lines], by=max(0, column - 3))
    added = _extended(whole, lines)
    after = _data(added)
    found = after.get(key) if isinstance(after, dict) else None
    if not isinstance(found, list) or len(found) != len(old) + 1 or found[:-1] != old:
        raise NotAddable("an item at its end does not become one of its list")
    return added


def _extended(text: str, lines: Sequence[str]) -> bytes:
    """With lines at the end, in the line ends that the text has."""
    end = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += end
    return (text + "".join(f"{line}{end}" for line in lines)).encode()


def _data(text: bytes) -> Any:
    return read_yaml(text, "-", LEDGER).data

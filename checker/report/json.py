"""The report as JSON: the model as it stands, the same bytes on every machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from checker.report.model import SCHEMA, Report


class NotAReport(ValueError):
    """Bytes that are not a saved report of this version; the message says what is wrong."""


def render(report: Report) -> bytes:
    """Indented JSON, maps in the order of their keys, UTF-8, one line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(report, order="deterministic")) + b"\n"


T = TypeVar("T")


def read(data: bytes) -> Report:
    """A saved report; raises NotAReport."""
    return read_as(data, Report)


def read_as(data: bytes, kind: type[T], holds: Callable[[dict[str, Any]], bool] | None = None) -> T:
    """A saved report as far as a type states it; raises NotAReport.

    `holds` says whether its digest is that of what it states; without one that is not asked.
    """
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.schema != SCHEMA:
            raise NotAReport(
                f"its schema is {head.schema[:40]!r}, {SCHEMA!r} is expected; it was saved by"
                " another version of the tool"
            )
        found = msgspec.json.decode(data, type=kind)
        whole = json.loads(data, object_pairs_hook=_each_key_once)
    except NotAReport:
        raise
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise NotAReport(str(error)[:300]) from error
    if holds is not None and not holds(whole):
        raise NotAReport(
            "its digest is not that of what it states; it was changed after it was written, so"
            " assess the project again"
        )
    return found


class _Head(msgspec.Struct):
    """What says which kind of file it is."""

    schema: str


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse an object that states a key twice: which of the two counts is anybody's guess."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for at, key in enumerate(keys) if key in keys[:at])
        raise NotAReport(f"it states the key {twice[:80]!r} twice in one object")
    return found

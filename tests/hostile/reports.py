"""A report of which every text has been written by somebody who means harm."""

from __future__ import annotations

import re
import types
from itertools import cycle
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from checker.report.model import Report
from tests.hostile.strings import SHORT

S = TypeVar("S")

_PLAIN = re.compile(r"\d{4}-\d\d-\d\d(T[\d:]+Z)?\Z|[0-9a-f]{32,}\Z")
"""Instants and digests, which the tool itself writes."""


def hostile(report: Report, texts: dict[str, str] = SHORT) -> Report:
    """The report with a hostile text behind every text of files, the same behind equal ones, so
    that what refers to each other still does; dates, digests and closed choices stay."""
    return _Spoiler(texts).value(report)


class _Spoiler:
    def __init__(self, texts: dict[str, str]) -> None:
        self._next = cycle(texts.values())
        self._seen: dict[str, str] = {}

    def value(self, struct: S) -> S:
        """The struct with its texts replaced, deeply."""
        hints = get_type_hints(type(struct))
        changed = {
            name: self._any(getattr(struct, name), hints[name])
            for name in struct.__struct_fields__  # type: ignore[attr-defined]
        }
        return msgspec.structs.replace(struct, **changed)  # type: ignore[type-var]

    def _any(self, value: Any, hint: Any) -> Any:
        if isinstance(value, msgspec.Struct):
            return self.value(value)
        if isinstance(value, tuple):
            return tuple(self._any(one, get_args(hint)[0]) for one in value)
        if isinstance(value, dict):
            return {key: self._any(one, get_args(hint)[1]) for key, one in value.items()}
        closed = get_origin(hint) is Literal
        if not isinstance(value, str) or closed or _optional(hint) or _PLAIN.match(value):
            return value
        if value not in self._seen:
            self._seen[value] = f"{value} {next(self._next)}"
        return self._seen[value]


def _optional(hint: Any) -> bool:
    """Whether a hint is a closed choice or nothing."""
    parts = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else ()
    return any(get_origin(one) is Literal for one in parts)

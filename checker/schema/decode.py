"""Plain data to authored values: one strict conversion, and an explanation where it fails."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeVar

import msgspec

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.schema.formats import parsed
from rsp.ref import Ref

T = TypeVar("T", bound=msgspec.Struct)

_PATH = re.compile(r" - at `(?:key in )?\$(?P<path>[^`]*)`\Z")
_STEP = re.compile(r"\.(?P<key>[^.\[\]]+)|\[(?P<index>\d+)\]|(?P<unknown>\[\.\.\.\])")


def decoded(
    data: Any, kind: type[T], at: Ref, *, quotes: bool = True
) -> tuple[T | None, list[Diagnostic]]:
    """The value, or why there is none. The type decides; its schema only explains.

    Without `quotes` no value of the data is repeated in a message.
    """
    try:
        return msgspec.convert(data, kind, dec_hook=parsed), []
    except msgspec.ValidationError as error:
        return None, _explained(data, kind, at, str(error), quotes)


def _explained(data: Any, kind: type[T], at: Ref, why: str, quotes: bool) -> list[Diagnostic]:
    """At least one diagnostic, whatever the schema finds."""
    from checker.schema.explain import explain

    found = explain(_shape(kind), data, at, quotes=quotes)
    if found:
        return found
    path = _PATH.search(why)
    message = why[: path.start()] if path else why
    return [diagnose("schema-violation", _place(at, path["path"] if path else ""), message)]


@cache
def _shape(kind: type[msgspec.Struct]) -> Any:
    from checker.schema.authored import schema_of
    from checker.schema.shape import authored_shape

    return authored_shape(schema_of(kind))


def _place(at: Ref, path: str) -> Ref:
    """The place msgspec names, as far as it names it: keys of free mappings it leaves out."""
    for step in _STEP.finditer(path):
        if step["unknown"]:
            break
        at = at.at(step["key"] or int(step["index"]))
    return at

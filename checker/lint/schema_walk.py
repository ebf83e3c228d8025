"""An example beside the schema of its type: its parts, and where the schema lets them go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from rsp.value import Value

Path = tuple[str | int, ...]

_ROWS = 3
"""Rows of an array that are looked at; more of them say nothing new."""
_PARTS = 1_000
"""Parts of an example that are looked at: a schema may refer to itself in many ways."""
_DEPTH = 32
_BOUND = ("minLength", "pattern", "enum", "format", "const")
"""Keywords that keep a string from being empty."""


class Part(Value, frozen=True, kw_only=True):
    """One value of an example."""

    path: Path
    rules: dict[str, Any]
    """The schema of the value."""
    value: Any
    optional: bool
    """Whether the schema lets it be absent."""

    @property
    def name(self) -> str:
        """The last key on the way to it."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    def __str__(self) -> str:
        return ".".join(str(step) for step in self.path if isinstance(step, str))


def parts(schema: dict[str, Any], example: dict[str, Any]) -> Iterator[Part]:
    """Every value of an example with the schema that it fits, the payload itself first."""
    return islice(_parts(schema, example), _PARTS)


def _parts(root: dict[str, Any], example: dict[str, Any]) -> Iterator[Part]:
    pending: list[tuple[Path, Any, Any, bool]] = [((), root, example, False)]
    while pending:
        path, rules, value, optional = pending.pop()
        for one in _branches(root, rules):
            yield Part(path=path, rules=one, value=value, optional=optional)
            if len(path) >= _DEPTH:
                continue
            inner: list[tuple[Path, Any, Any, bool]] = []
            if isinstance(value, dict):
                required = one.get("required", ())
                inner = [
                    ((*path, name), below, value[name], name not in required)
                    for name, below in one.get("properties", {}).items()
                    if name in value
                ]
            elif isinstance(value, list) and "items" in one:
                inner = [
                    ((*path, index), one["items"], item, False)
                    for index, item in enumerate(value[:_ROWS])
                ]
            pending.extend(reversed(inner))


def _branches(root: dict[str, Any], rules: Any) -> list[dict[str, Any]]:
    """The schema itself, or what it refers to, or its alternatives; each once."""
    found: list[dict[str, Any]] = []
    pending, seen = [rules], set[int]()
    while pending:
        one = pending.pop()
        if not isinstance(one, dict) or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one.get("$ref"), str):
            pending.append(_target(root, one["$ref"]))
            continue
        alternatives = [*one.get("oneOf", ()), *one.get("anyOf", ())]
        pending.extend(reversed(alternatives))
        if not alternatives:
            found.append(one)
    return found


def _target(root: dict[str, Any], reference: str) -> Any:
    target: Any = root
    for step in reference.removeprefix("#").split("/")[1:]:
        target = target.get(step) if isinstance(target, dict) else None
    return target


def cuts(schema: dict[str, Any], example: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The example once without each part that the schema does not require."""
    for part in parts(schema, example):
        if part.optional:
            yield str(part), _changed(example, part.path)


def empties(
    schema: dict[str, Any], example: dict[str, Any]
) -> Iterator[tuple[Part, dict[str, Any]]]:
    """The example once with each text or list emptied that may be and says no meaning of it."""
    for part in parts(schema, example):
        empty: Any = None
        if isinstance(part.value, str) and part.value and not part.rules.keys() & {*_BOUND}:
            empty = ""
        elif isinstance(part.value, list) and part.value and not part.rules.get("minItems"):
            empty = [] if "x-empty-means" not in part.rules else None
        if empty is not None:
            yield part, _changed(example, part.path, empty)


def _changed(value: Any, path: Path, *new: Any) -> Any:
    """A copy that differs at one place: another value there, or none; the rest is shared."""
    step, *rest = path
    copied: Any = value.copy()
    if rest:
        copied[step] = _changed(value[step], tuple(rest), *new)
    elif new:
        copied[step] = new[0]
    else:
        del copied[step]
    return copied

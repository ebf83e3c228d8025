"""An example beside the schema of its type: its parts, and where the schema lets them go."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from rsp.value import Value

Path = tuple[str | int, ...]

_ROWS = 3
"""Rows of an array that are looked at; more of them say nothing new."""
_DEPTH = 32
"""References are followed so deep: a schema may refer to itself."""
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
    yield from _parts(schema, schema, example, (), False, _DEPTH)


def _parts(
    root: dict[str, Any], rules: Any, value: Any, path: Path, optional: bool, depth: int
) -> Iterator[Part]:
    for one in _branches(root, rules, depth):
        yield Part(path=path, rules=one, value=value, optional=optional)
        if depth <= 0:
            return
        if isinstance(value, dict):
            required = one.get("required", ())
            for name, inner in one.get("properties", {}).items():
                if name in value:
                    may_go = name not in required
                    yield from _parts(root, inner, value[name], (*path, name), may_go, depth - 1)
        elif isinstance(value, list) and "items" in one:
            for index, item in enumerate(value[:_ROWS]):
                yield from _parts(root, one["items"], item, (*path, index), False, depth - 1)


def _branches(root: dict[str, Any], rules: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The schema itself, or what it refers to, or its alternatives."""
    if not isinstance(rules, dict) or depth <= 0:
        return
    reference = rules.get("$ref")
    if isinstance(reference, str):
        target: Any = root
        for step in reference.removeprefix("#").split("/")[1:]:
            target = target.get(step) if isinstance(target, dict) else None
        yield from _branches(root, target, depth - 1)
        return
    alternatives = [*rules.get("oneOf", ()), *rules.get("anyOf", ())]
    if not alternatives:
        yield rules
    for inner in alternatives:
        yield from _branches(root, inner, depth - 1)


def cuts(schema: dict[str, Any], example: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The example once without each part that the schema does not require."""
    for part in parts(schema, example):
        if part.optional:
            yield str(part), _without(example, part.path)


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
            yield part, changed(example, part.path, empty)


def changed(example: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """A copy of an example with another value at one place."""
    copied = copy.deepcopy(example)
    target: Any = copied
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return copied


def _without(example: dict[str, Any], path: Path) -> dict[str, Any]:
    copied = copy.deepcopy(example)
    target: Any = copied
    for step in path[:-1]:
        target = target[step]
    target.pop(path[-1], None)
    return copied

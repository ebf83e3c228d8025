"""Places in a record: `payload.sessions[person=anna].approved_by`, `assets[0]`, `rows[*].ok`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from derive.patch import Unusable

_STEP = re.compile(r"(?:^|\.)(?P<key>[^.\[\]]+)|\[(?P<index>\d+)\]|\[(?P<all>\*)\]"
                   r"|\[(?P<field>[^\[\]=]+)=(?P<value>[^\[\]]*)\]")  # fmt: skip

Place = tuple[Any, Any]
"""A mapping or list, and a key or index of it."""


def places(record: dict[str, Any], path: str) -> list[Place]:
    """Every place that a path leads to; the last key need not be there. Raises Unusable."""
    steps = list(_STEP.finditer(path))
    if not steps or "".join(step[0] for step in steps) != path:
        raise Unusable(f"{path!r} is no path")
    found: list[Place] = [({"": record}, "")]
    for step in steps:
        inner = [holder[key] for holder, key in found if _has(holder, key)]
        found = [place for value in inner for place in _into(value, step)]
    if not found:
        raise Unusable(f"{path!r} leads nowhere in {record.get('id')}")
    return found


def values(record: dict[str, Any], path: str) -> list[Any]:
    """What is there at a path; nothing where it leads nowhere."""
    try:
        return [holder[key] for holder, key in places(record, path) if _has(holder, key)]
    except Unusable:
        return []


def assign(record: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at every place of a path."""
    for holder, key in places(record, path):
        holder[key] = value


def drop(record: dict[str, Any], path: str) -> None:
    """Take away what a path leads to, the rows of a table from its end."""
    found = [(holder, key) for holder, key in places(record, path) if _has(holder, key)]
    if not found:
        raise Unusable(f"{path!r} is not there in {record.get('id')}")
    for holder, key in reversed(found):
        del holder[key]


def _has(holder: Any, key: Any) -> bool:
    if isinstance(holder, dict):
        return key in holder
    return isinstance(holder, list) and isinstance(key, int) and key < len(holder)


def _into(value: Any, step: re.Match[str]) -> Iterator[Place]:
    if step["key"] is not None:
        if isinstance(value, dict):
            yield value, step["key"]
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if _fits(index, item, step):
                yield value, index


def _fits(index: int, item: Any, step: re.Match[str]) -> bool:
    if step["all"]:
        return True
    if step["index"] is not None:
        return index == int(step["index"])
    return isinstance(item, dict) and str(item.get(step["field"])) == step["value"]

"""Change a payload by paths: `sessions[0].approved_by`, `people[*].access`, `grants[+0]`."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

_STEP = re.compile(
    r"""(?:(?:^|\.)(?P<key>[A-Za-z_][\w-]*))"""
    r"""|\["(?P<quoted>[^"\]]+)"\]"""
    r"""|\[(?P<each>\*)\]|\[(?P<index>-?\d+)\]|\[(?P<new>\+)(?P<like>\d*)\]"""
)

Step = tuple[str, str]
"""Kind (`key`, `each`, `index`, `new`) and its text."""


class PathError(ValueError):
    """A path that cannot be read, or that leads nowhere in a payload."""


def steps(path: str) -> list[Step]:
    """The steps of a path; raises PathError."""
    found: list[Step] = []
    end = 0
    for match in _STEP.finditer(path):
        if match.start() != end:
            break
        end = match.end()
        if match["key"] or match["quoted"]:
            found.append(("key", match["key"] or match["quoted"]))
        elif match["each"]:
            found.append(("each", ""))
        elif match["new"]:
            found.append(("new", match["like"]))
        else:
            found.append(("index", match["index"]))
    if end != len(path) or not found:
        raise PathError(f"{path[:80]!r} is not a path like sessions[0].approved_by")
    return found


def change(payload: Any, path: str, value: Any) -> Any:
    """A payload in which a path leads to a value; raises PathError, also where nothing changes."""
    changed = copy.deepcopy(payload)
    *way, last = steps(path)
    for holder in _reached(changed, way, path):
        _set(holder, last, value, path)
    if changed == payload:
        raise PathError(f"{path[:80]!r} has this value already")
    return changed


def remove(payload: Any, path: str) -> Any:
    """A payload without what a path leads to; raises PathError."""
    changed = copy.deepcopy(payload)
    *way, last = steps(path)
    for holder in _reached(changed, way, path):
        kind, text = last
        if kind == "key" and isinstance(holder, dict) and text in holder:
            del holder[text]
        elif kind == "index" and isinstance(holder, list):
            del holder[_index(holder, text, path)]
        elif kind == "each" and isinstance(holder, list) and holder:
            holder.clear()
        else:
            raise _nowhere(path)
    return changed


def _reached(payload: Any, way: list[Step], path: str) -> Iterator[Any]:
    """Everything that the steps lead to, at least one."""
    found = [payload]
    for kind, text in way:
        inner: list[Any] = []
        for value in found:
            if kind == "key" and isinstance(value, dict) and text in value:
                inner.append(value[text])
            elif kind == "index" and isinstance(value, list):
                inner.append(value[_index(value, text, path)])
            elif kind == "each" and isinstance(value, list):
                inner.extend(value)
            else:
                raise _nowhere(path)
        found = inner
    if not found:
        raise _nowhere(path)
    yield from found


def _set(holder: Any, step: Step, value: Any, path: str) -> None:
    kind, text = step
    if kind == "key" and isinstance(holder, dict):
        holder[text] = copy.deepcopy(value)
    elif kind == "index" and isinstance(holder, list):
        holder[_index(holder, text, path)] = copy.deepcopy(value)
    elif kind == "each" and isinstance(holder, list) and holder:
        holder[:] = [copy.deepcopy(value) for _ in holder]
    elif kind == "new" and isinstance(holder, list):
        holder.append(_new(holder, text, value, path))
    else:
        raise _nowhere(path)


def _new(holder: list[Any], like: str, value: Any, path: str) -> Any:
    """A new element: as given, or a copy of another with the given keys changed."""
    if not like:
        return copy.deepcopy(value)
    model = holder[_index(holder, like, path)]
    if not isinstance(model, dict) or not isinstance(value, dict):
        raise PathError(f"{path[:80]!r} copies a mapping and needs a mapping of what differs")
    return {**copy.deepcopy(model), **copy.deepcopy(value)}


def _index(holder: list[Any], text: str, path: str) -> int:
    index = int(text)
    if not -len(holder) <= index < len(holder):
        raise PathError(f"{path[:80]!r}: the list has {len(holder)} elements")
    return index


def _nowhere(path: str) -> PathError:
    return PathError(f"{path[:80]!r} leads nowhere in the payload")

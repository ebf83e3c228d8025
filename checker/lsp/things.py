"""What an expression can read, as a tree of names: payloads by their schemas, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rsp.ref import Ref
from rsp.value import Value

_HOPS = 8
"""How often one reference may lead to another."""


class Thing(Value, frozen=True, kw_only=True):
    """A value by what is known of it before it is there."""

    note: str = ""
    """What it is."""
    at: Ref | None = None
    """Where it is defined."""
    fields: Callable[[], Mapping[str, Thing]] = dict
    """What it holds by name."""
    items: Callable[[], Thing | None] = lambda: None
    """What each element is, of a list."""


def plain(names: Mapping[str, str], note: str = "", at: Ref | None = None) -> Thing:
    """A mapping of names to what they are."""
    return of({name: Thing(note=text) for name, text in names.items()}, note, at)


def of(inner: Mapping[str, Thing], note: str = "", at: Ref | None = None) -> Thing:
    """A mapping of things."""
    return Thing(note=note, at=at, fields=lambda: inner)


def listed(inner: Thing, note: str = "") -> Thing:
    """A list of things of one kind."""
    return Thing(note=note, items=lambda: inner)


def payload(schema: dict[str, Any], at: Ref | None) -> Thing:
    """What a payload of a type holds."""
    return _of_schema(schema, schema, at, at)


def _of_schema(root: dict[str, Any], rules: Any, at: Ref | None, top: Ref | None) -> Thing:
    branches = _branches(root, rules, at, top)

    def fields() -> dict[str, Thing]:
        found: dict[str, Thing] = {}
        for one, where in branches:
            properties = one.get("properties")
            for name, inner in properties.items() if isinstance(properties, dict) else ():
                here = where.at("properties", name) if where else None
                found.setdefault(name, _of_schema(root, inner, here, top))
        return found

    def items() -> Thing | None:
        for one, where in branches:
            if "items" in one:
                return _of_schema(root, one["items"], where.at("items") if where else None, top)
        return None

    return Thing(note=_note([one for one, _ in branches], rules), at=at, fields=fields, items=items)


def _note(branches: list[dict[str, Any]], rules: Any) -> str:
    """Type and description, as far as the schema states them."""
    said = [rules, *branches] if isinstance(rules, dict) else branches
    kinds = [one["type"] for one in branches if isinstance(one.get("type"), str)]
    texts = [one.get(key) for one in said for key in ("description", "title")]
    text = next((one for one in texts if isinstance(one, str)), "")
    chosen: list[Any] = next(
        (one["enum"] for one in branches if isinstance(one.get("enum"), list)), []
    )
    words = f" ({', '.join(map(str, chosen))})" if chosen else ""
    return ": ".join(part for part in (" or ".join(dict.fromkeys(kinds)), text) if part) + words


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _branches(
    root: dict[str, Any], rules: Any, at: Ref | None, top: Ref | None
) -> list[tuple[dict[str, Any], Ref | None]]:
    """The schema itself, or what it refers to, or its alternatives, each with its place."""
    found: list[tuple[dict[str, Any], Ref | None]] = []
    pending: list[tuple[Any, Ref | None, int]] = [(rules, at, 0)]
    while pending:
        one, where, hops = pending.pop()
        if not isinstance(one, dict) or hops > _HOPS:
            continue
        refers = one.get("$ref")
        if isinstance(refers, str):
            pointer = refers.removeprefix("#")
            place = Ref(document=top.document, pointer=top.pointer + pointer) if top else None
            pending.append((_target(root, pointer), place, hops + 1))
            continue
        found.append((one, where))
        for key in ("oneOf", "anyOf"):
            inner = one.get(key)
            for index, each in enumerate(inner if isinstance(inner, list) else ()):
                pending.append((each, where.at(key, index) if where else None, hops + 1))
    return found


def _target(root: dict[str, Any], pointer: str) -> Any:
    target: Any = root
    for step in pointer.split("/")[1:]:
        target = target.get(step) if isinstance(target, dict) else None
    return target

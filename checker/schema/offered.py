"""What editors offer to write: examples of values, and snippets of whole parts."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from checker.read.yaml_nodes import read_yaml

_EVERYWHERE = "every"


@cache
def snippets() -> dict[str, list[dict[str, Any]]]:
    """By the name of the type, each with label, description and body, as editors read them."""
    return _table("snippets.yaml")


def examples(kind: str, key: str) -> list[Any]:
    """Of a key of a type; none where nothing is offered."""
    table = _examples()
    found = table.get(kind, {}).get(key, table[_EVERYWHERE].get(key, []))
    return found if isinstance(found, list) else [found]


@cache
def _examples() -> dict[str, dict[str, Any]]:
    return _table("examples.yaml")


def _table(name: str) -> dict[str, Any]:
    text = (files("checker.schema") / name).read_bytes()
    table: dict[str, Any] = read_yaml(text, name).data
    return table

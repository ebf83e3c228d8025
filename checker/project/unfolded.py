"""How large a schema is once its local references are followed: validation visits all of it."""

from __future__ import annotations

from typing import Any

LARGEST = 20_000
"""Values of an unfolded schema; one of two hundred fields has about two thousand."""


class Unfoldable(Exception):
    """A schema refers to itself, to nothing, or grows too large; the message says which."""


def unfold(schema: Any) -> int:
    """The number of values of the unfolded schema; raises Unfoldable."""
    return _size(schema, schema, {}, ())


def _size(root: Any, node: Any, known: dict[str, int], above: tuple[str, ...]) -> int:
    size = 1
    if isinstance(node, dict):
        reference = node.get("$ref", node.get("$dynamicRef"))
        if isinstance(reference, str):
            size += _target(root, reference, known, above)
        for key, inner in node.items():
            if key not in ("$defs", "definitions", "examples", "x-evidence"):
                size += _size(root, inner, known, above)
    elif isinstance(node, list):
        size += sum(_size(root, inner, known, above) for inner in node)
    if size > LARGEST:
        raise Unfoldable(f"its references unfold to more than {LARGEST} values")
    return size


def _target(root: Any, reference: str, known: dict[str, int], above: tuple[str, ...]) -> int:
    if reference in above:
        raise Unfoldable(f"{reference[:80]!r} refers to itself")
    if reference not in known:
        node = root
        for step in reference.removeprefix("#").split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            if not isinstance(node, dict) or name not in node:
                raise Unfoldable(f"{reference[:80]!r} refers to nothing in it")
            node = node[name]
        known[reference] = _size(root, node, known, (*above, reference))
    return known[reference]

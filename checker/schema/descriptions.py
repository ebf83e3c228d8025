"""The docstrings of types and fields, for the descriptions that editors show."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from itertools import pairwise
from types import ModuleType


def field_descriptions(module: ModuleType) -> dict[tuple[str, str], str]:
    """By class and attribute name, the string that stands under the attribute."""
    found: dict[tuple[str, str], str] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef):
            for name, text in _documented(node.body):
                found[node.name, name] = " ".join(text.split())
    return found


def _documented(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Attributes, and members of enumerations, that are followed by a string."""
    for statement, after in pairwise(body):
        if (
            isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
            and (name := _assigned(statement))
        ):
            yield name, after.value.value


def _assigned(statement: ast.stmt) -> str | None:
    """The name that a field (`a: int`) or a member (`A = "a"`) is given."""
    target: ast.expr | None = None
    if isinstance(statement, ast.AnnAssign):
        target = statement.target
    elif isinstance(statement, ast.Assign):
        target = statement.targets[0]
    return target.id if isinstance(target, ast.Name) else None


def module_of(kind: type) -> ModuleType:
    """The module that defines a type."""
    return sys.modules[kind.__module__]

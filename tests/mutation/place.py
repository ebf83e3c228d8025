"""Puts a mutant into the running process, where everything that imports the code already has it.

A function keeps its identity and gets the code of the mutant, so that whoever imported it runs the
defect. An assignment of a module is executed anew, with those after it that use its names; where
another module has imported such a name, it gets the new value.
"""

from __future__ import annotations

import ast
import importlib
import sys
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.mutation.mutant import Mutant, tree_of


def put(mutant: Mutant) -> None:
    """Make the defect part of this process; no way back; LookupError where it cannot be."""
    tree = tree_of(mutant)
    name = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    module = importlib.import_module(name)
    if not mutant.owner:
        _assign(module, tree, mutant.path[0][1] or 0)
        return
    code = _code(compile(tree, module.__file__ or "", "exec"), mutant.owner)
    function = _function(module, mutant.owner)
    try:
        function.__code__ = code
    except ValueError as why:
        raise LookupError(f"{mutant.owner} closes over other names") from why


def _code(within: CodeType, owner: str) -> CodeType:
    """The code of a function by its qualified name."""
    for part in owner.split("."):
        within = next(
            each for each in within.co_consts if isinstance(each, CodeType) and each.co_name == part
        )
    return within


def _function(module: ModuleType, owner: str) -> FunctionType:
    """The function itself, beneath whatever decorates it."""
    found: Any = module
    for part in owner.split("."):
        found = vars(found)[part]
    for wrapper in ("fget", "func", "__func__", "__wrapped__"):
        found = getattr(found, wrapper, found)
    if not isinstance(found, FunctionType):
        raise LookupError(f"{owner} is no function")
    return found


def _assign(module: ModuleType, tree: ast.Module, index: int) -> None:
    """Execute the assignment at that index, and those that follow from it, everywhere."""
    changed: set[str] = set()
    for place, one in enumerate(tree.body):
        if not isinstance(one, ast.Assign | ast.AnnAssign) or place < index:
            continue
        names = {each.id for each in ast.walk(one) if isinstance(each, ast.Name)}
        if place == index or names & changed:
            before = dict(vars(module))
            exec(compile(ast.Module([one], []), module.__file__ or "", "exec"), vars(module))
            changed |= _spread(module, before)


def _spread(module: ModuleType, before: dict[str, Any]) -> set[str]:
    """Give other modules the values that a module now has under other names than before."""
    now = vars(module)
    changed = {name for name in now if name in before and now[name] is not before[name]}
    for other in list(sys.modules.values()):
        names = getattr(other, "__dict__", {})
        for name in changed:
            if names is not now and names.get(name) is before[name]:
                names[name] = now[name]
    return changed

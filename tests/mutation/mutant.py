"""The mutants of a file: each a single seeded defect, with a name that outlives moved lines."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.mutation.operators import seeded

ROOT = Path(__file__).parents[2]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SKIPPED = ("annotation", "returns", "decorator_list", "bases", "keywords", "type_comment")
"""Fields of statements in which nothing is seeded; `keywords` are those of classes alone."""

Step = tuple[str, int | None]
"""A field of a node and, where it is a list, the place in it."""


class Mutant(NamedTuple):
    """One seeded defect."""

    file: str
    """Path from the root of the project."""
    line: int
    lines: tuple[int, int]
    """First and last line of the statement, of a compound one without its body."""
    owner: str
    """Qualified name of the outermost function, or '' for an assignment of the module."""
    operator: str
    was: str
    becomes: str
    number: int
    """Which one it is of those in the function that read the same, from 1."""
    path: tuple[Step, ...]
    node: ast.AST
    """What stands at `path` instead."""

    @property
    def id(self) -> str:
        """What it is called in results and in the list of equivalents."""
        count = f" #{self.number}" if self.number > 1 else ""
        where = f"{self.file}::{self.owner}" if self.owner else self.file
        return f"{where}: {self.was} -> {self.becomes}{count}"


class Place(NamedTuple):
    """Where in a file the walk is."""

    owner: str
    path: tuple[Step, ...]
    statement: ast.stmt
    annotation: ast.expr | None
    in_function: bool
    table: bool
    """Whether the node is what something is looked up in, or lies outside of functions."""


def mutants_of(file: str, source: str | None = None) -> list[Mutant]:
    """All mutants of a file, in the order of its text; none that reads as another does."""
    tree = ast.parse(text_of(file) if source is None else source)
    found: list[Mutant] = []
    counts: Counter[tuple[str, str, str]] = Counter()
    seen = {ast.unparse(each) for each in tree.body}
    for place, node in _nodes(tree, Place("", (), ast.Pass(), None, False, False)):
        for operator, instead in seeded(node, place.annotation, place.table):
            with _changed(tree, place.path, instead):
                changed = ast.unparse(tree.body[place.path[0][1] or 0])
            if changed in seen:
                continue
            seen.add(changed)
            was, becomes = _short(node), _short(instead)
            counts[place.owner, was, becomes] += 1
            mutant = Mutant(
                file=file,
                line=getattr(node, "lineno", place.statement.lineno),
                lines=_lines(place.statement),
                owner=place.owner,
                operator=operator,
                was=was,
                becomes=becomes,
                number=counts[place.owner, was, becomes],
                path=place.path,
                node=instead,
            )
            found.append(mutant)
    return found


@cache
def text_of(file: str) -> str:
    """The text of a file as it was when it was first asked for, whoever edits it meanwhile."""
    return (ROOT / file).read_text(encoding="utf-8")


def tree_of(mutant: Mutant) -> ast.Module:
    """The syntax tree of its file with the defect in it."""
    tree = ast.parse(text_of(mutant.file))
    with _changed(tree, mutant.path, mutant.node):
        return ast.fix_missing_locations(copy.deepcopy(tree))


@contextmanager
def _changed(tree: ast.Module, path: tuple[Step, ...], node: ast.AST) -> Iterator[None]:
    """Another node at a path of a tree, for as long as it lasts."""
    at: Any = tree
    for step in path[:-1]:
        at = _step(at, step)
    was = _step(at, path[-1])
    _put(at, path[-1], node)
    try:
        yield
    finally:
        _put(at, path[-1], was)


def _put(node: Any, step: Step, child: ast.AST) -> None:
    field, index = step
    if index is None:
        setattr(node, field, child)
    else:
        getattr(node, field)[index] = child


def _step(node: Any, step: Step) -> Any:
    field, index = step
    value = getattr(node, field)
    return value if index is None else value[index]


def _nodes(node: ast.AST, place: Place) -> Iterator[tuple[Place, ast.AST]]:
    """Every node where something may be seeded: in functions, and in a module's assignments."""
    for step, child in _children(node):
        here = _placed(place, step, node, child)
        if here.in_function or (here.owner == "" and len(here.path) > 1):
            yield here, child
        yield from _nodes(child, here)


def _children(node: ast.AST) -> Iterator[tuple[Step, ast.AST]]:
    """What lies directly below a node, without what is left alone."""
    typed = isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.arg, ast.AnnAssign))
    for field, value in ast.iter_fields(node):
        if typed and field in SKIPPED:
            continue
        many = isinstance(value, list)
        for index, child in enumerate(value if many else [value]):
            if isinstance(child, ast.AST) and not _left_alone(node, child):
                yield (field, index if many else None), child


def _placed(place: Place, step: Step, parent: ast.AST, child: ast.AST) -> Place:
    owner, annotation, inside = place.owner, place.annotation, place.in_function
    if isinstance(child, (*FUNCTIONS, ast.ClassDef)) and not inside:
        owner = f"{owner}.{child.name}" if owner else child.name
    if isinstance(child, FUNCTIONS):
        annotation, inside = child.returns, True
    statement = child if isinstance(child, ast.stmt) else place.statement
    looked_in = isinstance(parent, ast.Compare) and step[0] == "comparators"
    table = looked_in or (owner == "" and step[0] not in ("slice", "targets"))
    return Place(owner, (*place.path, step), statement, annotation, inside, table)


def _left_alone(parent: ast.AST, child: ast.AST) -> bool:
    """Defaults of arguments, assertions, what a type checker reads, and `__slots__`."""
    if isinstance(parent, ast.arguments) or isinstance(child, ast.Assert | ast.JoinedStr):
        return True
    if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
        return True
    targets = child.targets if isinstance(child, ast.Assign) else []
    return any(isinstance(each, ast.Name) and each.id == "__slots__" for each in targets)


def _lines(statement: ast.stmt) -> tuple[int, int]:
    body = getattr(statement, "body", None)
    last = statement.end_lineno or statement.lineno
    return statement.lineno, max(statement.lineno, body[0].lineno - 1) if body else last


def _short(node: ast.AST) -> str:
    """A node as one line; of a compound statement its head."""
    if isinstance(node, ast.comprehension):
        return ast.unparse(node).strip()
    return ast.unparse(node).partition("\n")[0]

"""The defects that are seeded: from one node of a syntax tree to what could stand there instead.

None of them touches a text, an annotation, a docstring or a decorator: what is sought is a wrong
verdict, not a wrong word. A statement that is taken out leaves `pass` behind.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

Seeded = Iterator[tuple[str, ast.AST]]
"""Names of defects, each with the node that has it."""

OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
BOUNDARY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}
ATTRIBUTES = {"earliest": "latest", "latest": "earliest"}
SETS: dict[type[ast.operator], type[ast.operator]] = {
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
EMPTY = {
    "tuple": ("()",),
    "list": ("[]",),
    "dict": ("{}",),
    "set": ("set()",),
    "frozenset": ("frozenset()",),
    "bool": ("True", "False"),
}
"""What a function returns instead, by how the annotation of its result starts."""


def comparison(node: ast.Compare) -> Seeded:
    """Flipped, and with its boundary on the other side."""
    for index, was in enumerate(node.ops):
        for name, table in (("comparison flipped", OPPOSITE), ("boundary moved", BOUNDARY)):
            if type(was) in table:
                ops = [*node.ops[:index], table[type(was)](), *node.ops[index + 1 :]]
                yield name, ast.Compare(left=node.left, ops=ops, comparators=node.comparators)


def connective(node: ast.BoolOp) -> Seeded:
    """`and` for `or` and the reverse, and without each of its parts."""
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield "and/or", ast.BoolOp(op=other, values=node.values)
    for index in range(len(node.values)):
        left = node.values[:index] + node.values[index + 1 :]
        yield "condition dropped", left[0] if len(left) == 1 else ast.BoolOp(node.op, left)


def members(node: ast.AST) -> Seeded:
    """A table of names or texts without each of its members."""
    if isinstance(node, ast.Tuple | ast.Set | ast.List) and len(node.elts) > 1:
        if not all(isinstance(each, ast.Attribute | ast.Constant) for each in node.elts):
            return
        for index in range(len(node.elts)):
            left = copy.copy(node)
            left.elts = node.elts[:index] + node.elts[index + 1 :]
            yield "member dropped", left


def negation(node: ast.UnaryOp) -> Seeded:
    """Without its `not`."""
    if isinstance(node.op, ast.Not):
        yield "not dropped", node.operand


def branch(node: ast.If | ast.IfExp | ast.While) -> Seeded:
    """With its condition always false and, where that ends, always true."""
    for value in (False,) if isinstance(node, ast.While) else (False, True):
        fields = {name: getattr(node, name) for name in node._fields}
        yield (
            f"condition always {value}",
            type(node)(**{**fields, "test": ast.Constant(value)}),
        )


def comprehension(node: ast.comprehension) -> Seeded:
    """Without each of its conditions."""
    for index in range(len(node.ifs)):
        ifs = node.ifs[:index] + node.ifs[index + 1 :]
        yield "filter dropped", ast.comprehension(node.target, node.iter, ifs, node.is_async)


def name(node: ast.Name) -> Seeded:
    """`any` for `all`, `min` for `max`."""
    if node.id in NAMES:
        yield f"{node.id} to {NAMES[node.id]}", ast.Name(NAMES[node.id], node.ctx)


def attribute(node: ast.Attribute) -> Seeded:
    """The other end of a moment."""
    if node.attr in ATTRIBUTES and isinstance(node.ctx, ast.Load):
        other = ATTRIBUTES[node.attr]
        yield f"{node.attr} to {other}", ast.Attribute(node.value, other, node.ctx)


def algebra(node: ast.BinOp) -> Seeded:
    """The union for the intersection of two sets and the reverse; a difference as a whole."""
    if type(node.op) in SETS:
        yield "& or |", ast.BinOp(node.left, SETS[type(node.op)](), node.right)
    if isinstance(node.op, ast.Sub):
        yield "difference dropped", node.left


def constant(node: ast.Constant) -> Seeded:
    """The other truth; one more, and of one also nothing."""
    if isinstance(node.value, bool):
        yield "truth flipped", ast.Constant(not node.value)
    elif isinstance(node.value, int):
        for value in (0, 2) if node.value == 1 else (node.value + 1,):
            yield "number changed", ast.Constant(value)


def result(node: ast.Return, annotation: ast.expr | None) -> Seeded:
    """Nothing, by the type of the result: an empty collection, either truth, None."""
    if node.value is None or annotation is None:
        return
    text = ast.unparse(annotation)
    instead = list(EMPTY.get(text.partition("[")[0], ()))
    if text.endswith("| None"):
        instead.append("None")
    for each in instead:
        if each != ast.unparse(node.value):
            yield "result let go", ast.Return(ast.parse(each, mode="eval").body)


def statement(node: ast.stmt) -> Seeded:
    """Left out: a call for its effect, a yield, an assignment into something, a leap."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    called = isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)
    into = any(isinstance(each, ast.Subscript | ast.Attribute) for each in targets)
    if called or into or isinstance(node, ast.AugAssign | ast.Continue | ast.Break):
        yield "statement left out", ast.Pass()


BY_NODE: tuple[tuple[type[ast.AST] | tuple[type[ast.AST], ...], Callable[..., Seeded]], ...] = (
    (ast.Compare, comparison),
    (ast.BoolOp, connective),
    (ast.UnaryOp, negation),
    ((ast.If, ast.IfExp, ast.While), branch),
    (ast.comprehension, comprehension),
    (ast.Name, name),
    (ast.Attribute, attribute),
    (ast.BinOp, algebra),
    (ast.Constant, constant),
    (ast.stmt, statement),
)


def seeded(node: ast.AST, annotation: ast.expr | None, table: bool) -> Seeded:
    """Every defect that can be seeded at a node of a function whose result has that annotation.

    `table` says whether the node, if it is a tuple, set or list, is one that something is looked
    up in.
    """
    for kind, operator in BY_NODE:
        if isinstance(node, kind):
            yield from operator(node)
    if isinstance(node, ast.Return):
        yield from result(node, annotation)
    if table:
        yield from members(node)

"""Mutants of an expression: one small change each, as a slip of the pen would make it.

| what                  | becomes                                              |
|-----------------------|------------------------------------------------------|
| `<` `<=` `>` `>=`     | with or without the limit itself; the other side     |
| `==` `!=` `in`        | the opposite                                         |
| `a && b`, `a || b`    | the other; without each operand                      |
| `!a`                  | `a`                                                  |
| `all` `exists`        | the other; `exists_one` becomes `exists`             |
| `x.filter(…)`         | `x`                                                  |
| `a + b`, `a - b`      | the other; a sum without each part                   |
| `a ? b : c`           | `a ? c : b`                                          |
| `covers(a, b)`        | `covers(b, a)`; `ratio` likewise                     |
| `1`, `0.95`, `"P3M"`  | one more, one less in the last place                 |
| `true`, `false`       | the other                                            |
| `["a", "b"]`          | without each element                                 |
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from checker.expr.cel import ExpressionError, compile_rule
from checker.expr.syntax import Kind, Node, parse, walk
from rsp.value import Value

_COMPARED = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "==": ("!=",),
    "!=": ("==",),
    "+": ("-",),
    "-": ("+",),
}
_JOINED = {"&&": "||", "||": "&&"}
_DROPPED = frozenset({"&&", "||", "+"})
_QUANTIFIED = {"all": "exists", "exists": "all", "exists_one": "exists"}
_LENGTH = re.compile(r"(?P<quote>[\"'])(?P<body>P[\dYMWDTHS]+|(?:\d+(?:h|m|s))+)(?P=quote)\Z")
_DIGITS = re.compile(r"\d+")


class Mutant(Value, frozen=True, kw_only=True):
    """An expression with one change."""

    text: str
    """The whole expression."""
    change: str
    """The change in words: with `<` for `<=`."""
    was: str
    """The part that changed, before."""
    shown: str
    """The same part after, in one line and long enough to be the only one: cases files name the
    mutant by it."""


class _Edit(Value, frozen=True, kw_only=True):
    start: int
    end: int
    text: str
    node: Node
    """The smallest part that shows what changed."""


def mutants(text: str, joined: frozenset[str] = frozenset()) -> tuple[Mutant, ...]:
    """All that compile, in the order of the text, each text once; raises NotRead."""
    tree = parse(text)
    found: dict[str, _Edit] = {}
    for node in walk(tree):
        for edit in _edits(node, text):
            changed = text[: edit.start] + edit.text + text[edit.end :]
            if _plain(changed) != _plain(text) and _compiles(changed, joined):
                found.setdefault(changed, edit)
    return tuple(_named(tree, text, found))


def _edits(node: Node, text: str) -> Iterator[_Edit]:
    for make in _MAKERS.get(node.kind, ()):
        yield from make(node, text)


def _binary(node: Node, text: str) -> Iterator[_Edit]:
    end = node.at + len(node.name)
    for other in _COMPARED.get(node.name, ()):
        yield _Edit(start=node.at, end=end, text=other, node=node)
    if node.name == "in":
        yield _Edit(start=node.start, end=node.end, text=f"!({node.text(text)})", node=node)
    if node.name in _JOINED:
        yield _Edit(start=node.at, end=end, text=_JOINED[node.name], node=node)
    if node.name in _DROPPED:
        left, right = node.parts
        yield _Edit(start=left.end, end=node.end, text="", node=node)
        # Of a chain `a && b && c` only `a` is left of the first sign: each operand goes alone.
        last = left.parts[1] if left.kind is Kind.BINARY and left.name == node.name else left
        if last is left:
            yield _Edit(start=node.start, end=right.start, text="", node=node)


def _list(node: Node, text: str) -> Iterator[_Edit]:
    """Without each of its elements, but never empty."""
    items = node.parts
    for index, item in enumerate(items if len(items) > 1 else ()):
        if index + 1 < len(items):
            yield _Edit(start=item.start, end=items[index + 1].start, text="", node=node)
        else:
            yield _Edit(start=items[index - 1].end, end=item.end, text="", node=node)


def _unary(node: Node, text: str) -> Iterator[_Edit]:
    if node.name == "!":
        yield _Edit(start=node.start, end=node.parts[0].start, text="", node=node)


def _ternary(node: Node, text: str) -> Iterator[_Edit]:
    yield _swap(node.parts[1], node.parts[2], text, node)


def _call(node: Node, text: str) -> Iterator[_Edit]:
    if node.name in ("covers", "ratio") and len(node.parts) == 2:
        yield _swap(*node.parts, text, node)


def _method(node: Node, text: str) -> Iterator[_Edit]:
    other = _QUANTIFIED.get(node.name)
    if other is not None:
        yield _Edit(start=node.at, end=node.at + len(node.name), text=other, node=node)
    if node.name == "filter":
        yield _Edit(start=node.parts[0].end, end=node.end, text="", node=node)


def _number(node: Node, text: str) -> Iterator[_Edit]:
    written = node.text(text)
    unsigned = written.endswith("u")
    digits = written.rstrip("u")
    if not re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return
    value = Decimal(digits)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    for other in (value + step, value - step):
        changed = f"{other}u" if unsigned else str(other)
        yield _Edit(start=node.start, end=node.end, text=changed, node=node)


def _string(node: Node, text: str) -> Iterator[_Edit]:
    """A length of time, by one in each place."""
    found = _LENGTH.match(node.text(text))
    if found is None:
        return
    for digits in _DIGITS.finditer(node.text(text)):
        for step in (1, -1):
            yield _Edit(
                start=node.start + digits.start(),
                end=node.start + digits.end(),
                text=str(max(0, int(digits[0]) + step)),
                node=node,
            )


def _truth(node: Node, text: str) -> Iterator[_Edit]:
    if node.name in ("true", "false"):
        other = "false" if node.name == "true" else "true"
        yield _Edit(start=node.start, end=node.end, text=other, node=node)


_MAKERS: dict[Kind, tuple[Callable[[Node, str], Iterator[_Edit]], ...]] = {
    Kind.BINARY: (_binary,),
    Kind.UNARY: (_unary,),
    Kind.TERNARY: (_ternary,),
    Kind.CALL: (_call,),
    Kind.METHOD: (_method,),
    Kind.LIST: (_list,),
    Kind.NUMBER: (_number,),
    Kind.STRING: (_string,),
    Kind.NAME: (_truth,),
}


def _swap(one: Node, other: Node, text: str, node: Node) -> _Edit:
    between = text[one.end : other.start]
    swapped = f"{other.text(text)}{between}{one.text(text)}"
    return _Edit(start=one.start, end=other.end, text=swapped, node=node)


def _named(tree: Node, text: str, found: dict[str, _Edit]) -> Iterator[Mutant]:
    """Each mutant under the smallest changed part that no other mutant shows."""
    around = _around(tree)
    shown = {
        changed: [_shown(text, edit, node) for node in _outwards(edit.node, around)]
        for changed, edit in found.items()
    }
    counts = Counter(after for names in shown.values() for after in {one for _, one in names})
    for changed, names in sorted(shown.items(), key=lambda item: found[item[0]].start):
        was, after = next((name for name in names if counts[name[1]] == 1), names[-1])
        change = _words(text, found[changed])
        yield Mutant(text=changed, change=change, was=was, shown=after)


def _outwards(node: Node, around: dict[int, tuple[Node, ...]]) -> tuple[Node, ...]:
    """A part and those around it; a literal alone says nothing."""
    found = (node, *around[id(node)])
    literal = node.kind in (Kind.NUMBER, Kind.STRING, Kind.NAME, Kind.LIST)
    return found[1:] if literal and len(found) > 1 else found


def _around(tree: Node) -> dict[int, tuple[Node, ...]]:
    """By part: the parts around it, from the inside out."""
    found: dict[int, tuple[Node, ...]] = {id(tree): ()}
    for node in walk(tree):
        for part in node.parts:
            found[id(part)] = (node, *found[id(node)])
    return found


def _shown(text: str, edit: _Edit, node: Node) -> tuple[str, str]:
    after = text[node.start : edit.start] + edit.text + text[edit.end : node.end]
    return _plain(node.text(text)), _plain(after)


def _words(text: str, edit: _Edit) -> str:
    before = _plain(text[edit.start : edit.end])
    if not edit.text:
        return f"without `{before.strip('&|+, ')}`"
    return f"with `{_plain(edit.text)}` for `{before}`"


def _plain(text: str) -> str:
    """In one line."""
    return " ".join(text.split())


def _compiles(text: str, joined: frozenset[str]) -> bool:
    try:
        compile_rule(text, joined)
    except ExpressionError:
        return False
    return True

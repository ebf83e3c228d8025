"""The syntax tree of a CEL text with the extent of every part.

The engine keeps its tree to itself, so the grammar is read here: precedence climbing over the
operators of the CEL specification. Macros are method calls; nothing is evaluated or typed.

NotRead                   a text that is no expression; whatever the engine compiles is one
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from rsp.value import Value

_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*)"""
    r"""|(?P<string>[rRbB]{0,2}(?:\"\"\".*?\"\"\"|'''.*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))"""
    r"""|(?P<number>0[xX][0-9a-fA-F]+u?|(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?u?)"""
    r"""|(?P<name>[A-Za-z_]\w*)"""
    r"""|(?P<sign>&&|\|\||<=|>=|==|!=|[-+*/%<>!?:.,()\[\]{}])""",
    re.S,
)
_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"||"}),
    frozenset({"&&"}),
    frozenset({"<", "<=", ">", ">=", "==", "!=", "in"}),
    frozenset({"+", "-"}),
    frozenset({"*", "/", "%"}),
)
"""Operators from the loosest to the tightest."""


class NotRead(ValueError):
    """A text that is no CEL expression."""


class Kind(StrEnum):
    """What a part is."""

    BINARY = "binary"
    UNARY = "unary"
    TERNARY = "ternary"
    CALL = "call"
    METHOD = "method"
    FIELD = "field"
    INDEX = "index"
    LIST = "list"
    MAP = "map"
    GROUP = "group"
    NAME = "name"
    NUMBER = "number"
    STRING = "string"


class Node(Value, frozen=True, kw_only=True):
    """A part of an expression."""

    kind: Kind
    start: int
    """Offset of its first character."""
    end: int
    """One past its last character."""
    name: str = ""
    """The operator, function, field or name."""
    at: int = -1
    """Offset of the operator, function or field name."""
    parts: tuple[Node, ...] = ()
    """Operands; of a method its target, then its arguments."""

    def text(self, whole: str) -> str:
        """Its own text."""
        return whole[self.start : self.end]


def parse(text: str) -> Node:
    """The tree of an expression; raises NotRead."""
    return _Reader(text).whole()


def walk(node: Node) -> Iterator[Node]:
    """A part and all parts in it, from the outside in."""
    pending = [node]
    while pending:
        one = pending.pop()
        yield one
        pending.extend(reversed(one.parts))


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens = list(tokens(text))
        self._next = 0

    def whole(self) -> Node:
        found = self._expression()
        if self._next < len(self._tokens):
            raise NotRead(f"{self._peek()!r} is not expected")
        return found

    def _expression(self) -> Node:
        condition = self._binary(0)
        if self._peek() != "?":
            return condition
        at = self._take("?")
        first = self._binary(0)
        self._take(":")
        second = self._expression()
        return Node(
            kind=Kind.TERNARY,
            start=condition.start,
            end=second.end,
            at=at,
            parts=(condition, first, second),
        )

    def _binary(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        while self._peek() in _LEVELS[level]:
            name = self._peek()
            at = self._take(name)
            right = self._binary(level + 1)
            left = Node(
                kind=Kind.BINARY,
                start=left.start,
                end=right.end,
                name=name,
                at=at,
                parts=(left, right),
            )
        return left

    def _unary(self) -> Node:
        sign = self._peek()
        if sign not in ("!", "-"):
            return self._member()
        at = self._take(sign)
        inner = self._unary()
        return Node(kind=Kind.UNARY, start=at, end=inner.end, name=sign, at=at, parts=(inner,))

    def _member(self) -> Node:
        found = self._primary()
        while self._peek() in (".", "["):
            if self._peek() == "[":
                self._take("[")
                index = self._expression()
                end = self._take("]") + 1
                parts = (found, index)
                found = Node(kind=Kind.INDEX, start=found.start, end=end, parts=parts)
                continue
            self._take(".")
            at, name = self._word()
            if self._peek() == "(":
                arguments, end = self._list("(", ")")
                found = Node(
                    kind=Kind.METHOD,
                    start=found.start,
                    end=end,
                    name=name,
                    at=at,
                    parts=(found, *arguments),
                )
            else:
                end = at + len(name)
                found = Node(
                    kind=Kind.FIELD, start=found.start, end=end, name=name, at=at, parts=(found,)
                )
        return found

    def _primary(self) -> Node:
        if self._next == len(self._tokens):
            raise NotRead("it ends too early")
        kind, start, token = self._tokens[self._next]
        if kind in (Kind.NUMBER, Kind.STRING):
            self._next += 1
            return Node(kind=Kind(kind), start=start, end=start + len(token))
        if kind == Kind.NAME:
            self._next += 1
            if self._peek() == "(":
                arguments, end = self._list("(", ")")
                return Node(
                    kind=Kind.CALL, start=start, end=end, name=token, at=start, parts=arguments
                )
            return Node(kind=Kind.NAME, start=start, end=start + len(token), name=token)
        if token == "(":
            self._take("(")
            inner = self._expression()
            return Node(kind=Kind.GROUP, start=start, end=self._take(")") + 1, parts=(inner,))
        if token == "[":
            items, end = self._list("[", "]")
            return Node(kind=Kind.LIST, start=start, end=end, parts=items)
        if token == "{":
            items, end = self._list("{", "}")
            return Node(kind=Kind.MAP, start=start, end=end, parts=items)
        raise NotRead(f"{token!r} is not expected")

    def _list(self, opening: str, closing: str) -> tuple[tuple[Node, ...], int]:
        """Expressions between brackets, of a map keys and values in turn, and where they end."""
        self._take(opening)
        found = []
        while self._peek() != closing:
            found.append(self._expression())
            if self._peek() not in (",", ":"):
                break
            self._take(self._peek())
        return tuple(found), self._take(closing) + 1

    def _word(self) -> tuple[int, str]:
        if self._next == len(self._tokens) or self._tokens[self._next][0] != Kind.NAME:
            raise NotRead("a name is expected after a dot")
        _, at, name = self._tokens[self._next]
        self._next += 1
        return at, name

    def _peek(self) -> str:
        """The next sign, or `in`; empty for a literal, a name, and at the end."""
        if self._next == len(self._tokens):
            return ""
        kind, _, token = self._tokens[self._next]
        return token if kind == "sign" or token == "in" else ""

    def _take(self, expected: str) -> int:
        """The offset of a sign that has to come next."""
        if not expected or self._peek() != expected:
            raise NotRead(f"{expected!r} is expected")
        self._next += 1
        return self._tokens[self._next - 1][1]


def tokens(text: str) -> Iterator[tuple[str, int, str]]:
    """Kind, offset and text of each token."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise NotRead(f"{text[at : at + 10]!r} is not expected")
        if found.lastgroup != "skip":
            yield str(found.lastgroup), at, found[0]
        at = found.end()

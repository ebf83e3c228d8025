"""What stands before the cursor in an expression: the value whose field is being named."""

from __future__ import annotations

from collections.abc import Mapping

from checker.expr.syntax import NotRead, tokens
from checker.lsp.things import Thing
from rsp.value import Value

_MACROS = frozenset({"all", "exists", "exists_one", "filter", "map"})
_KEEPS = frozenset({"filter"})
"""Macros that give a list of the same elements."""
_CHAIN = frozenset({".", "(", "[", ")", "]"})


class Wanted(Value, frozen=True, kw_only=True):
    """The name at the end of a text."""

    among: Mapping[str, Thing]
    """What may stand there, by name."""
    word: str
    """As much of it as is written."""
    member: bool
    """Whether it stands after a dot."""


class _Open(Value, frozen=True, kw_only=True):
    """An open bracket: what was before it, and names that hold inside."""

    target: Thing | None
    method: str
    bound: Mapping[str, Thing]
    index: bool


def wanted(text: str, scope: Mapping[str, Thing]) -> Wanted | None:
    """What is being named at the end of a text, None where it is within a literal or comment."""
    try:
        found = list(tokens(text))
    except NotRead:
        return None
    if text[: found[-1][1] + len(found[-1][2]) if found else 0] != text.rstrip():
        return None  # a comment
    return _Reader(scope).read(found, bool(text) and not text[-1].isspace())


class _Reader:
    def __init__(self, scope: Mapping[str, Thing]) -> None:
        self._scope = dict(scope)
        self._open: list[_Open] = []
        self._now: Thing | None = None
        """What the chain of names, calls and brackets so far gives."""
        self._before: Thing | None = None
        """What it gave before its last name."""
        self._name = ""

    def read(self, found: list[tuple[str, int, str]], touching: bool) -> Wanted:
        last = ""
        for index, (kind, _, token) in enumerate(found):
            if kind == "name" and token != "in":
                self._named(token, member=last == ".")
            elif kind == "sign" and token in _CHAIN:
                self._sign(token, last, found[index + 1 :])
            else:
                self._now, self._name = None, ""
            last = token if kind == "sign" else kind
        if last == "." and touching:
            return Wanted(among=self._members(self._now), word="", member=True)
        if last == "name" and touching:
            after_dot = len(found) > 1 and found[-2][2] == "."
            among = self._members(self._before) if after_dot else self._scope_now()
            return Wanted(among=among, word=self._name, member=after_dot)
        return Wanted(among=self._scope_now(), word="", member=False)

    def _named(self, name: str, *, member: bool) -> None:
        self._before = self._now if member else None
        among = self._members(self._before) if member else self._scope_now()
        self._now, self._name = among.get(name), name

    def _sign(self, token: str, last: str, rest: list[tuple[str, int, str]]) -> None:
        if token == ".":
            return
        if token in "([":
            method = self._name if token == "(" and last == "name" else ""
            target = self._now if token == "[" else self._before
            bound: Mapping[str, Thing] = {}
            if method in _MACROS and len(rest) > 1 and rest[0][0] == "name" and rest[1][2] == ",":
                inner = target.items() if target else None
                bound = {rest[0][2]: inner or Thing()}
            self._open.append(_Open(target=target, method=method, bound=bound, index=token == "["))
            self._now, self._before, self._name = None, None, ""
        elif self._open:
            closed = self._open.pop()
            self._now = self._result(closed)
            self._before, self._name = None, ""

    @staticmethod
    def _result(closed: _Open) -> Thing | None:
        if closed.target is None:
            return None
        if closed.index:
            return closed.target.items()
        return closed.target if closed.method in _KEEPS else None

    def _scope_now(self) -> dict[str, Thing]:
        bound = {name: thing for one in self._open for name, thing in one.bound.items()}
        return {**self._scope, **bound}

    @staticmethod
    def _members(thing: Thing | None) -> Mapping[str, Thing]:
        return thing.fields() if thing is not None else {}

"""Compile and evaluate CEL: the only module that knows the engine.

ExpressionError            an expression that cannot be compiled
NoNumber                   an evaluation that gives no number
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from math import isfinite
from typing import Any

from checker.expr import text as scan
from checker.expr.functions import FUNCTIONS
from rsp.value import Value

VARIABLES = ("evidence", "record", "asset", "model", "event", "inventory", "params")
"""Names every expression may read; `as_of` beside them is a timestamp."""

RESERVED = frozenset((*VARIABLES, "as_of"))
"""Names that a `with` may not take."""

_WHOLE = 2**53
"""Whole numbers from here on are not carried by every reader of JSON (RFC 8785)."""
_PLACE = re.compile(r"<input>:(\d+):(\d+): (.*)")
_OVER_BUDGET = "budget exceeded"


class ExpressionError(ValueError):
    """An expression does not compile."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        """1-based, within the expression."""
        self.column = column
        """1-based."""


class NoNumber(ValueError):
    """An evaluation gives no number; the message says why."""


class Outcome(StrEnum):
    """What an evaluation came to."""

    TRUE = "true"
    FALSE = "false"
    ERROR = "error"
    TOO_LARGE = "too-large"


class Result(Value, frozen=True, kw_only=True):
    """The outcome of one evaluation."""

    outcome: Outcome
    message: str = ""
    """Why it is an error; empty otherwise."""


TRUE = Result(outcome=Outcome.TRUE)
FALSE = Result(outcome=Outcome.FALSE)


class Rule:
    """A compiled expression."""

    __slots__ = ("_expression", "names", "parameters", "text")

    def __init__(self, text: str, expression: Any) -> None:
        self.text = text
        self._expression = expression
        self.names = scan.names(text)
        """Variables it reads."""
        self.parameters = scan.parameters(text)

    def __call__(self, scope: Mapping[str, Any]) -> Result:
        """Evaluate over the variables in `scope`; nothing but true is TRUE, whatever goes wrong
        is an error."""
        try:
            found = self._expression.eval(data=scope)
            value = found.value()
        except (RuntimeError, ValueError, TypeError, OverflowError, RecursionError) as error:
            return _failure(str(error))
        if value is True:
            return TRUE
        if value is False:
            return FALSE
        if found.type().name() == "ERROR":
            return _failure(str(value))
        return _failure(
            f"it gives a value of type {found.type().name().lower()}, not true or false"
        )


class Number:
    """A compiled expression that gives a number."""

    __slots__ = ("_expression", "names", "text")

    def __init__(self, text: str, expression: Any) -> None:
        self.text = text
        self._expression = expression
        self.names = scan.names(text)
        """Variables it reads, macro variables among them."""

    def __call__(self, scope: Mapping[str, Any]) -> int | float:
        """The number over the variables in `scope`; raises NoNumber for whatever goes wrong."""
        try:
            found = self._expression.eval(data=scope)
            value = found.value()
        except (RuntimeError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise NoNumber(_failure(str(error)).message) from error
        if found.type().name() == "ERROR":
            raise NoNumber(_failure(str(value)).message)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise NoNumber(f"it gives a value of type {found.type().name().lower()}, not a number")
        if not isfinite(value):
            raise NoNumber("it gives no finite number")
        if isinstance(value, int) and abs(value) >= _WHOLE:
            raise NoNumber("it gives a whole number of 2^53 or more, which JSON does not carry")
        return value


def compile_number(text: str) -> Number:
    """Compile an expression that may read VARIABLES; raises ExpressionError."""
    try:
        expression = _environment(frozenset()).compile(text)
        kind = expression.return_type().name()
    except (RuntimeError, ValueError) as error:
        raise _compile_error(str(error)) from error
    if kind not in ("INT", "UINT", "DOUBLE", "DYN"):
        raise ExpressionError(f"it gives {kind.lower()}, not a number", 1, 1)
    return Number(text, expression)


@lru_cache(maxsize=1 << 16)
def compile_rule(text: str, joined: frozenset[str] = frozenset()) -> Rule:
    """Compile an expression that may read the names in `joined` besides VARIABLES.

    Raises ExpressionError with the place within the expression."""
    try:
        expression = _environment(joined).compile(text)
        kind = expression.return_type().name()
    except (RuntimeError, ValueError) as error:
        raise _compile_error(str(error)) from error
    if kind not in ("BOOL", "DYN"):
        raise ExpressionError(f"it gives {kind.lower()}, not true or false", 1, 1)
    return Rule(text, expression)


def _failure(message: str) -> Result:
    outcome = Outcome.TOO_LARGE if _OVER_BUDGET in message else Outcome.ERROR
    return Result(outcome=outcome, message=" ".join(message.split())[:300])


def _compile_error(message: str) -> ExpressionError:
    found = _PLACE.search(message)
    if found is None:
        return ExpressionError(" ".join(message.split())[:300], 1, 1)
    return ExpressionError(found[3][:300], int(found[1]), int(found[2]))


@cache
def _environment(joined: frozenset[str]) -> Any:
    from cel_expr_python import cel

    kinds = {
        "bool": cel.Type.BOOL,
        "double": cel.Type.DOUBLE,
        "int": cel.Type.INT,
        "list": cel.Type.List(cel.Type.DYN),
        "string": cel.Type.STRING,
        "timestamp": cel.Type.TIMESTAMP,
    }
    functions = [
        cel.FunctionDecl(
            name,
            [
                cel.Overload(
                    id="_".join((name, *arguments)),
                    return_type=kinds[result],
                    parameters=[kinds[argument] for argument in arguments],
                    impl=implementation,
                )
                for arguments in overloads
            ],
        )
        for name, implementation, result, overloads in FUNCTIONS
    ]
    variables = dict.fromkeys((*VARIABLES, *sorted(joined)), cel.Type.DYN)
    return cel.NewEnv(
        variables={**variables, "as_of": cel.Type.TIMESTAMP},
        extensions=[cel.CelExtension("rsp", functions)],
    )

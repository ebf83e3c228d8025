"""The functions this project adds to CEL; each is total over its types or an evaluation error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from rsp.time import Duration, Moment


def ratio(part: float, whole: float) -> float:
    """`part` over `whole`; a zero whole is an error, for a share of nothing is no share (R9)."""
    if whole == 0:
        raise ValueError("ratio() of a zero whole")
    return part / whole


def column(rows: Sequence[Any], field: str) -> list[Any]:
    """The values of one field over the rows; a row without it is an error."""
    values = []
    for row in map(_plain, rows):
        if not isinstance(row, dict) or field not in row:
            raise ValueError(f"column(): a row has no {field!r}")
        values.append(row[field])
    return values


def covers(whole: Sequence[Any], part: Sequence[Any]) -> bool:
    """Whether every element of `part` is in `whole`."""
    return _keys(part) <= _keys(whole)


def distinct(values: Sequence[Any]) -> bool:
    """Whether no element occurs twice."""
    return len(_keys(values)) == len(values)


def at(text: str) -> datetime:
    """The instant, or the start of the day, that a text names."""
    return Moment.parse(text).earliest


def until(text: str) -> datetime:
    """The instant, or the end of the day, that a text names."""
    return Moment.parse(text).latest


def plus(start: datetime, duration: str) -> datetime:
    """The instant an ISO 8601 duration after `start`, by the calendar."""
    if start.tzinfo is None:
        start = start.replace(tzinfo=UTC)
    return Duration.parse(duration).after(start)


def _plain(value: Any) -> Any:
    return value.plain_value() if hasattr(value, "plain_value") else value


def _keys(values: Iterable[Any]) -> set[Any]:
    return {_key(_plain(value)) for value in values}


def _key(value: Any) -> Any:
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, list):
        return ("list", *map(_key, value))
    if isinstance(value, dict):
        return ("map", *sorted((name, _key(inner)) for name, inner in value.items()))
    return value


Signature = tuple[str, Callable[..., Any], str, tuple[tuple[str, ...], ...]]

FUNCTIONS: tuple[Signature, ...] = (
    (
        "ratio",
        ratio,
        "double",
        (("int", "int"), ("int", "double"), ("double", "int"), ("double", "double")),
    ),
    ("column", column, "list", (("list", "string"),)),
    ("covers", covers, "bool", (("list", "list"),)),
    ("distinct", distinct, "bool", (("list",),)),
    ("at", at, "timestamp", (("string",),)),
    ("until", until, "timestamp", (("string",),)),
    ("plus", plus, "timestamp", (("timestamp", "string"),)),
)
"""Name, implementation, result type and argument types of each overload: one declared over a
dynamic type does not match at run time."""

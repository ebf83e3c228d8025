"""The publisher's stamps: put into the text of a control, changing nothing but the link's stamp."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from checker.diagnostics.diagnostic import Location
from checker.diagnostics.places import key_of
from checker.review.own import quoted
from checker.review.sides import Sides
from rsp.control import Review
from rsp.ref import Ref

Locate = Callable[[Ref], Location]


def stamped(text: str, reviews: Iterable[tuple[Sides, Review]], locate: Locate) -> str:
    """The text of a control with stamps in it; comments and layout stay as they are."""
    edits = sorted((_edit(text, sides, review, locate) for sides, review in reviews), reverse=True)
    for start, end, put in edits:
        text = text[:start] + put + text[end:]
    return text


def _edit(text: str, sides: Sides, review: Review, locate: Locate) -> tuple[int, int, str]:
    """Where in the text to cut, and what to put there."""
    value = _flow(review)
    link = locate(sides.at)
    if sides.control.implements[sides.index].reviewed is not None:
        key, old = locate(key_of(sides.at.at("reviewed"))), locate(sides.at.at("reviewed"))
        start = _offset(text, key.line, key.column)
        return start, _offset(text, old.end_line, old.end_column), f"reviewed: {value}"
    start = _offset(text, link.line, link.column)
    end = _offset(text, link.end_line, link.end_column)
    if text[start] == "{":
        inner = text[start : end - 1].rstrip()
        comma = "" if inner.endswith(",") else ","
        return start + len(inner), end - 1, f"{comma} reviewed: {value}"
    clause = locate(key_of(sides.at.at("clause")))
    after = text.find("\n", end)
    newline = "\r\n" if "\r\n" in text else "\n"
    line = " " * (clause.column - 1) + f"reviewed: {value}"
    if after < 0:
        return len(text), len(text), newline + line
    return after + 1, after + 1, line + newline


def _flow(review: Review) -> str:
    parts = (
        f"stamp: {quoted(review.stamp)}",
        f"by: {quoted(review.by) if not review.by[0].isalpha() else review.by}",
        f"date: {review.date}",
        f"because: {quoted(review.because)}",
        *("bulk: true" for _ in [0] if review.bulk),
    )
    return "{" + ", ".join(parts) + "}"


def _offset(text: str, line: int, column: int) -> int:
    """The index of a place; lines end with a line feed alone or after a carriage return."""
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1

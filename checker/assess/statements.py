"""Public statements: what their records say of where they were made and what stands against
them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from checker.assess.assessment import Statement
from checker.evidence.offered import Offered

STATEMENT = "public-statement"
"""The evidence type of statements; a catalog that has none of that shape has no statements."""


def statement(one: Offered) -> Statement | None:
    """What a record says of the statement it holds; None where it holds none."""
    payload = one.payload
    if one.type != STATEMENT or payload is None or not isinstance(payload.get("source"), dict):
        return None
    source = payload["source"]
    names = ("statement", "standing", "public_by", "dated_by")
    words = [*(payload.get(name) for name in names), source.get("title")]
    told = [" ".join(word.split()) for word in words if isinstance(word, str)]
    if len(told) < len(words):
        return None
    text, standing, public_by, dated_by, title = told
    return Statement(
        text=text,
        standing=standing,
        public_by=public_by,
        dated_by=dated_by,
        title=title,
        places=_words(source.get("domains")),
        through=_words(source.get("through")),
        against=_words(payload.get("against")),
        about=_words(payload.get("about")),
    )


def _words(found: Any) -> tuple[str, ...]:
    rows: Iterable[Any] = found if isinstance(found, list) else ()
    return tuple(one for one in rows if isinstance(one, str))

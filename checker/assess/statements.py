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
    told = (payload.get("standing"), payload.get("public_by"), payload.get("dated_by"))
    standing, public_by, dated_by, title = (*map(_word, told), _word(source.get("title")))
    if standing is None or public_by is None or dated_by is None or title is None:
        return None
    return Statement(
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


def _word(found: Any) -> str | None:
    return " ".join(found.split()) if isinstance(found, str) else None

"""What came since a reviewer answered, as far as the digest of the evidence lets it be told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from checker.assess.held import Held

_TRIES = 200
"""Records that are taken away, the last collected first."""

Line = tuple[str, Held]
"""The id of an instance and one of its candidates."""


def evidence_digest(lines: Iterable[Line]) -> str:
    """The digest that an answer is bound to: which evidence shows which instance."""
    written = sorted(f"{instance} {held.content}\n" for instance, held in lines)
    return hashlib.sha256("".join(written).encode()).hexdigest()


def came_since(lines: Iterable[Line], answered: str) -> tuple[str, ...]:
    """Ids of the records without which the evidence is what was answered; none if others changed.

    Tried are the records collected last, one after the other. Evidence that went, or that replaced
    other evidence, leaves nothing in a digest that could be found again.
    """
    left = list(lines)
    records = {held.id: held for _, held in left}
    order = sorted(records.values(), key=lambda held: (held.collected, held.id), reverse=True)
    for count, last in enumerate(order[: min(_TRIES, len(order) - 1)], 1):
        left = [(instance, held) for instance, held in left if held is not last]
        if evidence_digest(left) == answered:
            return tuple(held.id for held in reversed(order[:count]))
    return ()

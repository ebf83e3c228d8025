"""What stands against each other, in words: contradictions, reuse, supersession (R10)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.model import Hole, Reason, Record, Side
from checker.report.view import day, last_day

_ASSETS = 3


def sides(reason: Reason) -> tuple[str, ...]:
    """What a reason is about, and one text for each of its sides; nothing where it has none."""
    if not reason.sides:
        return ()
    about = {"contradicted": "rule", "reused": "content"}.get(reason.code, "about")
    head = (f"{about}: {reason.about}",) if reason.about else ()
    return (*head, *(side_words(one) for one in reason.sides))


def side_words(one: Side) -> str:
    """One side: what it is, what it is about, when, and what it says."""
    assets = ", ".join(one.assets[:_ASSETS])
    more = len(one.assets) - _ASSETS
    assets += f" and {more} more" if more > 0 else ""
    origin = f", from {one.source} by {one.produced_by}" if one.source else ""
    return f"{one.name} ({assets}; {span(one.observed)}{origin}): {one.says}"


def span(observed: Hole) -> str:
    """Its day or instant, or the first and last of them."""
    start, end = day(observed.start), observed.end
    return start if observed.start == end else f"{start} to {last_day(end)}"


def supersession(one: Record) -> Iterator[str]:
    """What a record replaces and what replaces it, each with the reason that was given."""
    if one.supersedes is not None:
        named = one.supersedes
        how = "takes the place of" if named.holds else "names, and does not take the place of,"
        yield f"{how} {named.record}: {named.because}"
    if one.superseded_by is not None:
        because = f": {one.superseded_because}" if one.superseded_because else ""
        yield f"superseded by {one.superseded_by}{because}"

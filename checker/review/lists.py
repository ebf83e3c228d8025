"""Lists of links and of answers as text, 80 columns; JSON is their values as they stand."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from checker.assess.links import OWN, PUBLISHER
from checker.report.layout import joined, number, wrap
from checker.review.answers import Answer, Answers
from checker.review.listing import Listing, Stamp
from rsp.stamp import LinkState

_WHOSE = {PUBLISHER: "publisher", OWN: "own"}


def json(found: Listing | Answers) -> bytes:
    """The values, indented, keys in their order."""
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def links_text(found: Listing) -> str:
    """Each link with its state and stamps, then reviews of links that are gone, then the counts."""
    lines: list[str] = []
    for one in found.links:
        bulk = ", in bulk" if one.bulk else ""
        whose = "" if one.reviewer not in _WHOSE else f" ({_WHOSE[one.reviewer]} stamp{bulk})"
        lines += wrap(f"{one.control} to {one.clause}: {one.state}{whose}", rest="  ")
        lines += _stamps(one.stamps)
    if found.stale:
        lines += ["", "Own reviews of links that are not there:"]
    for gone in found.stale:
        lines += wrap(f"{gone.control} to {gone.clause}: {gone.because}", rest="  ")
        lines += _stamps(gone.stamps)
    return joined([*lines, "", *_totals(found)] if lines else _totals(found))


def answers_text(found: Answers) -> str:
    """Each question with its state, the answers that count, and why others do not."""
    lines: list[str] = []
    for one in found.judgements:
        lines += wrap(f"{one.id}: {one.state}", rest="  ")
        lines += wrap(one.question, first="  ", rest="    ")
        for answer in one.answers:
            lines += _answer(answer)
        if not one.answers:
            lines += wrap("nobody has answered", first="  - ")
    if found.stray:
        lines += ["", "Answers to no question that is listed:"]
    for answer in found.stray:
        lines += _answer(answer)
    counts = found.counts
    total = (
        f"{number(counts['judgements'], 'question')}: {counts['open']} open,"
        f" {counts['accepted']} accepted, {counts['rejected']} rejected"
    )
    return joined([*lines, *([""] if lines else []), total])


def _answer(one: Answer) -> Iterator[str]:
    says = "; ".join(text for text in ("counts" if one.counts else None, one.because) if text)
    when = f", collected {one.date}" if one.date else ""
    yield from wrap(
        f"{one.id}: {one.answer} by {one.reviewer}{when}: {says}", first="  - ", rest="    "
    )
    for text in (*one.conditions, *one.digests):
        yield from wrap(text, first="      ", rest="        ")


def _stamps(stamps: tuple[Stamp, ...]) -> Iterator[str]:
    for one in stamps:
        bulk = ", in bulk" if one.bulk else ""
        text = f"{_WHOSE[one.of]}: {one.state}{bulk}, by {one.by} on {one.date}: {one.because}"
        yield from wrap(text, first="  ", rest="    ")


def _totals(found: Listing) -> list[str]:
    counts = found.counts
    states = ", ".join(f"{counts[one.value]} {one.value}" for one in LinkState if counts[one.value])
    total = number(counts["links"], "link")
    lines = wrap(f"{total}: {states}" if states else total, rest="  ")
    whose = (
        f"Current: {counts[PUBLISHER]} by the publisher ({counts[f'{PUBLISHER}-bulk']} in bulk),"
        f" {counts[OWN]} by the organisation ({counts[f'{OWN}-bulk']} in bulk)"
    )
    lines += wrap(whose, rest="  ")
    if found.stale:
        lines += wrap(f"{number(len(found.stale), 'own review')} of links that are not there")
    return lines

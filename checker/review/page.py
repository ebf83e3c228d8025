"""A control's links for a reviewer: both sides, their stamps, what changed; 80 columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from checker.assess.links import Stamped
from checker.explain.page import Page
from checker.report.layout import clean, number, wrap
from checker.review.fields import Change, Fields, clause_fields, control_fields
from checker.review.sides import Sides
from checker.review.since import Since
from rsp.clause import Clause
from rsp.control import Review
from rsp.project import OwnReview
from rsp.stamp import LinkState, evidence_types

_MOST = 40
"""Fields that differ and are shown."""
_HELD = ("title", "statement", "carried by")
"""Fields of a control that its head or its links show."""

_SHOWN = ("modality", "check", "text")
"""Fields of a clause that its head shows."""

Tell = Callable[[Sides, Stamped], Iterable[Since]]


def both_sides(links: tuple[Sides, ...], clauses: dict[str, Clause], tell: Tell) -> str:
    """The page of some links of one control; `tell` says what changed since a stamp."""
    control = links[0].control
    page = Page(f"Control {control.id}: {control.title}")
    page.text(control.statement)
    types = dict.fromkeys(evidence_types(control))
    fields = control_fields(control, (), types)
    page.lines += ["", *_fields({k: one for k, one in fields.items() if k not in _HELD}, "  ")]
    seen: dict[tuple[Change, ...], str] = {}
    for one in links:
        _link(page, one, clauses, tell, seen)
    return page.render()


def stamp_line(stamp: Stamped) -> str:
    """The state of a stamp, and who set it, when, how and why."""
    return f"{stamp.state.value}{told(stamp.review)}"


def told(review: Review | OwnReview | None) -> str:
    """`, in bulk, by ceo on 2026-06-01: what was read`; nothing where there is no review."""
    if review is None:
        return ""
    bulk = ", in bulk" if review.bulk else ""
    return f"{bulk}, by {review.by} on {review.date}: {review.because}"


def _link(
    page: Page,
    one: Sides,
    clauses: dict[str, Clause],
    tell: Tell,
    seen: dict[tuple[Change, ...], str],
) -> None:
    """`seen` are the changes that a link above shows, and the clause of that link."""
    clause = one.clause
    page.lines += ["", *wrap(f"Clause {clause.id} ({clause.modality}, {clause.check}):")]
    page.lines += wrap(clause.text, first="  ", rest="    ")
    fields = clause_fields(clause, clauses)
    page.lines += _fields({k: fields[k] for k in fields if k not in _SHOWN}, "  ")
    by = one.control.implements[one.index].by
    page.fact("Carried by", ", ".join(by) or "all requirements")
    page.fact("Publisher's stamp", stamp_line(one.publisher))
    page.fact("Own stamp", stamp_line(one.own))
    own = one.own.review is not None
    moved, whose = (one.own, "own") if own else (one.publisher, "publisher's")
    if moved.state is LinkState.UNKNOWN_RECIPE:
        text = "What was stamped is not known: this version does not know the stamp's recipe."
        page.lines += wrap(text, first="  ", rest="    ")
    for side in tell(one, moved):
        page.lines += _since(side, whose, seen.get(side.changes))
        if side.changes:
            seen.setdefault(side.changes, clause.id)


def _since(since: Since, whose: str, shown: str | None) -> Iterator[str]:
    head = f"The {since.side} changed since the {whose} stamp"
    if since.lost is not None or since.revision is None:
        text = f"{head}; what it was then is not known: {since.lost}."
        yield from wrap(text, first="  ", rest="    ")
        return
    day = f" of {since.revision.date}" if since.revision.date else ""
    text = f"{head}, which fits revision {since.revision.id[:12]}{day}"
    if shown is not None:
        yield from wrap(f"{text}, as shown for {shown}.", first="  ", rest="    ")
        return
    yield from wrap(f"{text}:", first="  ", rest="    ")
    for change in since.changes[:_MOST]:
        yield from wrap(change.field, first="    ")
        for mark, lines in (("-", change.gone), ("+", change.new)):
            for line in lines:
                yield from wrap(line, first=f"      {mark} ", rest=f"      {mark}   ")
    left = len(since.changes) - _MOST
    if left > 0:
        yield f"    and {number(left, 'field')} more"
    if not since.changes:
        yield from wrap("nothing that is shown here differs", first="    ")


def _fields(fields: Fields, indent: str) -> Iterator[str]:
    """Fields line by line, those of one thing (`requirement logs: title`) below its name."""
    above = ""
    for name, lines in fields.items():
        group, _, own = name.rpartition(": ")
        if group and group != above:
            yield from wrap(f"{group}:", first=indent)
        above, inner = group, f"{indent}  " if group else indent
        if len(lines) == 1:
            yield from wrap(f"{own}: {lines[0]}", first=inner, rest=f"{inner}    ")
            continue
        yield from wrap(f"{clean(own)}:", first=inner)
        for line in lines:
            yield from wrap(line, first=f"{inner}- ", rest=f"{inner}    ")

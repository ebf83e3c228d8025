"""Every link with its stamps, and the stamps of links that are gone: the audit of reviews (R21)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from checker.assess.links import OWN, PUBLISHER, Stamped
from checker.project.project import Project
from checker.review.sides import Sides, sides_of
from rsp.control import Review
from rsp.project import OwnReview
from rsp.stamp import LinkState
from rsp.value import Value


class Stamp(Value, frozen=True, kw_only=True):
    """One stamp, and what it says today."""

    of: str
    """`publisher` or `organization`."""
    state: str
    """rsp.stamp.LinkState, or why it says nothing."""
    bulk: bool
    by: str
    date: str
    because: str
    stamp: str


class Line(Value, frozen=True, kw_only=True):
    """One link."""

    control: str
    clause: str
    state: str
    """rsp.stamp.LinkState of the stamp that counts."""
    reviewer: str
    """Whose stamp counts: `publisher`, `organization` or `nobody`."""
    bulk: bool
    """Whether the stamp that counts was written in bulk."""
    stamps: tuple[Stamp, ...]


class Stale(Value, frozen=True, kw_only=True):
    """An own review of a link that does not exist."""

    control: str
    clause: str
    because: str
    """What does not exist."""
    stamps: tuple[Stamp, ...]


class Listing(Value, frozen=True, kw_only=True):
    """All links, or those that were asked for."""

    links: tuple[Line, ...]
    stale: tuple[Stale, ...]
    counts: dict[str, int]
    """Of the links that are listed: by state, and current ones by reviewer and bulk."""


def listing(project: Project, wanted: Callable[[str, str], bool], state: str | None) -> Listing:
    """The links of wanted (control, clause) in a state: a LinkState, or `suspect` for those whose
    stamp does not fit; stale reviews where no state but `suspect` is asked for."""
    links = tuple(
        _line(project, one)
        for name in sorted(project.catalog.controls)
        for one in sides_of(project, name)
        if wanted(name, one.clause.id) and _is(one.counts.state, state)
    )
    stale = tuple(
        one
        for one in _stale(project)
        if wanted(one.control, one.clause) and state in (None, "suspect")
    )
    return Listing(links=links, stale=stale, counts=_counts(links))


def _is(found: LinkState, state: str | None) -> bool:
    if state == "suspect":
        return found not in (LinkState.CURRENT, LinkState.UNREVIEWED)
    return state in (None, found.value)


def _line(project: Project, one: Sides) -> Line:
    counts = one.counts
    shown = [_stamp(each) for each in (one.publisher, one.own)]
    if one.own.review is None:
        shown += [
            _written(OWN, "counts for nothing, being by no party", review)
            for review in project.own_reviews
            if (review.control, review.clause) == (one.control.id, one.clause.id)
        ]
    return Line(
        control=one.control.id,
        clause=one.clause.id,
        state=counts.state.value,
        reviewer=counts.reviewer,
        bulk=counts.review is not None and counts.review.bulk,
        stamps=tuple(stamp for stamp in shown if stamp is not None),
    )


def _stamp(stamped: Stamped) -> Stamp | None:
    review = stamped.review
    return None if review is None else _written(stamped.reviewer, stamped.state.value, review)


def _written(of: str, state: str, review: Review | OwnReview) -> Stamp:
    return Stamp(
        of=of,
        state=state,
        bulk=review.bulk,
        by=review.by,
        date=str(review.date),
        because=review.because,
        stamp=review.stamp,
    )


def _stale(project: Project) -> Iterator[Stale]:
    controls = project.catalog.controls
    for review in project.own_reviews:
        linked = {
            one.clause
            for one in (controls[review.control].implements if review.control in controls else ())
            if one.clause in project.edition.clauses
        }
        if review.clause in linked:
            continue
        why = "has no link to that clause" if review.control in controls else "is not there"
        yield Stale(
            control=review.control,
            clause=review.clause,
            because=f"the control {why}",
            stamps=(_written(OWN, "stale", review),),
        )


def _counts(links: tuple[Line, ...]) -> dict[str, int]:
    states = Counter(one.state for one in links)
    current = [one for one in links if one.state == LinkState.CURRENT]
    whose = {
        f"{name}{'-bulk' if bulk else ''}": sum(
            1 for one in current if one.reviewer == name and (one.bulk or not bulk)
        )
        for name in (PUBLISHER, OWN)
        for bulk in (False, True)
    }
    return {"links": len(links), **{each.value: states[each] for each in LinkState}, **whose}

"""Links from controls to clauses, and whether both sides are still what was reviewed (R21)."""

from __future__ import annotations

from checker.assess.assessment import Link
from checker.project.project import Project
from rsp.control import Control, Review
from rsp.project import OwnReview
from rsp.stamp import (
    LinkState,
    clause_fingerprint,
    control_fingerprint,
    link_fingerprint,
    link_state,
)
from rsp.value import Value

PUBLISHER = "publisher"
OWN = "organization"
NOBODY = "nobody"


class Stamped(Value, frozen=True, kw_only=True):
    """What one side's stamp says of a link."""

    reviewer: str
    """PUBLISHER or OWN."""
    state: LinkState
    review: Review | OwnReview | None


def own_reviews(project: Project) -> dict[tuple[str, str], OwnReview]:
    """By control and clause: the organisation's own reviews by parties that are known."""
    return {
        (review.control, review.clause): review
        for review in project.own_reviews
        if review.by in project.parties
    }


def carrying(control: Control, clause: str) -> tuple[str, ...]:
    """Ids of the requirements that carry a control's links to a clause: those named and the groups
    they are in, or all (R14)."""
    named_by = [one.by for one in control.implements if one.clause == clause]
    if not all(named_by):
        return tuple(requirement.id for requirement in control.evidence)
    named = {name for by in named_by for name in by}
    for group in control.any_of:
        if named & set(group.of):
            named |= set(group.of)
    return tuple(sorted(named))


def links_of(project: Project) -> dict[str, list[Link]]:
    """By clause, in order of control ids: every link and the state of its stamps."""
    types = {name: kind.digest for name, kind in project.catalog.types.items()}
    clauses = project.edition.clauses
    fingerprints: dict[str, str] = {}
    own = own_reviews(project)
    found: dict[str, list[Link]] = {}
    for control in sorted(project.catalog.controls.values(), key=lambda one: one.id):
        whole = control_fingerprint(control, types)
        for index, link in enumerate(control.implements):
            clause = clauses.get(link.clause)
            if clause is None:
                continue
            if clause.id not in fingerprints:
                fingerprints[clause.id] = clause_fingerprint(clause, clauses)
            sides = fingerprints[clause.id], link_fingerprint(whole, link.by)
            counts = best(stamped(link.reviewed, own.get((control.id, clause.id)), *sides))
            found.setdefault(clause.id, []).append(
                Link(
                    control=control.id,
                    clause=clause.id,
                    state=counts.state.value,
                    reviewer=counts.reviewer,
                    bulk=counts.review is not None and counts.review.bulk,
                    standard=clause.standard,
                    at=project.refs[f"control/{control.id}"].at("implements", index),
                )
            )
    return found


def stamped(
    shipped: Review | None, own: OwnReview | None, clause: str, control: str
) -> tuple[Stamped, Stamped]:
    """The organisation's own stamp and the publisher's, given today's fingerprints."""
    rows: tuple[tuple[str, Review | OwnReview | None], ...] = ((OWN, own), (PUBLISHER, shipped))
    own_one, publisher = (
        Stamped(
            reviewer=reviewer,
            state=link_state(review.stamp if review is not None else None, clause, control),
            review=review,
        )
        for reviewer, review in rows
    )
    return own_one, publisher


def best(stamps: tuple[Stamped, ...]) -> Stamped:
    """The one that counts: the first that is current, else the first that moved, else none."""
    for one in stamps:
        if one.state is LinkState.CURRENT:
            return one
    for one in stamps:
        if one.state is not LinkState.UNREVIEWED:
            return one
    return Stamped(reviewer=NOBODY, state=LinkState.UNREVIEWED, review=None)

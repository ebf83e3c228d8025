"""Links from controls to clauses, and whether both sides are still what was reviewed (R21)."""

from __future__ import annotations

from checker.assess.assessment import Link
from checker.project.project import Project
from rsp.control import Control
from rsp.stamp import (
    LinkState,
    clause_fingerprint,
    control_fingerprint,
    link_fingerprint,
    link_state,
)

PUBLISHER = "publisher"
OWN = "organization"
NOBODY = "nobody"


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
    own = {(review.control, review.clause): review.stamp for review in project.own_reviews}
    found: dict[str, list[Link]] = {}
    for control in sorted(project.catalog.controls.values(), key=lambda one: one.id):
        whole = control_fingerprint(control, types)
        for index, link in enumerate(control.implements):
            clause = clauses.get(link.clause)
            if clause is None:
                continue
            if clause.id not in fingerprints:
                fingerprints[clause.id] = clause_fingerprint(clause, clauses)
            control_side = link_fingerprint(whole, link.by)
            shipped = link.reviewed.stamp if link.reviewed is not None else None
            states = (
                (
                    OWN,
                    link_state(
                        own.get((control.id, clause.id)), fingerprints[clause.id], control_side
                    ),
                ),
                (PUBLISHER, link_state(shipped, fingerprints[clause.id], control_side)),
            )
            reviewer, state = _best(states)
            found.setdefault(clause.id, []).append(
                Link(
                    control=control.id,
                    clause=clause.id,
                    state=state.value,
                    reviewer=reviewer,
                    at=project.refs[f"control/{control.id}"].at("implements", index),
                )
            )
    return found


def _best(states: tuple[tuple[str, LinkState], ...]) -> tuple[str, LinkState]:
    """The current one, the organisation's own first; else one that moved; else unreviewed."""
    for reviewer, state in states:
        if state is LinkState.CURRENT:
            return reviewer, state
    for reviewer, state in states:
        if state is not LinkState.UNREVIEWED:
            return reviewer, state
    return NOBODY, LinkState.UNREVIEWED

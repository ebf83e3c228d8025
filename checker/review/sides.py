"""The two sides of each link of a control, and what its stamps say of them (R21)."""

from __future__ import annotations

from checker.project.project import Project
from rsp.clause import Clause
from rsp.control import Control
from rsp.ref import Ref
from rsp.stamp import (
    LinkState,
    clause_fingerprint,
    control_fingerprint,
    link_fingerprint,
    link_state,
    stamp,
)
from rsp.value import Value


class Sides(Value, frozen=True, kw_only=True):
    """One link with both its sides."""

    control: Control
    clause: Clause
    index: int
    """Position among the links of the control."""
    stamp: str
    """The stamp that a review of today's texts gets."""
    publisher: LinkState
    own: LinkState
    at: Ref
    """The link in the control's file."""


def sides_of(project: Project, name: str) -> tuple[Sides, ...]:
    """Every link of a control to a clause of the edition, in the order of the file."""
    control = project.catalog.controls[name]
    types = {key: kind.digest for key, kind in project.catalog.types.items()}
    own = {(one.control, one.clause): one.stamp for one in project.own_reviews}
    whole = control_fingerprint(control, types)
    found = []
    for index, link in enumerate(control.implements):
        clause = project.edition.clauses.get(link.clause)
        if clause is None:
            continue
        left = clause_fingerprint(clause, project.edition.clauses)
        right = link_fingerprint(whole, link.by)
        shipped = link.reviewed.stamp if link.reviewed is not None else None
        found.append(
            Sides(
                control=control,
                clause=clause,
                index=index,
                stamp=stamp(left, right),
                publisher=link_state(shipped, left, right),
                own=link_state(own.get((name, clause.id)), left, right),
                at=project.refs[f"control/{name}"].at("implements", index),
            )
        )
    return tuple(found)

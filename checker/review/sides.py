"""The two sides of each link of a control, and what its stamps say of them (R21)."""

from __future__ import annotations

from checker.assess.links import Stamped, best, own_reviews, stamped
from checker.project.project import Project
from rsp.clause import Clause
from rsp.control import Control
from rsp.ref import Ref
from rsp.stamp import clause_fingerprint, control_fingerprint, link_fingerprint, stamp
from rsp.value import Value


class Sides(Value, frozen=True, kw_only=True):
    """One link with both its sides."""

    control: Control
    clause: Clause
    index: int
    """Position among the links of the control."""
    stamp: str
    """The stamp that a review of today's texts gets."""
    own: Stamped
    publisher: Stamped
    at: Ref
    """The link in the control's file."""

    @property
    def counts(self) -> Stamped:
        """The stamp that decides whether the link is current."""
        return best((self.own, self.publisher))


def sides_of(project: Project, name: str) -> tuple[Sides, ...]:
    """Every link of a control to a clause of the edition, in the order of the file."""
    control = project.catalog.controls[name]
    types = {key: kind.digest for key, kind in project.catalog.types.items()}
    reviews = own_reviews(project)
    whole = control_fingerprint(control, types)
    found = []
    for index, link in enumerate(control.implements):
        clause = project.edition.clauses.get(link.clause)
        if clause is None:
            continue
        left = clause_fingerprint(clause, project.edition.clauses)
        right = link_fingerprint(whole, link.by)
        own, publisher = stamped(link.reviewed, reviews.get((name, clause.id)), left, right)
        found.append(
            Sides(
                control=control,
                clause=clause,
                index=index,
                stamp=stamp(left, right),
                own=own,
                publisher=publisher,
                at=project.refs[f"control/{name}"].at("implements", index),
            )
        )
    return tuple(found)

"""Who belongs to whom, and who is independent of whom (R11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from rsp.party import Party
from rsp.threshold import Approval
from rsp.time import Moment


class Parties:
    """The known parties, asked by date."""

    __slots__ = ("_known", "_organization")

    def __init__(self, known: Mapping[str, Party], organization: str) -> None:
        self._known = known
        self._organization = organization

    def knows(self, party: str) -> bool:
        """Whether the party is in the parties file."""
        return party in self._known

    def belongs(self, party: str, at: datetime) -> frozenset[str]:
        """The party and all it is a member of at that instant, transitively."""
        reached: set[str] = set()
        pending = [party]
        while pending:
            name = pending.pop()
            if name in reached:
                continue
            reached.add(name)
            if name in self._known:
                pending += [
                    membership.party
                    for membership in self._known[name].member_of
                    if (membership.from_ is None or membership.from_.earliest <= at)
                    and (membership.to is None or at < membership.to.latest)
                ]
        return frozenset(reached)

    def outside(self, party: str, at: datetime) -> bool:
        """Whether the party is known and neither the organisation, nor part of it, nor above it."""
        return (
            self.knows(party)
            and self.knows(self._organization)
            and self._organization not in self.belongs(party, at)
            and party not in self.belongs(self._organization, at)
        )

    def inside(self, party: str, at: datetime) -> bool:
        """Whether the party is known to be the organisation, part of it, or what it belongs to."""
        return self.knows(party) and self.knows(self._organization) and not self.outside(party, at)

    def independent(self, party: str, other: str, at: datetime) -> bool:
        """Whether both are known, neither is the organisation nor what that belongs to, and they
        share nothing but these."""
        house = self.belongs(self._organization, at)
        if not (self.knows(party) and self.knows(other)) or house & {party, other}:
            return False
        return not ((self.belongs(party, at) & self.belongs(other, at)) - house)

    def holds(self, party: str, role: str, date: Moment) -> bool:
        """Whether a known party was itself a member of a role for the whole of a date."""
        known = self._known.get(party)
        return known is not None and any(
            one.party == role
            and (one.from_ is None or one.from_.earliest <= date.earliest)
            and (one.to is None or (date.latest <= one.to.latest and date.earliest < one.to.latest))
            for one in known.member_of
        )

    def missing_roles(
        self, approvals: tuple[Approval, ...], roles: tuple[str, ...], by: datetime
    ) -> tuple[str, ...]:
        """The roles in which no known holder approved by then; no party counts for two roles."""
        taken: list[frozenset[str]] = [
            frozenset(
                approval.party
                for approval in approvals
                if approval.role == role
                and approval.date.latest <= by
                and self.holds(approval.party, role, approval.date)
            )
            for role in roles
        ]
        matched: dict[str, int] = {}
        missing = [
            role for index, role in enumerate(roles) if not _assign(index, taken, matched, set())
        ]
        return tuple(missing)


def _assign(
    role: int, holders: list[frozenset[str]], matched: dict[str, int], seen: set[str]
) -> bool:
    """Give a role a holder of its own, moving others where needed (bipartite matching)."""
    for party in sorted(holders[role] - seen):
        seen.add(party)
        if party not in matched or _assign(matched[party], holders, matched, seen):
            matched[party] = role
            return True
    return False

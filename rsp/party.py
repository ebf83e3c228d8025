"""Parties: people, roles, teams and organisations; independence is decided on these."""

from __future__ import annotations

from enum import StrEnum

from rsp.time import Moment
from rsp.value import Authored, Identifier
from rsp.visibility import Visibility


class PartyKind(StrEnum):
    """What a party is."""

    PERSON = "person"
    """One human being."""
    ROLE = "role"
    """An office that somebody holds; approvals name it."""
    TEAM = "team"
    """People who work together inside an organisation."""
    ORGANIZATION = "organization"
    """A legal person, such as the assessed organisation, a vendor or an auditor."""


class Membership(Authored, kw_only=True, frozen=True):
    """Belonging to a team or organisation, or holding a role, for some time."""

    party: Identifier
    """The team, organisation or role."""
    from_: Moment | None = None
    """Since when; absent: always."""
    to: Moment | None = None
    """Until when; absent: still."""


class Party(Authored, kw_only=True, frozen=True):
    """Somebody who owns, produces, approves, operates or reviews."""

    id: Identifier
    """Its stable id, by which everything names it."""
    kind: PartyKind
    """What it is."""
    name: str | None = None
    """What a reader calls it."""
    member_of: tuple[Membership, ...] = ()
    """The teams and organisations it belongs to, and the roles it holds."""
    visibility: Visibility = Visibility.REVIEWER
    """Who sees its id in a report: as an owner, producer, requester, approver or operator."""


class Parties(Authored, kw_only=True, frozen=True):
    """The parties file."""

    parties: tuple[Party, ...]
    """Everybody who is named anywhere; an unknown party is independent of nobody."""

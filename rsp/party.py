"""Parties: people, roles, teams and organisations; independence is decided on these."""

from __future__ import annotations

from enum import StrEnum

from rsp.time import Moment
from rsp.value import Authored, Identifier
from rsp.visibility import Visibility


class PartyKind(StrEnum):
    """What a party is."""

    PERSON = "person"
    ROLE = "role"
    TEAM = "team"
    ORGANIZATION = "organization"


class Membership(Authored, kw_only=True, frozen=True):
    """Belonging to a team or organisation, or holding a role, for some time."""

    party: Identifier
    from_: Moment | None = None
    to: Moment | None = None


class Party(Authored, kw_only=True, frozen=True):
    """Somebody who owns, produces, approves, operates or reviews."""

    id: Identifier
    kind: PartyKind
    name: str | None = None
    member_of: tuple[Membership, ...] = ()
    visibility: Visibility = Visibility.REVIEWER
    """Who sees its id in a report: as an owner, producer, requester, approver or operator."""


class Parties(Authored, kw_only=True, frozen=True):
    """The parties file."""

    parties: tuple[Party, ...]

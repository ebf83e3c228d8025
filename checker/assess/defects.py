"""What a deviation of any kind can lack: parties, dates, and controls that stand in (R20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from checker.assess.chains import Chain
from checker.assess.context import Context
from checker.assess.force import dependencies
from checker.graph.order import reachable
from rsp.deviation import Deviation
from rsp.threshold import Approval
from rsp.time import Duration
from rsp.value import Value


class Defect(Value, frozen=True, kw_only=True):
    """One reason why a deviation is not valid."""

    text: str
    key: str | None = None
    """The key to look at; None: the deviation as a whole."""
    of_today: bool = False
    """Only the date of the assessment makes it."""
    named: bool = False
    """A name that nothing defines: lint reports it by itself."""


class Concern(Value, frozen=True, kw_only=True):
    """What the parties to a deviation are held against."""

    roles: tuple[str, ...]
    """Roles that have to approve."""
    unapprovable: str
    """What is said where there is no such role."""
    owners: dict[str, str]
    """Owner of a control it is about -> what it owns, in words."""


def people(context: Context, one: Deviation, concern: Concern) -> Iterator[Defect]:
    """Unknown parties, missing roles, and parties that are not different from each other."""
    known = context.parties.knows
    approvers = {approval.party for approval in one.approvals}
    for party in sorted({one.requester, *approvers}):
        if not known(party):
            yield Defect(text=f"{party} is not among the parties")
    for role in context.parties.missing_roles(one.approvals, concern.roles, context.now):
        yield Defect(text=f"no {role} known to hold that role approved it", key="approvals")
    if not concern.roles:
        yield Defect(
            text=f"the edition names nobody who may approve it for {concern.unapprovable}",
            key="approvals",
        )
    if one.requester in approvers:
        yield Defect(text=f"{one.requester} requested it and cannot approve it", key="approvals")
    for approval in sorted(one.approvals, key=lambda each: each.party):
        yield from _approver(context, one, concern, approval)
    at = one.starts.earliest
    for owner, owned in sorted(concern.owners.items()):
        if _are_one(context, one.requester, owner, at):
            text = f"{one.requester}, who requested it, is or belongs to {owner}, who owns {owned}"
            if one.requester in context.parties.belongs(owner, at) - {owner}:
                text = f"{owner}, who owns {owned}, belongs to {one.requester}, who requested it"
            yield Defect(text=text, key="requester")


def _approver(
    context: Context, one: Deviation, concern: Concern, approval: Approval
) -> Iterator[Defect]:
    at, party = approval.date.earliest, approval.party
    if party != one.requester and _are_one(context, party, one.requester, at):
        yield Defect(
            text=f"{party} approved it and {one.requester} requested it, and one belongs to the"
            " other",
            key="approvals",
        )
    mine = context.parties.belongs(party, at)
    for owner, owned in sorted(concern.owners.items()):
        if owner in mine:
            yield Defect(text=f"{party} owns {owned}", key="approvals")
        elif party in context.parties.belongs(owner, at):
            yield Defect(
                text=f"{owner}, who owns {owned}, belongs to {party}, who approved it",
                key="approvals",
            )


def _are_one(context: Context, party: str, other: str, at: datetime) -> bool:
    """Whether two parties are the same, or one belongs to the other."""
    return other in context.parties.belongs(party, at) or party in context.parties.belongs(
        other, at
    )


def dates(context: Context, one: Deviation, chain: Chain, maximum: Duration) -> Iterator[Defect]:
    """An order of dates that cannot be, a date outside them, a chain that is too long."""
    for approval in one.approvals:
        if one.starts.latest < approval.date.latest:
            text = f"it starts on {one.starts}, before {approval.party} approved"
            yield Defect(text=text, key="starts")
    if one.expires.latest <= one.starts.earliest:
        yield Defect(text="it expires before it starts", key="expires")
    if context.now < one.starts.earliest:
        yield Defect(text=f"it starts on {one.starts}", key="starts", of_today=True)
    if context.now > one.expires.latest:
        yield Defect(text=f"it expired on {one.expires}", key="expires", of_today=True)
    if chain.lost is not None:
        text = f"it renews {chain.lost}, which cannot be followed"
        yield Defect(text=text, key="renews")
    if chain.too_long(maximum):
        text = f"from {chain.first} to {chain.last} is longer than {maximum}"
        if chain.unnamed:
            text += f"; it continues {', '.join(chain.unnamed)}, about the same"
        yield Defect(text=text, key="expires")


def standing_in(
    context: Context, names: tuple[str, ...], key: str, waived: frozenset[str]
) -> Iterator[Defect]:
    """Controls that stand in and do not exist, or rest on what is `waived` (controls)."""
    controls, edges = context.project.catalog.controls, dependencies(context.project)
    what = "compensating control" if key == "compensating" else "measure"
    for name in names:
        if name not in controls:
            text = f"its {what} {name} is not in the catalog"
            yield Defect(text=text, key=key, named=True)
        elif waived & reachable(edges, [name]):
            text = f"its {what} {name} rests on what it stands in for"
            yield Defect(text=text, key=key)

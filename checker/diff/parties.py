"""What changed among the parties: who there is, and who belongs to whom when (R11)."""

from __future__ import annotations

from collections.abc import Iterator

from checker.compare.change import Kind
from checker.compare.durations import Order
from checker.compare.fields import Rule, key, label, opaque
from checker.diff.both import Both, Found, things
from checker.diff.kinds import members, of_moments, ordered, visible

MEMBERSHIP: dict[str, Rule] = {
    "party": key(),
    "from_": ordered(
        "membership", of_moments, more=Kind.WEAKER, less=Kind.UNDECIDABLE, absent=Order.LESS
    ),
    "to": ordered(
        "membership-end", of_moments, more=Kind.UNDECIDABLE, less=Kind.WEAKER, absent=Order.MORE
    ),
}
"""Whoever belongs to somebody is not independent of them; one in a role may approve."""

PARTY: dict[str, Rule] = {
    "id": key(),
    "kind": opaque("party-kind-changed"),
    "name": label("name-changed"),
    "member_of": members(
        "membership",
        lambda one: one.party,
        MEMBERSHIP,
        added=Kind.UNDECIDABLE,
        removed=Kind.WEAKER,
    ),
    "visibility": visible,
}


def parties(both: Both) -> Iterator[Found]:
    """A party or membership less is weaker: nobody counts as theirs any more. One more may be
    whose approval or independence something passes by."""
    yield from things(
        both, "party", dict(both.base.parties), dict(both.head.parties), PARTY, ref="party/",
        around="parties", removed=Kind.WEAKER, added=Kind.UNDECIDABLE,
    )  # fmt: skip

"""Approvals of changes that ask for less: what `rsp diff` accepts, one change at a time."""

from __future__ import annotations

from typing import Annotated

import msgspec

from rsp.time import Moment
from rsp.value import Authored, Identifier, Text

ChangeId = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^c1:[0-9a-f]{40}\Z",
        description="One exact change, as rsp diff states it: what changed, and what it is on both "
        "sides. There are no wildcards (`*`).",
        examples=["c1:6f1ed002ab5595859014ebf0951522d9a1b2c3d4"],
    ),
]


class ChangeApproval(Authored, kw_only=True, frozen=True):
    """One change that was looked at and accepted; it counts in the comparison that it is new in."""

    change: ChangeId
    """The id that `rsp diff` states beside the change."""
    by: Identifier
    """The party that accepts it, on both sides of the comparison: a holder of a role that the
    edition names for deviations, and not of what the change is about."""
    date: Moment
    """When; it counts from then on."""
    because: Text
    """Why it may be."""


class Changes(Authored, kw_only=True, frozen=True):
    """The changes file: approvals, the oldest first; none is ever taken out."""

    changes: tuple[ChangeApproval, ...] = ()
    """Each accepts one change."""

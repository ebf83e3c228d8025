"""What the gate accepts for one subject, and what nobody can accept (R20)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from checker.assess.assessment import Instance, Reason, Verdict
from rsp.value import Value

NEVER_WAIVED = frozenset(
    {
        Reason.TAMPERED,
        Reason.WITHDRAWN,
        Reason.MALFORMED,
        Reason.CONTRADICTED,
        Reason.UNKNOWN_ASSET,
        Reason.REJECTED_IN_REVIEW,
    }
)
"""Reasons that nobody can accept (R20)."""


def is_fatal(instance: Instance) -> bool:
    """Whether an instance has a reason that nobody can accept."""
    return any(why.code in NEVER_WAIVED for why in instance.reasons)


def fatal(instance: Instance) -> str:
    """Which reasons of it nobody can accept."""
    codes = sorted({why.code for why in instance.reasons} & NEVER_WAIVED)
    return f"{instance.id} is {', '.join(codes)}, which nobody can waive"


class Accepted(Value, frozen=True, kw_only=True):
    """What the gate accepts for one subject."""

    instances: dict[str, tuple[str, ...]]
    """Unmet instance -> the waivers that accept it."""
    controls: dict[str, tuple[str, ...]]
    """Control in gap or undermined -> the waivers that accept it."""
    verdicts: dict[str, Verdict]
    """Standard -> its verdict if the instances were met; empty where nothing is accepted."""
    interim: dict[str, tuple[str, ...]]
    """Standard -> the interim measures that are in effect for it."""
    standards: dict[str, tuple[str, ...]]
    """Standard that the gate accepts as it stands -> by what."""
    limits: dict[str, tuple[str, ...]]
    """Deviation -> why it accepts less than it names."""


def put(
    found: dict[str, tuple[str, ...]],
    name: str,
    needed: Collection[str],
    accepted: Mapping[str, tuple[str, ...]],
) -> None:
    """Note what accepts a control, if all it needs is accepted."""
    if needed and all(each in accepted for each in needed):
        found[name] = tuple(sorted({by for each in needed for by in accepted[each]}))

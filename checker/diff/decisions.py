"""What changed in what was decided: determinations (R16) and deviations (R20)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.fields import Rule, demanded, key, opaque, ranked
from checker.diff.both import Both, Found, things
from checker.diff.kinds import members, of_moments, of_numbers, ordered, visible
from rsp.deviation import overlap
from rsp.threshold import Outcome, Standing

_SEVERITY = {outcome: rank for rank, outcome in enumerate(Outcome)}

APPROVAL: dict[str, Rule] = {"role": key(), "party": key(), "date": opaque("approval-moved")}
NOTICE: dict[str, Rule] = {"to": key(), "date": opaque("notice-moved")}


def _approvals(added: Kind, removed: Kind) -> Rule:
    return members(
        "approval", lambda one: (one.role, one.party), APPROVAL, added=added, removed=removed
    )


def _standing(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
    """What is publicly stated is effective without approvals; what is decided is shown by them."""
    if old.standing is not new.standing:
        stated = new.standing is Standing.PUBLICLY_STATED
        kind, word = (Kind.WEAKER, "lower") if stated else (Kind.UNDECIDABLE, "higher")
        yield changed(kind, f"standing-{word}", spot, old.standing, new.standing)


DETERMINATION: dict[str, Rule] = {
    "id": key(),
    "model": opaque("determination-model-changed"),
    "threshold": opaque("determination-threshold-changed"),
    "outcome": ranked("outcome-lower", "outcome-higher", lambda one: _SEVERITY[one]),
    "assessed_at": ordered("assessment", of_moments, more=Kind.WEAKER, less=Kind.UNDECIDABLE),
    "decided_at": opaque("decision-moved"),
    "basis": opaque("basis-changed"),
    "standing": _standing,
    "report": opaque("report-changed"),
    "effective_compute": ordered(
        "effective-compute", of_numbers, more=Kind.WEAKER, words=("higher", "lower")
    ),
    "approvals": _approvals(added=Kind.UNDECIDABLE, removed=Kind.UNDECIDABLE),
    "supersedes": opaque("supersession-changed"),
    "visibility": visible,
}


def _narrower(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
    """What a deviation is about: without the key, all there is. One that is narrower may not count
    together with an earlier one any more, and so not be too long."""
    before, after = getattr(old, name), getattr(new, name)
    if before == after:
        return
    kind, what = Kind.UNDECIDABLE, "deviation-target-changed"
    if after is None:
        kind, what = Kind.WEAKER, "deviation-widened"
    elif before is None:
        what = "deviation-narrowed"
    yield changed(kind, what, spot, before, after)


def _stand_ins(what: str) -> Rule:
    """Controls that stand in: each asks for more, but without any it may not be valid at all."""
    each = demanded(f"{what}-removed", f"{what}-added")

    def rule(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
        first = not getattr(old, name)
        for one in each(old, new, name, spot):
            yield replace(one, kind=Kind.UNDECIDABLE) if first else one

    return rule


DEVIATION: dict[str, Rule] = {
    "id": key(),
    "kind": opaque("deviation-kind-changed"),
    **dict.fromkeys(("clause", "control", "requirement", "asset", "standard", "model"), _narrower),
    "reason": opaque("deviation-reason-changed"),
    "requester": opaque("requester-changed"),
    "approvals": _approvals(added=Kind.WEAKER, removed=Kind.UNDECIDABLE),
    "starts": ordered("deviation-start", of_moments, more=Kind.UNDECIDABLE, less=Kind.WEAKER),
    "expires": ordered("deviation-end", of_moments, more=Kind.WEAKER, less=Kind.UNDECIDABLE),
    "compensating": _stand_ins("compensation"),
    "measures": _stand_ins("measure"),
    "same_assurance": opaque("same-assurance-changed"),
    "notices": members(
        "notice", lambda one: one.to.value, NOTICE, added=Kind.WEAKER, removed=Kind.STRONGER
    ),
    "renews": opaque("renewal-changed"),
    "visibility": visible,
}
"""A deviation more accepts more; what makes one valid that was not does so too: a shorter one may
be short enough, and an approval less may be one that was not allowed."""


def _determined(one: Any) -> Kind:
    """`below` frees from standards; another outcome does where it replaces a worse one."""
    if one.outcome is Outcome.BELOW:
        return Kind.WEAKER
    return Kind.STRONGER if one.supersedes is None else Kind.UNDECIDABLE


def _undetermined(one: Any) -> Kind:
    """Without it the duties of `cannot-rule-out` stand, or those of an earlier one."""
    return Kind.UNDECIDABLE if one.outcome is Outcome.BELOW else Kind.WEAKER


def _without(both: Both, gone: Any) -> Kind:
    """Whatever it let pass no longer does; but one that continued it counts its days no more."""
    rest = both.head.deviations.values()
    longer = any(one.renews == gone.id or overlap(one, gone) for one in rest)
    return Kind.UNDECIDABLE if longer else Kind.STRONGER


def decisions(both: Both) -> Iterator[Found]:
    """Determinations, then deviations, each by its id."""
    yield from things(
        both, "determination", dict(both.base.determinations), dict(both.head.determinations),
        DETERMINATION, ref="determination/", around="determinations", removed=_undetermined,
        added=_determined,
    )  # fmt: skip
    yield from things(
        both, "deviation", dict(both.base.deviations), dict(both.head.deviations), DEVIATION,
        ref="deviation/", around="deviations", removed=lambda one: _without(both, one),
        added=Kind.WEAKER,
    )  # fmt: skip

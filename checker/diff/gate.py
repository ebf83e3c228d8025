"""What changed in what the organisation lets pass: settings of the gate, its baseline, the pins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.durations import Order
from checker.compare.fields import Rule, key, label, of_fields, opaque
from checker.diff.both import Both, Found, placed
from checker.diff.kinds import flag, maybe, members, of_lengths, of_moments, of_numbers, ordered
from rsp.baseline import Baseline

_EVERY = "all"
_REASON = label("reason-changed")
_LENGTH = ("longer", "shorter")


def chosen(what: str, *, more: Kind) -> Rule:
    """A selection: what choosing more of it does; nothing stated, and `all`, choose everything."""

    def rule(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
        before, after = getattr(old, name), getattr(new, name)
        was, now = _set(before), _set(after)
        if was == now:
            return
        if now is None or (was is not None and was < now):
            yield changed(more, f"{what}-wider", spot, before, after)
        elif was is None or now < was:
            yield changed(more.reverse, f"{what}-narrower", spot, before, after)
        else:
            yield changed(Kind.UNDECIDABLE, f"{what}-changed", spot, before, after)

    return rule


def _set(found: Any) -> frozenset[Any] | None:
    """None stands for everything."""
    return None if found is None or _EVERY in found else frozenset(found)


def _moved(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
    """A file that lies elsewhere; what it holds is compared by itself."""
    before, after = getattr(old, name), getattr(new, name)
    if before != after:
        yield changed(Kind.NEUTRAL, "file-moved", spot, before, after)


AT_MOST: dict[str, Rule] = {
    "by": key(),
    "entries": ordered("baseline-most", of_numbers, more=Kind.WEAKER, words=("more", "fewer")),
}
NAMED: dict[str, Rule] = {
    "file": _moved,
    "until": ordered("baseline-end", of_moments, more=Kind.WEAKER, absent=Order.MORE),
    "shrink": members(
        "baseline-step", lambda one: str(one.by), AT_MOST, added=Kind.STRONGER, removed=Kind.WEAKER
    ),
}
GATE: dict[str, Rule] = {
    "allow_closed": flag("gate-allow-closed", true=Kind.WEAKER),
    "commitments": flag("gate-commitments", true=Kind.STRONGER),
    "announce_expiry": ordered("gate-announcement", of_lengths, more=Kind.STRONGER, words=_LENGTH),
    "require_own_review": flag("gate-own-review", true=Kind.STRONGER),
    "standards": chosen("gate-standards", more=Kind.STRONGER),
    "modalities": chosen("gate-modalities", more=Kind.STRONGER),
    "severities": chosen("gate-severities", more=Kind.STRONGER),
    "fail_before_expiry": ordered(
        "gate-lead", of_lengths, more=Kind.STRONGER, absent=Order.LESS, words=_LENGTH
    ),
    "fail_on_warnings": chosen("gate-warnings", more=Kind.STRONGER),
    "never_fail_on": chosen("gate-exempt-warnings", more=Kind.WEAKER),
    "baseline": maybe("gate-baseline", NAMED, added=Kind.WEAKER, removed=Kind.STRONGER),
}
"""A key of the gate that is not here is undecidable, whatever it says."""

PINS: dict[str, Rule] = {
    "policy": opaque("pin-moved"),
    "catalog": opaque("pin-moved"),
    "catalog_version": label("pin-version"),
    "tool": opaque("pin-moved"),
    "date": label("pin-dated"),
    "because": _REASON,
}

KNOWN_GAP: dict[str, Rule] = {
    "kind": key(),
    "id": key(),
    "reasons": chosen("baseline-reasons", more=Kind.WEAKER),
}
BASELINE: dict[str, Rule] = {
    "organization": opaque("baseline-of-another"),
    "policy": opaque("baseline-of-another"),
    "catalog": opaque("baseline-of-another"),
    "until": ordered("baseline-end", of_moments, more=Kind.WEAKER),
    "gaps": members(
        "baseline-entry",
        lambda one: (one.kind.value, one.id),
        KNOWN_GAP,
        added=Kind.WEAKER,
        removed=Kind.STRONGER,
    ),
    **dict.fromkeys(("project", "as_of", "by", "because", "digest"), label("baseline-renewed")),
}


def baseline(both: Both) -> Iterator[Found]:
    """The entries of the baseline that the gate names, where both sides have one."""
    old, new = _baseline(both.base), _baseline(both.head)
    spot = Spot(path="baseline")
    if old is not None and new is not None:
        for one in of_fields(old, new, spot, BASELINE):
            yield placed(both, one, "baseline", "gate")
    elif both.base.baseline is not None and both.head.baseline is not None and old is not new:
        what = "baseline-unusable" if new is None else "baseline-usable"
        kind = Kind.STRONGER if new is None else Kind.WEAKER
        yield placed(both, changed(kind, what, spot, old, new), "baseline", "gate")


def _baseline(project: Any) -> Baseline | None:
    return project.baseline.baseline if project.baseline is not None else None

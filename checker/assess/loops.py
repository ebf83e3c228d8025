"""Waivers whose compensating controls are waived in turn, round in a circle (R20)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.graph.order import reachable
from rsp.deviation import Deviation, DeviationKind


def in_a_loop(
    edges: Mapping[str, tuple[str, ...]], deviations: Iterable[Deviation]
) -> dict[str, tuple[str, ...]]:
    """Of waivers in effect at one time, those that come back to the control they waive, with the
    compensating controls that lead there; `edges` are the dependencies between controls."""
    waivers = [one for one in deviations if one.kind is DeviationKind.WAIVER and one.control]
    led: dict[str, tuple[str, ...]] = dict(edges)
    for one in waivers:
        led[str(one.control)] = (*led.get(str(one.control), ()), *one.compensating)
    found = {}
    for one in waivers:
        back = tuple(name for name in one.compensating if one.control in reachable(led, [name]))
        if back:
            found[one.id] = back
    return found

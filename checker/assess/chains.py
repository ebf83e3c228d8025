"""How long something has been deviated from: over renewals, and over renames (R20)."""

from __future__ import annotations

from collections.abc import Mapping

from rsp.deviation import Deviation, overlap
from rsp.time import Duration, Moment
from rsp.value import Value


class Chain(Value, frozen=True, kw_only=True):
    """A deviation with all that it continues."""

    members: tuple[str, ...]
    """Ids in order of their starts; the deviation itself is among them."""
    unnamed: tuple[str, ...]
    """Those of them that it continues without saying so."""
    first: Moment
    """Where the earliest starts."""
    last: Moment
    """Where it, or the last of those it renews by name, expires."""
    lost: str | None
    """What is renewed and cannot be followed."""

    def too_long(self, maximum: Duration) -> bool:
        """Whether it lasts longer than the maximum."""
        return maximum.after(self.first.earliest) < self.last.latest


def chain_of(deviations: Mapping[str, Deviation], one: Deviation, maximum: Duration) -> Chain:
    """What a deviation continues: by name, and whatever of its kind about the same thing ended less
    than one maximum before the next one starts, whatever its id."""
    line, lost = _renewed(deviations, one)
    found = {each.id: each for each in line}
    rest = [
        other
        for name, other in sorted(deviations.items())
        if name not in found and any(overlap(other, each) for each in line)
    ]
    while joining := [
        other for other in rest if any(_leads_to(other, each, maximum) for each in found.values())
    ]:
        found.update((other.id, other) for other in joining)
        rest = [other for other in rest if other.id not in found]
    return Chain(
        members=tuple(sorted(found, key=lambda name: (found[name].starts.earliest, name))),
        unnamed=tuple(sorted(set(found) - {each.id for each in line})),
        first=min((each.starts for each in found.values()), key=lambda at: at.earliest),
        last=max((each.expires for each in line), key=lambda at: at.latest),
        lost=lost,
    )


def _renewed(
    deviations: Mapping[str, Deviation], one: Deviation
) -> tuple[list[Deviation], str | None]:
    """A deviation and those it renews by name, and the name that leads nowhere."""
    line, seen = [one], {one.id}
    while (renews := line[-1].renews) is not None:
        earlier = deviations.get(renews)
        if earlier is None or earlier.id in seen:
            return line, renews
        line.append(earlier)
        seen.add(earlier.id)
    return line, None


def _leads_to(earlier: Deviation, later: Deviation, maximum: Duration) -> bool:
    """Whether one starts no later than another, which starts less than a maximum after its end."""
    return (
        earlier.starts.earliest <= later.starts.earliest
        and later.starts.earliest < maximum.after(earlier.expires.latest)
    )

"""Which gaps of today a baseline knows, and which of its entries are closed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from checker.assess.assessment import Reason
from checker.gating.gaps import Gap
from rsp.baseline import Baseline, GapKind, KnownGap
from rsp.value import Value

ABSENT = frozenset(
    {
        Reason.MISSING,
        Reason.STALE,
        Reason.LATE,
        Reason.COVERAGE_HOLE,
        Reason.NOTHING_TO_ASSESS,
        Reason.NOT_PRESENTED,
        Reason.UNSEALED,
        Reason.WEAK_RELIABILITY,
        Reason.NOT_INDEPENDENT,
        Reason.SAMPLE_INADEQUATE,
        Reason.COMPLEMENT_UNKNOWN,
    }
)
"""Reasons that say that evidence is absent or too weak: none of an instance is worse than any that
was listed. Every other one has to be listed by itself."""

Key = tuple[GapKind, str]


class Matched(Value, frozen=True, kw_only=True):
    """A baseline against the gaps of today."""

    known: tuple[Gap, ...]
    """Gaps that it lists, and that are no worse."""
    closed: tuple[KnownGap, ...]
    """Entries that are no gap any more."""
    new: tuple[Gap, ...]
    """Gaps that it does not list, or lists with better reasons."""
    was: dict[Key, tuple[str, ...]]
    """The reasons that it lists, by gap."""

    @property
    def keys(self) -> frozenset[Key]:
        """What the known gaps are about."""
        return frozenset(one.key for one in self.known)


def matched(baseline: Baseline, today: Mapping[Key, Gap], gated: Collection[Key]) -> Matched:
    """Compare a baseline with all gaps of today; new ones are told of those that are gated."""
    listed = {one.key: one for one in baseline.gaps}
    known = {key: gap for key, gap in today.items() if key in listed and is_known(gap, listed[key])}
    return Matched(
        known=tuple(known[key] for key in sorted(known)),
        closed=tuple(one for one in baseline.gaps if one.key not in today),
        new=tuple(today[key] for key in sorted(gated) if key not in known),
        was={key: one.reasons for key, one in listed.items()},
    )


def is_known(gap: Gap, listed: KnownGap) -> bool:
    """Whether a gap is no worse than it was listed."""
    if gap.fatal:
        return False
    return all(
        why in listed.reasons or (gap.kind is GapKind.INSTANCE and why in ABSENT)
        for why in gap.reasons
    )

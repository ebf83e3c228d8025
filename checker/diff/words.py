"""Sentences that the text and the Markdown of a comparison share."""

from __future__ import annotations

from collections.abc import Sequence

from checker.diff.model import Diff, Head, KindWord, Moved, Place, PolicyChange
from checker.report.layout import number

TITLES: dict[KindWord, str] = {
    "weaker": "Weaker",
    "undecidable": "Undecidable, which counts as weaker until accepted",
    "stronger": "Stronger",
    "neutral": "Neutral",
}
_OWN = ("catalog:", "edition:", "builtin:", "overlaid:")
"""Before the documents that come with the tool, whichever side names them."""


def spot(head: Head, place: Place) -> str:
    """`main:policy/rsp.yaml:12`."""
    return f"{path(head, place.file)}:{place.line}"


def path(head: Head, file: str) -> str:
    """A file of a side, as it is shown."""
    return file if file.startswith(_OWN) else f"{head.prefix}{file}"


def side(head: Head) -> str:
    """What is compared: the name, the commit, the policy and the catalog."""
    commit = f" ({head.commit[:12]})" if head.commit and head.commit[:12] != head.asked else ""
    said = f"{head.asked}{commit}"
    if head.policy is None or head.catalog is None:
        return said
    found = head.catalog
    which = "the tool's own " if found.source == "shipped" else "custom "
    return (
        f"{said}: policy {head.policy}, {which}catalog {found.name} {found.version}"
        f"{' with an overlay' if found.overlay else ''} ({found.digest[:12]})"
    )


def summed(diff: Diff) -> str:
    """How many changes there are, and how many of them wait for somebody."""
    if diff.policy is None:
        return f"Policy: not compared, {diff.policy_because}"
    counts = diff.policy.counts
    if not diff.policy.changes:
        return "Policy: no change"
    parts = [f"{counts.weaker} weaker", f"{counts.undecidable} undecidable"]
    parts += [f"{counts.stronger} stronger", f"{counts.neutral} neutral"]
    accepted = f"; {counts.accepted} accepted" if counts.accepted else ""
    return f"Policy: {number(len(diff.policy.changes), 'change')}: {', '.join(parts)}{accepted}"


def eased(moved: Sequence[Moved]) -> tuple[Moved, ...]:
    """What did not pass and does, or is gone."""
    return tuple(one for one in moved if one.how == "eased")


def posture_summed(diff: Diff) -> str:
    """What moves, in a line."""
    part = diff.posture
    if part is None:
        return f"Posture: not compared, {diff.posture_because}"
    if part.same_evidence:
        when = f"today's evidence, as of {part.head_as_of}, by either policy"
    else:
        when = f"saved or assessed at {part.base_as_of} and {part.head_as_of}, each by its evidence"
    if not part.moved:
        return f"Posture: nothing moves ({when})"
    worse = sum(1 for one in part.moved if one.how == "worse")
    return f"Posture: {len(eased(part.moved))} eased, {worse} worse ({when})"


def moved_words(one: Moved) -> str:
    """`asl-3/security: not-conformant to conformant`."""
    return f"{one.id}: {one.before or 'not there'} to {one.after or 'gone'}"


def only_by_policy(diff: Diff) -> str:
    """What is said above what eased."""
    if diff.posture is not None and diff.posture.same_evidence:
        return "Passes only because the policy changed"
    return "Passed not, and passes"


def status(change: PolicyChange) -> str:
    """Whether somebody accepted it."""
    one = change.accepted
    return f"accepted by {one.by}, {one.date}: {one.because}" if one is not None else ""

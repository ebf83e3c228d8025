"""The comparison as a comment on a pull request: short on top, the rest folded, bounded in size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.diff import words
from checker.diff.model import Diff, KindWord, Moved, PolicyChange
from checker.report.escape import code, escape
from checker.report.parts.block import folded, items, table

MARKER = "<!-- rsp diff -->"
"""The first line, by which a bot finds the comment that it updates."""
LARGEST = 60_000
"""Bytes: a comment on GitHub holds 65,536 characters."""
_FOLDED: tuple[KindWord, ...] = ("stronger", "neutral")
_CASES = 3
_NOTE = 200
"""Bytes kept for the note that something is left out."""


def render(diff: Diff, limit: int | None = None) -> str:
    """Blocks parted by an empty line; the last of them are left out where there are more than
    `limit` bytes, and a note says so."""
    blocks, used, left = [], 0, 0
    for block in _blocks(diff):
        size = len(block.encode()) + 2
        if left or (limit is not None and used + size > limit - _NOTE):
            left += 1
        else:
            blocks.append(block)
            used += size
    if left:
        blocks.append(
            f"**Cut for size:** {left} parts are left out here; `--format json` has all of it."
        )
    return "\n\n".join(blocks) + "\n"


def _blocks(diff: Diff) -> Iterator[str]:
    yield MARKER
    yield f"### {_headline(diff)}"
    yield items(
        [
            f"base {escape(words.side(diff.base))}",
            f"head {escape(words.side(diff.head))}",
            escape(words.summed(diff)),
            escape(words.posture_summed(diff)),
            escape(f"Exit {diff.exit.code}: {diff.exit.because}"),
        ]
    )
    moved = diff.posture.moved if diff.posture is not None else ()
    yield from _eased(diff, words.eased(moved))
    changes = diff.policy.changes if diff.policy is not None else ()
    open_ = [one for one in changes if _waits(one)]
    for kind, title in (("weaker", "Weaker"), ("undecidable", "Undecidable")):
        yield from _detailed(diff, title, [one for one in open_ if one.kind == kind])
    yield from _accepted(diff, [one for one in changes if one.accepted is not None])
    worse = [one for one in moved if one.how == "worse"]
    if worse:
        yield folded(f"Worse by the head ({len(worse)})", _moved(worse))
    for kind in _FOLDED:
        ones = [one for one in changes if one.kind == kind]
        if ones:
            yield folded(f"{words.TITLES[kind]} ({len(ones)})", _rows(diff, ones))
    if diff.diagnostics:
        yield folded(f"Diagnostics ({len(diff.diagnostics)})", _diagnostics(diff))


def _headline(diff: Diff) -> str:
    """What a reader of the pull request has to know first."""
    counts = diff.policy.counts if diff.policy is not None else None
    if counts is None:
        return "The policy was not compared"
    waiting = counts.weaker + counts.undecidable - counts.accepted
    if waiting:
        verb = "weakens" if counts.weaker else "may weaken"
        return f"This change {verb} the policy: {waiting} to be accepted or taken back"
    if counts.accepted:
        return "This change weakens the policy, as was accepted"
    return "This change weakens nothing"


def _waits(one: PolicyChange) -> bool:
    return one.kind in ("weaker", "undecidable") and one.accepted is None


def _eased(diff: Diff, ones: Sequence[Moved]) -> Iterator[str]:
    if ones:
        yield f"**{words.only_by_policy(diff)}** ({len(ones)})"
        shown = [one for one in ones if one.kind in ("gate", "standard", "control", "clause")]
        if shown:
            yield _moved(shown)
        rest = [one for one in ones if one.kind == "instance"]
        if rest:
            yield folded(f"Instances ({len(rest)})", _moved(rest))


def _moved(ones: Sequence[Moved]) -> str:
    return table(
        ("What", "Whom", "Base", "Head"),
        [
            (
                "gate" if one.kind == "gate" else f"{one.kind} {code(one.id)}",
                code(one.subject) if one.subject else "",
                escape(one.before or "not there"),
                escape(one.after or "gone"),
            )
            for one in ones
        ],
    )


def _detailed(diff: Diff, title: str, ones: Sequence[PolicyChange]) -> Iterator[str]:
    if not ones:
        return
    yield f"#### {title} ({len(ones)})"
    for one in ones:
        lines = [
            f"**{escape(one.change)}** {escape(one.sentence)}",
            f"  because {escape(one.because)}",
            f"  {_spots(diff, one)}",
            *(f"  {line}" for line in _cases(diff, one)),
            f"  id {code(one.id)}",
        ]
        yield "- " + "\\\n".join(lines)


def _cases(diff: Diff, one: PolicyChange) -> Iterator[str]:
    for case in one.cases[:_CASES]:
        head = diff.base if case.side == "base" else diff.head
        at = code(f"{words.path(head, case.file)}:{case.line}")
        yield f"case {escape(repr(case.name))}: old {case.old}, new {case.new}; {at}"


def _spots(diff: Diff, one: PolicyChange) -> str:
    base, head = code(words.spot(diff.base, one.base)), code(words.spot(diff.head, one.head))
    return f"{base}{'' if one.base.there else ' (not there)'} to {head}" + (
        "" if one.head.there else " (not there)"
    )


def _accepted(diff: Diff, ones: Sequence[PolicyChange]) -> Iterator[str]:
    if ones:
        rows = [
            (
                escape(one.kind),
                escape(one.sentence),
                escape(words.status(one)),
                code(one.id),
            )
            for one in ones
        ]
        block = table(("Kind", "Change", "Accepted", "Id"), rows)
        yield folded(f"Accepted ({len(ones)})", block)


def _rows(diff: Diff, ones: Sequence[PolicyChange]) -> str:
    rows = [(escape(one.change), escape(one.sentence), _spots(diff, one)) for one in ones]
    return table(("Change", "What", "Where"), rows)


def _diagnostics(diff: Diff) -> str:
    rows = []
    for one in diff.diagnostics:
        head = diff.base if one.side == "base" else diff.head
        at = code(f"{words.path(head, one.file)}:{one.line}")
        rows.append((one.level, escape(one.code), escape(one.message), at))
    return table(("Level", "Code", "Message", "Where"), rows)

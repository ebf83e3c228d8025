"""The summary's list of root gaps: what to fix first, where to look, what falls with it."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.layout import Style, Tone, listed, number, wrap
from checker.report.model import Report
from checker.report.sides import sides
from checker.report.view import (
    Gap,
    freed_clauses,
    freed_controls,
    freed_standards,
    gaps,
    place,
)

_FIRST = 10
_WEIGHTY = ("critical", "high")


def gap_lines(report: Report, style: Style) -> list[str]:
    """The first root gaps, each over all subjects it bears on, and how many more there are."""
    found = gaps(report)
    if not found:
        return []
    more = len(found) - _FIRST
    head = f"Root gaps: {len(found)}" + (f", the first {_FIRST}" if more > 0 else "")
    lines = ["", style.paint(head, Tone.STRONG)]
    for index, gap in enumerate(found[:_FIRST], 1):
        lines += _gap(index, gap, style)
    if more > 0:
        lines.append(f"and {more} more")
    return lines


def _gap(index: int, gap: Gap, style: Style) -> Iterator[str]:
    first = f"{index:3} "
    tone = Tone.BAD if gap.severity in _WEIGHTY else None
    head = wrap(
        f"{gap.control} ({gap.severity}, {gap.owner}) {gap.title}", first=first, rest="    "
    )
    yield head[0].replace(gap.control, style.paint(gap.control, tone), 1)
    yield from head[1:]
    unmet = number(len(gap.instances), "instance")
    codes = f": {', '.join(gap.codes)}" if gap.codes else ""
    yield from wrap(f"{unmet} unmet{codes}", first="    ", rest="      ")
    yield from _opposed(gap)
    if gap.location is not None:
        yield from wrap(f"at {place(gap.location)}", first="    ", rest="      ")
    yield from wrap(_bears_on(gap), first="    ", rest="      ")
    if frees := _frees(gap):
        yield from wrap(frees, first="    ", rest="      ")


def _opposed(gap: Gap) -> Iterator[str]:
    """The first that stand against each other, and how many more reasons there are of the kind."""
    found = [reason for one in gap.instances for reason in one.reasons if reason.sides]
    for reason in found[:1]:
        for line in sides(reason):
            yield from wrap(line, first="      ", rest="        ")
    if len(found) > 1:
        yield f"      and {number(len(found) - 1, 'more of this kind', 'more of this kind')}"


def _bears_on(gap: Gap) -> str:
    parts = [f"for {listed(gap.subjects, 3)}"]
    if gap.clauses:
        parts.append(f"leaves in gap {listed(gap.clauses, 4)}")
    if gap.undermines:
        controls = number(len(gap.undermines), "control")
        parts.append(f"undermines {controls}: {listed(gap.undermines, 3)}")
    return "; ".join(parts)


def _frees(gap: Gap) -> str:
    """What closing it alone satisfies beside the control itself."""
    parts = []
    if standards := freed_standards(gap):
        parts.append(f"makes conformant {listed(standards, 3)}")
    if clauses := freed_clauses(gap):
        parts.append(f"satisfies {listed(clauses, 4)}")
    if controls := freed_controls(gap):
        parts.append(f"frees {number(len(controls), 'control')}: {listed(controls, 3)}")
    return f"closing it alone {'; '.join(parts)}" if parts else ""

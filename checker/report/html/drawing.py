"""The assurance graph, laid out before anybody opens the page: families, and all controls."""

from __future__ import annotations

from checker.report.html.trace import worst
from checker.report.layers import Placed, layered
from checker.report.model import Report
from rsp.value import Value

ACROSS, DOWN = 172, 26
"""Pixels from column to column and from row to row."""
BOX, TALL = 116, 20
"""Pixels of a node."""
_MARGIN = 12


class Box(Value, frozen=True, kw_only=True):
    """A node."""

    name: str
    label: str
    title: str
    status: str
    group: int
    """Number of its family among the nodes of the drawing of families."""
    x: int
    y: int


class Line(Value, frozen=True, kw_only=True):
    """An edge: what rests on what."""

    above: int
    below: int
    """Numbers of the nodes."""
    path: str
    hot: bool
    """Whether a gap is passed on along it."""


class Drawing(Value, frozen=True, kw_only=True):
    """A graph with its size in pixels."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def drawings(report: Report) -> dict[str, Drawing]:
    """`families`: one node for each family; `controls`: one for each control."""
    status = _statuses(report)
    family = {one.id: one.family for one in report.controls}
    title = {one.id: one.title for one in report.controls}
    edges = [(one.id, below) for one in report.controls for below in one.depends_on]
    members: dict[str, list[str]] = {}
    for name, mine in family.items():
        members.setdefault(mine, []).append(name)
    group = {name: number for number, name in enumerate(sorted(members))}
    between = [(family[a], family[b]) for a, b in edges if b in family]
    return {
        "families": _drawing(
            {
                name: Box(
                    name=name,
                    label=f"{name.rpartition('/')[2]} ({len(inside)})",
                    title=f"{name}: {', '.join(inside[:20])}",
                    status=worst(status[one] for one in inside),
                    group=group[name],
                    x=0,
                    y=0,
                )
                for name, inside in members.items()
            },
            between,
        ),
        "controls": _drawing(
            {
                name: Box(
                    name=name,
                    label=name,
                    title=f"{name} {title[name]}: {status[name]}",
                    status=status[name],
                    group=group[family[name]],
                    x=0,
                    y=0,
                )
                for name in family
            },
            edges,
        ),
    }


def _statuses(report: Report) -> dict[str, str]:
    found: dict[str, list[str]] = {one.id: [] for one in report.controls}
    for subject in report.subjects:
        for line in subject.controls:
            found[line.id].append(line.status)
    return {name: worst(each) for name, each in found.items()}


def _drawing(boxes: dict[str, Box], edges: list[tuple[str, str]]) -> Drawing:
    placed = layered(boxes, edges)
    names = sorted(boxes)
    number = {name: index for index, name in enumerate(names)}
    lines = [
        Line(
            above=number[a],
            below=number[b],
            path=_curve(placed, a, b, bends),
            hot=boxes[b].status in ("gap", "undermined") and boxes[a].status != "satisfied",
        )
        for (a, b), bends in placed.bends.items()
    ]
    return Drawing(
        boxes=tuple(
            Box(
                name=one.name,
                label=one.label,
                title=one.title,
                status=one.status,
                group=one.group,
                x=_x(placed.nodes[name][0]),
                y=_y(placed.nodes[name][1]),
            )
            for name in names
            for one in [boxes[name]]
        ),
        lines=tuple(lines),
        width=2 * _MARGIN + ACROSS * max(0, placed.columns - 1) + BOX,
        height=round(2 * _MARGIN + DOWN * placed.rows),
    )


def _curve(placed: Placed, a: str, b: str, bends: tuple[tuple[int, float], ...]) -> str:
    """From the right of the first over its bends to the left of the second, step by step."""
    half = TALL // 2
    x, y = _x(placed.nodes[a][0]) + BOX, _y(placed.nodes[a][1]) + half
    parts = [f"M{x} {y}"]
    stops = [(_x(column), _y(row) + half) for column, row in bends]
    for at, level in stops:
        parts.append(f"{_step(at - x, level - y)}h{BOX}")
        x, y = at + BOX, level
    end = (_x(placed.nodes[b][0]), _y(placed.nodes[b][1]) + half)
    parts.append(_step(end[0] - x, end[1] - y))
    return "".join(parts)


def _step(across: int, down: int) -> str:
    """A curve that leaves and arrives level."""
    return f"c{across // 2} 0 {across // 2} {down} {across} {down}" if down else f"h{across}"


def _x(column: int) -> int:
    return _MARGIN + ACROSS * column


def _y(row: float) -> int:
    return round(_MARGIN + DOWN * row)

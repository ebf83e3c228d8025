"""Part 6: the graph of what undermines what, from root gaps upward."""

from __future__ import annotations

import re

from checker.report.layout import number
from checker.report.model import Report
from checker.report.parts.block import folded, links, long_table
from checker.report.view import controls_by_id, gaps

_MOST_EDGES = 200
"""Forges refuse to draw much larger ones."""
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")


def network(report: Report) -> list[str]:
    """Which controls rest on which, as a drawing where it is small, as a table always."""
    wanted = {name for gap in gaps(report) for name in (gap.control, *gap.undermines)}
    in_gap = {gap.control for gap in gaps(report)}
    edges = [
        (below, one.id)
        for one in report.controls
        if one.id in wanted
        for below in one.depends_on
        if below in wanted
    ]
    parts = [
        "## 6 What rests on what",
        "An arrow leads from a control to one that rests on it. Controls in gap are drawn with"
        " a heavy frame, undermined ones without.",
    ]
    drawable = all(_PLAIN.match(name) for edge in edges for name in edge)
    if edges and len(edges) <= _MOST_EDGES and drawable:
        parts.append(folded(f"Drawing of {number(len(edges), 'edge')}", _drawing(edges, in_gap)))
    rows = [
        (links("control", (one.id,)), links("control", one.depends_on, most=40))
        for one in controls_by_id(report).values()
        if one.depends_on
    ]
    return [*parts, long_table("Dependencies", ("Control", "Rests on"), rows)]


def _drawing(edges: list[tuple[str, str]], in_gap: set[str]) -> str:
    names = sorted({name for edge in edges for name in edge})
    number = {name: f"n{index}" for index, name in enumerate(names)}
    lines = ["```mermaid", "flowchart BT"]
    lines += [f'  {number[name]}["{name}"]' for name in names]
    lines += [f"  {number[below]} --> {number[above]}" for below, above in sorted(edges)]
    heavy = [number[name] for name in names if name in in_gap]
    if heavy:
        lines += ["  classDef gap stroke-width:4px", f"  class {','.join(heavy)} gap"]
    return "\n".join([*lines, "```"])

"""The coverage matrix: assets by clauses, one drawing for each standard, holes at a glance.

Cells of one status are one path, so that a thousand assets by hundreds of clauses stay small.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.report.model import Report
from checker.report.view import NOTHING
from rsp.value import Value

CELL = 14
"""Width and height of a cell in pixels."""
MET, PART, UNMET = "met", "part", "unmet"


class Matrix(Value, frozen=True, kw_only=True):
    """One standard: rows are assets, columns clauses."""

    standard: str
    title: str
    assets: tuple[str, ...]
    labels: tuple[str, ...]
    """What the rows of the assets are called."""
    clauses: tuple[str, ...]
    paths: dict[str, str]
    """Status of cells -> the drawing of all of them."""
    counts: dict[str, int]
    holes: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """Assets, and the clauses of which an instance is unmet for each of them: the drawing in
    words."""
    left: int
    """Pixels that the names of assets need."""
    top: int
    """Pixels that the names of clauses need."""

    @property
    def width(self) -> int:
        """Of the drawing, in pixels."""
        return self.left + CELL * len(self.clauses) + 8

    @property
    def bands(self) -> str:
        """Path of every second row, to follow it with the eyes."""
        wide = CELL * len(self.clauses)
        rows = range(self.top, self.top + CELL * len(self.assets), 2 * CELL)
        return "".join(f"M{self.left} {y}h{wide}v{CELL}h-{wide}z" for y in rows)

    @property
    def height(self) -> int:
        """Of the drawing, in pixels."""
        return self.top + CELL * len(self.assets) + 8


def matrices(report: Report) -> tuple[Matrix, ...]:
    """A matrix for each standard of which instances apply to assets."""
    cells = _cells(report)
    titles = {one.id: one.title for subject in report.subjects for one in subject.standards}
    order = {one.id: place for place, one in enumerate(report.clauses)}
    standard_of = {one.id: one.standard for one in report.clauses}
    found = []
    for standard in dict.fromkeys(one.standard for one in report.clauses):
        mine = {key: state for key, state in cells.items() if standard_of[key[1]] == standard}
        if mine and standard in titles:
            found.append(_matrix(standard, titles[standard], mine, order))
    return tuple(found)


def _cells(report: Report) -> dict[tuple[str, str], str]:
    """Asset and clause -> whether all, some or none of the instances there are met."""
    known = {one.id for one in report.clauses}
    clauses = {
        one.id: [clause for clause in one.clauses if clause in known] for one in report.controls
    }
    seen: dict[tuple[str, str], set[bool]] = {}
    for one in report.instances:
        if one.status != "not-applicable":
            for clause in clauses.get(one.control, ()):
                seen.setdefault((one.asset, clause), set()).add(one.status != "unmet")
    return {
        key: PART if len(states) > 1 else MET if True in states else UNMET
        for key, states in seen.items()
    }


def _matrix(
    standard: str, title: str, cells: dict[tuple[str, str], str], order: dict[str, int]
) -> Matrix:
    assets = sorted({asset for asset, _ in cells}, key=lambda one: (one.startswith(NOTHING), one))
    clauses = sorted({clause for _, clause in cells}, key=order.__getitem__)
    row = {asset: place for place, asset in enumerate(assets)}
    column = {clause: place for place, clause in enumerate(clauses)}
    left = 16 + 7 * max(12, *(len(_label(one)) for one in assets))
    top = 16 + 7 * max(map(len, clauses))
    by_state: dict[str, list[tuple[int, int]]] = {MET: [], PART: [], UNMET: []}
    holes: dict[str, list[str]] = {}
    for (asset, clause), state in sorted(cells.items(), key=lambda item: order[item[0][1]]):
        by_state[state].append((left + CELL * column[clause], top + CELL * row[asset]))
        if state != MET:
            holes.setdefault(asset, []).append(clause)
    return Matrix(
        standard=standard,
        title=title,
        assets=tuple(assets),
        labels=tuple(map(_label, assets)),
        clauses=tuple(clauses),
        paths={state: _path(state, places) for state, places in by_state.items() if places},
        counts={state: len(places) for state, places in by_state.items()},
        holes=_alike(assets, holes),
        left=left,
        top=top,
    )


def _label(asset: str) -> str:
    """What a row is called."""
    return f"{asset} to assess" if asset == NOTHING else asset


def _alike(
    assets: list[str], holes: dict[str, list[str]]
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Assets with holes, those with the same holes together."""
    found: dict[tuple[str, ...], list[str]] = {}
    for asset in assets:
        if asset in holes:
            found.setdefault(tuple(holes[asset]), []).append(asset)
    return tuple((tuple(names), clauses) for clauses, names in found.items())


def _path(state: str, places: Iterable[tuple[int, int]]) -> str:
    """A small square for what is met; a whole one for what is not; half of one for a part."""
    shapes = {MET: ("4 4", "h6v6h-6z"), PART: ("1 7", "h12v6h-12z"), UNMET: ("1 1", "h12v12h-12z")}
    (dx, dy), shape = map(int, shapes[state][0].split()), shapes[state][1]
    return "".join(f"M{x + dx} {y + dy}{shape}" for x, y in sorted(places))

"""Clauses and controls with their status for every subject, each once."""

from __future__ import annotations

from collections.abc import Iterable

from checker.report.html.found import Shown, shown
from checker.report.model import (
    ClauseInfo,
    ClauseLine,
    ControlInfo,
    ControlLine,
    Instance,
    Report,
)
from rsp.value import Value

WORST = (
    "not-assessed",
    "gap",
    "uncovered",
    "undermined",
    "undetermined",
    "substituted",
    "satisfied",
    "informative",
    "not-applicable",
    "not-in-force",
)
"""Statuses, the worst first."""


class ClauseRow(Value, frozen=True, kw_only=True):
    """A clause, and how it stands for each subject that has it."""

    info: ClauseInfo
    lines: tuple[tuple[str, ClauseLine], ...]
    """Subject, and the clause for it."""
    status: str
    """The worst of them."""
    depth: int
    """How deep it is nested, 0 for one that stands by itself."""

    @property
    def alike(self) -> tuple[tuple[tuple[str, ...], ClauseLine], ...]:
        """Subjects for which it stands alike, and how."""
        found: dict[object, tuple[list[str], ClauseLine]] = {}
        for subject, line in self.lines:
            key = (line.status, line.counts, line.tested, line.because, line.deviation)
            found.setdefault(key, ([], line))[0].append(subject)
        return tuple((tuple(subjects), line) for subjects, line in found.values())


class StandardRows(Value, frozen=True, kw_only=True):
    """The clauses of one standard, in the order of the text."""

    id: str
    title: str
    rows: tuple[ClauseRow, ...]

    @property
    def in_force(self) -> bool:
        """Whether a subject has one of them."""
        return any(row.lines for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """How many stand how at worst."""
        found = [row.status for row in self.rows if row.lines]
        return {one: found.count(one) for one in WORST if one in found}


class ControlRow(Value, frozen=True, kw_only=True):
    """A control, how it stands for each subject, and its instances by requirement."""

    info: ControlInfo
    lines: tuple[tuple[str, ControlLine], ...]
    status: str
    shown: dict[str, Shown]
    """Requirement -> its instances."""
    missing: frozenset[str]
    """Instances that are unmet."""
    total: int
    """Instances that apply."""
    needed_by: tuple[str, ...]
    """Controls that rest on it."""

    @property
    def unmet(self) -> int:
        """How many instances are unmet."""
        return len(self.missing)

    def told(self, line: ControlLine) -> bool:
        """Whether the reason is that all that is unmet is unmet, which its instances tell."""
        return frozenset(line.because) == self.missing

    @property
    def alike(self) -> str:
        """Its subjects, where it stands alike for all and there is no more to say of any."""
        plain = all(
            line.status == self.status and self.told(line) and not (line.causes or line.accepted_by)
            for _, line in self.lines
        )
        return ", ".join(subject for subject, _ in self.lines) if plain else ""


class Moved(Value, frozen=True, kw_only=True):
    """Links to one clause whose stamps do not stand, for one reason."""

    clause: str
    state: str
    reviewer: str
    controls: tuple[str, ...]


class Trace(Value, frozen=True, kw_only=True):
    """From clauses to instances, and back."""

    standards: tuple[StandardRows, ...]
    families: dict[str, tuple[ControlRow, ...]]
    """Family -> its controls."""
    moved: tuple[Moved, ...]


def trace(report: Report) -> Trace:
    """All clauses by standard, all controls by family."""
    return Trace(standards=_standards(report), families=_families(report), moved=_moved(report))


def _standards(report: Report) -> tuple[StandardRows, ...]:
    lines: dict[str, list[tuple[str, ClauseLine]]] = {}
    titles: dict[str, str] = {}
    for subject in report.subjects:
        titles.update((one.id, one.title) for one in subject.standards)
        for line in subject.clauses:
            lines.setdefault(line.id, []).append((subject.id, line))
    parents = {one.id: one.parent for one in report.clauses}
    rows: dict[str, list[ClauseRow]] = {}
    for info in report.clauses:
        mine = lines.get(info.id, [])
        rows.setdefault(info.standard, []).append(
            ClauseRow(
                info=info,
                lines=tuple(mine),
                status=worst(line.status for _, line in mine),
                depth=_depth(info.id, parents),
            )
        )
    found = [
        StandardRows(id=name, title=titles.get(name, name), rows=tuple(rows[name])) for name in rows
    ]
    return tuple(sorted(found, key=lambda one: not one.in_force))


def _families(report: Report) -> dict[str, tuple[ControlRow, ...]]:
    lines: dict[str, list[tuple[str, ControlLine]]] = {}
    for subject in report.subjects:
        for line in subject.controls:
            lines.setdefault(line.id, []).append((subject.id, line))
    needed: dict[str, list[str]] = {}
    for control in report.controls:
        for below in control.depends_on:
            needed.setdefault(below, []).append(control.id)
    instances: dict[str, dict[str, list[Instance]]] = {}
    for one in report.instances:
        instances.setdefault(one.control, {}).setdefault(one.requirement, []).append(one)
    found: dict[str, list[ControlRow]] = {}
    for control in report.controls:
        mine = instances.get(control.id, {})
        applying = [one for each in mine.values() for one in each if one.status != "not-applicable"]
        found.setdefault(control.family, []).append(
            ControlRow(
                info=control,
                lines=tuple(lines.get(control.id, ())),
                status=worst(line.status for _, line in lines.get(control.id, ())),
                shown={name: shown(each) for name, each in mine.items()},
                missing=frozenset(one.id for one in applying if one.status == "unmet"),
                total=len(applying),
                needed_by=tuple(needed.get(control.id, ())),
            )
        )
    return {name: tuple(found[name]) for name in sorted(found)}


def _moved(report: Report) -> tuple[Moved, ...]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in report.links:
        if one.state != "current":
            found.setdefault((one.clause, one.state, one.reviewer), []).append(one.control)
    return tuple(
        Moved(clause=clause, state=state, reviewer=reviewer, controls=tuple(controls))
        for (clause, state, reviewer), controls in found.items()
    )


def common(rows: Iterable[ControlRow], field: str) -> str | None:
    """What all controls have in a field; None where they differ."""
    found = {getattr(row.info, field) for row in rows}
    return found.pop() if len(found) == 1 else None


def worst(statuses: Iterable[str]) -> str:
    """The worst of several statuses; `not-in-force` for none."""
    found = set(statuses)
    return next((one for one in WORST if one in found), "not-in-force")


def _depth(clause: str, parents: dict[str, str | None]) -> int:
    depth, seen = 0, {clause}
    while (parent := parents.get(clause)) is not None and parent not in seen:
        clause, depth = parent, depth + 1
        seen.add(parent)
    return depth

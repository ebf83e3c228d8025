"""From every clause to its controls, their requirements, instances and records."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.model import ClauseInfo, ControlInfo, Instance, Report, RequirementInfo
from checker.report.sheets.sheet import Sheet, columns, listed
from checker.report.view import controls_by_id, day

_ASKED = 9
"""Columns from the control on."""


def trace_sheet(report: Report) -> Sheet:
    """One row for each instance below each clause; one where a clause or control has none."""
    return Sheet(
        name="Traceability",
        columns=columns(
            clause=14,
            standard=18,
            modality=12,
            check=8,
            text=50,
            status=34,
            control=14,
            control_status=34,
            link=16,
            requirement=20,
            asked=36,
            instance=38,
            shown=14,
            reasons=40,
            records=36,
            fresh_until=14,
        ),
        rows=tuple(_Trace(report).rows()),
    )


class _Trace:
    """What the rows are looked up in."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._controls = controls_by_id(report)
        self._links = {(one.control, one.clause): one.state for one in report.links}
        self._clauses: dict[str, list[str]] = {}
        self._statuses: dict[str, list[str]] = {}
        for subject in report.subjects:
            for clause in subject.clauses:
                self._clauses.setdefault(clause.id, []).append(f"{subject.id}: {clause.status}")
            for line in subject.controls:
                self._statuses.setdefault(line.id, []).append(f"{subject.id}: {line.status}")
        self._instances: dict[tuple[str, str], list[Instance]] = {}
        for one in report.instances:
            self._instances.setdefault((one.control, one.requirement), []).append(one)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """In the order of the edition."""
        for clause in self._report.clauses:
            head = (
                clause.id,
                clause.standard,
                clause.modality,
                clause.check,
                clause.text,
                listed(self._clauses.get(clause.id, ())),
            )
            found = [self._controls[one] for one in clause.controls if one in self._controls]
            if not found:
                yield (*head, "no control", *("",) * _ASKED)
            for control in found:
                for row in self._below(clause, control):
                    yield (*head, *row)

    def _below(self, clause: ClauseInfo, control: ControlInfo) -> Iterator[tuple[str, ...]]:
        head = (
            control.id,
            listed(self._statuses.get(control.id, ("in force for no subject",))),
            self._links.get((control.id, clause.id), ""),
        )
        for asked in control.requirements:
            mine = self._instances.get((control.id, asked.id), [])
            for row in [_shown(one) for one in mine] or [("none", "", "", "", "")]:
                yield (*head, *_asked(asked), *row)
        if not control.requirements:
            yield (*head, "no requirement", *("",) * (_ASKED - len(head)))


def _asked(one: RequirementInfo) -> tuple[str, str]:
    return one.id, one.title


def _shown(one: Instance) -> tuple[str, ...]:
    return (
        one.id,
        one.status,
        listed(dict.fromkeys(each.code for each in one.reasons)),
        listed(one.evidence),
        day(one.fresh_until or ""),
    )

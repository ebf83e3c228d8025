"""The evidence request list: one row for each thing that is not shown, as it would be asked for."""

from __future__ import annotations

from collections.abc import Iterable

from checker.report.model import ControlInfo, Hole, Instance, Location, Report, RequirementInfo
from checker.report.sides import span
from checker.report.view import NOTHING, controls_by_id, day, requirements_by_id
from rsp.value import Value


class Request(Value, frozen=True, kw_only=True):
    """One thing to ask for."""

    instance: str
    clauses: tuple[str, ...]
    control: str
    severity: str
    asset: str
    asked: str
    """What is to be shown."""
    evidence: str
    """Title of the evidence type."""
    form: str
    """How it is obtained and what it has to be worth."""
    period: str
    dates: tuple[str, ...]
    """The stretches that nothing covers; else the period, or the date that a state is asked at."""
    owner: str
    ask: str
    """The owner; for what is inherited where others operate the operator, for what is shared
    both."""
    due: str
    """The date since when it is not shown; where waivers accept that for every subject, the last
    day of the first of them to end."""
    status: str
    """`unmet`, and by which waivers the gate accepts it."""
    found: tuple[str, ...]
    """Why what there is does not show it."""
    location: Location


def requests(report: Report) -> tuple[Request, ...]:
    """One row for each unmet instance, in order of their ids."""
    book = _Book(report)
    return tuple(
        found
        for one in report.instances
        if one.status == "unmet" and (found := book.request(one)) is not None
    )


class _Book:
    """What a row is looked up in."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._controls = controls_by_id(report)
        self._requirements = requirements_by_id(report)
        self._ends = {one.id: one.expires for one in report.deviations if one.model is None}
        self._operators = {
            row.asset: row.operator for matrix in report.hosting for row in matrix.rows
        }

    def request(self, one: Instance) -> Request | None:
        """The row of an instance; none for one of a control that the report does not hold."""
        control = self._controls.get(one.control)
        asked = self._requirements.get((one.control, one.requirement))
        if control is None or asked is None:
            return None
        accepted = f", accepted by {', '.join(one.accepted_by)}" if one.accepted_by else ""
        return Request(
            instance=one.id,
            clauses=control.clauses,
            control=one.control,
            severity=control.severity,
            asset=_asset(one.asset, asked.for_each),
            asked=asked.title,
            evidence=asked.type_title,
            form=f"{asked.method}; {asked.min_reliability} or better",
            period=asked.period,
            dates=self._dates(one, asked),
            owner=control.owner,
            ask=self._ask(one, control),
            due=self._due(one),
            status=f"{one.status}{accepted}",
            found=tuple(f"{each.code}: {each.message}" for each in one.reasons),
            location=one.location,
        )

    def _dates(self, one: Instance, asked: RequirementInfo) -> tuple[str, ...]:
        if one.holes:
            return tuple(span(hole) for hole in one.holes)
        if asked.operation == "state":
            return (self._report.as_of.date,)
        period = self._report.period
        return (span(Hole(start=period.start, end=period.end)),)

    def _ask(self, one: Instance, control: ControlInfo) -> str:
        operators = _distinct(
            self._operators[part] for part in one.asset.split("+") if part in self._operators
        )
        if one.responsibility == "own" or not operators:
            return control.owner
        return ", ".join(
            operators if one.responsibility == "inherited" else (*operators, control.owner)
        )

    def _due(self, one: Instance) -> str:
        ends = [self._ends[name] for name in one.accepted_by if name in self._ends]
        if ends:
            return min(ends)
        as_of = self._report.as_of
        if one.fresh_until is not None and one.fresh_until < as_of.instant:
            return day(one.fresh_until)
        return as_of.date


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _asset(key: str, kinds: str | None) -> str:
    """The subject key; where there is nothing to assess, what there is none of."""
    if not key.startswith(NOTHING):
        return key
    subject = key.partition(":")[2]
    return f"no {kinds or 'asset'} to assess" + (f" for {subject}" if subject else "")

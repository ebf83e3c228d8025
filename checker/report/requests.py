"""The evidence request list: one row for each thing that is not shown, as it would be asked for."""

from __future__ import annotations

from checker.report.model import Location, Report
from checker.report.view import NOTHING, controls_by_id, requirements_by_id
from rsp.value import Value


class Request(Value, frozen=True, kw_only=True):
    """One thing to ask for."""

    instance: str
    clauses: tuple[str, ...]
    control: str
    asset: str
    asked: str
    """What is to be shown."""
    evidence: str
    """Title of the evidence type."""
    form: str
    """How it is obtained and what it has to be worth."""
    period: str
    owner: str
    location: Location


def requests(report: Report) -> tuple[Request, ...]:
    """One row for each unmet instance, in order of their ids."""
    controls, requirements = controls_by_id(report), requirements_by_id(report)
    found = []
    for one in report.instances:
        control = controls.get(one.control)
        asked = requirements.get((one.control, one.requirement))
        if one.status != "unmet" or control is None or asked is None:
            continue
        found.append(
            Request(
                instance=one.id,
                clauses=control.clauses,
                control=one.control,
                asset=_asset(one.asset, asked.for_each),
                asked=asked.title,
                evidence=asked.type_title,
                form=f"{asked.method}; {asked.min_reliability} or better",
                period=asked.period,
                owner=control.owner,
                location=one.location,
            )
        )
    return tuple(found)


def _asset(key: str, kinds: str | None) -> str:
    """The subject key; where there is nothing to assess, what there is none of."""
    if not key.startswith(NOTHING):
        return key
    subject = key.partition(":")[2]
    return f"no {kinds or 'asset'} to assess" + (f" for {subject}" if subject else "")

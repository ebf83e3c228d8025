"""The evidence request list: what is sent to whoever has to provide it."""

from __future__ import annotations

from checker.report.model import Report
from checker.report.requests import Request, requests
from checker.report.sheets.sheet import Sheet, columns, listed
from checker.report.view import place

NAME = "Requests"


def request_sheet(report: Report) -> Sheet:
    """One row for each unmet instance, with two empty cells for the answer."""
    return Sheet(
        name=NAME,
        columns=columns(
            id=38,
            clauses=16,
            control=14,
            severity=10,
            asset=24,
            to_be_shown=40,
            evidence=28,
            form=24,
            period=30,
            dates=26,
            ask=24,
            due=12,
            status=18,
            what_was_found=48,
            asked_at=30,
            provided_on=14,
            where_it_is=24,
        ),
        rows=tuple(_row(one) for one in requests(report)),
    )


def _row(one: Request) -> tuple[str, ...]:
    return (
        one.instance,
        listed(one.clauses),
        one.control,
        one.severity,
        one.asset,
        one.asked,
        one.evidence,
        one.form,
        one.period,
        listed(one.dates),
        one.ask,
        one.due,
        one.status,
        listed(one.found),
        place(one.location),
        "",
        "",
    )

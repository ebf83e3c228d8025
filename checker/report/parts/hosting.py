"""In part 5: places that outside parties operate, criterion by criterion."""

from __future__ import annotations

from checker.report.escape import code, escape
from checker.report.model import HostingCell, HostingRow, Report
from checker.report.parts.block import link, links, long_table

_HOSTING = (
    "For each clause about places that outside parties operate: what the evidence shows there of"
    " it and of each criterion beside it, whose doing it is, and by which records. *elsewhere*: it"
    " is asked only of the organisation or of other places; *not-asked*: nothing asks for it."
)


def hosting(report: Report) -> list[str]:
    """One table for each such clause."""
    if not report.hosting:
        return []
    found = ["### Places that others operate", _HOSTING]
    for matrix in report.hosting:
        heads = ("Place", "Operator", *(link("clause", one) for one in matrix.criteria))
        found.append(f"#### {link('clause', matrix.clause)}, place by criterion")
        found.append(long_table("Places", heads, (_row(one) for one in matrix.rows)))
    return found


def _row(one: HostingRow) -> tuple[str, ...]:
    unknown = "" if one.operator_known else ", unknown"
    return code(one.asset), escape(f"{one.operator}{unknown}"), *(_cell(cell) for cell in one.cells)


def _cell(one: HostingCell) -> str:
    if not one.instances:
        return one.status
    records = links("record", one.records, most=2)
    parts = (f"**{one.status}**", ", ".join(one.responsibility), records)
    return "; ".join(part for part in parts if part)

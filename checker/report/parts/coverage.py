"""Part 5: coverage, assets by standards and clauses."""

from __future__ import annotations

from checker.report.escape import code
from checker.report.model import Instance, Report
from checker.report.parts.block import links, long_table
from checker.report.parts.hosting import hosting
from checker.report.view import controls_by_id


def coverage(report: Report) -> list[str]:
    """For each asset how many instances are met, by standard, and clauses with one that is not."""
    controls = controls_by_id(report)
    standards = sorted({one.standard for one in report.controls})
    by_asset: dict[str, list[Instance]] = {}
    for one in report.instances:
        if one.status != "not-applicable" and one.control in controls:
            by_asset.setdefault(one.asset, []).append(one)
    rows = []
    for asset in sorted(by_asset):
        mine = by_asset[asset]
        cells = [
            _cell([one for one in mine if controls[one.control].standard == standard])
            for standard in standards
        ]
        open_clauses = dict.fromkeys(
            clause
            for one in mine
            if one.status == "unmet"
            for clause in controls[one.control].clauses
        )
        rows.append((code(asset), *cells, links("clause", open_clauses)))
    heads = ("Asset", *(code(one) for one in standards), "Clauses with an unmet instance")
    return [
        "## 5 Coverage",
        "Instances met, of those that apply. An alternative that another one replaces counts as"
        " met here.",
        long_table("Assets", heads, rows),
        *hosting(report),
    ]


def _cell(instances: list[Instance]) -> str:
    if not instances:
        return ""
    return f"{sum(1 for one in instances if one.status != 'unmet')}/{len(instances)}"

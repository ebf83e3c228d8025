"""Everything that requirements were applied to, and how its instances stand."""

from __future__ import annotations

from checker.report.model import Report
from rsp.value import Value


class AssetRow(Value, frozen=True, kw_only=True):
    """An asset, pair or event, and its instances: their ids and requirements."""

    name: str
    met: tuple[tuple[str, str], ...]
    """Alternative ones included."""
    unmet: tuple[tuple[str, str], ...]


def assets(report: Report) -> tuple[AssetRow, ...]:
    """Each once, in order of their names."""
    met: dict[str, list[tuple[str, str]]] = {}
    unmet: dict[str, list[tuple[str, str]]] = {}
    for one in report.instances:
        mine = met.setdefault(one.asset, [])
        if one.status != "not-applicable":
            mine = unmet.setdefault(one.asset, []) if one.status == "unmet" else mine
            mine.append((one.id, f"{one.control}/{one.requirement}"))
    return tuple(
        AssetRow(name=name, met=tuple(met[name]), unmet=tuple(unmet.get(name, ())))
        for name in sorted(met)
    )

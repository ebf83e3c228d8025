"""The evidence register with links back: which instances each record helps to show."""

from __future__ import annotations

from checker.report.model import Record, Report
from rsp.value import Value


class RecordRow(Value, frozen=True, kw_only=True):
    """A record and where it is used."""

    record: Record
    state: str
    """`used`, `unused`, `limited`, `superseded` or `not yet there`."""
    shows: tuple[str, ...]
    """Ids of the controls that it helps to show."""


class AssetRow(Value, frozen=True, kw_only=True):
    """An asset, pair or event, and how its instances stand."""

    name: str
    met: int
    unmet: tuple[str, ...]
    """Ids of the instances."""


class Register(Value, frozen=True, kw_only=True):
    """Records and assets, each once."""

    records: tuple[RecordRow, ...]
    assets: tuple[AssetRow, ...]


def register(report: Report) -> Register:
    """Every record that was offered, and everything that instances are about."""
    return Register(records=_records(report), assets=_assets(report))


def _assets(report: Report) -> tuple[AssetRow, ...]:
    met: dict[str, int] = {}
    unmet: dict[str, list[str]] = {}
    for one in report.instances:
        met.setdefault(one.asset, 0)
        if one.status == "unmet":
            unmet.setdefault(one.asset, []).append(one.id)
        elif one.status != "not-applicable":
            met[one.asset] += 1
    return tuple(
        AssetRow(name=name, met=met[name], unmet=tuple(unmet.get(name, ()))) for name in sorted(met)
    )


def _records(report: Report) -> tuple[RecordRow, ...]:
    used: dict[str, dict[str, None]] = {}
    for instance in report.instances:
        for name in instance.evidence:
            used.setdefault(name, {})[instance.control] = None
    return tuple(
        RecordRow(record=one, state=_state(one, one.id in used), shows=tuple(used.get(one.id, ())))
        for one in report.records
    )


def _state(record: Record, used: bool) -> str:
    if not record.known:
        return "not yet there"
    if record.superseded_by:
        return "superseded"
    if record.reasons:
        return "limited"
    return "used" if used else "unused"

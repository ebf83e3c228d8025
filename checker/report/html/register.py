"""The evidence register with links back: which instances each record helps to show."""

from __future__ import annotations

from collections.abc import Iterable

from checker.report.model import Record, Report
from checker.report.sides import span
from rsp.value import Value


class RecordRow(Value, frozen=True, kw_only=True):
    """A record and where it is used."""

    record: Record
    state: str
    """`used`, `unused`, `limited`, `superseded` or `not yet there`."""
    shows: tuple[str, ...]
    """Ids of the instances that it helps to show."""


class RecordGroup(Value, frozen=True, kw_only=True):
    """The records of one evidence type; what all of them have in common is said once."""

    type: str
    rows: tuple[RecordRow, ...]
    worth: str | None
    """What each of them declares and counts as; None where they differ."""
    file: str | None
    """The file that holds all of them; None where there are several."""
    observed: str | None
    """When each of them was observed; None where that differs."""
    notes: bool
    """Whether there is anything to say of one of them."""


class AssetRow(Value, frozen=True, kw_only=True):
    """An asset, pair or event, and how its instances stand."""

    name: str
    met: int
    unmet: tuple[str, ...]
    """Ids of the instances."""


class Register(Value, frozen=True, kw_only=True):
    """Records and assets, each once."""

    groups: tuple[RecordGroup, ...]
    total: int
    assets: tuple[AssetRow, ...]


def register(report: Report) -> Register:
    """Every record that was offered, and everything that instances are about."""
    groups = _groups(report)
    return Register(groups=groups, total=len(report.records), assets=_assets(report))


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


def _groups(report: Report) -> tuple[RecordGroup, ...]:
    used: dict[str, list[str]] = {}
    for instance in report.instances:
        for name in dict.fromkeys(instance.evidence):
            used.setdefault(name, []).append(instance.id)
    rows: dict[str, list[RecordRow]] = {}
    for one in report.records:
        shows = tuple(used.get(one.id, ()))
        row = RecordRow(record=one, state=_state(one, bool(shows)), shows=shows)
        rows.setdefault(one.type, []).append(row)
    return tuple(_group(type, rows[type]) for type in sorted(rows))


def _group(type: str, rows: list[RecordRow]) -> RecordGroup:
    records = [row.record for row in rows]
    return RecordGroup(
        type=type,
        rows=tuple(rows),
        worth=_common(worth(one) for one in records),
        file=_common(one.location.file for one in records),
        observed=_common(span(one.observed) if one.observed else "" for one in records),
        notes=any(
            row.state != "used" or row.record.summary or row.record.supersedes for row in rows
        ),
    )


def _common(values: Iterable[str]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def worth(record: Record) -> str:
    """What a record counts as, and what it declares where that is something else."""
    found = record.reliability
    effective = found.effective or "nothing"
    if found.declared == found.effective:
        return effective
    return f"{effective} (declares {found.declared or 'nothing'})"


def _state(record: Record, used: bool) -> str:
    if not record.known:
        return "not yet there"
    if record.superseded_by:
        return "superseded"
    if record.reasons:
        return "limited"
    return "used" if used else "unused"

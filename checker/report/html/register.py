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
    about: tuple[tuple[str, str], ...]
    """Assets: the instance that it helps to show for each where there is one, and the asset."""


class Showing(Value, frozen=True, kw_only=True):
    """Records that help to show the same."""

    requirements: tuple[str, ...]
    """`CONTROL/requirement`, each for all assets of each record; empty where none is so, and rows
    say for themselves what they show."""
    rows: tuple[RecordRow, ...]


class RecordGroup(Value, frozen=True, kw_only=True):
    """The records of one evidence type; what all of them have in common is said once."""

    type: str
    showings: tuple[Showing, ...]
    total: int
    worth: str | None
    """What each of them declares and counts as; None where they differ."""
    file: str | None
    """The file that holds all of them; None where there are several."""
    observed: str | None
    """When each of them was observed; None where that differs."""
    origin: str | None
    """The system that each of them comes from, and by whom; None where that differs."""
    notes: bool
    """Whether there is anything to say of one of them."""


def groups(report: Report) -> tuple[RecordGroup, ...]:
    """Every record that was offered, by type."""
    used: dict[str, list[str]] = {}
    for instance in report.instances:
        for name in dict.fromkeys(instance.evidence):
            used.setdefault(name, []).append(instance.id)
    records: dict[str, list[Record]] = {}
    for one in report.records:
        records.setdefault(one.type, []).append(one)
    return tuple(_group(type, records[type], used) for type in sorted(records))


def _group(type: str, records: list[Record], used: dict[str, list[str]]) -> RecordGroup:
    alike: dict[tuple[str, ...], list[RecordRow]] = {}
    for one in records:
        shows = tuple(used.get(one.id, ()))
        everywhere = _everywhere(one.assets, shows)
        alike.setdefault(everywhere, []).append(_row(one, shows, everywhere))
    rows = [row for each in alike.values() for row in each]
    origin = _common(from_where(one) for one in records)
    return RecordGroup(
        type=type,
        showings=tuple(
            Showing(requirements=requirements, rows=tuple(each))
            for requirements, each in alike.items()
        ),
        total=len(rows),
        worth=_common(worth(one) for one in records),
        file=_common(one.location.file for one in records),
        observed=_common(span(one.observed) if one.observed else "" for one in records),
        origin=origin,
        notes=origin is None
        or any(row.state != "used" or row.record.summary or row.record.supersedes for row in rows)
        or any(row.shows for row in alike.get((), ())),
    )


def _row(one: Record, shows: tuple[str, ...], everywhere: tuple[str, ...]) -> RecordRow:
    only = f"{everywhere[0]}@" if len(everywhere) == 1 else ""
    return RecordRow(
        record=one,
        state=_state(one, bool(shows)),
        shows=shows,
        about=tuple((f"{only}{asset}" if only else "", asset) for asset in one.assets),
    )


def _everywhere(assets: tuple[str, ...], shows: tuple[str, ...]) -> tuple[str, ...]:
    """The requirements that a record helps to show, where each is so for all of its assets."""
    found = tuple(dict.fromkeys(one.partition("@")[0] for one in shows))
    product = {f"{requirement}@{asset}" for requirement in found for asset in assets}
    return found if product == set(shows) else ()


def _common(values: Iterable[str]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def from_where(one: Record) -> str:
    """The system that a record comes from and who produced it; empty where it says neither."""
    by = f"by {one.produced_by}" if one.produced_by else ""
    return " ".join(filter(None, (f"from {one.source}" if one.source else "", by)))


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

"""Where the rows of records are: in the register, or in a large report with the one instance that
each of them helps to show, so that neither is told twice."""

from __future__ import annotations

from checker.report.html.register import RecordGroup, RecordRow, Showing, groups
from checker.report.model import Instance, Record, Report
from rsp.value import Value


class Listed(Value, frozen=True, kw_only=True):
    """The records of one evidence type."""

    group: RecordGroup
    showings: tuple[Showing, ...]
    """Those that the register lists."""
    elsewhere: tuple[tuple[str, int], ...]
    """Requirements that list theirs, and how many."""


class Register(Value, frozen=True, kw_only=True):
    """Where every record that was offered is listed."""

    types: tuple[Listed, ...]
    total: int
    carried: dict[str, RecordGroup]
    """Requirement that lists its records -> those of their type."""
    records: dict[str, Record]
    """Those that are listed by requirements."""


def register(report: Report, carry: bool) -> Register:
    """Every record once; `carry`: with its instance, where it has one and there is no more to
    say of it."""
    alone = _alone(report) if carry else {}
    types, carried = [], {}
    records: dict[str, Record] = {}
    for group in groups(report):
        rest, elsewhere = [], []
        for showing in group.showings:
            name = showing.requirements[0] if len(showing.requirements) == 1 else ""
            if _fits(showing, alone.get(name)):
                carried[name] = group
                elsewhere.append((name, len(showing.rows)))
                records |= {row.record.id: row.record for row in showing.rows}
            else:
                rest.append(showing)
        types.append(Listed(group=group, showings=tuple(rest), elsewhere=tuple(elsewhere)))
    return Register(types=tuple(types), total=len(report.records), carried=carried, records=records)


def _alone(report: Report) -> dict[str, list[Instance]]:
    """Requirements of which every instance has one record, and nothing else names another."""
    found: dict[str, list[Instance]] = {}
    for one in report.instances:
        found.setdefault(f"{one.control}/{one.requirement}", []).append(one)
    return {
        name: mine
        for name, mine in found.items()
        if all(
            len(one.evidence) == 1
            and not one.holes
            and all(why.evidence in ((), one.evidence) for why in one.reasons)
            for one in mine
        )
    }


def _fits(showing: Showing, instances: list[Instance] | None) -> bool:
    """Whether records and instances are the same in number, one for one, and plain."""
    if instances is None or len(instances) != len(showing.rows):
        return False
    shows = {row.record.id: row.shows for row in showing.rows}
    one_for_one = all(shows.get(one.evidence[0]) == (one.id,) for one in instances)
    return one_for_one and all(map(_plain, showing.rows))


def _plain(row: RecordRow) -> bool:
    one = row.record
    told = one.summary or one.supersedes or one.statement or one.reliability.limited
    return row.state == "used" and not told

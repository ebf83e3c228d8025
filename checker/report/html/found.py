"""What was found of instances: those that stand alike for the same reasons together, each reason
said once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.report.model import Instance, Reason
from rsp.value import Value

_ORDER = {"unmet": 0, "met": 2}
"""What is missing is told first, what is met last."""


class Finding(Value, frozen=True, kw_only=True):
    """Instances of one requirement that stand alike, and why."""

    requirement: str
    status: str
    reasons: tuple[Reason, ...]
    """As of the first; the records they name may be others for each."""
    responsibility: str
    rests_on: tuple[str, ...]
    accepted_by: tuple[str, ...]
    rows: tuple[Instance, ...]

    @property
    def noted(self) -> bool:
        """Whether there is anything to say of them but how they stand."""
        alone = self.responsibility != "own"
        return bool(self.reasons or self.rests_on or self.accepted_by or alone)


class Shown(Value, frozen=True, kw_only=True):
    """The instances of one requirement; what all of them have in common is said once."""

    findings: tuple[Finding, ...]
    """Those that are unmet first."""
    total: int
    until: str | None
    """When all of them stop being fresh; None where that differs, or is none."""
    dated: bool
    """Whether rows need dates of their own."""

    @property
    def single(self) -> bool:
        """Whether one row says all there is to say."""
        return self.total == 1 and self.findings[0].noted

    @property
    def recorded(self) -> bool:
        """Whether there is a record of any of them."""
        rows = (one for found in self.findings for one in found.rows)
        return any(one.evidence or one.holes or any(others(one)) for one in rows)

    @property
    def status(self) -> str | None:
        """How all of them stand where there is no more to say of any; else None."""
        first = self.findings[0]
        return None if len(self.findings) > 1 or first.noted else first.status


def shown(rows: list[Instance]) -> Shown:
    """The instances of a requirement."""
    dates = {one.fresh_until for one in rows}
    return Shown(
        findings=findings(rows),
        total=len(rows),
        until=next(iter(dates)) if len(dates) == 1 else None,
        dated=len(dates) > 1,
    )


def findings(rows: Iterable[Instance]) -> tuple[Finding, ...]:
    """Instances by requirement, how they stand and why."""
    alike: dict[object, list[Instance]] = {}
    for one in rows:
        alike.setdefault(_key(one), []).append(one)
    made = [
        Finding(
            requirement=mine[0].requirement,
            status=mine[0].status,
            reasons=mine[0].reasons,
            responsibility=mine[0].responsibility,
            rests_on=mine[0].rests_on,
            accepted_by=mine[0].accepted_by,
            rows=tuple(mine),
        )
        for mine in alike.values()
    ]
    return tuple(sorted(made, key=lambda one: _ORDER.get(one.status, 1)))


def others(one: Instance) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Reason codes with the records they name, where these are not just those of the instance."""
    for why in one.reasons:
        if why.evidence and why.evidence != one.evidence:
            yield why.code, why.evidence


def _key(one: Instance) -> object:
    return (
        one.requirement,
        one.status,
        tuple((why.code, why.message, why.location, why.about, why.sides) for why in one.reasons),
        one.responsibility,
        one.rests_on,
        one.accepted_by,
    )

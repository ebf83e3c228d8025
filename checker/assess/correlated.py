"""Correlated evidence: requirements that one producer met with one collection run (R11).

Many requirements that one run shows are as good as that run: if it was wrong, all of them are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from checker.assess.assessment import Instance, Register, Shown
from rsp.value import Value


class Run(Value, frozen=True, kw_only=True):
    """What one producer collected from one system at one time, and what rests on it."""

    producer: str
    system: str
    collected: datetime
    requirements: tuple[str, ...]
    """`CONTROL/requirement`, at least two."""
    controls: tuple[str, ...]
    records: tuple[str, ...]


def correlated(instances: Iterable[Instance], records: Iterable[Register]) -> tuple[Run, ...]:
    """The runs on which met instances of several requirements rest, those with most first."""
    register = {one.id: one for one in records}
    found: dict[tuple[str, str, datetime], list[tuple[Instance, str]]] = {}
    for instance in instances:
        if instance.status is not Shown.MET:
            continue
        for name in instance.evidence:
            run = _run(register[name])
            if run is not None:
                found.setdefault(run, []).append((instance, name))
    runs = [_found(run, shown) for run, shown in found.items()]
    several = [run for run in runs if len(run.requirements) > 1]
    return tuple(sorted(several, key=_most_first))


def _run(one: Register) -> tuple[str, str, datetime] | None:
    if one.producer is None or one.system is None or one.collected is None:
        return None
    return one.producer, one.system, one.collected


def _found(run: tuple[str, str, datetime], shown: list[tuple[Instance, str]]) -> Run:
    producer, system, collected = run
    return Run(
        producer=producer,
        system=system,
        collected=collected,
        requirements=tuple(sorted({f"{one.control}/{one.requirement}" for one, _ in shown})),
        controls=tuple(sorted({one.control for one, _ in shown})),
        records=tuple(sorted({name for _, name in shown})),
    )


def _most_first(run: Run) -> tuple[int, int, str, str, datetime]:
    return -len(run.requirements), -len(run.controls), run.producer, run.system, run.collected

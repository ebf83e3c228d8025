"""From saved assessments to the trend."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checker.assess.assessment import Shown
from checker.history.compare import step
from checker.history.gaps import gap_times, time_to_close
from checker.history.indicators import indicator_series
from checker.history.model import SCHEMA, Point, Regression, Trend, Unread, Verdicts
from checker.history.regressions import regressions
from checker.history.saved import Assessed
from checker.history.series import Series
from checker.report.layout import number
from checker.report.model import Exit, Tool, VerdictWord

LEAST = 2
"""Assessments that a comparison needs."""
PASSED, FAILED, USAGE, INVALID = 0, 1, 2, 3


def trend(
    found: Series, unread: tuple[Unread, ...], tool: Tool, *, fail_on_regression: bool
) -> Trend:
    """Everything that the assessments show beside each other."""
    ones = found.assessments
    gaps = gap_times(ones) if ones else ()
    worse = regressions(ones)
    return Trend(
        schema=SCHEMA,
        tool=tool,
        exit=_exit(found, unread, worse, fail_on_regression),
        organization=ones[0].saved.project.organization if ones else None,
        assessments=tuple(_point(one) for one in ones),
        apart=found.apart,
        unread=unread,
        verdicts=_verdicts(ones),
        steps=tuple(step(before, after) for before, after in pairwise(ones)),
        regressions=worse,
        gaps=gaps,
        time_to_close=time_to_close(gaps),
        indicators=indicator_series(ones) if ones else (),
    )


def _exit(
    found: Series, unread: tuple[Unread, ...], worse: Sequence[Regression], fails: bool
) -> Exit:
    """The highest code that applies."""
    if unread:
        named = ", ".join(one.file for one in unread[:3])
        count = number(len(unread), "file")
        return Exit(code=INVALID, because=f"{count} cannot be used as an assessment: {named}")
    if found.clashing:
        return Exit(code=USAGE, because="assessments of one date differ, and none of them counts")
    if len(found.assessments) < LEAST:
        because = f"a comparison needs {LEAST} assessments, and has {len(found.assessments)}"
        return Exit(code=USAGE, because=because)
    standing = sum(1 for one in worse if one.ended is None)
    if fails and standing:
        count = number(standing, "regression")
        return Exit(code=FAILED, because=f"{count} not made good by the last assessment")
    return Exit(code=PASSED, because="the assessments were compared")


def _point(one: Assessed) -> Point:
    saved = one.saved
    return Point(
        file=one.file,
        as_of=saved.as_of.date,
        instant=saved.as_of.instant,
        gate=saved.gate.status,
        tool=saved.tool.version,
        open=sum(1 for each in saved.instances if each.status is Shown.UNMET),
    )


def _verdicts(ones: Sequence[Assessed]) -> tuple[Verdicts, ...]:
    tables: list[dict[tuple[str, str], VerdictWord]] = [
        {
            (subject.id, standard.id): standard.verdict.value
            for subject in one.saved.subjects
            for standard in subject.standards
        }
        for one in ones
    ]
    keys = sorted({key for table in tables for key in table})
    return tuple(
        Verdicts(
            subject=subject,
            standard=standard,
            verdicts=tuple(table.get((subject, standard)) for table in tables),
        )
        for subject, standard in keys
    )

"""The trend: what successive assessments found, and what changed between them.

The JSON of `rsp trend` is this model as it stands; its schema is generated from these types.
Lists that say so run beside `assessments`: one entry for each, null where there is none.
"""

from __future__ import annotations

from typing import Literal

from checker.report.model import Exit, Tool, VerdictWord
from rsp.value import Value

SCHEMA = "rsp-trend/v1"

Kind = Literal["verdict", "clause", "control", "instance"]


class Point(Value, frozen=True, kw_only=True):
    """An assessment that is compared."""

    file: str
    as_of: str
    """The date or instant, as it was given."""
    instant: str
    """The instant everything was judged at."""
    gate: Literal["passed", "failed"]
    tool: str
    """Version of the tool that made it."""
    open: int
    """Instances unmet."""


class Apart(Value, frozen=True, kw_only=True):
    """An assessment that is not compared."""

    file: str
    as_of: str
    because: str


class Unread(Value, frozen=True, kw_only=True):
    """A file that is no usable assessment."""

    file: str
    because: str


class Verdicts(Value, frozen=True, kw_only=True):
    """A verdict over time."""

    subject: str
    standard: str
    verdicts: tuple[VerdictWord | None, ...]
    """Beside `assessments`."""


class RuleChange(Value, frozen=True, kw_only=True):
    """A rule that is not the same: a verdict may have moved with it, and not with the facts."""

    what: Literal["policy", "catalog", "declared rules", "period", "tool"]
    before: str
    after: str


class Step(Value, frozen=True, kw_only=True):
    """From one assessment to the next."""

    before: str
    after: str
    """Dates as given."""
    rules: tuple[RuleChange, ...]
    opened: tuple[str, ...]
    """Instances that were there and not unmet, and are unmet."""
    closed: tuple[str, ...]
    """Instances that were unmet, and are met or have an alternative."""
    set_aside: tuple[str, ...]
    """Instances that were unmet and no longer apply."""
    new_open: tuple[str, ...]
    """Instances that were not there and are unmet."""
    removed_open: tuple[str, ...]
    """Instances that were unmet and are not there any more."""
    instances_new: int
    instances_removed: int
    controls_new: tuple[str, ...]
    controls_removed: tuple[str, ...]
    subjects_new: tuple[str, ...]
    subjects_removed: tuple[str, ...]


class Regression(Value, frozen=True, kw_only=True):
    """Something that was better before."""

    kind: Kind
    subject: str | None
    """None for an instance, which may bear on several."""
    id: str
    at: str
    """Date of the assessment that found it worse."""
    before: str
    after: str
    rules_changed: bool
    """Whether a rule is not the same as before either."""
    ended: str | None
    """Date of the assessment that found it as good as before, or gone; None where it stands."""
    how: Literal["recovered", "set aside", "gone"] | None


class GapTime(Value, frozen=True, kw_only=True):
    """A stretch for which an instance was unmet, as far as assessments show it."""

    instance: str
    opened: str
    """Date of the first assessment that found it unmet."""
    at_least: bool
    """Whether it was unmet in the first assessment of all, and may have been before."""
    ended: str | None
    """Date of the first assessment that found it otherwise; None where it is unmet in the last."""
    how: Literal["closed", "set aside", "removed"] | None
    days: int
    """From then to there, or to the last assessment; whole days."""


class TimeToClose(Value, frozen=True, kw_only=True):
    """Over the gaps that were closed."""

    gaps: int
    median_days: float | None
    longest_days: int | None


class IndicatorSeries(Value, frozen=True, kw_only=True):
    """An indicator over time for one subject key; no verdict rests on it."""

    id: str
    title: str
    unit: str
    better: Literal["lower", "higher"]
    asset: str
    values: tuple[int | float | None, ...]
    """Beside `assessments`; null where there is no value."""
    moved: Literal["better", "worse", "same", "unknown"]
    """The last value against the last known one before it; `unknown` where there is none to hold
    beside it, or none at the end."""
    redefined: bool
    """Whether it was read in another way in some of the assessments."""


class Trend(Value, frozen=True, kw_only=True):
    """Successive assessments of one organisation, in order of their dates."""

    schema: str
    tool: Tool
    exit: Exit
    organization: str | None
    assessments: tuple[Point, ...]
    apart: tuple[Apart, ...]
    unread: tuple[Unread, ...]
    verdicts: tuple[Verdicts, ...]
    steps: tuple[Step, ...]
    regressions: tuple[Regression, ...]
    gaps: tuple[GapTime, ...]
    time_to_close: TimeToClose
    indicators: tuple[IndicatorSeries, ...]

"""One thing that was found, as CI shows it: a rule, a level, a place in the repository."""

from __future__ import annotations

from typing import Literal

from checker.report.model import Exit, Gate, Location, Tool
from rsp.value import Value

Level = Literal["error", "warning", "note", "none"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note", "none")
"""The most important first."""
LOWER: dict[Level, Level] = {
    "error": "warning", "warning": "note", "note": "note", "none": "none",
}  # fmt: skip
"""One level lower, for what only follows from something else."""
SEVERITIES = ("critical", "high", "medium", "low")
"""Of controls, the gravest first."""

Source = Literal["gate", "file", "gap", "clause", "control", "judgement"]


class Beside(Value, frozen=True, kw_only=True):
    """A second place that helps to understand the first."""

    location: Location
    message: str


class Acceptance(Value, frozen=True, kw_only=True):
    """A deviation by which the gate accepts a gap."""

    deviation: str
    reason: str
    until: str


class Finding(Value, frozen=True, kw_only=True):
    """Something that is not as it should be, or that a person has to decide."""

    rule: str
    """A gap reason, a diagnostic code, or one of the results of the page of that name."""
    source: Source
    level: Level
    """`none` for what is to be reviewed and is no failure."""
    about: str
    """Id of the instance, control, clause or judgement; empty for files and the gate."""
    message: str
    """Sentences, not yet cleaned of what files put into them."""
    at: Location
    """A place in the files of the project."""
    beside: tuple[Beside, ...] = ()
    """Other places, also in the catalog and the policy."""
    accepted: tuple[Acceptance, ...] = ()
    """Filled where the gate accepts it for every subject that it bears on."""
    severity: str | None = None
    order: int = 0
    """Among findings of one level and source, the least first."""
    facts: dict[str, str | tuple[str, ...]] = {}
    identity: tuple[str, ...]
    """What stays the same while lines, order and wording move."""


class Told(Value, frozen=True, kw_only=True):
    """All that the formats which list findings need."""

    tool: Tool
    exit: Exit
    gate: Gate | None
    """None where nothing was assessed: for lint."""
    findings: tuple[Finding, ...]
    """The most important first."""
    facts: dict[str, str]
    """What was assessed against what, and when."""

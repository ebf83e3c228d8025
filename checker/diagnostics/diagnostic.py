"""The one type of finding about a file: a registered code at a place, with its arguments."""

from __future__ import annotations

from enum import StrEnum

from rsp.ref import Ref
from rsp.value import Value

EVERYTHING = "*"
"""What a diagnostic reaches when it cannot be known what it reaches (R24)."""


class Level(StrEnum):
    """How much a diagnostic weighs: an error makes what it reaches not-assessed and exits 3."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Location(Value, frozen=True, kw_only=True, order=True):
    """A place in a file, for people."""

    file: str
    line: int
    """1-based."""
    column: int
    """1-based, in characters."""
    end_line: int
    end_column: int
    """One past the last character."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Related(Value, frozen=True, kw_only=True):
    """A second place that helps to understand the first."""

    at: Ref
    message: str


class Change(StrEnum):
    """What a fix does at its place."""

    REPLACE = "replace"
    """Another key or scalar stands there."""
    ADD = "add"
    """The mapping there, which may be missing itself, gets a key with its value."""
    QUOTE = "quote"
    """The same text stands there in quotes."""


class Fix(Value, frozen=True, kw_only=True):
    """A change of a file that would settle a finding."""

    at: Ref
    replacement: str
    """The new key or scalar; of `add`, lines of YAML, a key with its value each."""
    title: str
    change: Change = Change.REPLACE
    replaces: str | None = None
    """The text that has to stand there now, without quotes; anything is replaced where absent."""
    sure: bool = True
    """Whether it is mechanical: `rsp lint --fix` makes it. Else it is a guess, or leaves something
    to be written, and only an editor offers it."""


class Diagnostic(Value, frozen=True, kw_only=True):
    """A finding about a file."""

    code: str
    """Registered, stable, kebab-case, named for the defect."""
    level: Level
    message: str
    """One sentence: what is wrong, what was expected, what was found."""
    at: Ref
    related: tuple[Related, ...] = ()
    help: str | None = None
    """What to do."""
    fix: Fix | None = None
    reaches: tuple[str, ...] = (EVERYTHING,)
    """Entity keys (`control/SEC-WGT-02`, `clause/SEC-1`) whose verdicts an error makes
    not-assessed; EVERYTHING where it is unknown; empty where the assessment gives the defect a
    reason of its own."""

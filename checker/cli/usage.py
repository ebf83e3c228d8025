"""What goes wrong between a person and the command line.

CommandError
├── UsageError      the command cannot be understood: exit 2
└── InvalidInput    a file that was named cannot be used: exit 3
"""

from __future__ import annotations

from collections.abc import Iterable


class CommandError(Exception):
    """Base: a message for the user and the exit code."""

    code = 2

    def __init__(self, message: str, help: str | None = None, *, at_least: int = 0) -> None:
        """`at_least` is an exit code that applies as well, of a run that came before."""
        super().__init__(message)
        self.message = message
        self.help = help
        self.code = max(type(self).code, at_least)


class UsageError(CommandError):
    """A command, option or id that cannot be understood."""

    code = 2


class InvalidInput(CommandError):
    """A file named on the command line is not what it should be."""

    code = 3


def near(name: str, known: Iterable[str]) -> str | None:
    """The help for a name that is not known: those that look like it."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(known), n=3, cutoff=0.5)
    return f"did you mean {' or '.join(found)}?" if found else None

"""The command `rsp`: finds the command, runs it, and turns whatever happens into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from checker import __version__
from checker.cli.output import put, tell
from checker.cli.usage import CommandError, UsageError, near

if TYPE_CHECKING:
    import argparse

COMMANDS = {
    "check": "assess projects, print the summary, gate",
    "report": "write the report of a project or of a saved assessment",
    "lint": "diagnostics on policy, catalog and project",
    "explain": "anything that has an id, in full, with today's status and why",
    "graph": "the assurance graph: clauses, controls, requirements",
    "forecast": "the day on which each thing turns red if nothing new arrives, and why",
    "evidence": "the evidence store: seal, list, verify",
    "init": "a new project: its files, with what belongs into each",
    "new": "a new control, evidence record, deviation or determination",
    "pin": "pin a project to the policy, catalog and tool that its verdict rests on",
    "review": "stamp the links of a control after reading both sides",
    "schema": "JSON Schemas of authored files, and of what commands print",
    "test": "the cases of controls: what must pass and what must fail",
    "trend": "compare saved assessments over time: verdicts, gaps, regressions",
}
"""Every command, its module in this package, and what it does."""

EXITS = """\
exit codes, the highest that applies:
  0  the gate passed
  1  the gate failed
  2  the command cannot be understood, or names something that does not exist
  3  an authored or collected file is invalid
  4  integrity: a sealed record was altered or is gone
  5  internal error
"""

_INTERNAL = 5
_INTERRUPTED = 130


class Command(Protocol):
    """What a command's module offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare its arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; raises nothing."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _dispatch(arguments)
    except CommandError as error:
        tell(f"rsp: {error.message}" + (f"\n    {error.help}" if error.help else ""))
        return error.code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the one top-level handler
        return _failed(error)


def _dispatch(arguments: list[str]) -> int:
    name = arguments[0] if arguments else "--help"
    if name in ("--help", "-h", "help"):
        put(_help())
        return 0 if arguments else UsageError.code
    if name == "--version":
        put(f"rsp {__version__}\n")
        return 0
    if name not in COMMANDS:
        what = "option" if name.startswith("-") else "command"
        raise UsageError(
            f"there is no {what} {name!r}", near(name, COMMANDS) or "rsp --help lists the commands"
        )
    return _command(name, arguments[1:])


def _command(name: str, arguments: list[str]) -> int:
    from checker.cli.parser import Parser

    command: Command = import_module(f"checker.cli.{name}")
    description = f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}."
    parser = Parser(prog=f"rsp {name}", description=description, epilog=EXITS)
    command.add_arguments(parser)
    try:
        args = parser.read(arguments)
    except SystemExit as done:  # --help
        return int(done.code or 0)
    return command.run(args)


def _help() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {what}" for name, what in COMMANDS.items()]
    return "\n".join(
        [
            "usage: rsp COMMAND [ARGUMENTS]",
            "",
            "Which safety standards are required for which model, which clauses of them the",
            "evidence shows to be satisfied, which not, and why.",
            "",
            "commands:",
            *lines,
            "",
            "rsp COMMAND --help tells more about one; rsp --version names the version.",
            "",
            EXITS,
        ]
    )


def _failed(error: Exception) -> int:
    """An internal error: what broke, without any text from files, and how to see more."""
    import traceback

    if os.environ.get("RSP_TRACEBACK") == "1":
        tell("".join(traceback.format_exception(error)).rstrip())
    last = traceback.extract_tb(error.__traceback__)[-1]
    tell(
        f"rsp: internal error, a defect of the tool: {type(error).__name__} at"
        f" {os.path.basename(last.filename)}:{last.lineno}\n"
        "    nothing was decided; RSP_TRACEBACK=1 shows the traceback"
    )
    return _INTERNAL


if __name__ == "__main__":
    sys.exit(main())

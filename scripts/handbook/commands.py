"""The reference of commands: what `--help` says, as pages."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from functools import partial
from importlib import import_module

from checker.cli.main import COMMANDS, EXITS
from checker.cli.parser import Parser
from scripts.handbook.markdown import cell, code, codes, listing, page, table

_EXIT = re.compile(r"^  (\d)  (.*)$", re.MULTILINE)
_FOLDER = "reference/commands"


def command_pages() -> Iterator[tuple[str, str]]:
    """Path and text of the list of commands, and of one page for each."""
    rows = [
        (f"[`rsp {name}`](commands/{name}.md)", cell(_sentence(what)))
        for name, what in COMMANDS.items()
    ]
    yield (
        "reference/commands.md",
        page(
            "Commands",
            "What `rsp COMMAND --help` says, and no more. Options are never abbreviated. Results go"
            " to standard output, everything else to standard error.",
            table(["Command", "Does"], rows),
            "`rsp --version` names the version. What a command leaves with is on the page on"
            " [exit codes](exit-codes.md).",
        ),
    )
    for name, what in COMMANDS.items():
        parts = list(_described(parser_of(name, what), "##"))
        yield f"{_FOLDER}/{name}.md", page(f"rsp {name}", _sentence(what), *parts)


def exit_page() -> tuple[str, str]:
    """Path and text of the page on exit codes."""
    rows = [(code(number), cell(_sentence(what))) for number, what in _EXIT.findall(EXITS)]
    return (
        "reference/exit-codes.md",
        page(
            "Exit codes",
            "Every command leaves with one of these; of several that apply, with the highest. What"
            " a command makes of them is in its `--help`, and on its own page where it differs.",
            table(["Code", "Means"], rows),
            "A code of 3 or 4 is never a matter of the gate: no setting, waiver or baseline makes a"
            " defective file or an altered record pass. In JSON reports the code and its reason"
            " stand under `exit`.",
        ),
    )


def parser_of(name: str, what: str) -> Parser:
    """The parser of a command, its texts 80 columns wide and without colour."""
    parser = Parser(
        prog=f"rsp {name}",
        description=_sentence(what),
        formatter_class=partial(argparse.RawDescriptionHelpFormatter, width=80),
    )
    if sys.version_info >= (3, 14):
        parser.color = False
    import_module(f"checker.cli.{name}").add_arguments(parser)
    return parser


def _described(parser: argparse.ArgumentParser, mark: str) -> Iterator[str]:
    usage = parser.format_usage().removeprefix("usage: ")
    yield listing(re.sub(r"^ {7}", "", usage, flags=re.MULTILINE), "text")
    actions = [one for one in parser._actions if not isinstance(one, argparse._HelpAction)]
    shown = [one for one in actions if one.help != argparse.SUPPRESS]
    given = [one for one in shown if not isinstance(one, argparse._SubParsersAction)]
    if given:
        rows = [(_name(one), cell(_meaning(one, parser))) for one in given]
        yield table(["Argument", "Means"], rows)
    for one in shown:
        if isinstance(one, argparse._SubParsersAction):
            for name, child in one.choices.items():
                yield f"{mark} {parser.prog} {name}"
                yield child.description or ""
                yield from _described(child, f"{mark}#")


def _name(action: argparse.Action) -> str:
    shown = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
    value = shown if isinstance(shown, str) else " ".join(shown)
    if not action.option_strings:
        return code(value)
    if action.choices and not action.metavar:
        value = action.dest.upper()
    takes = "" if action.nargs == 0 else f" {value}"
    return codes(f"{option}{takes}" for option in action.option_strings)


def _meaning(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    help = (action.help or "") % {"default": action.default, "prog": parser.prog}
    listed = ""
    if action.choices and not action.metavar:
        listed = f"one of {', '.join(f'`{one}`' for one in action.choices)}"
    required = "required" if action.option_strings and action.required else ""
    return "; ".join(part for part in (listed, help, required) if part)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")

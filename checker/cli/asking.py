"""Asks on a terminal for what a command needs; elsewhere says which options are missing."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from checker.cli.output import tell
from checker.cli.usage import UsageError, near

Check = Callable[[str], str | None]
"""Why a text is no answer, None where it is one."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")


class Wanted(NamedTuple):
    """One thing a command cannot do without."""

    option: str
    """`--model`; its value stands under the same name in the arguments."""
    question: str
    check: Check
    several: bool = False
    """Whether the option may be repeated, and an answer may hold several, parted by spaces."""

    @property
    def attribute(self) -> str:
        """The attribute of the arguments."""
        return self.option.removeprefix("--").replace("-", "_")


def answer(args: argparse.Namespace, wanted: Sequence[Wanted]) -> None:
    """Fill in what is missing; raises UsageError for what is no answer, and where nobody can be
    asked."""
    for one in wanted:
        for text in _given(args, one):
            problem = one.check(text)
            if problem:
                raise UsageError(f"{one.option} {text!r}: {problem}")
    missing = [one for one in wanted if not _given(args, one)]
    if missing and not _is_terminal():
        names = ", ".join(one.option for one in missing)
        verb = "is" if len(missing) == 1 else "are"
        raise UsageError(f"{names} {verb} missing", "on a terminal they are asked for")
    for one in missing:
        found = _asked(one)
        setattr(args, one.attribute, found if one.several else found[0])


def valid(args: argparse.Namespace, checks: Mapping[str, Check]) -> None:
    """Look at the options that were given, by attribute; raises UsageError."""
    for name, check in checks.items():
        text = getattr(args, name)
        problem = check(text) if text is not None else None
        if problem:
            raise UsageError(f"--{name.replace('_', '-')}: {problem}")


def _given(args: argparse.Namespace, one: Wanted) -> list[str]:
    value = getattr(args, one.attribute)
    return list(value) if one.several else [value] if value else []


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _asked(one: Wanted) -> list[str]:
    """Ask until there is an answer; raises UsageError where the input ends."""
    while True:
        sys.stderr.write(f"{one.question}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise UsageError(f"there was no answer; {one.option} takes it")
        found = line.split() if one.several else [line.strip()] if line.strip() else []
        problems = [problem for text in found if (problem := one.check(text))]
        if found and not problems:
            return found
        for problem in problems:
            tell(f"    {problem}")


def identifier(text: str) -> str | None:
    """An id as files may hold it."""
    if _ID.match(text):
        return None
    return "an id has letters, digits, dots, dashes and underscores, 64 at most"


def words(text: str) -> str | None:
    """Some printable text."""
    return None if text.isprintable() and text.strip() else "write one line of text"


def date(text: str) -> str | None:
    """A date or an instant with an offset."""
    from rsp.time import Moment, TimeError

    try:
        Moment.parse(text)
    except TimeError as error:
        return str(error)
    return None


def one_of(what: str, known: Sequence[str]) -> Check:
    """A name that is there."""

    def check(text: str) -> str | None:
        if text in known:
            return None
        listed = f"known: {', '.join(known[:12])}" + (", …" if len(known) > 12 else "")
        help = near(text, known) or (listed if known else "there is none yet")
        return f"there is no {what} {text!r}; {help}"

    return check

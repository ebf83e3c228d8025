"""Command-line parsing that raises instead of leaving, and says what was probably meant."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from checker.cli.usage import UsageError, near

_CHOICE = re.compile(r"invalid choice: '?(?P<found>[^' ]*)'? \(choose from (?P<known>.*)\)")


class Parser(argparse.ArgumentParser):
    """Raises UsageError; options are never abbreviated."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **settings)

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The arguments as values; raises UsageError."""
        found, unknown = self.parse_known_args(arguments)
        for name in unknown:
            option = name.partition("=")[0]
            known = [each for each in self._option_string_actions if each.startswith("--")]
            help = near(option, known) if option.startswith("-") else None
            what = "option" if option.startswith("-") else "argument"
            raise UsageError(f"the {what} {option!r} is not known here", help or self._try())
        return found

    def error(self, message: str) -> NoReturn:
        """Called by argparse for everything it cannot read."""
        choice = _CHOICE.search(message)
        help = None
        if choice:
            help = near(choice["found"], re.findall(r"[\w-]+", choice["known"]))
        raise UsageError(message, help or self._try())

    def _try(self) -> str:
        return f"{self.prog} --help tells more"

"""What a reader makes of a document: plain data, and what was wrong with the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.diagnostics.places import Extent, spot
from checker.read.limits import MAX_REPORTED
from rsp.value import Value

BOM = b"\xef\xbb\xbf"
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Control characters, and the line ends that only some programs count as such."""


class Nodes(Value, frozen=True, kw_only=True):
    """A document as plain JSON data: None, bool, int, float, str, list, dict with string keys."""

    data: Any
    """None where nothing could be read; what could be read otherwise."""
    diagnostics: tuple[Diagnostic, ...]
    complete: bool
    """Whether the text was read to its end; false after a syntax error or a limit."""


class Stopped(Exception):
    """Reading of a document ends here; its last diagnostic says why."""


class Findings:
    """Diagnostics of one document, at most MAX_REPORTED of them."""

    def __init__(self, document: str, first_line: int = 1) -> None:
        self.document = document
        self.found: list[Diagnostic] = []
        self.first_line = first_line
        """The line of the document at which the text starts that is being read."""

    def add(self, code: str, extent: Extent, message: str, help: str | None = None) -> None:
        """Report at an extent; raises Stopped when there are too many."""
        line, column, end_line, end_column = extent
        shift = self.first_line - 1
        at = spot(self.document, (line + shift, column, end_line + shift, end_column))
        self.found.append(diagnose(code, at, message, help=help))
        if len(self.found) >= MAX_REPORTED:
            raise Stopped

    def stop(self, code: str, extent: Extent, message: str, help: str | None = None) -> Stopped:
        """Report at an extent, and the exception that ends the reading."""
        with suppress(Stopped):
            self.add(code, extent, message, help)
        return Stopped()


def decoded(text: bytes, findings: Findings, *, controls: bool = False) -> str:
    """The text without a byte order mark; raises Stopped for what is not clean UTF-8.

    With `controls`, control characters are left to the grammar that reads the text.
    """
    try:
        found = text.removeprefix(BOM).decode()
    except UnicodeDecodeError as error:
        before = text.removeprefix(BOM)[: error.start].decode()
        raise findings.stop(
            "encoding-invalid",
            extent_after(before),
            f"byte {text.removeprefix(BOM)[error.start]:#04x} is not UTF-8",
            "save the file as UTF-8",
        ) from error
    if not controls and (control := _REFUSED.search(found)):
        raise findings.stop(
            "character-refused",
            extent_after(found[: control.start()]),
            f"the character U+{ord(control.group()):04X} is not allowed in a text file",
            "remove it, or write it as an escape inside double quotes",
        )
    return found


def extent_after(before: str) -> Extent:
    """The extent of the one character that follows a text."""
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return line, column, line, column + 1


def nodes(data: Any, diagnostics: Sequence[Diagnostic], *, complete: bool) -> Nodes:
    """The result of a reader."""
    return Nodes(data=data, diagnostics=tuple(diagnostics), complete=complete)

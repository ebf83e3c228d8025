"""The one way to make a diagnostic: a registered code at a place."""

from __future__ import annotations

from collections.abc import Sequence

from checker.diagnostics.diagnostic import EVERYTHING, Diagnostic, Fix, Related
from checker.diagnostics.registry import CODES
from rsp.ref import Ref


class CodeNotRegistered(LookupError):
    """A rule reports a code that the registry lacks; a defect of the tool."""


def diagnose(
    code: str,
    at: Ref,
    message: str,
    *,
    help: str | None = None,
    related: Sequence[Related] = (),
    fix: Fix | None = None,
    reaches: Sequence[str] = (EVERYTHING,),
) -> Diagnostic:
    """A diagnostic with the level its code is registered with; raises CodeNotRegistered."""
    try:
        level = CODES[code].level
    except KeyError as error:
        raise CodeNotRegistered(code) from error
    return Diagnostic(
        code=code,
        level=level,
        message=message,
        at=at,
        related=tuple(related),
        help=help,
        fix=fix,
        reaches=tuple(reaches),
    )

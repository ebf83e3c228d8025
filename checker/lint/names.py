"""The one wording for a name that nothing defines."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from checker.diagnostics.diagnostic import EVERYTHING, Diagnostic
from checker.diagnostics.make import diagnose
from rsp.ref import Ref


def named(
    kind: str,
    name: str,
    defined: Collection[str],
    at: Ref,
    reach: tuple[str, ...] = (EVERYTHING,),
) -> Iterator[Diagnostic]:
    """dangling-reference, where a name is not defined."""
    if name in defined:
        return
    close = difflib.get_close_matches(name, sorted(defined), n=1)
    yield diagnose(
        "dangling-reference",
        at,
        f"there is no {kind} {name!r}",
        help=f"did you mean {close[0]!r}?" if close else f"define the {kind}, or name another",
        reaches=reach,
    )

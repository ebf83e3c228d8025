"""Names in messages, and the one wording for a name that nothing defines."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence

from checker.diagnostics.diagnostic import EVERYTHING, Diagnostic, Fix
from checker.diagnostics.make import diagnose
from checker.diagnostics.places import key_of
from rsp.ref import Ref

_LONG = 80
_STEPS = 12


def short(text: str) -> str:
    """A text as far as a message can hold it."""
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONG else f"{folded[:_LONG]}…"


def circle(path: Sequence[str]) -> str:
    """The names of a circle, back to the first; of a long one its beginning."""
    left = len(path) - _STEPS
    if left > 0:
        return f"{' -> '.join(path[:_STEPS])} -> … ({left} more) -> {path[0]}"
    return " -> ".join((*path, path[0]))


def named(
    kind: str,
    name: str,
    defined: Collection[str],
    at: Ref,
    reach: tuple[str, ...] = (EVERYTHING,),
    *,
    key: bool = False,
) -> Iterator[Diagnostic]:
    """dangling-reference, where a name is not defined; `key` where it is the key of what is at."""
    if name in defined:
        return
    close = difflib.get_close_matches(name, sorted(defined), n=1)
    fix = None
    if close:
        title = f"write {close[0]} instead of {short(name)}"
        where = key_of(at) if key else at
        fix = Fix(at=where, replacement=close[0], title=title, replaces=name, sure=False)
    yield diagnose(
        "dangling-reference",
        at,
        f"there is no {kind} {short(name)!r}",
        help=f"did you mean {close[0]!r}?" if close else f"define the {kind}, or name another",
        fix=fix,
        reaches=reach,
    )

"""Whether an edition is a faithful redaction of a full report: every marker opens, all else is
equal.

1. It is written as the tool writes reports, with nothing besides.
2. Each commitment opens to a value of the full report with the salt of that value.
3. With every marker opened it says what the full report says, no more and no less.
4. It withholds what the full report says is to be withheld, no more and no less, in the order that
   says nothing of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from checker.report import json
from checker.report.model import Edition, Report
from checker.report.public.marker import MARKER, Item
from checker.report.public.redact import redact
from rsp.value import Value
from rsp.visibility import Visibility

MOST = 10
"""Differences that are named."""
_HEAD = ("digest", "edition", "visibility", "salt_seed")
"""What an edition has of its own; whoever reads one has compared its digest."""
_CUT = 60


class Checked(Value, frozen=True, kw_only=True):
    """What was found."""

    differences: tuple[str, ...]
    """The first of them, none for a faithful edition."""
    opened: int
    """Commitments that open."""


def check(data: bytes, public: Report, full: Report) -> Checked:
    """Compare the edition, of which `data` are the bytes, with the full report; raises SaltUnusable
    for a full report without a seed."""
    edition = public.edition
    if edition is None:
        return Checked(differences=("it is no edition: nothing in it is withheld",), opened=0)
    made = redact(full, Visibility(edition.audience))
    items = {one.marker: one for one in made.items}
    due = msgspec.structs.replace(made.report, digest=public.digest)
    found = list(islice(_all(data, public, full, due, items), MOST))
    opened = sum(
        1
        for one in edition.commitments
        if one.marker in items and items[one.marker].commitment == one.commitment
    )
    return Checked(differences=tuple(found), opened=opened)


def _all(
    data: bytes, public: Report, full: Report, made: Report, items: dict[str, Item]
) -> Iterator[str]:
    edition = public.edition
    assert edition is not None
    if json.render(public) != data:
        yield "the file holds something that is not part of a report, or is laid out differently"
    yield from _commitments(edition, items)
    yield from _totals(edition)
    opened, whole = (_body(report) for report in (public, full))
    alike = True
    for found in _unequal(_normal(_opened(opened, items)), _normal(whole), ""):
        alike = False
        yield found
    if alike and json.render(public) != json.render(made):
        there, due = (_normal(msgspec.to_builtins(report)) for report in (public, made))
        yield from _unequal(there, due, "", "due is")
        yield "it withholds other things, or in another order, than the full report asks for"


def _commitments(edition: Edition, items: dict[str, Item]) -> Iterator[str]:
    """Each opens, none is missing, none is double."""
    seen: set[str] = set()
    for one in edition.commitments:
        known = items.get(one.marker)
        if one.marker in seen:
            yield f"{one.marker} is committed to twice"
        elif known is None:
            yield f"{one.marker} stands for nothing that the full report withholds"
        elif known.commitment != one.commitment or not known.opens:
            yield f"the commitment of {one.marker} does not open to the value in the full report"
        seen.add(one.marker)
    for name in sorted(set(items) - seen):
        yield f"there is no commitment for {name}, which the full report withholds"


def _totals(edition: Edition) -> Iterator[str]:
    counted: dict[str, int] = {}
    for one in edition.commitments:
        kind = one.marker.removeprefix("withheld:").partition("-")[0]
        counted[kind] = counted.get(kind, 0) + 1
    for kind in sorted({*counted, *edition.withheld}):
        said, there = edition.withheld.get(kind, 0), counted.get(kind, 0)
        if said != there:
            yield f"it says that {said} of kind {kind} are withheld; there are {there} commitments"


def _body(report: Report) -> Any:
    whole = msgspec.to_builtins(report)
    return {name: value for name, value in whole.items() if name not in _HEAD}


def _opened(node: Any, items: dict[str, Item]) -> Any:
    """Data with the values in place of their markers."""
    if isinstance(node, str):
        return MARKER.sub(lambda found: _value(found.group(), items), node)
    if isinstance(node, list | tuple):
        return [_opened(one, items) for one in node]
    if not isinstance(node, dict):
        return node
    made: dict[str, Any] = {}
    for one in node.values():
        item = items.get(one) if isinstance(one, str) else None
        if item is not None and isinstance(item.value, dict) and set(item.value) <= set(node):
            blank = all(node[name] in (item.marker, None, 0) for name in item.value)
            made |= item.value if blank else {}
    return {name: made[name] if name in made else _opened(one, items) for name, one in node.items()}


def _value(marker: str, items: dict[str, Item]) -> str:
    item = items.get(marker)
    return item.value if item is not None and isinstance(item.value, str) else marker


def _unequal(one: Any, other: Any, at: str, other_is: str = "the full report has") -> Iterator[str]:
    """Where two trees in normal order differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted({*one, *other}):
            yield from _unequal(one.get(name), other.get(name), f"{at}.{name}", other_is)
    elif isinstance(one, list | tuple) and isinstance(other, list | tuple):
        if len(one) != len(other):
            yield f"{at[1:]}: it has {len(one)}, {other_is} {len(other)}"
            return
        for mine, theirs in zip(one, other, strict=True):
            yield from _unequal(mine, theirs, f"{at}[{_named(theirs)}]", other_is)
    elif type(one) is not type(other) or _words(one) != _words(other):
        yield f"{at[1:]}: it says {_cut(one)}, {other_is} {_cut(other)}"


def _normal(node: Any) -> Any:
    """Data with its lists in an order that does not depend on the one they were in."""
    if isinstance(node, dict):
        return {name: _normal(one) for name, one in node.items()}
    if isinstance(node, list | tuple):
        return sorted(map(_normal, node), key=_sorting)
    return node


def _sorting(node: Any) -> tuple[str, bytes]:
    return _named(node), msgspec.json.encode(_words(node), order="sorted")


def _words(node: Any) -> Any:
    """Texts as their words in any order: lists of ids within sentences follow what they show."""
    if isinstance(node, str):
        return sorted(re.split(r"[\s,:]+", node))
    if isinstance(node, dict):
        return {name: _words(one) for name, one in node.items()}
    return [_words(one) for one in node] if isinstance(node, list) else node


def _named(node: Any) -> str:
    """What tells an element from others of its list, as far as it has a name."""
    if not isinstance(node, dict):
        return ""
    parts = [node.get(name) for name in ("id", "control", "clause", "threshold", "subject")]
    return " ".join(part for part in parts if isinstance(part, str))


def _cut(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _CUT else f"{text[:_CUT]}…"

"""Every change of the policy between two projects, weighed, worst first."""

from __future__ import annotations

import hashlib
import json

from msgspec.structs import replace

from checker.compare.change import Change, Kind
from checker.diff.both import Both, Found
from checker.diff.catalog import catalog
from checker.diff.decisions import decisions
from checker.diff.edition import edition
from checker.diff.force import forced
from checker.diff.gate import baseline
from checker.diff.inventory import inventory
from checker.diff.parties import parties
from checker.diff.records import approvals, evidence, loosenings, reviews
from checker.diff.settings import settings

_PARTS = (
    settings, baseline, edition, catalog, loosenings, inventory, parties, decisions, reviews,
    approvals, evidence,
)  # fmt: skip
_RECIPE = "c1"
_DIGITS = 40
_UNREAD = "; files of the {} could not be read, so that it may have it"


def policy_changes(both: Both) -> tuple[Found, ...]:
    """Every change, worst first, then by path and code."""
    found = [_unsure(both, forced(both, one)) for part in _PARTS for one in part(both)]
    return in_order(found)


def in_order(found: list[Found]) -> tuple[Found, ...]:
    """Worst first, then by path and code."""
    return tuple(
        sorted(found, key=lambda one: (one.change.kind.rank, one.change.path, one.change.what))
    )


def change_id(change: Change) -> str:
    """The stable id of a change: what changed, where, and the content of both sides in full."""
    parts = [_RECIPE, change.what, change.path, change.was, change.becomes, change.content]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    return f"{_RECIPE}:{digest[:_DIGITS]}"


def _unsure(both: Both, found: Found) -> Found:
    """What a side seems to lack may be in a file of it that could not be read."""
    change = found.change
    if change.kind.loosens:
        return found
    for side, whole, there in (
        ("base", both.base_whole, change.was), ("head", both.head_whole, change.becomes),
    ):  # fmt: skip
        if not whole and there is None:
            sentence = change.sentence + _UNREAD.format(side)
            told = replace(change, kind=Kind.UNDECIDABLE, sentence=sentence)
            return replace(found, change=told)
    return found

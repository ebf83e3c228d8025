"""What changed in what was stated for the record: reviews, approvals, sealed evidence, answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from checker.compare.change import Kind, Spot, changed
from checker.compare.fields import Rule, key, label, opaque
from checker.diff.both import Both, Found, placed, things
from checker.diff.kinds import flag, of_members
from checker.evidence.offered import Offered
from checker.project.project import Project
from rsp.overlay import Loosening
from rsp.ref import Ref
from rsp.time import instant_text

ANSWER = "reviewer-answer"
REJECT = "reject"

REVIEW: dict[str, Rule] = {
    "control": key(),
    "clause": key(),
    **dict.fromkeys(("stamp", "by", "date", "because"), label("review-changed")),
    "bulk": flag("review-bulk", true=Kind.UNDECIDABLE, false=Kind.NEUTRAL),
}
LOOSENING: dict[str, Rule] = {
    **dict.fromkeys(("change", "at", "was", "becomes"), key()),
    "reason": opaque("loosening-reason-changed"),
    "approvals": opaque("loosening-approvals-changed"),
}
"""An entry without which the overlay would not count; the change itself is compared as well."""


def reviews(both: Both) -> Iterator[Found]:
    """The organisation's own stamps: a new one is a person's statement that both sides were
    read."""
    sides = []
    for project in (both.base, both.head):
        refs = {
            f"{one.control}/{one.clause}": project.refs[f"review/{at}"]
            for at, one in reversed(list(enumerate(project.own_reviews)))
        }
        found = {f"{one.control}/{one.clause}": one for one in reversed(project.own_reviews)}
        sides.append((found, refs))
    (old, were), (new, are) = sides
    for one in things(
        both, "review", dict(old), dict(new), REVIEW, ref="", around="reviews",
        removed=Kind.UNDECIDABLE, added=Kind.NEUTRAL,
    ):  # fmt: skip
        name = "/".join(one.change.path.split("/")[1:3])
        yield Found(
            change=one.change,
            base=_down(were.get(name), one.change.old_near, one.base),
            head=_down(are.get(name), one.change.new_near, one.head),
        )


def loosenings(both: Both) -> Iterator[Found]:
    """Approvals of what an overlay asks less for."""
    old, new = (_entries(side) for side in (both.base, both.head))
    spot = Spot(path="overlay/loosening", old="/loosening", new="/loosening")
    for one in of_members(
        "loosening", old, new, _entry_key, LOOSENING, spot, Kind.WEAKER, Kind.STRONGER
    ):
        yield placed(both, one, "overlay", "overlay")
    because = [
        side.overlaid.overlay.because if side.overlaid else None for side in (both.base, both.head)
    ]
    if because[0] != because[1] and None not in because:
        here = Spot(path="overlay").at("because")
        yield placed(
            both, changed(Kind.NEUTRAL, "reason-changed", here, *because), "overlay", "overlay"
        )


def approvals(both: Both) -> Iterator[Found]:
    """Entries of the changes file: each new one is shown, and none is ever taken out."""
    old, new = Counter(both.base.changes), Counter(both.head.changes)
    for which, less, kind in (("added", old, Kind.NEUTRAL), ("removed", new, Kind.UNDECIDABLE)):
        side = both.head if which == "added" else both.base
        for index, entry in enumerate(side.changes):
            less[entry] -= 1
            if less[entry] >= 0:
                continue
            spot = Spot(path=f"changes/{entry.change}")
            was, becomes = (None, entry) if which == "added" else (entry, None)
            words = f"the approval of {entry.change} by {entry.by}, {entry.date}, is {which}"
            one = changed(kind, f"approval-of-change-{which}", spot, was, becomes, words)
            found = placed(both, one, "", "changes")
            at = side.refs[f"change/{index}"]
            yield Found(
                change=one,
                base=at if which == "removed" else found.base,
                head=at if which == "added" else found.head,
            )


def evidence(both: Both) -> Iterator[Found]:
    """Records that are gone or say something else, answers of reviewers among them."""
    for one in both.gone:
        spot = Spot(path=f"evidence/{one.id}")
        what, kind = "record-removed", Kind.UNDECIDABLE
        if one.type == ANSWER:
            kind = Kind.WEAKER if _rejects(one) else Kind.UNDECIDABLE
            what = "answer-removed"
        words = f"the {one.type} {one.id} is no longer in the evidence store"
        change = changed(kind, what, spot, _content(one), None, words)
        yield Found(change=change, base=one.at, head=both.head.refs["settings"].at("evidence"))
    for old, new in both.replaced:
        spot = Spot(path=f"evidence/{old.id}")
        what = "answer-replaced" if ANSWER in (old.type, new.type) else "record-replaced"
        words = f"the {old.type} {old.id} says something else than before"
        change = changed(Kind.UNDECIDABLE, what, spot, _content(old), _content(new), words)
        yield Found(change=change, base=old.at, head=new.at)


def _content(one: Offered) -> tuple[str | None, ...]:
    """The digests of a record and its payload, and when it was sealed."""
    sealed = None if one.received_at is None else instant_text(one.received_at)
    return (one.digest, one.payload_digest, sealed)


def _rejects(one: Offered) -> bool:
    payload: dict[str, Any] = one.payload or (one.record.payload if one.record else None) or {}
    return payload.get("answer") == REJECT


def _entries(project: Project) -> tuple[Loosening, ...]:
    return project.overlaid.overlay.loosening if project.overlaid else ()


def _entry_key(entry: Loosening) -> tuple[str | None, ...]:
    said = (entry.change, entry.at, entry.was, entry.becomes)
    return tuple(None if one is None else " ".join(one.split()) for one in said)


def _down(root: Ref | None, pointer: str, otherwise: Ref) -> Ref:
    if root is None:
        return otherwise
    return Ref(document=root.document, pointer=root.pointer + pointer)

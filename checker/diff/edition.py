"""What changed from one policy edition to another: clauses, thresholds, who has to approve what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from checker.assess.overlay import roles_of
from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.fields import Rule, demanded, key, label, of_fields, opaque, optional
from checker.diff.both import Both, Found, things
from checker.diff.kinds import maybe, members, of_lengths, of_numbers, ordered, within
from rsp.clause import Clause, Modality
from rsp.project import Settings
from rsp.ref import Ref
from rsp.threshold import ThresholdKind

_BINDING = {Modality.MUST: 2, Modality.EXPECT: 1}
"""The others never fail by themselves, or stand apart."""


def _modality(old: Clause, new: Clause, name: str, spot: Spot) -> Iterator[Change]:
    before, after = old.modality, new.modality
    if before is after:
        return
    was, now = _BINDING.get(before, 0), _BINDING.get(after, 0)
    kind, word = Kind.UNDECIDABLE, "changed"
    if was != now:
        kind, word = (Kind.WEAKER, "lower") if now < was else (Kind.STRONGER, "higher")
    yield changed(kind, f"modality-{word}", spot, before, after)


def _check(old: Clause, new: Clause, name: str, spot: Spot) -> Iterator[Change]:
    if old.check is new.check:
        return
    kind, word = Kind.UNDECIDABLE, "changed"
    if old.check.needs_judgement is not new.check.needs_judgement:
        asks = new.check.needs_judgement
        kind, word = (Kind.STRONGER, "judged") if asks else (Kind.WEAKER, "unjudged")
    yield changed(kind, f"check-{word}", spot, old.check, new.check)


def _when(old: Clause, new: Clause, name: str, spot: Spot) -> Iterator[Change]:
    """Conditional, it may not apply; without a condition, it no longer waits for a decision."""
    if old.when == new.when:
        return
    kind, word = Kind.UNDECIDABLE, "changed" if old.when else "added"
    if old.when is None:
        kind = Kind.WEAKER
    elif new.when is None:
        word = "removed"
    yield changed(kind, f"clause-condition-{word}", spot, old.when, new.when)


CLAUSE: dict[str, Rule] = {
    "id": key(),
    "standard": opaque("clause-standard-changed"),
    "modality": _modality,
    "check": _check,
    "text": opaque("clause-text-changed"),
    "source": label("source-changed"),
    "when": _when,
    "parent": opaque("clause-parent-changed"),
    "children": opaque("clause-children-changed"),
    "links": opaque("clause-links-changed"),
}


def _approvers(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
    """Roles of which each has to approve; without any, nothing can be approved."""
    before, after = getattr(old, name), getattr(new, name)
    if before and after:
        yield from demanded("approver-dropped", "approver-added")(old, new, name, spot)
    elif before != after:
        kind, word = (Kind.STRONGER, "refused") if before else (Kind.WEAKER, "allowed")
        yield changed(kind, f"deviation-{word}", spot, list(before), list(after))


_MAXIMUM = ordered("deviation-maximum", of_lengths, more=Kind.WEAKER, words=("longer", "shorter"))
DEVIATION_RULE: dict[str, Rule] = {
    "must": _approvers, "expect": _approvers, "maximum": _MAXIMUM,
}  # fmt: skip
WAIVER_RULE: dict[str, Rule] = {
    **dict.fromkeys(("critical", "high", "medium", "low"), _approvers),
    "maximum": _MAXIMUM,
}
INTERIM_RULE: dict[str, Rule] = {
    "permission": opaque("interim-permission-changed"),
    "approvals": _approvers,
    "notices": demanded("notice-dropped", "notice-added"),
    "maximum": _MAXIMUM,
}
DEVIATION_RULES: dict[str, Rule] = {
    "substitute": within(DEVIATION_RULE),
    "not_applicable": within(DEVIATION_RULE),
    "waiver": maybe("waivers", WAIVER_RULE, added=Kind.WEAKER, removed=Kind.STRONGER),
    "interim_measure": maybe(
        "interim-measures", INTERIM_RULE, added=Kind.WEAKER, removed=Kind.STRONGER
    ),
}
DETERMINATION_RULE: dict[str, Rule] = {
    "approvals": demanded("approver-dropped", "approver-added"),
    "reassess_after": ordered(
        "reassessment", of_lengths, more=Kind.WEAKER, words=("later", "earlier")
    ),
    "reassess_at_effective_compute": ordered(
        "reassessment-compute", of_numbers, more=Kind.WEAKER, words=("higher", "lower")
    ),
}
_LEVEL = optional("requirement-of-standard", added=Kind.STRONGER)
REQUIRES: dict[str, Rule] = {"deployment": _LEVEL, "security": _LEVEL}


def _threshold_kind(old: Any, new: Any, name: str, spot: Spot) -> Iterator[Change]:
    if old.kind is new.kind:
        return
    was, now = (one.kind is ThresholdKind.THRESHOLD for one in (old, new))
    kind = Kind.UNDECIDABLE if was is now else Kind.WEAKER if was else Kind.STRONGER
    yield changed(kind, "threshold-kind-changed", spot, old.kind, new.kind)


THRESHOLD: dict[str, Rule] = {
    "id": key(),
    "domain": label("domain-changed"),
    "clause": opaque("threshold-clause-changed"),
    "kind": _threshold_kind,
    "requires": within(REQUIRES),
    "also": demanded("threshold-clause-dropped", "threshold-clause-added"),
}
CONDITION: dict[str, Rule] = {
    "id": key(),
    "title": label("title-changed"),
    "decided_by": opaque("condition-decision-changed"),
}
ACTIVITY_RULE: dict[str, Rule] = {
    "standards": demanded("forbidding-standard-dropped", "forbidding-standard-added"),
    "clauses": demanded("forbidding-clause-dropped", "forbidding-clause-added"),
    "because": opaque("forbidding-clause-changed"),
}
ACTIVITIES: dict[str, Rule] = dict.fromkeys(("train", "deploy", "store"), within(ACTIVITY_RULE))
DATA: dict[str, Rule] = {
    "determination": within(DETERMINATION_RULE),
    "thresholds": members(
        "threshold", lambda one: one.id, THRESHOLD, added=Kind.STRONGER, removed=Kind.WEAKER
    ),
    "conditions": members(
        "edition-condition", lambda one: one.id, CONDITION,
        added=Kind.UNDECIDABLE, removed=Kind.UNDECIDABLE,
    ),
    "activities": within(ACTIVITIES),
    "deviations": within(DEVIATION_RULES),
}  # fmt: skip


def _once_more(both: Both, found: Found) -> Found:
    """What binds more, and may let something pass: where nothing of its standard bound before, or
    nothing of its own, it begins to count; a deviation may be valid for the higher modality alone
    (R12, R17); a role that is new among approvers may also accept changes."""
    change = found.change
    if change.kind is not Kind.STRONGER:
        return found
    frees = False
    if change.what in ("modality-higher", "clause-added"):
        frees = _begins(both, change.path.split("/")[1])
    elif change.what == "approver-added":
        frees = not set(roles_of(both.head)) <= set(roles_of(both.base))
    return replace(found, change=replace(change, kind=Kind.UNDECIDABLE)) if frees else found


def _begins(both: Both, name: str) -> bool:
    old, new = both.base.edition.clauses, both.head.edition.clauses[name]
    counted = any(one.standard == new.standard and one.modality in _BINDING for one in old.values())
    if name not in old or not counted:
        return not counted
    deviates = any(one.clause == name for one in both.head.deviations.values())
    return deviates or old[name].modality not in _BINDING


def edition(both: Both) -> Iterator[Found]:
    """Clauses by their ids, then what decides when they apply; nothing between equal editions."""
    old, new = both.base.edition, both.head.edition
    if old.digest == new.digest and old.id == new.id:
        return
    for one in things(
        both, "clause", dict(old.clauses), dict(new.clauses), CLAUSE, ref="clause/",
        around="policy", removed=Kind.WEAKER, added=_added,
    ):  # fmt: skip
        yield _once_more(both, one)
    for change in of_fields(old.data, new.data, Spot(path="edition"), DATA):
        found = Found(
            change=change,
            base=Ref(document=_data(both.base.settings), pointer=change.old_near),
            head=Ref(document=_data(both.head.settings), pointer=change.new_near),
        )
        yield _once_more(both, found)


def _added(one: Any) -> Kind:
    """A duty more; but a part may be what a group can be shown by at all (R14)."""
    return Kind.STRONGER if one.modality in _BINDING and not one.parent else Kind.UNDECIDABLE


def _data(settings: Settings) -> str:
    return f"edition:{settings.policy}/thresholds.yaml"

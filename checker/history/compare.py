"""What changed from one assessment to the next: instances, controls, subjects, rules."""

from __future__ import annotations

from collections.abc import Iterator

from checker.assess.assessment import Shown
from checker.history.model import RuleChange, Step
from checker.history.saved import Assessed, Saved


def step(before: Assessed, after: Assessed) -> Step:
    """From one to the next."""
    old = {one.id: one.status for one in before.saved.instances}
    new = {one.id: one.status for one in after.saved.instances}
    both = sorted(old.keys() & new.keys())
    was_open = [name for name in both if old[name] is Shown.UNMET]
    catalogs = [{one.id for one in each.saved.controls} for each in (before, after)]
    subjects = [{one.id for one in each.saved.subjects} for each in (before, after)]
    return Step(
        before=before.saved.as_of.date,
        after=after.saved.as_of.date,
        rules=tuple(rule_changes(before.saved, after.saved)),
        opened=tuple(
            name for name in both if new[name] is Shown.UNMET and old[name] is not Shown.UNMET
        ),
        closed=tuple(name for name in was_open if new[name] in (Shown.MET, Shown.ALTERNATIVE)),
        set_aside=tuple(name for name in was_open if new[name] is Shown.NOT_APPLICABLE),
        new_open=tuple(
            name for name in sorted(new.keys() - old.keys()) if new[name] is Shown.UNMET
        ),
        removed_open=tuple(
            name for name in sorted(old.keys() - new.keys()) if old[name] is Shown.UNMET
        ),
        instances_new=len(new.keys() - old.keys()),
        instances_removed=len(old.keys() - new.keys()),
        controls_new=tuple(sorted(catalogs[1] - catalogs[0])),
        controls_removed=tuple(sorted(catalogs[0] - catalogs[1])),
        subjects_new=tuple(sorted(subjects[1] - subjects[0])),
        subjects_removed=tuple(sorted(subjects[0] - subjects[1])),
    )


def rule_changes(before: Saved, after: Saved) -> Iterator[RuleChange]:
    """Rules that are not the same: what is compared is their digests where there are any."""
    old, new = before.policy, after.policy
    if (old.edition, old.digest) != (new.edition, new.digest):
        yield RuleChange(
            what="policy",
            before=_versioned(old.edition, old.digest),
            after=_versioned(new.edition, new.digest),
        )
    past, now = before.catalog, after.catalog
    if (past.name, past.version, past.digest) != (now.name, now.version, now.digest):
        yield RuleChange(
            what="catalog",
            before=_versioned(f"{past.name} {past.version}", past.digest),
            after=_versioned(f"{now.name} {now.version}", now.digest),
        )
    rules = before.project.rules_digest, after.project.rules_digest
    if rules[0] != rules[1]:
        yield RuleChange(what="declared rules", before=_digest(rules[0]), after=_digest(rules[1]))
    if before.period.start != after.period.start:
        yield RuleChange(
            what="period",
            before=f"from {before.period.start}",
            after=f"from {after.period.start}",
        )
    if before.tool.version != after.tool.version:
        yield RuleChange(what="tool", before=before.tool.version, after=after.tool.version)


def _versioned(name: str, digest: str) -> str:
    return f"{name} ({_digest(digest)})"


def _digest(digest: str | None) -> str:
    """Enough of a digest to tell two apart by eye."""
    return "not stated" if digest is None else digest[:12]

"""What the overlay changes in the catalog, and who approved what asks for less (R24)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from checker.assess.parties import Parties
from checker.compare.catalog import catalog_changes
from checker.compare.change import Change, Kind, Spot, changed
from checker.project.project import Project
from rsp.overlay import Loosening
from rsp.threshold import Approval
from rsp.value import Value


class OverlayChange(Value, frozen=True, kw_only=True):
    """One change, and the entry that approves it."""

    change: Change
    entry: int | None
    """Index among the entries of `loosening`; None where none names it."""
    defects: tuple[str, ...]
    """Why it is not approved; none for a change that needs no approval, or has it."""


def overlay_changes(project: Project, parties: Parties, now: datetime) -> tuple[OverlayChange, ...]:
    """Every change, worst first; nothing where the project has no overlay."""
    overlaid = project.overlaid
    if overlaid is None:
        return ()
    entries = {
        key_of_entry(one): at for at, one in reversed(list(enumerate(overlaid.overlay.loosening)))
    }
    found = catalog_changes(overlaid.base, project.catalog, project.edition.clauses)
    return tuple(
        _judged(project, parties, now, one, entries) for one in (*found, *_values(project))
    )


def unapproved(project: Project, changes: tuple[OverlayChange, ...]) -> tuple[str, ...]:
    """Keys of what the changes reach that nobody approved."""
    return tuple(key for one in changes if one.defects for key in reaches(project, one.change))


def reaches(project: Project, change: Change) -> tuple[str, ...]:
    """Keys of what a change bears on: a control with its clauses, of either catalog."""
    kind, name = _subject(change)
    found = [f"{kind}/{name}"]
    if kind == "control" and project.overlaid is not None:
        for catalog in (project.overlaid.base, project.catalog):
            if name in catalog.controls:
                found += [f"clause/{one.clause}" for one in catalog.controls[name].implements]
    return tuple(dict.fromkeys(found))


def key_of_entry(entry: Loosening) -> tuple[str, ...]:
    """What an entry names, white space folded: code, path, old and new value."""
    return _key(entry.change, entry.at, entry.was, entry.becomes)


def _judged(
    project: Project,
    parties: Parties,
    now: datetime,
    change: Change,
    entries: dict[tuple[str, ...], int],
) -> OverlayChange:
    if not change.kind.loosens:
        return OverlayChange(change=change, entry=None, defects=())
    entry = entries.get(_key(change.what, change.path, change.was, change.becomes))
    if entry is None or project.overlaid is None:
        return OverlayChange(change=change, entry=None, defects=("no entry approves it",))
    approvals = project.overlaid.overlay.loosening[entry].approvals
    defects = _defects(project, parties, now, change, approvals)
    return OverlayChange(change=change, entry=entry, defects=defects)


def _defects(
    project: Project,
    parties: Parties,
    now: datetime,
    change: Change,
    approvals: tuple[Approval, ...],
) -> tuple[str, ...]:
    """Someone who may has to have approved it, and nobody who answers for what it changes."""
    roles, owners = roles_of(project), owners_of(project, change)
    found = [
        f"{approval.party} answers for what it changes"
        for approval in sorted(approvals, key=lambda one: (one.party, one.role))
        if owners & parties.belongs(approval.party, approval.date.earliest)
    ]
    found += [
        f"{approval.party} is not among the parties"
        for approval in sorted(approvals, key=lambda one: (one.party, one.role))
        if not parties.knows(approval.party)
    ]
    if not any(
        approval.role in roles
        and approval.date.latest <= now
        and parties.knows(approval.party)
        and parties.holds(approval.party, approval.role, approval.date)
        for approval in approvals
    ):
        who = " or ".join(roles) or "nobody, as the edition names no role"
        found.append(f"it takes the approval of {who}, held on its date and given by now")
    return tuple(dict.fromkeys(found))


def roles_of(project: Project) -> tuple[str, ...]:
    """The roles that the edition names for deviations."""
    rules = project.edition.data.deviations
    return tuple(
        sorted(
            {
                role
                for rule in (rules.substitute, rules.not_applicable)
                for role in (*rule.must, *rule.expect)
            }
        )
    )


def owners_of(project: Project, change: Change) -> frozenset[str]:
    """Who answers for what a change bears on, in either catalog: setting an owner hides none."""
    kind, name = _subject(change)
    catalogs = [project.catalog, *([project.overlaid.base] if project.overlaid else [])]
    return frozenset(
        control.owner
        for catalog in catalogs
        for control in catalog.controls.values()
        if (kind == "control" and control.id == name)
        or (kind == "clause" and any(link.clause == name for link in control.implements))
        or (
            kind == "type"
            and any(
                name in {one.type, *(join.type for join in one.with_.values())}
                for one in control.evidence
            )
        )
    )


def _values(project: Project) -> Iterator[Change]:
    """Parameter values that the overlay sets: nothing is compared, the report shows them."""
    overlay = project.overlaid.overlay if project.overlaid else None
    for name, change in sorted(overlay.controls.items() if overlay else ()):
        for parameter, declared in sorted(change.parameters.items()):
            spot = Spot(path=f"control/{name}/parameters/{parameter}/value", old=None, new=None)
            yield changed(Kind.NEUTRAL, "parameter-set", spot, None, declared.value)


def _subject(change: Change) -> tuple[str, str]:
    kind, name, *_ = change.path.split("/")
    return kind, name


def _key(*parts: str | None) -> tuple[str, ...]:
    return tuple("-" if part is None else f"={' '.join(part.split())}" for part in parts)

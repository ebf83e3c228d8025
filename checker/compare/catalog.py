"""What changed between two catalogs: controls, evidence types, and what covers each clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.compare.change import Change, Kind, Spot, changed
from checker.compare.control import changes, in_order
from checker.compare.links import carrying
from checker.compare.schema import type_changes
from rsp.clause import Clause, Modality
from rsp.control import Control
from rsp.project import Catalog

_NEVER_FAIL = (Modality.AIM, Modality.EXAMPLE, Modality.NOTE)


def catalog_changes(
    old: Catalog, new: Catalog, clauses: Mapping[str, Clause]
) -> tuple[Change, ...]:
    """Every difference between two catalogs of one edition, worst first, then by path.

    What both hold as one object is not looked at again.
    """
    return in_order(
        one
        for found in (_controls(old, new), _types(old, new), _coverage(old, new, clauses))
        for one in found
    )


def _controls(old: Catalog, new: Catalog) -> Iterator[Change]:
    for name in sorted({*old.controls, *new.controls}):
        before, after = old.controls.get(name), new.controls.get(name)
        spot = Spot(path=f"control/{name}")
        if before is not None and after is not None:
            yield from () if before is after else changes(before, after)
        elif before is None and after is not None:
            words = f"{name} is added: {after.title}"
            yield changed(Kind.STRONGER, "control-added", spot, None, after, words)
        elif before is not None:
            words = f"{name} is removed: {before.title}"
            yield changed(Kind.WEAKER, "control-removed", spot, before, None, words)


def _types(old: Catalog, new: Catalog) -> Iterator[Change]:
    for name in sorted({*old.types, *new.types}):
        before, after = old.types.get(name), new.types.get(name)
        spot = Spot(path=f"type/{name}")
        if before is not None and after is not None:
            yield from () if before.digest == after.digest else type_changes(before, after)
        elif before is None and after is not None:
            yield changed(Kind.NEUTRAL, "type-added", spot, None, after.digest)
        elif before is not None:
            yield changed(Kind.UNDECIDABLE, "type-removed", spot, before.digest, None)


def _coverage(old: Catalog, new: Catalog, clauses: Mapping[str, Clause]) -> Iterator[Change]:
    """Clauses that a control begins to cover, or a judgement to settle, where none did: a clause
    that could not be satisfied now can (R14)."""
    before, after = (_of_clauses(side, clauses) for side in (old, new))
    for name in sorted({*before, *after}):
        had, has = before.get(name, {}), after.get(name, {})
        spot = Spot(path=f"clause/{name}")
        if has and not had:
            yield changed(Kind.UNDECIDABLE, "clause-first-covered", spot, None, sorted(has))
        elif any(has.values()) and not any(had.values()) and clauses[name].check.needs_judgement:
            names = sorted(control for control, judged in has.items() if judged)
            yield changed(Kind.UNDECIDABLE, "clause-first-judged", spot, None, names)


def _of_clauses(catalog: Catalog, clauses: Mapping[str, Clause]) -> dict[str, dict[str, bool]]:
    """By clause that can fail: each control that implements it, and whether it asks a question."""
    found: dict[str, dict[str, bool]] = {}
    for name, control in catalog.controls.items():
        for link in control.implements:
            clause = clauses.get(link.clause)
            if clause is not None and clause.modality not in _NEVER_FAIL:
                found.setdefault(link.clause, {})[name] = _asks(control, link.clause)
    return found


def _asks(control: Control, clause: str) -> bool:
    carried = carrying(control, clause)
    return any(one.judgement is not None for one in control.evidence if one.id in carried)

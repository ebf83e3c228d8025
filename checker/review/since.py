"""What changed on which side of a link since it was stamped, as far as its history tells."""

from __future__ import annotations

import os
from pathlib import Path

from checker.assess.links import Stamped
from checker.diagnostics.sources import Sources
from checker.project.project import Project
from checker.read.git import Revision
from checker.review.archive import Archive, Lost
from checker.review.fields import Change, Fields, changes, clause_fields, control_fields
from checker.review.past import past_clause, past_control
from checker.review.sides import Sides
from rsp.stamp import LinkState, evidence_types, halves
from rsp.value import Value

_MOVED = {
    LinkState.CLAUSE_MOVED: ("clause",),
    LinkState.CONTROL_MOVED: ("control",),
    LinkState.BOTH_MOVED: ("clause", "control"),
}


class Since(Value, frozen=True, kw_only=True):
    """One side that moved: how it differs from what was stamped, or why that cannot be told."""

    side: str
    """`clause` or `control`."""
    revision: Revision | None
    changes: tuple[Change, ...]
    lost: str | None


class Histories:
    """The histories of a catalog and of an edition; each is read only when it is asked for."""

    def __init__(
        self, project: Project, sources: Sources, catalog: Path | None, edition: Path | None
    ) -> None:
        """The folders in which catalog and edition lie, None where they lie in none."""
        self._project, self._sources = project, sources
        self._folders = {"control": catalog, "clause": edition}
        self._archives: dict[str, Archive] = {}

    def since(self, sides: Sides, stamp: Stamped) -> tuple[Since, ...]:
        """The sides that moved since a stamp; none where it is current, or of a recipe that this
        version does not know."""
        found = []
        for side in _MOVED.get(stamp.state, ()):
            written = halves(stamp.review.stamp if stamp.review is not None else "")
            try:
                if side == "clause":
                    revision, old, new = self._clause(sides, written[0])
                else:
                    revision, old, new = self._control(sides, written[1])
            except Lost as lost:
                found.append(Since(side=side, revision=None, changes=(), lost=str(lost)))
                continue
            differ = changes(old, new)
            found.append(Since(side=side, revision=revision, changes=differ, lost=None))
        return tuple(found)

    def _clause(self, sides: Sides, half: str) -> tuple[Revision, Fields, Fields]:
        then = past_clause(self._archive("clause"), sides.clause.id, half)
        new = clause_fields(sides.clause, self._project.edition.clauses)
        return then.revision, clause_fields(then.clause, then.clauses), new

    def _control(self, sides: Sides, half: str) -> tuple[Revision, Fields, Fields]:
        types, refs = self._project.catalog.types, self._project.refs
        builtin = {
            name: kind
            for name, kind in types.items()
            if refs[f"type/{name}"].document.startswith("builtin:")
        }
        then = past_control(
            self._archive("control"),
            sides.control.id,
            sides.clause.id,
            half,
            hint=self._hint(sides),
            builtin={name: kind.digest for name, kind in builtin.items()},
        )
        same = {name: builtin[name].schema for name in then.schemas if name in builtin}
        today = {
            name: types[name].schema if name in types else None
            for name in evidence_types(sides.control)
        }
        return (
            then.revision,
            control_fields(then.control, then.by, {**then.schemas, **same}),
            control_fields(sides.control, sides.control.implements[sides.index].by, today),
        )

    def _hint(self, sides: Sides) -> str:
        """Where the control lies in its catalog today."""
        file, folder = self._sources.file(sides.at.document), self._folders["control"]
        if file is None or folder is None:
            return ""
        return Path(os.path.relpath(file, folder)).as_posix()

    def _archive(self, side: str) -> Archive:
        if side not in self._archives:
            self._archives[side] = Archive(self._folders[side])
        return self._archives[side]

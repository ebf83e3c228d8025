"""Both sides of a link as they were stamped, from the history of their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checker.project.catalog import HEAD
from checker.read.git import File, Revision
from checker.review.archive import Archive
from rsp.clause import Clause
from rsp.control import Control
from rsp.stamp import clause_fingerprint, control_fingerprint, evidence_types, link_fingerprint
from rsp.value import Value


class PastClause(Value, frozen=True, kw_only=True):
    """A clause as it was stamped."""

    revision: Revision
    clause: Clause
    clauses: dict[str, Clause]
    """By id, those of its document then."""


class PastControl(Value, frozen=True, kw_only=True):
    """A control as it was stamped."""

    revision: Revision
    control: Control
    by: tuple[str, ...]
    """What carried the clause."""
    schemas: dict[str, Any]
    """By name, the evidence types it asked for."""


def past_clause(archive: Archive, id: str, half: str) -> PastClause:
    """The newest text of a clause with a fingerprint; raises Lost, HistoryError never."""

    def look(files: dict[str, File]) -> dict[str, Clause] | None:
        for path, file in files.items():
            clauses = archive.clauses(file, id) if path.endswith(".md") else {}
            clause = clauses.get(id)
            whole = clause is not None and all(one in clauses for one in clause.children)
            if clause is not None and whole and clause_fingerprint(clause, clauses) == half:
                return clauses
        return None

    revision, clauses = archive.find(look)
    return PastClause(revision=revision, clause=clauses[id], clauses=clauses)


def past_control(
    archive: Archive, id: str, clause: str, half: str, *, hint: str, builtin: Mapping[str, str]
) -> PastControl:
    """The newest text of a control with a fingerprint, for its link to a clause; raises Lost.

    `hint` is where the control lies today, relative to the catalog; `builtin` are the digests of
    the evidence types that come with the tool.
    """

    def look(files: dict[str, File]) -> tuple[Control, tuple[str, ...], dict[str, Any]] | None:
        for control in _controls(archive, files, id, hint):
            schemas = {name: archive.schema(files, name) for name in evidence_types(control)}
            digests = {name: found for name, (_, found) in schemas.items() if found is not None}
            whole = control_fingerprint(control, {**builtin, **digests})
            for link in control.implements:
                if link.clause == clause and link_fingerprint(whole, link.by) == half:
                    return control, link.by, {name: one for name, (one, _) in schemas.items()}
        return None

    revision, (control, by, schemas) = archive.find(look)
    return PastControl(revision=revision, control=control, by=by, schemas=schemas)


def _controls(archive: Archive, files: dict[str, File], id: str, hint: str) -> Iterator[Control]:
    """Where it lies today first; a control may have lain in a file of another name."""
    if hint in files and (here := archive.control(files[hint], id)) is not None:
        yield here
        return
    for path, file in files.items():
        if path.endswith(".yaml") and path not in (HEAD, hint):
            control = archive.control(file, id)
            if control is not None:
                yield control

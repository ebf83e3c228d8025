"""clause-without-control, link-to-other-standard, commitment-dependency: where both meet."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.lint.names import short
from checker.lint.walk import controls, reaches
from checker.project.project import Project
from rsp.clause import Clause, Modality
from rsp.standard import COMMITMENTS

DUTIES = (Modality.MUST, Modality.EXPECT, Modality.COMMITMENT)
"""Modalities that a control has to answer."""


def rule(project: Project) -> Iterator[Diagnostic]:
    """Clauses that no control answers, and controls that answer what is not theirs."""
    yield from _uncovered(project)
    yield from _links(project)
    yield from _edges(project)


def _uncovered(project: Project) -> Iterator[Diagnostic]:
    covered = {link.clause for control, _ in controls(project) for link in control.implements}
    # A catalog may leave the reported commitments out; it may not leave out half of them (R19).
    commitments = any(control.standard == COMMITMENTS for control, _ in controls(project))
    for clause in project.edition.clauses.values():
        if clause.standard == COMMITMENTS and not commitments:
            continue
        if (
            clause.modality in DUTIES
            and clause.id not in covered
            and not _is_group(project, clause)
        ):
            yield diagnose(
                "clause-without-control",
                project.refs[f"clause/{clause.id}"],
                f"no control of the catalog {project.catalog.name} implements {clause.id} "
                f"({clause.modality.value}, {clause.standard})",
                help="write a control for it, or link one that does it",
                reaches=(),
            )


def _is_group(project: Project, clause: Clause) -> bool:
    """Whether its children carry it (R14)."""
    clauses = project.edition.clauses
    return any(clauses[child].modality in DUTIES for child in clause.children if child in clauses)


def _links(project: Project) -> Iterator[Diagnostic]:
    for control, at in controls(project):
        for index, link in enumerate(control.implements):
            clause = project.edition.clauses.get(link.clause)
            if clause is not None and clause.standard != control.standard:
                yield diagnose(
                    "link-to-other-standard",
                    at.at("implements", index, "clause"),
                    f"{control.id} belongs to {short(control.standard)}, {clause.id} to "
                    f"{clause.standard}",
                    help="move the control, or depend on a control of that standard",
                    reaches=reaches(control),
                )


def _edges(project: Project) -> Iterator[Diagnostic]:
    for control, at in controls(project):
        for index, edge in enumerate(control.depends_on):
            below = project.catalog.controls.get(edge.control)
            if below is None or below.standard != COMMITMENTS or control.standard == COMMITMENTS:
                continue
            yield diagnose(
                "commitment-dependency",
                at.at("depends_on", index, "control"),
                f"{control.id} rests on {below.id}, which only a reported commitment asks for",
                help="let it rest on a control of the policy: no duty depends on an announcement",
                reaches=reaches(control),
            )

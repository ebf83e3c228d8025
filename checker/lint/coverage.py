"""clause-without-control, link-to-other-standard, judgement-missing, commitment-dependency."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.lint.walk import controls, reaches
from checker.project.project import Project
from rsp.clause import Modality
from rsp.standard import COMMITMENTS

_DUTIES = (Modality.MUST, Modality.EXPECT, Modality.COMMITMENT)


def rule(project: Project) -> Iterator[Diagnostic]:
    """How the catalog and the policy meet."""
    yield from _uncovered(project)
    yield from _links(project)
    yield from _questions(project)


def _uncovered(project: Project) -> Iterator[Diagnostic]:
    covered = {link.clause for control, _ in controls(project) for link in control.implements}
    used = {control.standard for control, _ in controls(project)}
    for clause in project.edition.clauses.values():
        group = any(
            project.edition.clauses[child].modality in _DUTIES
            for child in clause.children
            if child in project.edition.clauses
        )
        if (
            clause.standard in used
            and clause.modality in _DUTIES
            and clause.id not in covered
            and not group
        ):
            yield diagnose(
                "clause-without-control",
                project.refs[f"clause/{clause.id}"],
                f"no control implements {clause.id}, a {clause.modality.value}",
                help="Write a control for it, or link one that does it.",
                reaches=(),
            )


def _links(project: Project) -> Iterator[Diagnostic]:
    for control, at in controls(project):
        for index, link in enumerate(control.implements):
            clause = project.edition.clauses.get(link.clause)
            if clause is not None and clause.standard != control.standard:
                yield diagnose(
                    "link-to-other-standard",
                    at.at("implements", index, "clause"),
                    f"{control.id} belongs to {control.standard}; {clause.id} to {clause.standard}",
                    help="Move the control, or depend on a control of that standard.",
                    reaches=reaches(control),
                )
        for index, edge in enumerate(control.depends_on):
            below = project.catalog.controls.get(edge.control)
            if below is None or below.standard != COMMITMENTS or control.standard == COMMITMENTS:
                continue
            yield diagnose(
                "commitment-dependency",
                at.at("depends_on", index),
                f"{control.id} rests on {below.id}, which only a reported commitment asks for",
                help="A duty of the policy does not depend on an announcement (R19).",
                reaches=reaches(control),
            )


def _questions(project: Project) -> Iterator[Diagnostic]:
    asked: set[str] = set()
    linked: dict[str, str] = {}
    for control, _ in controls(project):
        for link in control.implements:
            linked.setdefault(link.clause, control.id)
            carrying = [one for one in control.evidence if not link.by or one.id in link.by]
            if any(one.judgement is not None for one in carrying):
                asked.add(link.clause)
    for name, control_id in linked.items():
        clause = project.edition.clauses.get(name)
        if (
            clause is not None
            and clause.modality in _DUTIES
            and clause.check.needs_judgement
            and name not in asked
        ):
            control = project.catalog.controls[control_id]
            index = [link.clause for link in control.implements].index(name)
            yield diagnose(
                "judgement-missing",
                project.refs[f"control/{control_id}"].at("implements", index),
                f"{name} is of check type {clause.check.value} and no requirement asks a judgement",
                help="Add `judgement:` to a requirement that carries the clause.",
                reaches=(),
            )

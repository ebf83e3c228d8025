"""judgement-missing: a clause that evidence alone cannot settle, and no reviewer is asked about."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.diagnostics.make import diagnose
from checker.lint.coverage import DUTIES
from checker.lint.walk import carrying, controls
from checker.project.project import Project
from rsp.ref import Ref


def rule(project: Project) -> Iterator[Diagnostic]:
    """Clauses of check type P or J that controls implement without asking a judgement (R14)."""
    asked: set[str] = set()
    linked: dict[str, Ref] = {}
    for control, at in controls(project):
        for index, link in enumerate(control.implements):
            linked.setdefault(link.clause, at.at("implements", index))
            if any(one.judgement is not None for one in carrying(control, link)):
                asked.add(link.clause)
    for name, here in linked.items():
        clause = project.edition.clauses.get(name)
        if clause is None or name in asked or clause.modality not in DUTIES:
            continue
        if clause.check.needs_judgement:
            yield diagnose(
                "judgement-missing",
                here,
                f"{name} is of check type {clause.check.value}, and no requirement that carries it "
                "asks for a judgement",
                help="add judgement: with the question to a requirement that carries the clause",
                reaches=(),
            )

"""The reference of the policy edition: its clauses as a table, and its documents as they are."""

from __future__ import annotations

import re

from checker.project.project import Project
from rsp.clause import Modality
from scripts.handbook.controls import clause_link, control_link
from scripts.handbook.markdown import cell, code, page, table

FOLDER = "reference/policy"
_CLAUSE = re.compile(r"^( *- )(?=\*\*([A-Z][A-Za-z0-9.-]*)\*\* \()", re.MULTILINE)
_MODALITIES = {
    Modality.MUST: "a duty",
    Modality.EXPECT: "expected; another measure may stand in (`substitute`)",
    Modality.AIM: "an aim; it never fails",
    Modality.MAY: "a permission; its conditions apply once its use is recorded",
    Modality.EXAMPLE: "an illustration; it never fails",
    Modality.NOTE: "informative",
    Modality.COMMITMENT: "reported by the organisation; counted apart",
}


def policy_page(project: Project) -> tuple[str, str]:
    """Path and text of the list of clauses."""
    edition = project.edition
    parts = []
    for standard in edition.standards.values():
        if standard.clauses:
            parts += [
                f"## {standard.id}",
                table(
                    ["Clause", "Modality", "Check", "When", "Says", "Controls"],
                    (_row(project, clause) for clause in standard.clauses),
                ),
            ]
    return (
        f"{FOLDER}/index.md",
        page(
            "Policy clauses",
            f"The clauses of `{edition.id}` ({edition.title}, effective {edition.effective}), in"
            " own words. The document itself prevails.",
            table(
                ["Modality", "Means"],
                [(code(key.value), what) for key, what in _MODALITIES.items()],
            ),
            "The check says what decides a clause: `A` evidence alone, `J` a reviewer's judgement,"
            " `P` evidence in part and a judgement.",
            *parts,
        ),
    )


def with_anchors(text: str) -> str:
    """A document of the edition, each clause with its id as its address."""
    return _CLAUSE.sub(r'\1<span id="\2"></span>', text)


def _row(project: Project, id: str) -> tuple[str, ...]:
    clause = project.edition.clauses[id]
    implementing = [
        control.id
        for control in project.catalog.controls.values()
        if any(link.clause == id for link in control.implements)
    ]
    return (
        clause_link(project, id, "../"),
        clause.modality.value,
        clause.check.value,
        code(clause.when) if clause.when else "",
        cell(clause.text),
        ", ".join(control_link(project, one, "../") for one in sorted(implementing)),
    )

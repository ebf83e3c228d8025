"""The reference of controls: which clauses each implements, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from checker.project.project import Project
from rsp.control import Control
from rsp.requirement import Requirement
from scripts.handbook.markdown import cell, code, page, table

FOLDER = "reference/controls"


def family(project: Project, control: str) -> str:
    """The folder of a control with its standard, such as `security-weights`: its page."""
    return "-".join(project.refs[f"control/{control}"].document.split("/")[:-1])


def control_link(project: Project, control: str, folder: str) -> str:
    """A link to a control, from a page so many folders below `reference` as `folder` has parts."""
    return f"[{control}]({folder}controls/{family(project, control)}.md#{control})"


def clause_link(project: Project, clause: str, folder: str) -> str:
    """A link to a clause of the edition."""
    file = project.refs[f"clause/{clause}"].document.rpartition("/")[2]
    return f"[{clause}]({folder}policy/{file}#{clause})"


def asked_at(project: Project) -> dict[str, list[str]]:
    """By evidence type, the requirements that ask for it, as links from a page of types."""
    found: dict[str, list[str]] = {}
    for control in sorted(project.catalog.controls.values(), key=lambda one: one.id):
        for requirement in control.evidence:
            link = control_link(project, control.id, "../")
            found.setdefault(requirement.type, []).append(f"{link} {cell(requirement.title)}")
    return found


def control_pages(project: Project) -> Iterator[tuple[str, str]]:
    """Path and text of the list of controls, and of one page for each family."""
    controls = sorted(project.catalog.controls.values(), key=lambda one: one.id)
    head = ["Control", "What it does", "Severity", "Clauses"]
    parts = []
    for standard in project.edition.standards.values():
        rows = [_row(project, one) for one in controls if one.standard == standard.id]
        if rows:
            parts += [f"## {standard.id}", table(head, rows)]
    yield (
        f"{FOLDER}/index.md",
        page(
            "Controls",
            f"The shipped catalog, `{project.catalog.name}` {project.catalog.version}:"
            f" {len(controls)} controls for the clauses of the"
            " [policy edition](../policy/index.md). A control is what the organisation does; its"
            " requirements are the evidence that shows it.",
            *parts,
        ),
    )
    by_family = sorted(controls, key=lambda one: family(project, one.id))
    for name, found in groupby(by_family, key=lambda one: family(project, one.id)):
        yield f"{FOLDER}/{name}.md", _family(project, name, list(found))


def _row(project: Project, one: Control) -> tuple[str, ...]:
    clauses = ", ".join(clause_link(project, link.clause, "../") for link in one.implements)
    return control_link(project, one.id, "../"), cell(one.title), one.severity.value, clauses


def _family(project: Project, name: str, controls: list[Control]) -> str:
    standard, _, family_name = name.partition("-")
    title = f"{standard.capitalize()}: {family_name.replace('-', ' ')}"
    return page(title, *(part for one in controls for part in _control(project, one)))


def _control(project: Project, one: Control) -> Iterator[str]:
    yield f"## {one.id} {one.title} {{ #{one.id} }}"
    yield one.statement.strip()
    yield one.rationale.strip()
    clauses = ", ".join(clause_link(project, link.clause, "../") for link in one.implements)
    lines = [
        f"Implements: {clauses or 'no clause'}.",
        f"Severity: {one.severity.value}. Owner: `{one.owner}`. Standard: `{one.standard}`.",
    ]
    lines += [
        f"Rests on {control_link(project, rest.control, '../')}: {rest.because.strip()}"
        for rest in one.depends_on
    ]
    lines += [
        f"Parameter `{key}` ({value.type.value}"
        + (", left open by the policy" if value.policy_leaves_open else "")
        + f"): {value.description.strip()}"
        for key, value in one.parameters.items()
    ]
    yield "\n".join(f"- {line}" for line in lines)
    yield table(
        ["Requirement", "Evidence type", "For each", "How", "Worth"],
        (_requirement(requirement) for requirement in one.evidence),
    )
    asked = [(each.id, each.judgement.strip()) for each in one.evidence if each.judgement]
    yield "\n".join(f"- A reviewer answers (`{id}`): {cell(question)}" for id, question in asked)


def _requirement(one: Requirement) -> tuple[str, ...]:
    where = f", where {code(one.where)}" if one.where else ""
    how = [one.operation.value]
    how += [
        f"{word} {value}"
        for word, value in (
            ("every", one.cadence),
            ("no hole over", one.tolerance),
            ("no older than", one.max_age),
        )
        if value is not None
    ]
    worth = [one.min_reliability.value, *(f"independent of {who}" for who in one.independent_of)]
    return (
        f"`{one.id}` {cell(one.title)}",
        f"[{one.type}](../evidence-types/{one.type}.md)",
        f"{' and '.join(one.kinds) or 'the organisation'}{where}",
        ", ".join(how),
        ", ".join(worth),
    )

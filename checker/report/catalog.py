"""What the report says of the catalog's controls: who owns them, what they ask for, and how."""

from __future__ import annotations

from checker.project.project import Project
from checker.report import model
from checker.report.place import Locator
from rsp.requirement import Operation, Requirement


def control_info(project: Project, name: str, at: Locator) -> model.ControlInfo:
    """A control, with each requirement in words."""
    control = project.catalog.controls[name]
    here = project.refs[f"control/{name}"]
    return model.ControlInfo(
        id=name,
        title=control.title,
        standard=control.standard,
        family=_family(here.document, project.settings.catalog),
        owner=control.owner,
        severity=control.severity.value,
        statement=" ".join(control.statement.split()),
        clauses=tuple(link.clause for link in control.implements),
        depends_on=tuple(edge.control for edge in control.depends_on),
        requirements=tuple(
            model.RequirementInfo(
                id=one.id,
                title=one.title,
                type=one.type,
                type_title=_type_title(project, one.type),
                method=one.method.value,
                for_each=_for_each(one),
                operation=one.operation.value,
                min_reliability=one.min_reliability.value,
                period=period_words(one),
                judgement=one.judgement,
                location=at(here.at("evidence", index)),
            )
            for index, one in enumerate(control.evidence)
        ),
        crosswalk=tuple(
            f"{one.framework} {one.id} ({one.relation.value}, {one.basis.value})"
            for one in control.crosswalk
        ),
        location=at(here),
    )


def period_words(requirement: Requirement) -> str:
    """How fresh, how often or how continuous the evidence has to be."""
    fresh = f", not older than {requirement.max_age}" if requirement.max_age else ""
    if requirement.grace is not None:
        fresh += f"; for a new asset from {requirement.grace} after it enters service"
    match requirement.operation:
        case Operation.STATE:
            return f"the state at one date{fresh}"
        case Operation.INSTANTS:
            return f"{_how_often(requirement)}{fresh}"
        case Operation.CONTINUOUS:
            hole = requirement.tolerance
            return (
                f"the whole period{f', holes up to {hole}' if hole else ', without a hole'}{fresh}"
            )
        case Operation.EVENT:
            return "each event of the period"


def clause_infos(project: Project, at: Locator) -> tuple[model.ClauseInfo, ...]:
    """Every clause of the edition as it reads, with the controls that implement it."""
    controls: dict[str, list[str]] = {}
    for name in sorted(project.catalog.controls):
        for link in project.catalog.controls[name].implements:
            controls.setdefault(link.clause, []).append(name)
    return tuple(
        model.ClauseInfo(
            id=one.id,
            standard=one.standard,
            modality=one.modality.value,
            check=one.check.value,
            text=one.text,
            source=one.source,
            when=one.when,
            parent=one.parent,
            controls=tuple(dict.fromkeys(controls.get(one.id, ()))),
            location=at(project.refs[f"clause/{one.id}"]),
        )
        for one in project.edition.clauses.values()
    )


def _family(document: str, catalog: str) -> str:
    """The folder of a document below its catalog, which is named, or a folder of the project."""
    path = document.rpartition(":")[2].removeprefix(f"{catalog.strip('./')}/")
    return path.rpartition("/")[0] or "catalog"


def _how_often(requirement: Requirement) -> str:
    unit = requirement.cadence.unit if requirement.cadence is not None else None
    if unit is not None:
        return f"in every whole {unit.words} of the period"
    return f"at least every {requirement.cadence} over the whole period"


def _type_title(project: Project, name: str) -> str:
    kind = project.catalog.types.get(name)
    return kind.title if kind is not None else name


def _for_each(requirement: Requirement) -> str | None:
    if isinstance(requirement.for_each, tuple):
        return " and ".join(requirement.for_each)
    return requirement.for_each

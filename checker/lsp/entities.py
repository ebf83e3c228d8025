"""The things of a project that can be named, by kind: id, one line about it, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.lsp.names import Kind
from checker.project.edition import editions_path
from checker.project.project import Project
from rsp.control import Control
from rsp.ref import Ref
from rsp.value import Value


class Entity(Value, frozen=True, kw_only=True):
    """One thing that can be named."""

    id: str
    detail: str = ""
    """One line."""
    text: str = ""
    """More of it."""
    at: Ref | None = None
    """Where it is defined."""


def entities(kind: Kind, project: Project, control: Control | None) -> Iterator[Entity]:
    """Everything of a kind; of parameters and requirements those of a control."""
    make = _KINDS.get(kind)
    if make is not None:
        yield from make(project)
    elif control is not None:
        yield from _of_control(kind, project, control)


def entity(kind: Kind, id: str, project: Project, control: Control | None) -> Entity | None:
    """The thing of a kind and id."""
    if kind is Kind.LIMIT:
        id = id.removeprefix("params.")
        kind = Kind.PARAMETER
    if kind is Kind.ASSET and "+" in id:
        id = id.partition("+")[0]
    return next((one for one in entities(kind, project, control) if one.id == id), None)


def _of_control(kind: Kind, project: Project, control: Control) -> Iterator[Entity]:
    at = project.refs.get(f"control/{control.id}")
    if kind is Kind.REQUIREMENT:
        for index, one in enumerate(control.evidence):
            here = at.at("evidence", index) if at else None
            yield Entity(id=one.id, detail=one.title, at=here)
    elif kind in (Kind.PARAMETER, Kind.LIMIT):
        mark = "params." if kind is Kind.LIMIT else ""
        for name, parameter in control.parameters.items():
            here = at.at("parameters", name) if at else None
            detail = f"{parameter.type}: {parameter.description}"
            yield Entity(id=f"{mark}{name}", detail=detail, at=here)


def _clauses(project: Project) -> Iterator[Entity]:
    for id, one in project.edition.clauses.items():
        detail = f"{one.modality}, {one.check}, {one.standard}"
        yield Entity(id=id, detail=detail, text=one.text, at=project.refs.get(f"clause/{id}"))


def _controls(project: Project) -> Iterator[Entity]:
    for id, one in sorted(project.catalog.controls.items()):
        at = project.refs.get(f"control/{id}")
        yield Entity(id=id, detail=one.title, text=one.statement, at=at)


def _others(project: Project) -> Iterator[Entity]:
    yield Entity(id="owner", detail="the owner of the control")
    yield Entity(id="organization", detail="the organisation that is assessed")
    for id, one in sorted(project.catalog.controls.items()):
        at = project.refs.get(f"control/{id}")
        for index, each in enumerate(one.evidence):
            here = at.at("evidence", index) if at else None
            yield Entity(id=f"{id}/{each.id}", detail=each.title, at=here)


def _types(project: Project) -> Iterator[Entity]:
    for id, one in sorted(project.catalog.types.items()):
        text = str(one.schema.get("description", ""))
        yield Entity(id=id, detail=one.title, text=text, at=project.refs.get(f"type/{id}"))


def _assets(project: Project) -> Iterator[Entity]:
    yield Entity(id="organization", detail="the organisation as a whole")
    for key, one in project.assets.items():
        yield Entity(id=key, detail=_shown(one.attributes), at=project.refs.get(key))
    for key, event in project.events.items():
        detail = f"{event.at} {_shown(event.attributes)}".strip()
        yield Entity(id=key, detail=detail, at=project.refs.get(key))


def _shown(attributes: dict[str, object]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in attributes.items())[:200]


def _asset_types(project: Project) -> Iterator[Entity]:
    """Those of the inventory and those that the catalog asks about, each at its first asset."""
    found: dict[str, Ref | None] = {}
    for key, one in project.assets.items():
        found.setdefault(one.type, project.refs.get(key))
    for key, event in project.events.items():
        found.setdefault(f"event/{event.type}", project.refs.get(key))
    for control in project.catalog.controls.values():
        for each in control.evidence:
            for name in each.kinds:
                found.setdefault(name, None)
    yield from (Entity(id=name, at=at) for name, at in sorted(found.items()))


def _models(project: Project) -> Iterator[Entity]:
    for key, one in project.assets.items():
        if one.type == "model":
            yield Entity(id=one.id, detail=_shown(one.attributes), at=project.refs.get(key))


def _parties(project: Project) -> Iterator[Entity]:
    for id, one in project.parties.items():
        detail = f"{one.kind}: {one.name}" if one.name else str(one.kind)
        yield Entity(id=id, detail=detail, at=project.refs.get(f"party/{id}"))


def _standards(project: Project) -> Iterator[Entity]:
    for id, one in project.edition.standards.items():
        first = one.clauses[0] if one.clauses else ""
        yield Entity(id=id, detail=one.title, at=project.refs.get(f"clause/{first}"))


def _thresholds(project: Project) -> Iterator[Entity]:
    for one in project.edition.data.thresholds:
        at = project.refs.get(f"threshold/{one.id}")
        clause = project.edition.clauses.get(one.clause)
        yield Entity(id=one.id, detail=one.domain, text=clause.text if clause else "", at=at)


def _conditions(project: Project) -> Iterator[Entity]:
    document = f"edition:{project.edition.id}/thresholds.yaml"
    for index, one in enumerate(project.edition.data.conditions):
        at = Ref(document=document).at("conditions", index)
        yield Entity(id=one.id, detail=one.title, text=one.decided_by, at=at)


def _determinations(project: Project) -> Iterator[Entity]:
    for id, one in project.determinations.items():
        at = project.refs.get(f"determination/{id}")
        yield Entity(id=id, detail=f"{one.model}, {one.threshold}: {one.outcome}", at=at)


def _deviations(project: Project) -> Iterator[Entity]:
    for id, one in project.deviations.items():
        at = project.refs.get(f"deviation/{id}")
        yield Entity(id=id, detail=str(one.kind), text=one.reason, at=at)


def _editions(project: Project) -> Iterator[Entity]:
    for path in sorted(editions_path().iterdir()):
        if path.is_dir():
            yield Entity(id=path.name)


_KINDS: dict[Kind, Callable[[Project], Iterator[Entity]]] = {
    Kind.ASSET: _assets,
    Kind.ASSET_TYPE: _asset_types,
    Kind.CLAUSE: _clauses,
    Kind.CONDITION: _conditions,
    Kind.CONTROL: _controls,
    Kind.DETERMINATION: _determinations,
    Kind.DEVIATION: _deviations,
    Kind.EDITION: _editions,
    Kind.MODEL: _models,
    Kind.OTHER: _others,
    Kind.PARTY: _parties,
    Kind.STANDARD: _standards,
    Kind.THRESHOLD: _thresholds,
    Kind.TYPE: _types,
}

"""What is required for each subject, and which controls are in force there (R13, R15)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from checker.assess.assessment import ORGANIZATION, Instance
from checker.assess.determinations import Requiring
from checker.graph.order import reachable
from checker.project.project import Project
from rsp.standard import COMMITMENTS, FLOOR, PROCEDURE
from rsp.value import Value

ASL = "asl-"
Resting = Mapping[str, Collection[Instance]]
"""Control -> its instances for which evidence was offered that presumes other controls."""


class Force(Value, frozen=True, kw_only=True):
    """A subject, what is required of it, and the controls in force for it."""

    subject: str
    """`model/atlas-2` or `organization`."""
    required: dict[str, tuple[str, ...]]
    """Standard -> why."""
    controls: frozenset[str]
    edges: dict[str, tuple[str, ...]]
    """Control -> the controls it depends on: those it names, and those that the evidence offered
    for its instances in scope presumes (R13)."""
    reach: dict[str, frozenset[str] | None]
    """Standard -> models whose scope its controls have here; None: everything. Standards that are
    not a key have the scope of the subject itself."""

    @property
    def model(self) -> str | None:
        """Id of the model; None for the organisation."""
        return None if self.subject == ORGANIZATION else self.subject.removeprefix("model/")

    def has_in_scope(self, instance: Instance, standard: str) -> bool:
        """Whether an instance of a control of that standard bears on the subject."""
        if instance.models is None:
            return True
        if self.model is not None:
            return self.model in instance.models
        models = self.reach.get(standard)
        return models is None or bool(models & instance.models)


def of_models(
    project: Project, required: dict[str, Requiring], resting: Resting
) -> tuple[Force, ...]:
    """The models, each with what is required of it."""
    return tuple(
        _in_force(
            project,
            Force(
                subject=f"model/{model}",
                required=found.standards,
                controls=frozenset(),
                edges={},
                reach={},
            ),
            resting,
        )
        for model, found in required.items()
    )


def of_organization(project: Project, required: dict[str, Requiring], resting: Resting) -> Force:
    """The organisation: procedure always, commitments where an ASL standard is required."""
    by_standard: dict[str, set[str]] = {}
    for model, found in required.items():
        for standard in found.standards:
            if standard.startswith(ASL):
                by_standard.setdefault(standard, set()).add(model)
    anywhere = frozenset(model for models in by_standard.values() for model in models)
    reach: dict[str, frozenset[str] | None] = {
        standard: frozenset(by_standard.get(standard, ()))
        for standard in project.edition.standards
        if standard.startswith(ASL) and standard != FLOOR
    }
    idle = {standard for standard, models in reach.items() if not models}
    standards: dict[str, tuple[str, ...]] = {PROCEDURE: ("always in force",)}
    if anywhere:
        standards[COMMITMENTS] = (
            f"announced for models under ASL-3: {', '.join(sorted(anywhere))}",
        )
    reach[COMMITMENTS] = anywhere
    force = Force(
        subject=ORGANIZATION, required=standards, controls=frozenset(), edges={}, reach=reach
    )
    return _in_force(project, force, resting, idle)


def _in_force(
    project: Project, force: Force, resting: Resting, idle: Collection[str] = ()
) -> Force:
    """A subject with its edges, but those to controls of idle standards, and its controls."""
    controls = project.catalog.controls
    edges: dict[str, tuple[str, ...]] = {}
    for name, named in dependencies(project).items():
        presumed = (
            below
            for instance in resting.get(name, ())
            if force.has_in_scope(instance, controls[name].standard)
            for below in instance.rests_on
        )
        every = dict.fromkeys((*named, *sorted(presumed)))
        edges[name] = tuple(one for one in every if controls[one].standard not in idle)
    own = [name for name, one in controls.items() if one.standard in force.required]
    return msgspec.structs.replace(force, edges=edges, controls=reachable(edges, own))


def dependencies(project: Project) -> dict[str, tuple[str, ...]]:
    """Control -> the controls of the catalog it depends on."""
    controls = project.catalog.controls
    return {
        name: tuple(edge.control for edge in control.depends_on if edge.control in controls)
        for name, control in controls.items()
    }

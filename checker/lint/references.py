"""dangling-reference: a name in a control that neither the catalog nor the edition defines."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic
from checker.lint.names import named
from checker.lint.walk import BUILT_IN, controls, reaches, requirements
from checker.project.project import Project
from rsp.control import Control
from rsp.ref import Ref


def rule(project: Project) -> Iterator[Diagnostic]:
    """Every name that a catalog uses and nothing defines."""
    types = {*project.catalog.types, *BUILT_IN}
    for control, at in controls(project):
        yield from _links(project, control, at)
        yield from _groups(control, at)
    others = {f"{one.id}/{each.id}" for one, each, _ in requirements(project)}
    for control, requirement, at in requirements(project):
        reach = reaches(control)
        mine = f"{control.id}/{requirement.id}"
        for spot, name in enumerate(requirement.independent_of):
            if "/" in name:
                here = at.at("independent_of", spot)
                yield from named("other requirement", name, others - {mine}, here, reach)
        yield from named("evidence type", requirement.type, types, at.at("type"), reach)
        for name, join in requirement.with_.items():
            yield from named("evidence type", join.type, types, at.at("with", name, "type"), reach)


def _links(project: Project, control: Control, at: Ref) -> Iterator[Diagnostic]:
    reach, own = reaches(control), {requirement.id for requirement in control.evidence}
    standards = {*project.edition.standards}
    yield from named("standard", control.standard, standards, at.at("standard"), reach)
    for index, link in enumerate(control.implements):
        here = at.at("implements", index)
        yield from named("clause", link.clause, project.edition.clauses, here.at("clause"), reach)
        for spot, name in enumerate(link.by):
            yield from named("requirement", name, own, here.at("by", spot), reach)
    for index, edge in enumerate(control.depends_on):
        here = at.at("depends_on", index, "control")
        yield from named("control", edge.control, project.catalog.controls, here, reach)


def _groups(control: Control, at: Ref) -> Iterator[Diagnostic]:
    own = {requirement.id for requirement in control.evidence}
    for index, group in enumerate(control.any_of):
        for spot, name in enumerate(group.of):
            here = at.at("any_of", index, "of", spot)
            yield from named("requirement", name, own, here, reaches(control))

"""dependency-cycle: a control that depends on itself through others."""

from __future__ import annotations

from collections.abc import Iterator

from checker.diagnostics.diagnostic import Diagnostic, Related
from checker.diagnostics.make import diagnose
from checker.graph.order import cycles
from checker.lint.names import circle
from checker.project.project import Project


def rule(project: Project) -> Iterator[Diagnostic]:
    """One diagnostic for each cycle, with its path."""
    controls = project.catalog.controls
    edges = {
        name: tuple(edge.control for edge in control.depends_on if edge.control in controls)
        for name, control in controls.items()
    }
    for path in cycles(edges):
        places = []
        for name, following in zip(path, (*path[1:], path[0]), strict=True):
            index = [edge.control for edge in controls[name].depends_on].index(following)
            places.append(project.refs[f"control/{name}"].at("depends_on", index))
        yield diagnose(
            "dependency-cycle",
            places[0],
            f"controls depend on each other in a circle: {circle(path)}",
            help="remove the edge without which each control still holds",
            related=tuple(
                Related(at=place, message=f"{name} depends on the next")
                for place, name in zip(places[1:], path[1:], strict=True)
            ),
            reaches=tuple(f"control/{name}" for name in path),
        )

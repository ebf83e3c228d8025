"""The assurance graph: clauses rest on controls, controls on controls and on requirements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from checker.project.project import Project
from rsp.value import Value

if TYPE_CHECKING:
    import networkx


class Node(Value, frozen=True, kw_only=True):
    """A clause, control or requirement."""

    key: str
    """`clause/SEC-1`, `control/SEC-WGT-01`, `requirement/SEC-WGT-01/approvals`."""
    kind: str
    id: str
    title: str
    standard: str
    weight: str
    """Modality of a clause, severity of a control, operation of a requirement."""
    status: str | None
    """Today, where it was assessed."""


class Edge(Value, frozen=True, kw_only=True):
    """The first rests on the second."""

    above: str
    below: str
    kind: str
    """`part`, `implemented-by`, `rests-on` or `shown-by`."""


class Assurance(Value, frozen=True, kw_only=True):
    """Nodes and edges in order of their keys."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def assurance(project: Project, status: Mapping[str, str]) -> Assurance:
    """The whole graph; `status` is by node key."""
    nodes = [*_clauses(project, status), *_controls(project, status)]
    known = {one.key for one in nodes}
    edges = {edge for edge in _edges(project) if edge.above in known and edge.below in known}
    return Assurance(
        nodes=tuple(sorted(nodes, key=lambda one: one.key)),
        edges=tuple(sorted(edges, key=lambda one: (one.above, one.below, one.kind))),
    )


def focused(whole: Assurance, root: str) -> Assurance:
    """What a node rests on, all the way down, and what rests on it, all the way up."""
    import networkx

    graph = directed(whole)
    kept = {root, *networkx.descendants(graph, root), *networkx.ancestors(graph, root)}
    return Assurance(
        nodes=tuple(one for one in whole.nodes if one.key in kept),
        edges=tuple(one for one in whole.edges if one.above in kept and one.below in kept),
    )


def directed(whole: Assurance) -> networkx.DiGraph[str]:
    """The graph for the algorithms of networkx."""
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(one.key for one in whole.nodes)
    graph.add_edges_from((one.above, one.below) for one in whole.edges)
    return graph


def _clauses(project: Project, status: Mapping[str, str]) -> list[Node]:
    return [
        Node(
            key=f"clause/{one.id}",
            kind="clause",
            id=one.id,
            title=one.text,
            standard=one.standard,
            weight=one.modality.value,
            status=status.get(f"clause/{one.id}"),
        )
        for one in project.edition.clauses.values()
    ]


def _controls(project: Project, status: Mapping[str, str]) -> list[Node]:
    found = []
    for control in project.catalog.controls.values():
        key = f"control/{control.id}"
        found.append(
            Node(
                key=key,
                kind="control",
                id=control.id,
                title=control.title,
                standard=control.standard,
                weight=control.severity.value,
                status=status.get(key),
            )
        )
        for one in control.evidence:
            key = f"requirement/{control.id}/{one.id}"
            found.append(
                Node(
                    key=key,
                    kind="requirement",
                    id=f"{control.id}/{one.id}",
                    title=one.title,
                    standard=control.standard,
                    weight=one.operation.value,
                    status=status.get(key),
                )
            )
    return found


def _edges(project: Project) -> list[Edge]:
    found = [
        Edge(above=f"clause/{clause.id}", below=f"clause/{child}", kind="part")
        for clause in project.edition.clauses.values()
        for child in clause.children
    ]
    for control in project.catalog.controls.values():
        key = f"control/{control.id}"
        found += [
            Edge(above=f"clause/{link.clause}", below=key, kind="implemented-by")
            for link in control.implements
        ]
        found += [
            Edge(above=key, below=f"control/{edge.control}", kind="rests-on")
            for edge in control.depends_on
        ]
        found += [
            Edge(above=key, below=f"requirement/{control.id}/{one.id}", kind="shown-by")
            for one in control.evidence
        ]
    return found

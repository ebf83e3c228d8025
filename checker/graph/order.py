"""Dependency order: cycles, what stands below, and causes in one pass; plain adjacency, no
library."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from typing import Any


def topological(edges: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Names, each after all it points to; those on a cycle, or above one, are left out."""
    above: dict[str, list[str]] = {}
    open_edges = dict.fromkeys(edges, 0)
    for name in sorted(edges):
        for target in edges[name]:
            if target in open_edges:
                above.setdefault(target, []).append(name)
                open_edges[name] += 1
    ready = sorted((name for name, count in open_edges.items() if not count), reverse=True)
    ordered = []
    while ready:
        name = ready.pop()
        ordered.append(name)
        for upper in above.get(name, ()):
            open_edges[upper] -= 1
            if not open_edges[upper]:
                ready.append(upper)
    return tuple(ordered)


def foremost(edges: Mapping[str, tuple[str, ...]], weights: Mapping[str, Any]) -> tuple[str, ...]:
    """The names that have a weight, lightest first, but each after all of them that it points to,
    directly or through names without a weight; those on a cycle, or above one, come last."""
    above: dict[str, list[str]] = {}
    open_edges = dict.fromkeys(edges, 0)
    for name in edges:
        for target in edges[name]:
            if target in open_edges:
                above.setdefault(target, []).append(name)
                open_edges[name] += 1
    ready = [_turn(name, weights) for name, count in open_edges.items() if not count]
    heapq.heapify(ready)
    ordered: dict[str, None] = {}
    while ready:
        name = heapq.heappop(ready)[-1]
        if name in weights:
            ordered[name] = None
        for upper in above.get(name, ()):
            open_edges[upper] -= 1
            if not open_edges[upper]:
                heapq.heappush(ready, _turn(upper, weights))
    left = sorted(_turn(name, weights) for name in weights if name not in ordered)
    return (*ordered, *(turn[-1] for turn in left))


def _turn(name: str, weights: Mapping[str, Any]) -> tuple[Any, ...]:
    """What has no weight goes first: it only opens the way to others."""
    return (1, weights[name], name) if name in weights else (0, name)


def cycles(edges: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """A shortest cycle through the least name of each knot of names that reach each other."""
    left = set(edges) - set(topological(edges))
    if not left:
        return ()
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph(
        (name, target) for name in sorted(left) for target in sorted(edges[name]) if target in left
    )
    found = []
    for knot in networkx.strongly_connected_components(graph):
        start = min(knot)
        back = [
            networkx.shortest_path(graph.subgraph(knot), following, start)
            for following in sorted(graph.successors(start))
            if following in knot
        ]
        if back:
            found.append((start, *min(back, key=len)[:-1]))
    return tuple(sorted(found))


def reaching(edges: Mapping[str, tuple[str, ...]], targets: Iterable[str]) -> frozenset[str]:
    """All names from which one of the targets can be reached, the targets among them."""
    above: dict[str, list[str]] = {}
    for name, below in edges.items():
        for target in below:
            above.setdefault(target, []).append(name)
    return _closure(above, targets)


def reachable(edges: Mapping[str, tuple[str, ...]], starts: Iterable[str]) -> frozenset[str]:
    """All names that can be reached from the starts, the starts among them."""
    return _closure(edges, starts)


def _closure(edges: Mapping[str, Iterable[str]], starts: Iterable[str]) -> frozenset[str]:
    reached: set[str] = set()
    pending = list(starts)
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending.extend(edges.get(name, ()))
    return frozenset(reached)

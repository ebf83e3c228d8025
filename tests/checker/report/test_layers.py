"""A drawing in layers: edges lead to the right, nothing lies on anything else."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checker.report.layers import layered

NAMES = st.sampled_from([f"n{number}" for number in range(12)])
EDGES = st.lists(st.tuples(NAMES, NAMES), max_size=30)


def test_a_chain_is_a_line() -> None:
    """One column after the other, all on one row."""
    placed = layered("abc", [("a", "b"), ("b", "c")])

    assert placed.nodes == {"a": (0, 0.0), "b": (1, 0.0), "c": (2, 0.0)}
    assert (placed.columns, placed.rows) == (3, 1.0)


def test_an_edge_over_a_layer_has_a_bend_in_it() -> None:
    """So that it can be led past the nodes there."""
    placed = layered("abc", [("a", "b"), ("b", "c"), ("a", "c")])

    assert [column for column, _ in placed.bends["a", "c"]] == [1]
    assert placed.bends["a", "c"][0][1] != placed.nodes["b"][1]


def test_crossings_that_need_not_be_are_gone() -> None:
    """Two pairs that were given crosswise stand one above the other."""
    placed = layered("abxy", [("a", "y"), ("b", "x")])

    rows = {name: row for name, (_, row) in placed.nodes.items()}
    assert (rows["a"] < rows["b"]) == (rows["y"] < rows["x"])


def test_nothing_is_drawn_of_nothing() -> None:
    """No node, no size."""
    placed = layered([], [])

    assert (placed.nodes, placed.columns, placed.rows) == ({}, 0, 0.0)


@given(EDGES)
def test_without_a_cycle_every_edge_leads_to_the_right(edges: list[tuple[str, str]]) -> None:
    """At least one column on, with one bend in each column between."""
    forward = [(a, b) for a, b in edges if int(a[1:]) < int(b[1:])]
    placed = layered((name for edge in forward for name in edge), forward)

    for (a, b), bends in placed.bends.items():
        columns = [placed.nodes[a][0], *(column for column, _ in bends), placed.nodes[b][0]]
        assert [other - one for one, other in pairwise(columns)] == [1] * (len(columns) - 1)


@given(EDGES)
def test_nodes_of_a_column_keep_their_distance(edges: list[tuple[str, str]]) -> None:
    """One row at least, also where there are cycles; every edge that was given is drawn once."""
    placed = layered((name for edge in edges for name in edge), edges)

    columns: dict[int, list[float]] = {}
    for column, row in placed.nodes.values():
        columns.setdefault(column, []).append(row)
    for rows in columns.values():
        assert all(other - one > 0.999 for one, other in pairwise(sorted(rows)))
    assert set(placed.bends) == {(a, b) for a, b in edges if a != b}
    assert all(row >= -0.001 for _, row in placed.nodes.values())


@given(EDGES)
def test_it_is_drawn_the_same_however_it_is_given(edges: list[tuple[str, str]]) -> None:
    """Order and repetition decide nothing."""
    names = {name for edge in edges for name in edge}

    assert layered(names, edges) == layered(sorted(names, reverse=True), [*edges[::-1], *edges])

"""Dependency order, cycles and what can be reached."""

from __future__ import annotations

import pytest

from checker.graph.order import cycles, foremost, reachable, reaching, topological

CHAIN = {"a": ("b",), "b": ("c",), "c": ()}
DIAMOND = {"a": ("b", "c"), "b": ("d",), "c": ("d",), "d": ()}
RING = {"a": ("b",), "b": ("c",), "c": ("a",), "x": ("a",), "y": ()}


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({}, ()),
        ({"a": ()}, ("a",)),
        (CHAIN, ("c", "b", "a")),
        (DIAMOND, ("d", "b", "c", "a")),
        (RING, ("y",)),
        ({"a": ("a",)}, ()),
        ({"a": ("ghost",)}, ("a",)),
        ({"a": ("b", "b"), "b": ()}, ("b", "a")),
    ],
)
def test_each_name_stands_after_what_it_points_to(
    edges: dict[str, tuple[str, ...]], expected: tuple[str, ...]
) -> None:
    """What is on a cycle, or above one, is left out."""
    found = topological(edges)

    assert all(
        found.index(below) < found.index(name)
        for name in found
        for below in edges[name]
        if below in edges
    )
    assert sorted(found) == sorted(expected)


def test_the_order_does_not_depend_on_the_order_of_the_edges() -> None:
    """The same graph, the same order."""
    other = {name: DIAMOND[name][::-1] for name in reversed(DIAMOND)}

    assert topological(other) == topological(DIAMOND)


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({}, ()),
        (DIAMOND, ()),
        ({"a": ("a",)}, (("a",),)),
        (RING, (("a", "b", "c"),)),
        ({"a": ("b",), "b": ("a",), "c": ("d",), "d": ("c",)}, (("a", "b"), ("c", "d"))),
        ({"a": ("b", "c"), "b": ("c",), "c": ("a",)}, (("a", "c"),)),
        ({"b": ("a",), "a": ("b",), "c": ("a",)}, (("a", "b"),)),
    ],
)
def test_each_knot_gives_a_shortest_cycle_through_its_least_name(
    edges: dict[str, tuple[str, ...]], expected: tuple[tuple[str, ...], ...]
) -> None:
    """What only leads into a knot is on none."""
    assert cycles(edges) == expected


def test_reachable_is_all_that_stands_below() -> None:
    """The starts among it, and each once."""
    assert (reachable(DIAMOND, ["a"]), reachable(RING, ["x"]), reachable(CHAIN, [])) == (
        frozenset("abcd"),
        frozenset("xabc"),
        frozenset(),
    )


def test_reaching_is_all_that_stands_above() -> None:
    """The targets among it."""
    assert (reaching(DIAMOND, ["d"]), reaching(RING, ["c"]), reaching(CHAIN, ["a"])) == (
        frozenset("abcd"),
        frozenset("abcx"),
        frozenset("a"),
    )


def test_a_start_that_is_not_in_the_graph_reaches_itself() -> None:
    """Nothing is known to stand below it."""
    assert reachable(CHAIN, ["ghost"]) == frozenset(["ghost"])


def test_foremost_is_by_weight_where_nothing_rests_on_another() -> None:
    """Lightest first, then by name; names without a weight are left out."""
    edges = {"a": (), "b": (), "c": (), "d": ()}

    assert foremost(edges, {"a": 2, "b": 1, "c": 1}) == ("b", "c", "a")


def test_foremost_puts_what_others_rest_on_before_them() -> None:
    """Directly, or through names without a weight, however light they are."""
    edges = {"a": ("x",), "x": ("b",), "b": (), "c": ("a",), "d": ()}

    assert foremost(edges, {"a": 0, "b": 9, "c": 0, "d": 5}) == ("d", "b", "a", "c")


def test_foremost_loses_nothing_to_a_cycle() -> None:
    """What is on one, or above it, comes last, by weight."""
    edges = {"a": ("b",), "b": ("a",), "c": ("a",), "d": ()}

    assert foremost(edges, {"a": 2, "c": 1, "d": 3}) == ("d", "c", "a")

"""Bit by bit: what closing one gap, or all but one, comes to."""

from __future__ import annotations

from random import Random

import pytest

from checker.graph.ways import HOLDS, Ways, bits, either, every, gap, tally


def test_a_gap_is_freed_by_itself_and_needed() -> None:
    """Two of them together are freed by neither, and need both."""
    assert gap(3) == Ways(alone=8, needed=8)
    assert every([gap(0), gap(2)]) == Ways(alone=0, needed=5)
    assert every([]) == HOLDS
    assert every([HOLDS, gap(1)]) == gap(1)


def test_of_two_ways_one_is_enough() -> None:
    """Either gap frees it, and neither is needed."""
    assert either(gap(0), gap(1)) == Ways(alone=3, needed=0)
    assert either(every([gap(0), gap(1)]), gap(1)) == Ways(alone=2, needed=2)


def test_a_way_that_is_not_possible_spares_nothing() -> None:
    """What the possible one needs stays needed."""
    never = HOLDS.stuck(possible=False)

    assert either(never, gap(1)) == gap(1)
    assert either(gap(1), never) == gap(1)
    assert not either(never, never).possible
    assert not every([gap(0), never]).possible


def test_what_is_stuck_is_freed_by_no_gap() -> None:
    """But the gap stays in its way."""
    assert gap(1).stuck(possible=True) == Ways(alone=0, needed=2)


def test_bits_and_tallies_are_those_of_counting_one_by_one() -> None:
    """In masks of many widths."""
    random = Random(7)
    for width in (1, 2, 17, 100):
        masks = [random.getrandbits(width) & random.getrandbits(width) for _ in range(70)]

        assert [list(bits(mask)) for mask in masks] == [
            [index for index in range(width) if mask >> index & 1] for mask in masks
        ]
        assert tally(masks, width) == [
            sum(mask >> index & 1 for mask in masks) for index in range(width)
        ]
    assert tally([], 2) == [0, 0]


def test_what_holds_has_no_bits_to_go_through() -> None:
    """There would be no end."""
    with pytest.raises(ValueError, match="in the way of nothing"):
        list(bits(HOLDS.alone))

"""The suite of the sample; the hole in it is that nothing is ever at the limit of `above`."""

from __future__ import annotations

import pytest

from tests.mutation.sample.limits import Count, above, known, within


@pytest.mark.parametrize(("value", "expected"), [(1, True), (2, True), (3, False)])
def test_within(value: int, expected: bool) -> None:
    """Below, at and above the limit."""
    assert within(value, 2) is expected


@pytest.mark.parametrize(("value", "expected"), [(1, False), (3, True)])
def test_above(value: int, expected: bool) -> None:
    """Below and above the limit."""
    assert above(value, 2) is expected


def test_steps() -> None:
    """In order."""
    assert Count(3).steps == [0, 1, 2]


def test_known() -> None:
    """Of two levels the suite looks for one."""
    assert known("low")
    assert not known("middle")

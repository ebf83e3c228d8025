"""What holds of any two projects: nothing for equals, reverses, and no weakening that is missed."""

from __future__ import annotations

import pytest

from checker.compare.change import Kind
from tests.checker.diff.edits import WEAKENING, beside, edited
from tests.strategies import random_case

SEEDS = range(20)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_project_does_not_differ_from_itself(seed: int) -> None:
    """Neither in its policy nor in its verdicts."""
    case = random_case(seed)

    assert beside(case, case) == ((), ())


ENOUGH = 20
"""Generated cases that have something of a kind to weaken."""


@pytest.mark.parametrize("name", WEAKENING)
def test_a_weakening_is_found_and_never_called_harmless(name: str) -> None:
    """What is known to weaken is weaker or undecidable, at the place where it is."""
    seen = 0
    for seed in range(80):
        case = random_case(seed)
        found = edited(case, WEAKENING[name])
        if found is None:
            continue
        weaker, path = found

        changes, _ = beside(case, weaker)

        at = [one.change for one in changes if one.change.path.startswith(path)]
        assert at, (seed, path)
        assert {one.kind for one in at} <= {Kind.WEAKER, Kind.UNDECIDABLE}, (seed, at)
        seen += 1
        if seen == ENOUGH:
            break
    assert seen >= 2


@pytest.mark.parametrize("name", WEAKENING)
def test_what_is_stronger_there_is_weaker_back(name: str) -> None:
    """And nothing is weaker, or stronger, both ways; of two cases with further edits."""
    for seed in range(0, 16, 2):
        case = random_case(seed)
        found = edited(case, WEAKENING[name])
        if found is None:
            continue

        there, _ = beside(case, found[0])
        back, _ = beside(found[0], case)

        kinds = [
            {
                kind: {one.change.path for one in side if one.change.kind is kind}
                for kind in (Kind.WEAKER, Kind.STRONGER)
            }
            for side in (there, back)
        ]
        for one, other in (kinds, kinds[::-1]):
            assert one[Kind.STRONGER] <= other[Kind.WEAKER], seed
            assert not one[Kind.WEAKER] & other[Kind.WEAKER], seed


CAUGHT = {
    "review-changed": "a stamp is renewed with the control",
}
"""What may let something pass although it asks for more: `unexplained-pass` says so then."""


@pytest.mark.parametrize("name", WEAKENING)
def test_nothing_passes_by_a_change_that_asks_for_no_less(name: str) -> None:
    """The same evidence is judged by both: where every change is stronger or neutral, nothing
    that failed passes. Edits are undone here, so that most changes are stronger."""
    for seed in range(24):
        case = random_case(seed)
        found = edited(case, WEAKENING[name])
        if found is None:
            continue

        changes, moved = beside(found[0], case)

        loosens = any(one.change.kind.loosens for one in changes)
        eased = [one for one in moved if one.how == "eased"]
        known = {one.change.what for one in changes} <= set(CAUGHT)
        assert loosens or not eased or known, (seed, [one.change.what for one in changes], eased)

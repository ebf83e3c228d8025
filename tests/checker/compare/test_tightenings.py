"""What the comparison calls no loosening improves nothing, in generated cases (R12).

The other direction needs no law: calling a tightening undecidable costs an approval, calling a
loosening stronger would cost the verdict its worth.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pytest

from checker.compare.control import changes
from tests import adapter
from tests.checker.compare.test_control import bare
from tests.reference.test_equal import digests_of
from tests.reference.test_monotone import contradicted, improved, undoes_a_lapse
from tests.strategies import random_case

Map = dict[str, Any]

LIMITS = ("PT30M", "PT1H", "P1D", "P6D", "P7D", "P27D", "P1M", "P31D", "P90D")
SEEDS = range(120)


def mutated(control: Map, random: Random) -> Map:
    """A control with one or two changes of any direction."""
    found = copy.deepcopy(control)
    for _ in range(random.choice((1, 2))):
        requirement = random.choice(found["evidence"])
        match random.randrange(11):
            case 0 | 1 | 2:
                name = random.choice(("max_age", "cadence", "tolerance", "max_lag"))
                requirement[name] = random.choice(LIMITS)
            case 3:
                requirement.pop(random.choice(("max_age", "tolerance", "max_lag")), None)
            case 4:
                levels = ["claim", "representation", "record", "independent"]
                requirement["min_reliability"] = random.choice(levels)
            case 5:
                requirement["independent_of"] = random.choice([[], ["owner"], ["organization"]])
            case 6:
                rule = {"rule": "evidence.count <= 5", "message": "too many"}
                requirement["validations"] = [*requirement["validations"], rule]
            case 7:
                requirement["validations"] = requirement["validations"][1:]
            case 8:
                requirement["correct_within"] = random.choice(LIMITS)
            case 9:
                found["any_of"] = []
            case 10:
                found["evidence"] = [*found["evidence"], {**requirement, "id": "more"}]
        found["evidence"] = list({one["id"]: one for one in found["evidence"]}.values())
    return found


def called_tightenings(case: Map, random: Random) -> Iterator[Map]:
    """Changes of a control of the case of which none loosens, as the comparison has it."""
    spared = {name.partition("/")[0] for name in contradicted(case)}
    for at, control in enumerate(case["controls"]):
        if control["id"] in spared or not control["evidence"]:
            continue
        for _ in range(6):
            new = mutated(control, random)
            found = changes(bare(control), bare(new))
            if found and not any(one.kind.loosens for one in found):
                controls = list(case["controls"])
                controls[at] = new
                yield {**case, "controls": controls}


@cache
def uses(chunk: int) -> Counter[str]:
    """How many changes were tried, and how many improved something."""
    counted: Counter[str] = Counter()
    for seed in SEEDS[chunk::4]:
        case = random_case(seed, digests_of)
        before = adapter.results(adapter.run(case))
        for changed in called_tightenings(case, Random(seed)):
            after = adapter.results(adapter.run(changed))
            counted["tried"] += 1
            if not undoes_a_lapse(before, after) and (better := improved(before, after)):
                counted[f"seed {seed}: {better[:3]}"] += 1
    return counted


@pytest.mark.parametrize("chunk", range(4))
def test_what_is_no_loosening_improves_nothing(chunk: int) -> None:
    """Whatever is changed at random, and called stronger or neutral."""
    found = uses(chunk)

    assert found["tried"] > 30
    assert set(found) == {"tried"}

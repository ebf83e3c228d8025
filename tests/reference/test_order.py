"""R23: the order of the inputs decides nothing, and what is counted adds up."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import msgspec
import pytest

from checker.assess.assessment import Assessment, Shown
from tests import adapter
from tests.reference.test_equal import digests_of
from tests.strategies import random_case

Map = dict[str, Any]
CHUNK, CHUNKS = 100, 4


def cases(chunk: int) -> list[tuple[int, Map]]:
    """Cases of fixed seeds, with their seeds."""
    seeds = range(chunk * CHUNK, (chunk + 1) * CHUNK)
    return [(seed, random_case(seed, digests_of)) for seed in seeds]


def shuffled(case: Map, random: Random) -> Map:
    """The same case, with everything that is a set in another order."""

    def turned(things: list[Map]) -> list[Map]:
        return random.sample(things, len(things))

    parts = ("controls", "parties", "determinations", "deviations", "records", "errors")
    data, settings = case["edition"]["data"], case["settings"]
    return {
        **case,
        **{part: turned(case[part]) for part in parts},
        "inventory": {kind: turned(things) for kind, things in case["inventory"].items()},
        "types": dict(random.sample(sorted(case["types"].items()), len(case["types"]))),
        "settings": {
            **settings,
            **{part: turned(settings[part]) for part in ("conditions", "permissions", "activated")},
        },
        "edition": {
            **case["edition"],
            "data": {**data, "conditions": turned(data["conditions"])},
        },
    }


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_r23_the_order_of_the_inputs_decides_nothing(chunk: int) -> None:
    """Records, assets, events, controls, parties and what was decided, in any order."""
    for seed, case in cases(chunk):
        one, other = adapter.run(case), adapter.run(shuffled(case, Random(seed)))

        assert one == other, f"seed {seed}"
        assert written(one) == written(other), f"seed {seed}"


def written(assessment: Assessment) -> bytes:
    """Every byte of it, keys in order."""
    return msgspec.json.encode(assessment, enc_hook=str, order="deterministic")


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_r23_what_is_counted_adds_up(chunk: int) -> None:
    """Each instance once, with reasons or with evidence; each counting clause in one status."""
    for seed, case in cases(chunk):
        found = adapter.run(case)

        assert len({one.id for one in found.instances}) == len(found.instances), f"seed {seed}"
        assert requirements(case) <= {(one.control, one.requirement) for one in found.instances}
        for one in found.instances:
            assert one.reasons or one.evidence, one.id
            if one.status is not Shown.NOT_APPLICABLE:
                assert (one.status is Shown.MET) == (not one.reasons), one.id
        for subject in found.subjects:
            counting = [one for one in subject.clauses if one.counts]
            counted = Counter[str]()
            for standard in subject.standards:
                counted.update(standard.counts)
            assert counted == Counter(one.status.value for one in counting), f"seed {seed}"


def requirements(case: Map) -> set[tuple[str, str]]:
    """Every requirement of every control."""
    return {
        (control["id"], requirement["id"])
        for control in case["controls"]
        for requirement in control["evidence"]
    }

"""The core and the slow reference find the same in generated cases: two readings of one page.

What is compared is everything that `adapter.results` and `evaluator.evaluate` both state: instances
with status, reasons and holes; judgements; per subject standards, controls, causes, clauses and
activities; determinations. Two things are normalised, both of them said by docs/rules.md:

1. A standard that is not listed for a subject is `not-required` (R17), so none is compared that is.
2. Reasons are a set of codes, in the order of their names: which records they name, and in what
   words, is for the tests of the core.

Everything else has to be equal as it stands: a control that is not in force has no status on either
side (R13), and holes are in the order of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests import adapter
from tests.reference.evaluator import evaluate
from tests.strategies import cases, random_case

Map = dict[str, Any]

CHUNK, CHUNKS = 120, 30
"""How many cases one test compares, and how many tests there are: seeds 0 to 3599."""


def digests_of(case: Map) -> Map:
    """What answers have to be bound to today, as the core states it."""
    judgements = adapter.run({**case, "digests": {}}).judgements
    return {
        "questions": {one.id: one.question_digest for one in judgements},
        "controls": {one.id.partition("/")[0]: one.control_digest for one in judgements},
    }


def normalised(found: Map) -> Map:
    """Results, without the standards that are not required."""
    subjects = {
        name: {
            **one,
            "standards": {s: v for s, v in one["standards"].items() if v != "not-required"},
        }
        for name, one in found["subjects"].items()
    }
    return {**found, "subjects": subjects}


def differences(core: Any, reference: Any, path: str = "") -> Iterator[str]:
    """Where two results differ, and how."""
    if isinstance(core, dict) and isinstance(reference, dict):
        for key in sorted({*core, *reference}):
            here = f"{path} > {key}" if path else key
            yield from differences(core.get(key), reference.get(key), here)
    elif core != reference:
        yield f"{path}: {core} in the core, {reference} in the reference"


def compared(case: Map) -> list[str]:
    """The differences of a case."""
    core = normalised(adapter.results(adapter.run(case)))
    return list(differences(core, normalised(evaluate(case))))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_core_finds_what_the_reference_finds(chunk: int) -> None:
    """In cases of fixed seeds, so that each can be looked at by itself."""
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        found = compared(random_case(seed, digests_of))

        assert found == [], f"seed {seed}"


@settings(
    max_examples=150,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
@given(cases(digests_of=digests_of))
def test_the_core_finds_what_the_reference_finds_in_small_cases(case: Map) -> None:
    """In cases that Hypothesis draws, and shrinks where they differ."""
    assert compared(case) == []
